import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { readAccount, type readMe } from '../../areas/register/people/contract/account.ts'
import { markOf } from '../../base/brand.ts'
import type { OutputOf } from '../../base/endpoint.ts'
import { CallError } from '../../ui/call-error.ts'
import { call } from '../../ui/client.ts'
import { keepLook } from '../../ui/sign-in-look.ts'
import { endSession } from '../../ui/sign-out.ts'
import { wipeDrafts } from '../../ui/drafts.ts'
import { keep } from '../../ui/kept.ts'
import { ErrorState } from '../../ui/kit/ErrorState.tsx'
import { Loading } from '../../ui/kit/Loading.tsx'
import { startLive } from '../../ui/live.ts'
import { SessionProvider, type Session } from '../../ui/session.ts'
import { Shell } from '../../ui/shell/Shell.tsx'
import { textOf, useText } from '../../ui/text.ts'
import { MissingPage } from './MissingPage.tsx'
import { OfflineLine } from './offline/OfflineLine.tsx'
import type { Furnishing } from './routes.ts'
import { accountQuery, memberQuery } from './who.ts'

/** Everything inside one organisation: who looks, the live connection, the shell. */
export function InTenant({ furnishing }: { readonly furnishing: Furnishing }) {
  const { tenant: slug = '' } = useParams({ strict: false })
  const text = useText('app')
  const account = useQuery(accountQuery)
  // A stranger hears of no organisation that it exists, so the first question is who asks.
  const member = useQuery({ ...memberQuery(slug), enabled: account.data !== undefined })
  const session = account.data && member.data && sessionOf(slug, account.data, member.data)
  useLiveTenant(slug, session?.can['incident.read'] === true)
  const colour = session?.tenant.colour
  const letters = session && markOf(session.tenant)
  useEffect(() => {
    if (colour !== undefined && letters !== undefined) keepLook({ slug, colour, letters })
  }, [slug, colour, letters])
  if (!session) {
    const error = member.error ?? account.error
    // Another organisation and none at all look alike.
    if (error instanceof CallError && error.kind === 'not_found') return <MissingPage />
    return error ? <ErrorState error={error} onRetry={() => location.reload()} /> : <Loading />
  }
  return (
    <SessionProvider value={session}>
      <Suspense>{furnishing.Background && <furnishing.Background />}</Suspense>
      <Shell
        destinations={furnishing.places
          .filter(({ isForProviders }) => isForProviders !== true || member.data?.organisation.isProvider)
          .map((place) => ({ ...place, label: text(`place.${place.label}`) }))}
        emergencyPath={furnishing.emergencyPath}
        accountPath={furnishing.accountPath}
        notice={<OfflineLine />}
        topBar={
          <>
            {furnishing.Search && <furnishing.Search />}
            {furnishing.TopBar && <furnishing.TopBar />}
          </>
        }
        onSignOut={() => signOut(session.person.email)}
      >
        <Outlet />
      </Shell>
    </SessionProvider>
  )
}

/** Follows the organisation live, where the server lets this person follow it. */
function useLiveTenant(slug: string, mayFollow: boolean): void {
  useEffect(() => {
    if (!mayFollow) return
    keep('tenant', slug)
    // An ordinary call finds out whether the session ended, and then asks the person.
    const look = () => void call(readAccount, {}, { tenant: null }).catch(() => undefined)
    return startLive(slug, look)
  }, [slug, mayFollow])
}

async function signOut(person: string): Promise<void> {
  const { allUnsent, wipeUnsent } = await import('../../areas/respond/incidents/web/parts/unsent-store.ts')
  // Nothing of an incident stays behind in a browser that somebody else may use next; nor is a word lost unasked.
  const { waitingOf, wipeWaiting } = await import('../../areas/respond/notes/web/parts/waiting-words.ts')
  const lines = (await allUnsent()).filter((line) => line.person === person)
  const waiting = [...lines, ...(await waitingOf(person))]
  if (waiting.length > 0 && !confirm(textOf('app', 'signOut.unsent', { count: waiting.length }))) return
  const { forgetSearches } = await import('../../areas/register/search/web/parts/recent.ts')
  const { forgetAnswers } = await import('../../ui/offline/kept-answers.ts')
  await endSession()
  await Promise.all([forgetAnswers(), wipeUnsent(person), wipeWaiting(person)])
  wipeDrafts()
  forgetSearches()
  location.assign('/sign-in')
}

function sessionOf(
  slug: string,
  account: OutputOf<typeof readAccount>,
  member: OutputOf<typeof readMe>,
): Session {
  const { name, timeZone, colour, mark } = member.organisation
  return {
    person: { name: account.name, email: account.email },
    tenant: { slug, name, timeZone, colour, mark },
    tenants: account.organisations,
    can: member.can,
  }
}
