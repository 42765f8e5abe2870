/** Promises the text records of a domain as they stand in the names of the internet, within a few seconds. */
import { Resolver } from 'node:dns/promises'

export type TextRecords =
  | { readonly state: 'found'; readonly texts: readonly string[] }
  /** There are none, or no such name. */
  | { readonly state: 'none' }
  /** Nobody answered. */
  | { readonly state: 'silent' }

export async function readTextRecords(name: string): Promise<TextRecords> {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  try {
    const texts = (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
    return texts.length > 0 ? { state: 'found', texts } : { state: 'none' }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return { state: code === 'ENOTFOUND' || code === 'ENODATA' ? 'none' : 'silent' }
  }
}
