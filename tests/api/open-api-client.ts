/** A client that knows nothing but an address, a key and the OpenAPI document that it reads there. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  /** The answer read as JSON; undefined where it is not. */
  readonly body: Readonly<Record<string, unknown>>
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> }
  readonly responses: Readonly<Record<string, unknown>>
}

export type Sent = Readonly<Record<string, unknown>>

export interface OpenApiClient {
  /** Calls the operation with this id: each field goes where the document says it belongs. */
  call(
    operationId: string,
    fields?: Sent,
    bytes?: { readonly type: string; readonly body: Uint8Array | string },
  ): Promise<Answer>
  readonly operations: ReadonlyMap<
    string,
    { readonly method: string; readonly path: string; readonly operation: Operation }
  >
}

export async function openApiClient(base: string, authorization?: string): Promise<OpenApiClient> {
  const document = (await (await fetch(`${base}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Operation>>
  } // OpenAPI 3.1
  const operations = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, operation]) =>
          [operation.operationId, { method: method.toUpperCase(), path, operation }] as const,
      ),
    ),
  )
  return {
    operations,
    async call(operationId, fields = {}, bytes) {
      const found = operations.get(operationId)
      if (found === undefined) throw new Error(`The document has no operation ${operationId}`)
      const { method, path, operation } = found
      const url = new URL(base)
      const headers = new Headers(authorization === undefined ? {} : { authorization })
      const rest: Record<string, unknown> = { ...fields }
      let pathname = path
      for (const parameter of operation.parameters ?? []) {
        const value = rest[parameter.name]
        delete rest[parameter.name]
        if (value === undefined) continue
        if (parameter.in === 'path')
          pathname = pathname.replace(`{${parameter.name}}`, encodeURIComponent(asText(value)))
        else if (parameter.in === 'query') url.searchParams.set(parameter.name, asText(value))
        else headers.set(parameter.name, asText(value))
      }
      url.pathname = pathname
      const hasJson = operation.requestBody?.content['application/json'] !== undefined
      if (hasJson) headers.set('content-type', 'application/json')
      if (bytes !== undefined) headers.set('content-type', bytes.type)
      const body = hasJson ? JSON.stringify(rest) : bytes?.body
      return read(
        await fetch(url, {
          method,
          headers,
          body: typeof body === 'string' ? body : body && new Uint8Array(body),
          redirect: 'error',
        }),
      )
    },
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function read(response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    // A test states what it expects of it.
    body: (isJson && text !== '' ? JSON.parse(text) : {}) as Answer['body'],
  }
}
