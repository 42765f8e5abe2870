import type { Operation, Schema } from './document.ts'

/**
 * The operation as a line for a POSIX shell, with the key in a variable so that it stays out of the history.
 * @param origin of this installation, like `https://muster.lan:8420`
 */
export function curlOf(operation: Operation, origin: string): string {
  const { method, path, permission, body } = operation
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(plain(exampleOf(schema)))}`)
    .join('&')
  const headers = operation.parameters
    .filter((parameter) => parameter.in === 'header')
    .map(({ name, schema }) => `${name}: ${JSON.stringify(exampleOf(schema))}`)
  return [
    'curl',
    ...(method === 'GET' ? [] : ['-X', method]),
    quoted(`${origin}${path}${query === '' ? '' : `?${query}`}`),
    ...(permission === 'public' ? [] : ['-H', '"Authorization: Bearer $MUSTER_KEY"']),
    ...headers.flatMap((header) => ['-H', quoted(header)]),
    ...bodyOf(body?.mediaType, body?.schema),
    ...(isFile(operation.answer?.mediaType) ? ['-OJ'] : []),
  ].join(' ')
}

/** A value that shows what is meant; only what must be there. */
export function exampleOf(schema: Schema, depth = 0): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum !== undefined) return schema.enum[0]
  const [variant] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []
  if (variant !== undefined) return depth > 6 ? null : exampleOf(variant, depth + 1)
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  switch (type) {
    case 'object': {
      const fields = (schema.required ?? []).map((name) => [
        name,
        depth > 6 ? null : exampleOf(schema.properties?.[name] ?? {}, depth + 1),
      ])
      return Object.fromEntries(fields)
    }
    case 'array':
      return (schema.minItems ?? 0) > 0 && depth <= 6 ? [exampleOf(schema.items ?? {}, depth + 1)] : []
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return text(schema)
  }
}

function text({ format }: Schema): string {
  if (format === 'uuid') return '01900000-0000-7000-8000-000000000000'
  if (format === 'date-time') return '2026-01-31T09:00:00Z'
  if (format === 'date') return '2026-01-31'
  if (format === 'email') return 'name@example.org'
  return '...'
}

function bodyOf(mediaType: string | undefined, schema: Schema | undefined): string[] {
  if (mediaType === undefined || schema === undefined) return []
  if (mediaType !== 'application/json')
    return ['-H', quoted('Content-Type: application/octet-stream'), '--data-binary', '@file']
  return ['-H', quoted('Content-Type: application/json'), '-d', quoted(JSON.stringify(exampleOf(schema)))]
}

function isFile(mediaType: string | undefined): boolean {
  return mediaType !== undefined && !mediaType.endsWith('json') && !mediaType.startsWith('text/')
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** One word for a POSIX shell, whatever stands in it. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`
}
