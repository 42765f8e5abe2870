/** The OpenAPI 3.1 document, made from the same declarations that the server mounts and the screens call. */
import * as z from 'zod'
import { pathFields, type Endpoint } from '../../base/endpoint.ts'

type Json = Record<string, unknown>

const problemSchema: Json = {
  type: 'object',
  description: 'A refusal as problem details, RFC 9457',
  required: ['type', 'title', 'status', 'detail', 'kind'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    kind: { type: 'string' },
    reason: { type: 'string' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    id: { type: 'string' },
  },
}

/** @param version of the program */
export function openApiDocument(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = `/api/v1${endpoint.path}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Muster', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key of one organisation' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'muster.session_token',
          description: 'A signed-in browser, with the header Muster-Tenant',
        },
      },
    },
  }
}

function operationOf(endpoint: Endpoint): Json {
  const shape = jsonSchema(endpoint.input, 'input')
  const fields = (shape['properties'] ?? {}) as Record<string, Json> // z.toJSONSchema of an object
  const required = new Set((shape['required'] ?? []) as string[]) // likewise
  const inPath = pathFields(endpoint.path)
  const rest = Object.keys(fields).filter((name) => !inPath.includes(name))
  const inQuery =
    endpoint.method === 'GET' || endpoint.method === 'DELETE' || endpoint.kind === 'webhook' ? rest : []
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: fields[name] ?? {} })),
    ...inQuery.map((name) => ({
      name,
      in: 'query',
      required: required.has(name),
      schema: fields[name] ?? {},
    })),
    ...headerParameter(endpoint, fields),
  ]
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    'x-permission': endpoint.permission,
    ...(endpoint.permission === 'public' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(endpoint, rest, fields, required),
    responses: {
      [endpoint.status]: { description: 'Done', ...answer(endpoint) },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function headerParameter(endpoint: Endpoint, fields: Record<string, Json>): Json[] {
  if (endpoint.headerInput === undefined) return []
  const { field, header } = endpoint.headerInput
  return [
    {
      name: header,
      in: 'header',
      required: true,
      content: { 'application/json': { schema: fields[field] ?? {} } },
    },
  ]
}

function requestBody(
  endpoint: Endpoint,
  rest: readonly string[],
  fields: Record<string, Json>,
  required: ReadonlySet<string>,
): Json {
  if (endpoint.kind === 'upload')
    return {
      requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
    }
  if (endpoint.kind === 'webhook' && endpoint.method !== 'GET')
    return { requestBody: { required: true, content: { '*/*': { schema: {} } } } }
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE' || rest.length === 0) return {}
  const schema = {
    type: 'object',
    properties: Object.fromEntries(rest.map((name) => [name, fields[name] ?? {}])),
    required: rest.filter((name) => required.has(name)),
    additionalProperties: false,
  }
  return {
    requestBody: { required: schema.required.length > 0, content: { 'application/json': { schema } } },
  }
}

function answer(endpoint: Endpoint): Json {
  if (endpoint.status === 204) return {}
  const mediaType =
    endpoint.kind === 'download' ? (endpoint.mediaType ?? 'application/octet-stream') : 'application/json'
  const schema =
    endpoint.kind === 'download' && mediaType !== 'application/json'
      ? { type: 'string', format: 'binary' }
      : jsonSchema(endpoint.output, 'output')
  return { content: { [mediaType]: { schema } } }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
