import type { StepConnection } from '../contract/playbook.ts'
import type { RequestTemplate } from '../../../register/connections/contract.ts'

/** What of a connection another program can be told; never its secret. */
export type ToldConnection = Pick<RequestTemplate, 'method' | 'address' | 'headers' | 'body' | 'bodyKind'>

const blank = /\{\{\s*([^{}|]*?)\s*(?:\|[^{}]*)?\}\}/g

/** What another program does not get with the request, in words: part of each exported command. */
const lost =
  'Not part of this file: the secret, who may let it go, a second person, what of the answer is shown, limits of time and number, and how values are encoded.'

/**
 * The request of a step as an `http-api` command of CACAO 2.0 (section 5.8): blanks that the step fills are filled, all
 * others stand as variables, declared beside it. A connection that is not known here becomes words.
 */
export function httpCommand(
  { name, values }: StepConnection,
  connection: ToldConnection | undefined,
): { readonly command: Record<string, unknown>; readonly variables: Record<string, unknown> } {
  if (connection === undefined)
    return { command: { type: 'manual', command: `Run the request “${name}”.` }, variables: {} }
  const open = new Set<string>()
  const told = (text: string, encode: (value: string) => string = (value) => value) =>
    text.replaceAll(blank, (_whole, blankName: string) => {
      const value = values[blankName] ?? ''
      if (value !== '') return encode(value)
      const variable = `__${blankName.replaceAll(/[^a-z0-9_]/g, '_')}__`
      open.add(variable)
      return `${variable}:value`
    })
  const { method, address, headers, body, bodyKind } = connection
  const inJson = (value: string) => JSON.stringify(value).slice(1, -1)
  const encode = bodyKind === 'json' ? inJson : encodeURIComponent
  const command = {
    type: 'http-api',
    description: `${name}. ${lost}`,
    command: `${method} ${told(address, encodeURIComponent)} HTTP/1.1`,
    ...(headers.length > 0 && {
      headers: Object.fromEntries(headers.map((header) => [header.name, [told(header.value)]])),
    }),
    ...(bodyKind !== 'none' && { content: told(body, encode) }),
  }
  const variables = Object.fromEntries(
    [...open].map((variable) => [variable, { type: 'string', external: true }]),
  )
  return { command, variables }
}
