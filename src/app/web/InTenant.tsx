import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { call } from '../../ui/client.ts'
import { keep } from '../../ui/kept.ts'
import { ErrorState } from '../../ui/kit/ErrorState.tsx'
import { Loading } from '../../ui/kit/Loading.tsx'
import { startLive } from '../../ui/live.ts'
import { SessionProvider, type Session } from '../../ui/session.ts'
import { Shell } from '../../ui/shell/Shell.tsx'
import { useText } from '../../ui/text.ts'
import { MissingPage } from './MissingPage.tsx'
import { endSession, readMe } from './me.ts'
import { meQuery } from './me-query.ts'
import { accountPath, emergencyPath, places } from './routes.ts'

/** Everything inside one organisation: who looks, the live connection, the shell. */
export function InTenant() {
  const { tenant: slug = '' } = useParams({ strict: false })
  const text = useText('app')
  const me = useQuery(meQuery)
  const session = me.data && sessionOf(me.data, slug)
  const isMember = session !== undefined
  useLiveTenant(slug, isMember)
  if (me.error && !me.data) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />
  if (!me.data) return <Loading />
  if (!session) return <MissingPage />
  return (
    <SessionProvider value={session}>
      <Shell
        destinations={places.map((place) => ({ ...place, label: text(`place.${place.label}`) }))}
        emergencyPath={emergencyPath}
        accountPath={accountPath}
        onSignOut={signOut}
      >
        <Outlet />
      </Shell>
    </SessionProvider>
  )
}

function useLiveTenant(slug: string, isMember: boolean): void {
  useEffect(() => {
    if (!isMember) return
    keep('tenant', slug)
    // An ordinary call finds out whether the session ended, and then asks the person.
    const look = () => void call(readMe, {}, { tenant: null }).catch(() => undefined)
    return startLive(slug, look)
  }, [slug, isMember])
}

async function signOut(): Promise<void> {
  await call(endSession, {}, { tenant: null, asksForIdentity: false })
  location.assign('/sign-in')
}

function sessionOf(
  me: { person: Session['person']; tenants: Session['tenant'][] },
  slug: string,
): Session | undefined {
  const tenant = me.tenants.find((one) => one.slug === slug)
  return tenant && { person: me.person, tenant, tenants: me.tenants }
}
