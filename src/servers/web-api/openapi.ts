import { type Contract, routeOf } from '../../core/contract.ts'
import {
  invalidInput,
  keyReused,
  notAllowed,
  notSignedIn,
  type RefusalType,
  tooBusy,
  tooManyRequests,
} from '../../core/refusal.ts'
import type { App } from '../../platform/context.ts'
import { statusOf } from './problem.ts'
import { type InputSchema, jsonSchema } from './query-input.ts'

const problemRef = { $ref: '#/components/schemas/Problem' }

/** OpenAPI 3.1 of every operation, made from the contracts: nothing in it is written by hand. */
export function openapi(app: App, version: string): Record<string, unknown> {
  const paths: Record<string, unknown> = {}
  for (const { contract } of [...app.operations.values()].sort((a, b) =>
    a.contract.name < b.contract.name ? -1 : 1,
  )) {
    paths[routeOf(contract)] = { [contract.kind === 'command' ? 'post' : 'get']: operation(contract) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Anteroom',
      version,
      description:
        'Commands are POST with a JSON body, queries GET with one parameter a field (text as it is, other types as JSON); a query too long for an address is POSTed with a JSON body. A refusal is problem+json (RFC 9457) with code, kind and facts.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { session: [] }],
    tags: app.features.map(feature => ({ name: feature.name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'anteroom_session' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'kind', 'facts'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            kind: { enum: ['invalid', 'denied', 'missing', 'conflict', 'busy'] },
            facts: { type: 'object' },
          },
        },
      },
    },
  }
}

function operation(contract: Contract): Record<string, unknown> {
  const input = jsonSchema(contract.input, 'input') as InputSchema
  const isCommand = contract.kind === 'command'
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [contract.name.split('.')[0]],
    ...(contract.open === 'nobody' ? { security: [] } : {}),
    ...(contract.open ? {} : { 'x-permission': contract.name }),
    parameters: isCommand
      ? contract.secret
        ? []
        : [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              description:
                'Chosen by the client; the same key with the same body gives the same answer, with another body a refusal.',
              schema: { type: 'string', maxLength: 200 },
            },
          ]
      : Object.entries(input.properties ?? {}).map(([name, schema]) => ({
          name,
          in: 'query',
          required: input.required?.includes(name) ?? false,
          description: (schema as { description?: string }).description,
          schema,
        })),
    ...(isCommand ? { requestBody: { required: true, content: { 'application/json': { schema: input } } } } : {}),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: jsonSchema(contract.output, 'output') } } },
      ...problems(contract),
    },
  }
}

function problems(contract: Contract): Record<string, unknown> {
  const all: RefusalType[] = [invalidInput, tooBusy, tooManyRequests, ...(contract.refusals ?? [])]
  if (contract.open !== 'nobody') all.push(notSignedIn, notAllowed)
  if (contract.kind === 'command') all.push(keyReused)
  const byStatus: Record<string, Set<string>> = {}
  for (const type of all) {
    const status = statusOf(type)
    byStatus[status] = (byStatus[status] ?? new Set()).add(type.code)
  }
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes]) => [
      status,
      { description: [...codes].sort().join(', '), content: { 'application/problem+json': { schema: problemRef } } },
    ]),
  )
}
