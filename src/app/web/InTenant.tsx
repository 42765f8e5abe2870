import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { permissions } from '../../base/access.ts'
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
import type { Furnishing } from './routes.ts'

/** Everything inside one organisation: who looks, the live connection, the shell. */
export function InTenant({ furnishing }: { readonly furnishing: Furnishing }) {
  const { tenant: slug = '' } = useParams({ strict: false })
  const text = useText('app')
  const me = useQuery(meQuery)
  const session = me.data && sessionOf(me.data, slug)
  useLiveTenant(session?.tenant)
  if (me.error && !me.data) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />
  if (!me.data) return <Loading />
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
    const look = () => void call(readMe, {}, { tenant: null }).catch(() => undefined)
    return startLive(slug, look)
  }, [slug, mayFollow])
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
