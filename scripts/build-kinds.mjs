import ts from 'typescript';

/** What a kind's card tells a server alone (`MessageKind`): the memory adapter asks for it, and a server in Node. */
const forServers = new Set(['authority', 'grants', 'holds', 'lists']);

/**
 * The cards of the kinds for a page that has the REST adapter: without what only a server asks of them.
 * @type {import('typescript').TransformerFactory<import('typescript').SourceFile>}
 */
export const cardsForPages = (context) => (file) => {
  if (!/\/src\/kinds\/[\w-]+\/index\.ts$/.test(file.fileName)) return file;
  const visit = (node) =>
    ts.isObjectLiteralElementLike(node) && node.name && forServers.has(node.name.text) ? undefined : ts.visitEachChild(node, visit, context);
  return ts.visitNode(file, visit);
};
