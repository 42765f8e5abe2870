/**
 * What an endpoint declares. HTTP, OpenAPI, the command line, the browser client, the permission check
 * and the generated access matrix all hang on this one declaration. Paths are relative to `/api/v1`.
 */
import type * as z from 'zod'
import type { Gate } from './access.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * - `json`: JSON in, JSON out
 * - `upload`: the body is the bytes themselves; the rest of the input comes from path, query and `headerInput`
 * - `download`: the answer is bytes, always as an attachment
 * - `webhook`: the body belongs to a foreign tool and is handed over untouched
 * - `live`: server-sent events
 */
export type EndpointKind = 'json' | 'upload' | 'download' | 'webhook' | 'live'

export interface Endpoint<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> {
  readonly kind: EndpointKind
  readonly name: string
  readonly method: Method
  /** Path under `/api/v1` with `{names}` that are fields of the input. */
  readonly path: string
  readonly permission: Gate
  /** One strict object: path fields, then query (GET, DELETE) or body (POST, PUT). Unknown fields are refused. */
  readonly input: Input
  readonly output: Output
  readonly summary: string
  /** Success status: 200 unless said. */
  readonly status: 200 | 201 | 202 | 204
  /** Input field that arrives as JSON in a request header, e.g. evidence's description beside its bytes. */
  readonly headerInput?: { readonly field: string; readonly header: string }
  /** Largest JSON body, where a list comes in; 256 kB unless said. */
  readonly bodyBytes?: number
  /** Media type of a `download`, or of the text that a `webhook` answers, which is plain unless said. */
  readonly mediaType?: string
  /** True when it changes nothing, as every GET; such an action need not leave a leaf. */
  readonly readOnly: boolean
  /** True when all it changes is a person's own and no matter of record. */
  readonly isUnrecorded: boolean
}

/** Half a million letters of a list, as JSON writes them in any script. */
export const csvBodyBytes = 2_500_000

type Declared<Input extends z.ZodObject, Output extends z.ZodType> = Omit<
  Endpoint<Input, Output>,
  'kind' | 'status' | 'readOnly' | 'isUnrecorded'
> &
  Partial<Pick<Endpoint, 'kind' | 'status' | 'readOnly' | 'isUnrecorded'>>

/** Declares an endpoint. `name` is verb and noun in camel case and becomes the OpenAPI operationId. */
export function endpoint<Input extends z.ZodObject, Output extends z.ZodType>(
  declared: Declared<Input, Output>,
): Endpoint<Input, Output> {
  return { kind: 'json', status: 200, readOnly: declared.method === 'GET', isUnrecorded: false, ...declared }
}

/** The names in a path, in order: `/a/{id}/b/{task}` gives `['id', 'task']`. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

export type InputOf<E> = E extends Endpoint<infer I, z.ZodType> ? z.output<I> : never
export type SentInputOf<E> = E extends Endpoint<infer I, z.ZodType> ? z.input<I> : never
export type OutputOf<E> = E extends Endpoint<z.ZodObject, infer O> ? z.output<O> : never
