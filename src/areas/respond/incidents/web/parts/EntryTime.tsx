import { absoluteWords, regionalTag } from '../../../../../ui/kit/time-words.ts'
import { useNow } from '../../../../../ui/kit/now.ts'
import { useSession } from '../../../../../ui/session.ts'
import { useLanguage } from '../../../../../ui/text.ts'

/** When an entry was made: the clock, with the day when it was another one; whole, with its zone, on pointing. */
export function EntryTime({ at }: { readonly at: string }) {
  const language = regionalTag(useLanguage())
  const { tenant } = useSession()
  const now = useNow()
  const instant = Date.parse(at)
  const dayOf = (time: number) =>
    new Intl.DateTimeFormat(language, { timeZone: tenant.timeZone, dateStyle: 'medium' }).format(time)
  const clock = new Intl.DateTimeFormat(language, {
    timeZone: tenant.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant)
  return (
    <time dateTime={at} title={absoluteWords(instant, tenant.timeZone, language)}>
      {dayOf(instant) === dayOf(now) ? clock : `${dayOf(instant)}, ${clock}`}
    </time>
  )
}
