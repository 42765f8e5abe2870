import { queryOptions } from '@tanstack/react-query'
import { CallError } from '../../ui/call-error.ts'
import { call } from '../../ui/client.ts'
import { identityNeedOf, signInAddress } from '../../ui/identity.ts'
import { readMe } from './me.ts'

/** Who is signed in. Nobody: on to the sign-in page, since at this point nothing was typed yet. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    try {
      return await call(readMe, {}, { signal, tenant: null, asksForIdentity: false })
    } catch (error) {
      const need = error instanceof CallError ? identityNeedOf(error) : undefined
      if (need === undefined) throw error
      location.replace(signInAddress(need, location.pathname + location.search + location.hash))
      // The page is being left: nothing further may be drawn.
      return new Promise<never>(() => {})
    }
  },
  staleTime: 60_000,
})
