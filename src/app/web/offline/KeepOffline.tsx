import { useEffect, useState, useSyncExternalStore } from 'react'
import { onSignedIn } from '../../../ui/identity.ts'
import { useLive } from '../../../ui/live.ts'
import { forgetAnswers } from '../../../ui/offline/kept-answers.ts'
import { hasWorkers, startWorker } from '../../../ui/offline/worker.ts'
import { useSession } from '../../../ui/session.ts'
import { useLanguage } from '../../../ui/text.ts'
import { isKeepingWanted, subscribeKeeping } from './choice.ts'
import { AnswerKeeper } from './keep-answers.ts'

/** The person's first moments on a page belong to the page. */
const settleMs = 3_000
/** Changes of who may read a case are followed at once; that there is a new one, a moment later. */
const afterAccessMs = 1_000
const afterChangeMs = 15_000

/** Makes this browser ready for the hour without a connection: the page, and what this person reads. Draws nothing. */
export function KeepOffline() {
  const { person, tenant, tenants, can } = useSession()
  const language = useLanguage()
  const isWanted = useSyncExternalStore(subscribeKeeping, isKeepingWanted)
  // A guest's device belongs to another house: a lawyer's, an insurer's.
  const isGuest = tenants.find(({ slug }) => slug === tenant.slug)?.role === 'guest'
  const isKeeping = isWanted && !isGuest
  const [keeper, setKeeper] = useState<AnswerKeeper>()
  const who = JSON.stringify({
    person: person.email,
    tenant: tenant.slug,
    tenants: tenants.map(({ slug }) => slug),
    can,
  })
  useEffect(() => {
    if (!isKeeping) {
      if (!isWanted) void forgetAnswers()
      return
    }
    const started = new AnswerKeeper(JSON.parse(who) as ConstructorParameters<typeof AnswerKeeper>[0]) // made above
    setKeeper(started)
    return () => {
      started.stop()
      setKeeper(undefined)
    }
  }, [isKeeping, isWanted, who])
  // The end of the session before wiped everything.
  useEffect(() => onSignedIn(() => keeper?.soon(afterAccessMs)), [keeper])
  useEffect(() => {
    if (!import.meta.env.PROD || !hasWorkers()) return
    // Where a browser forbids it, pages come from the server alone, as before.
    const timer = setTimeout(() => void startWorker(language).catch(() => undefined), settleMs)
    return () => clearTimeout(timer)
  }, [language])
  useLive('*', (change) => {
    if (change.missed) keeper?.soon(afterChangeMs)
    else if (/^(?:incident\.(?:restrict|circle|open_up)|access\.|suspect\.)/.test(change.kind))
      keeper?.soon(afterAccessMs)
    else if (/^incident\.(?:open|close|reopen|merge|unmerge)$/.test(change.kind)) keeper?.soon(afterChangeMs)
  })
  return null
}
