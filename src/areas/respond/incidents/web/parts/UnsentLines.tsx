import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useLiveState } from '../../../../../ui/live.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { CopyButton } from '../../../../../ui/plain/secrets.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import { useRefresh } from './refresh.ts'
import { sendUnsent, wordsOf, type Delivered } from './unsent-send.ts'
import { dropUnsent, keepUnsent, subscribeUnsent, unsentNow, type UnsentLine } from './unsent-store.ts'
import classes from './capture.module.css'

const retryMs = 10_000

/** What this person wrote that has not reached the record, and what became of it once it did. No word is lost. */
export function UnsentLines({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { person } = useSession()
  const { lines, news, forget } = useUnsent(person.email)
  const own = lines.filter((line) => line.incidentId === incident.id)
  const elsewhere = lines.length - own.length
  const surprises = news.filter(({ taken }) => taken.outcome === 'late' || taken.outcome === 'as_note')
  return (
    <div className={classes.unsent} aria-live="polite" data-no-print>
      {own.length > 0 && (
        <section aria-label={text('unsent.title')}>
          <h3>{text('unsent.title')}</h3>
          <p className={classes.dim}>{text('unsent.lead')}</p>
          <ul>
            {own.map((line) => (
              <Unsent key={line.clientId} line={line} />
            ))}
          </ul>
        </section>
      )}
      {elsewhere > 0 && <p className={classes.dim}>{text('unsent.elsewhere', { count: elsewhere })}</p>}
      {surprises.length > 0 && (
        <Notice tone="warn" title={text('unsent.became')}>
          <ul>
            {surprises.map(({ line, taken }) => (
              <li key={line.clientId}>
                {text('number', { number: line.number })}: {wordsOf(line.captured)}.{' '}
                {text(`unsent.outcome.${taken.outcome}`)}
              </li>
            ))}
          </ul>
          <Button variant="default" size="compact-md" onClick={forget}>
            {text('unsent.seen')}
          </Button>
        </Notice>
      )}
    </div>
  )
}

function Unsent({ line }: { readonly line: UnsentLine }) {
  const text = useText('incidents')
  const words = wordsOf(line.captured)
  const asNote = () => {
    const { refusal: _refusal, ...rest } = line
    void keepUnsent({ ...rest, captured: { kind: 'note', text: words, mentions: [] } })
  }
  return (
    <li data-refused={line.refusal !== undefined}>
      <span>
        <strong>{text(`capture.kind.${line.captured.kind}`)}</strong> {words}
      </span>
      <span className={classes.dim}>
        <TimeText at={line.saidAt} form="absolute" />
      </span>
      {line.refusal !== undefined && (
        <>
          <Notice tone="bad">{line.refusal}</Notice>
          <span className={classes.unsentButtons}>
            <CopyButton spokenLabel={text('unsent.copy')} value={words} />
            {line.captured.kind !== 'note' && (
              <Button variant="default" size="compact-md" onClick={asNote}>
                {text('unsent.asNote')}
              </Button>
            )}
            <Button variant="subtle" size="compact-md" onClick={() => void dropUnsent(line.clientId)}>
              {text('unsent.discard')}
            </Button>
          </span>
        </>
      )}
    </li>
  )
}

function useUnsent(person: string) {
  const refresh = useRefresh()
  const all = useSyncExternalStore(subscribeUnsent, unsentNow)
  const lines = all.filter((line) => line.person === person)
  const isWaiting = lines.some((line) => line.refusal === undefined)
  const live = useLiveState()
  const [news, setNews] = useState<readonly Delivered[]>([])
  const latest = useRef(refresh)
  useEffect(() => {
    latest.current = refresh
  })
  const flush = useCallback(async () => {
    const delivered = await sendUnsent(person)
    if (delivered.length === 0) return
    setNews((known) => [...known, ...delivered])
    void latest.current()
  }, [person])
  useEffect(() => {
    if (!isWaiting) return
    void flush()
    const timer = setInterval(() => void flush(), retryMs)
    const now = () => void flush()
    addEventListener('online', now)
    return () => {
      clearInterval(timer)
      removeEventListener('online', now)
    }
  }, [isWaiting, flush, live])
  return { lines, news, forget: () => setNews([]) }
}
