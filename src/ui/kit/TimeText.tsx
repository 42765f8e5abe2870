import { useLanguage } from '../text.ts'
import { useOptionalSession } from '../session.ts'
import classes from './kit.module.css'
import { useNow } from './now.ts'
import { absoluteWords, regionalTag, relativeWords, spanWords } from './time-words.ts'

interface TimeTextProps {
  /** An instant as the wire gives it. */
  readonly at: string
  /** IANA zone; the organisation's unless said. */
  readonly zone?: string
  readonly form?: 'relative' | 'absolute' | 'both'
}

/** An instant for people: how long ago, and when exactly in which zone. */
export function TimeText({ at, zone, form = 'both' }: TimeTextProps) {
  const language = useLanguage()
  const session = useOptionalSession()
  const now = useNow()
  const instant = Date.parse(at)
  const clockZone = zone ?? session?.tenant.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  if (Number.isNaN(instant)) return <span>{at}</span>
  const relative = relativeWords(instant, now, language)
  const absolute = absoluteWords(instant, clockZone, regionalTag(language))
  return (
    <time dateTime={at} title={form === 'relative' ? absolute : undefined}>
      {form === 'both' ? `${relative} · ${absolute}` : form === 'relative' ? relative : absolute}
    </time>
  )
}

/** How long something has been going on, counted on; with `until`, how long it took. */
export function Elapsed({ since, until }: { readonly since: string; readonly until?: string | undefined }) {
  const language = useLanguage()
  const now = useNow(10_000)
  const end = until === undefined ? now : Date.parse(until)
  return <span className={classes.number}>{spanWords(end - Date.parse(since), language)}</span>
}
