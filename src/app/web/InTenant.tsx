import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { permissions } from '../../base/access.ts'
import { readAccount } from '../../areas/register/people/contract/account.ts'
import { signOut as endSession } from '../../areas/register/people/web/sign-in-calls.ts'
import { CallError } from '../../ui/call-error.ts'
import { call } from '../../ui/client.ts'
import { keep } from '../../ui/kept.ts'
import { ErrorState } from '../../ui/kit/ErrorState.tsx'
import { Loading } from '../../ui/kit/Loading.tsx'
import { startLive } from '../../ui/live.ts'
import { SessionProvider, type Session } from '../../ui/session.ts'
import { Shell } from '../../ui/shell/Shell.tsx'
import { useText } from '../../ui/text.ts'
import { MissingPage } from './MissingPage.tsx'
import { sessionOf } from './me.ts'
import { accountQuery, meQuery } from './me-query.ts'
import type { Furnishing } from './routes.ts'

/** Everything inside one organisation: who looks, the live connection, the shell. */
export function InTenant({ furnishing }: { readonly furnishing: Furnishing }) {
  const { tenant: slug = '' } = useParams({ strict: false })
  const text = useText('app')
  const account = useQuery(accountQuery)
  // A stranger hears of no organisation that it exists, so the first question is who asks.
  const me = useQuery({ ...meQuery(slug), enabled: account.data !== undefined })
  const session = account.data && me.data && sessionOf(account.data, me.data)
  useLiveTenant(session?.tenant)
  const error = account.data ? (me.data ? undefined : me.error) : account.error
  // Someone who does not belong here gets the answer of an address that leads nowhere.
  if (error instanceof CallError && ['not_found', 'forbidden'].includes(error.kind)) return <MissingPage />
  if (error)
    return <ErrorState error={error} onRetry={() => void Promise.all([account.refetch(), me.refetch()])} />
  if (!account.data || !me.data) return <Loading />
  if (!session) return <MissingPage />
  return (
    <SessionProvider value={session}>
      <Shell
        destinations={furnishing.places.map((place) => ({ ...place, label: text(`place.${place.label}`) }))}
        emergencyPath={furnishing.emergencyPath}
        accountPath={furnishing.accountPath}
        onSignOut={signOut}
      >
        <Outlet />
      </Shell>
    </SessionProvider>
  )
}

/** Follows the organisation live, for the roles that the server lets follow it. */
function useLiveTenant(tenant: Session['tenant'] | undefined): void {
  const slug = tenant?.slug
  const roles: readonly string[] = permissions['incident.read']
  const mayFollow = tenant !== undefined && roles.includes(tenant.role)
  useEffect(() => {
    if (slug === undefined) return
    keep('tenant', slug)
    if (!mayFollow) return
    // An ordinary call finds out whether the session ended, and then asks the person.
    const look = () => void call(readAccount, {}, { tenant: null }).catch(() => undefined)
    return startLive(slug, look)
  }, [slug, mayFollow])
}

async function signOut(): Promise<void> {
  await endSession()
  location.assign('/sign-in')
}
