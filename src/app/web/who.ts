import { queryOptions } from '@tanstack/react-query'
import { readAccount, readMe } from '../../areas/register/people/contract/account.ts'
import { CallError } from '../../ui/call-error.ts'
import { call } from '../../ui/client.ts'
import { identityNeedOf, signInAddress } from '../../ui/identity.ts'

/** Who is signed in and where they belong. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) =>
    orSignIn(call(readAccount, {}, { signal, tenant: null, asksForIdentity: false, mayBeKept: true })),
  staleTime: 60_000,
})

/** What the person may do in one organisation. */
export function memberQuery(tenant: string) {
  return queryOptions({
    queryKey: [tenant, 'readMe'],
    queryFn: ({ signal }) =>
      orSignIn(call(readMe, {}, { signal, tenant, asksForIdentity: false, mayBeKept: true })),
    staleTime: 60_000,
  })
}

/** Nobody signed in: on to the sign-in page, since at this point nothing was typed yet. */
async function orSignIn<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    const need = error instanceof CallError ? identityNeedOf(error) : undefined
    if (need === undefined) throw error
    location.replace(signInAddress(need, location.pathname + location.search + location.hash))
    // The page is being left: nothing further may be drawn.
    return new Promise<never>(() => {})
  }
}
