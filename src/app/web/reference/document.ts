import * as z from 'zod'

/** A JSON Schema as the document has it; every keyword that is not named here is left alone. */
export interface Schema {
  readonly $ref?: string | undefined
  readonly type?: string | readonly string[] | undefined
  readonly description?: string | undefined
  readonly format?: string | undefined
  readonly pattern?: string | undefined
  readonly enum?: readonly unknown[] | undefined
  readonly const?: unknown
  readonly default?: unknown
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly minItems?: number | undefined
  readonly maxItems?: number | undefined
  readonly required?: readonly string[] | undefined
  readonly properties?: Readonly<Record<string, Schema>> | undefined
  readonly items?: Schema | undefined
  readonly additionalProperties?: boolean | Schema | undefined
  readonly anyOf?: readonly Schema[] | undefined
  readonly oneOf?: readonly Schema[] | undefined
  readonly allOf?: readonly Schema[] | undefined
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly schema: Schema
}

export interface Content {
  readonly mediaType: string
  readonly schema: Schema
}

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly permission: string
  readonly parameters: readonly Parameter[]
  readonly body: Content | undefined
  readonly isBodyRequired: boolean
  readonly status: string
  readonly answer: Content | undefined
}

export interface Group {
  /** The first word of the paths, such as `incidents`. */
  readonly name: string
  readonly operations: readonly Operation[]
}

export interface Reference {
  readonly version: string
  readonly groups: readonly Group[]
  readonly schemas: Readonly<Record<string, Schema>>
}

const Shape: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), Shape).optional(),
    // After fixed places nothing may come: then it says false, and is shown as a list.
    items: z.union([Shape, z.boolean().transform(() => undefined)]).optional(),
    additionalProperties: z.union([z.boolean(), Shape]).optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(Shape).optional(),
    oneOf: z.array(Shape).optional(),
    allOf: z.array(Shape).optional(),
  }),
)
const Contents = z.record(z.string(), z.object({ schema: Shape.optional() }))
const Described = z.object({
  operationId: z.string(),
  summary: z.string().default(''),
  'x-permission': z.string().default(''),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        schema: Shape.optional(),
        content: Contents.optional(),
      }),
    )
    .default([]),
  requestBody: z.object({ required: z.boolean().default(false), content: Contents }).optional(),
  responses: z.record(z.string(), z.object({ content: Contents.optional() })),
})
const Document = z.object({
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Described)),
  components: z.object({ schemas: z.record(z.string(), Shape).default({}) }),
})

/** Puts our own OpenAPI document into the order in which it is read. @throws ZodError when it is none of ours */
export function referenceOf(json: unknown): Reference {
  const { info, paths, components } = Document.parse(json)
  const byName = new Map<string, Operation[]>()
  for (const [path, methods] of Object.entries(paths)) {
    const name = (path.replace(/^\/api\/v1\//, '').split('/')[0] ?? '').replace(/\.\w+$/, '')
    for (const [method, described] of Object.entries(methods))
      byName.set(name, [...(byName.get(name) ?? []), operationOf(method, path, described)])
  }
  const groups = [...byName].map(([name, operations]) => ({ name, operations }))
  return { version: info.version, groups, schemas: components.schemas }
}

/** The groups with what has every one of these words in it; empty groups are left out. */
export function search(groups: readonly Group[], words: string): readonly Group[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const has = (operation: Operation) => {
    const { id, method, path, summary, permission } = operation
    const text = `${method} ${path} ${id} ${summary} ${permission}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  }
  return groups
    .map(({ name, operations }) => ({ name, operations: operations.filter(has) }))
    .filter(({ operations }) => operations.length > 0)
}

function operationOf(method: string, path: string, described: z.output<typeof Described>): Operation {
  const status = Object.keys(described.responses).find((code) => code !== 'default') ?? '200'
  return {
    id: described.operationId,
    method: method.toUpperCase(),
    path,
    summary: described.summary,
    permission: described['x-permission'],
    parameters: described.parameters.map(({ name, in: place, required, schema, content }) => ({
      name,
      in: place,
      required,
      schema: schema ?? contentOf(content)?.schema ?? {},
    })),
    body: contentOf(described.requestBody?.content),
    isBodyRequired: described.requestBody?.required === true,
    status,
    answer: contentOf(described.responses[status]?.content),
  }
}

function contentOf(content: z.output<typeof Contents> | undefined): Content | undefined {
  const [first] = Object.entries(content ?? {})
  return first && { mediaType: first[0], schema: first[1].schema ?? {} }
}
