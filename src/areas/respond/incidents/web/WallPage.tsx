import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { answerOf, useAnswer } from '../../../../ui/answers.ts'
import { identityNeedOf } from '../../../../ui/identity.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Elapsed } from '../../../../ui/kit/TimeText.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { useNow } from '../../../../ui/kit/now.ts'
import { useLiveState } from '../../../../ui/live.ts'
import { SeverityMark } from '../../../../ui/marks/SeverityMark.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { getIncident, type Incident } from '../contract/incident.ts'
import { readRun } from '../contract/run.ts'
import { readSituation } from '../contract/situation.ts'
import { EntryTime } from './parts/EntryTime.tsx'
import { usePeople } from './parts/people.ts'
import { useWallLists, WallRecord, WallState, WallTasks } from './parts/WallParts.tsx'
import classes from './parts/wall.module.css'

/** Asked this often even when nobody does anything: so the wall knows that it still hears the server. */
const pulseMs = 15_000
/** What is older than this may be wrong, and the wall says so. */
const staleMs = 40_000

/** The room's screen: read from four metres, nothing to press. Escape leads back. */
export function WallPage() {
  const text = useText('incidents')
  const go = useGo()
  const id = usePart('incident')
  const frame = useRef<HTMLDialogElement>(null)
  useScreenOn()
  useEffect(() => {
    // A modal dialog covers the shell and takes it out of reach.
    if (frame.current?.open === false) frame.current.showModal()
  }, [])
  return (
    <dialog
      ref={frame}
      className={classes.wall}
      aria-label={text('wall.title')}
      onCancel={(event) => {
        event.preventDefault()
        go(`/incidents/${id}`)
      }}
    >
      <Wall id={id} />
    </dialog>
  )
}

function Wall({ id }: { readonly id: string }) {
  const text = useText('incidents')
  useAnswer(getIncident, { id }, { live: { stream: id }, asksForIdentity: false })
  const incident = useQuery({
    // A dialog that asks who one is would stand behind the wall, out of reach: the wall says it in its own words.
    ...answerOf(getIncident, { id }, { asksForIdentity: false }),
    refetchInterval: pulseMs,
    retry: false,
  })
  const lists = useWallLists(id)
  useOnHearing(incident.dataUpdatedAt, lists.retry)
  useEffect(() => {
    if (incident.data)
      document.title = `${text('number', { number: incident.data.number })} ${text('wall.title')}`
  })
  const back = <To path={`/incidents/${id}`}>{text('wall.back')}</To>
  const isSignedOut = incident.error !== null && identityNeedOf(incident.error) !== undefined
  if (!incident.data) {
    if (!incident.error) return <Loading lines={8} />
    return (
      <>
        <ErrorState error={incident.error} onRetry={() => void incident.refetch()} />
        <p>{back}</p>
      </>
    )
  }
  return (
    <>
      {isSignedOut ? (
        <p className={classes.lost} role="alert">
          {text('wall.signedOut')} {back}
        </p>
      ) : (
        <Connection
          heardAt={incident.dataUpdatedAt}
          hasFailed={incident.errorUpdatedAt > incident.dataUpdatedAt || lists.hasFailed}
          onChange={() => void incident.refetch()}
        />
      )}
      <WallHead incident={incident.data} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <WallNext incident={incident.data} />
          <WallTasks lists={lists} />
        </div>
        <div className={classes.column}>
          <WallState lists={lists} />
        </div>
        <div className={classes.column}>
          <WallRecord lists={lists} />
        </div>
      </div>
    </>
  )
}

/** Says in large letters when what is shown may be old. */
function Connection({
  heardAt,
  hasFailed,
  onChange,
}: {
  readonly heardAt: number
  readonly hasFailed: boolean
  readonly onChange: () => void
}) {
  const text = useText('incidents')
  const live = useLiveState()
  const now = useNow(5000)
  // The browser's own word is not enough (a box in the cellar needs no internet), but a reason to ask at once.
  const ask = useRef(onChange)
  useEffect(() => {
    ask.current = onChange
  })
  useEffect(() => {
    const hear = () => ask.current()
    for (const name of ['online', 'offline'] as const) addEventListener(name, hear)
    return () => {
      for (const name of ['online', 'offline'] as const) removeEventListener(name, hear)
    }
  }, [])
  if (live !== 'offline' && !hasFailed && now - heardAt < staleMs) return null
  return (
    <p className={classes.lost} role="alert">
      {text('wall.lost')} <EntryTime at={new Date(heardAt).toISOString()} />. {text('wall.lostHint')}
    </p>
  )
}

function WallHead({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const people = usePeople(incident.names)
  const { id } = incident
  const situation = useAnswer(
    readSituation,
    { id },
    { live: { stream: id, kinds: ['situation.', 'task.'] }, asksForIdentity: false },
  )
  const clock = situation.data?.latest?.body.clock || situation.data?.draft.clock
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h1>{`${text('number', { number: incident.number })} ${incident.title}`}</h1>
        <SeverityMark severity={incident.severity} size="large" />
        {incident.mode === 'exercise' && (
          <strong className={classes.exercise}>{text('mode.exercise')}</strong>
        )}
        {incident.status === 'closed' && <strong>{text('status.closed')}</strong>}
      </div>
      <dl className={classes.facts}>
        <Fact name={text(incident.closedAt === null ? 'room.running' : 'room.took')}>
          <Elapsed since={incident.openedAt} until={incident.closedAt ?? undefined} />
        </Fact>
        <Fact name={text('room.lead')}>{people.nameOf(incident.leadId) ?? text('room.noLead')}</Fact>
        <Fact name={text('wall.clock')}>
          {clock === undefined || clock === '' ? text('wall.noClock') : clock}
        </Fact>
      </dl>
    </header>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function WallNext({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id, hasRun } = incident
  const live = { stream: id, kinds: ['run.', 'step.', 'answer.', 'evidence.'] }
  const run = useAnswer(readRun, { id }, { live, enabled: hasRun, asksForIdentity: false })
  const next = run.data?.next
  if (incident.status === 'closed' || !next) return null
  return (
    <section className={classes.next} aria-label={text('step.next')}>
      <p>{text('step.next')}</p>
      <h2>{next.title}</h2>
      <p>
        {text('step.who')}: <strong>{text(`role.${next.who}`)}</strong>
      </p>
    </section>
  )
}

/** Reads again, each time when the server was heard, what could not be read before. */
function useOnHearing(heardAt: number, retry: () => void): void {
  const latest = useRef(retry)
  useEffect(() => {
    latest.current = retry
  })
  useEffect(() => latest.current(), [heardAt])
}

/** Keeps the screen from going dark, where the browser lets a page ask for it. */
function useScreenOn(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let isOver = false
    const ask = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      const got = await navigator.wakeLock.request('screen').catch(() => undefined)
      if (isOver) await got?.release()
      else lock = got
    }
    const onVisible = () => void ask()
    void ask()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', onVisible)
      void lock?.release()
    }
  }, [])
}
