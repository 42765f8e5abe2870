import * as z from 'zod'

/** What this tab keeps while its person is at the provider: only this tab can come back. */
const Kept = z.object({ key: z.string(), search: z.string() })
const name = 'muster.sign-in-way'

/**
 * Goes to the provider of an organisation.
 * @param search what the sign-in page was asked for, which waits here
 */
export function leaveFor({ url, key }: { readonly url: string; readonly key: string }, search = ''): void {
  sessionStorage.setItem(name, JSON.stringify({ key, search }))
  location.assign(url)
}

/** What was kept, once. */
export function takeKept(): z.infer<typeof Kept> | undefined {
  const text = sessionStorage.getItem(name)
  sessionStorage.removeItem(name)
  const read = Kept.safeParse(text === null ? undefined : JSON.parse(text))
  return read.success ? read.data : undefined
}
