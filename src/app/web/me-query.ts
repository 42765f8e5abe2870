import { queryOptions } from '@tanstack/react-query'
import { readAccount, readMe } from '../../areas/register/people/contract/account.ts'
import { CallError } from '../../ui/call-error.ts'
import { call } from '../../ui/client.ts'
import { identityNeedOf, signInAddress } from '../../ui/identity.ts'

/** Who is signed in, and where they belong. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => leavingIfNobody(() => call(readAccount, {}, { ...quiet(signal), tenant: null })),
  staleTime: 60_000,
})

/** Who they are in one organisation. */
export function meQuery(slug: string) {
  return queryOptions({
    queryKey: [slug, readMe.name],
    queryFn: ({ signal }) => leavingIfNobody(() => call(readMe, {}, { ...quiet(signal), tenant: slug })),
    staleTime: 60_000,
  })
}

function quiet(signal: AbortSignal) {
  return { signal, asksForIdentity: false }
}

/** Nobody is signed in: on to the sign-in page, since at this point nothing was typed yet. */
async function leavingIfNobody<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const need = error instanceof CallError ? identityNeedOf(error) : undefined
    if (need === undefined) throw error
    location.replace(signInAddress(need, location.pathname + location.search + location.hash))
    // The page is being left: nothing further may be drawn.
    return new Promise<never>(() => {})
  }
}
