import ts from 'typescript';

const { factory } = ts;

/** What a decorator of Lit's says of a property, as `static properties` says it. */
function optionsOf(name, [options]) {
  if (name === 'property') return options ?? factory.createObjectLiteralExpression();
  const state = factory.createPropertyAssignment('state', factory.createTrue());
  return factory.createObjectLiteralExpression(options ? [factory.createSpreadAssignment(options), state] : [state]);
}

/** `get name() { return this.renderRoot?.querySelector(selector) ?? null; }` */
function queryGetter(name, [selector]) {
  const root = factory.createPropertyAccessExpression(factory.createThis(), 'renderRoot');
  const found = factory.createCallChain(
    factory.createPropertyAccessChain(root, factory.createToken(ts.SyntaxKind.QuestionDotToken), 'querySelector'), undefined, undefined, [selector],
  );
  const value = factory.createBinaryExpression(found, ts.SyntaxKind.QuestionQuestionToken, factory.createNull());
  return factory.createGetAccessorDeclaration(undefined, name, [], undefined, factory.createBlock([factory.createReturnStatement(value)]));
}

/**
 * Takes Lit's `@property`, `@state` and `@query` away and writes what they stand for: `static properties` and getters. A call a property, the
 * decorators' code and the compiler's helper are 0.6 kB of the opened popup.
 * @type {import('typescript').TransformerFactory<import('typescript').SourceFile>}
 */
export const propertiesWithoutDecorators = (context) => (file) => {
  const visitClass = (node) => {
    const properties = [];
    const members = node.members.flatMap((member) => {
      const decorator = ts.canHaveDecorators(member) ? ts.getDecorators(member)?.[0] : undefined;
      if (!decorator) return member;
      const { expression: { text: name }, arguments: given } = decorator.expression;
      if (name === 'query') return queryGetter(member.name, given);
      if (name !== 'property' && name !== 'state') throw new Error(`${file.fileName}: the build does not know @${name}`);
      properties.push(factory.createPropertyAssignment(member.name, optionsOf(name, given)));
      const modifiers = member.modifiers?.filter((one) => one !== decorator);
      return ts.isPropertyDeclaration(member)
        ? factory.updatePropertyDeclaration(member, modifiers, member.name, member.questionToken, member.type, member.initializer)
        : factory.updateGetAccessorDeclaration(member, modifiers, member.name, member.parameters, member.type, member.body);
    });
    const own = properties.length === 0 ? [] : [factory.createPropertyDeclaration(
      [factory.createModifier(ts.SyntaxKind.StaticKeyword)], 'properties', undefined, undefined, factory.createObjectLiteralExpression(properties),
    )];
    return factory.updateClassDeclaration(node, node.modifiers, node.name, node.typeParameters, node.heritageClauses, [...own, ...members]);
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node) && node.moduleSpecifier.text === 'lit/decorators.js') return undefined;
    return ts.isClassDeclaration(node) ? visitClass(node) : ts.visitEachChild(node, visit, context);
  };
  return ts.visitNode(file, visit);
};
