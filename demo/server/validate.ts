import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { ChatError } from '../../src/base/errors.js';
import type { ServerCommand } from '../../src/model/index.js';

interface Parameter { $ref?: string; name: string; in: string; required?: boolean; schema: object }
interface Operation { operationId: string; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema?: object }> } }
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { parameters: Record<string, Parameter>; schemas: Record<string, { properties?: Record<string, { const?: string }>; oneOf?: { $ref: string }[] }> };
}

/** Reads what comes in by the OpenAPI document itself, so that the document cannot be wrong about it. */
export class Validator {
  readonly #commands = new Map<string, ValidateFunction>();
  readonly #bodies = new Map<string, ValidateFunction>();
  readonly #queries = new Map<string, ValidateFunction>();

  constructor() {
    const document = parse(readFileSync(new URL('./openapi.yaml', import.meta.url), 'utf8')) as Document;
    const { components, paths } = document;
    const compilerFor = (coerceTypes: boolean) => new Ajv2020({ strict: false, coerceTypes, logger: false }).addSchema({ $id: 'wire', components });
    const bodies = compilerFor(false);
    // Everything in a query is text: `?limit=30` and `?archived=true` become what the document says they are.
    const queries = compilerFor(true);
    const absolute = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"wire#/components/')) as object;
    for (const { $ref } of components.schemas.ServerCommand!.oneOf!) {
      const type = components.schemas[$ref.split('/').at(-1)!]!.properties!.type!.const!;
      this.#commands.set(type, bodies.compile({ $ref: `wire${$ref}` }));
    }
    for (const operation of Object.values(paths).flatMap((path) => Object.values(path)).filter((one) => one.operationId)) {
      const body = operation.requestBody?.content['application/json']?.schema;
      if (body) this.#bodies.set(operation.operationId, bodies.compile(absolute(body)));
      const parameters = (operation.parameters ?? []).map((p) => (p.$ref ? components.parameters[p.$ref.split('/').at(-1)!]! : p)).filter((p) => p.in === 'query');
      this.#queries.set(operation.operationId, queries.compile({
        type: 'object',
        required: parameters.filter((p) => p.required).map((p) => p.name),
        properties: Object.fromEntries(parameters.map((p) => [p.name, absolute(p.schema)])),
      }));
    }
  }

  /** Whether a body is one of the document's commands, right or wrong. */
  knows(body: unknown): boolean {
    const type = (body as { type?: unknown } | null)?.type;
    return typeof type === 'string' && this.#commands.has(type);
  }

  /** Throws `unsupported` for a type that the document does not know, `invalid` for anything else that it does not allow. */
  command(body: unknown): ServerCommand {
    const type = (body as { type?: unknown } | null)?.type;
    if (typeof type !== 'string') throw invalidBecause([{ instancePath: '/type', message: 'must be a string' }]);
    const validate = this.#commands.get(type);
    if (!validate) throw new ChatError('unsupported', 'this server does not know the command');
    return checked(validate, body);
  }

  body<T>(operation: string, body: unknown): T {
    return checked(this.#bodies.get(operation)!, body);
  }

  query<T>(operation: string, query: Record<string, string>): T {
    return checked(this.#queries.get(operation)!, { ...query });
  }
}

function checked<T>(validate: ValidateFunction, value: unknown): T {
  if (!validate(value)) throw invalidBecause(validate.errors ?? []);
  return value as T;
}

/** Names the field and the rule; never repeats the value. */
function invalidBecause(errors: readonly Pick<ErrorObject, 'instancePath' | 'message'>[]): ChatError {
  const fields = Object.fromEntries(errors.map(({ instancePath, message }) => [instancePath.slice(1).replaceAll('/', '.') || 'body', message ?? 'invalid']));
  return new ChatError('invalid', 'not as the OpenAPI document says', { fields });
}
