import { useOptionalSession } from '../../../../../ui/session.ts'
import { absoluteWords, regionalTag } from '../../../../../ui/kit/time-words.ts'
import { useLanguage } from '../../../../../ui/text.ts'

/** An instant among many of the same days: day and minute, on the organisation's clock; the rest where one points at it. */
export function MomentText({ at }: { readonly at: string }) {
  const language = useLanguage()
  const zone = useOptionalSession()?.tenant.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const tag = regionalTag(language)
  const words = new Intl.DateTimeFormat(tag, {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone },
  }).format(new Date(at))
  return (
    <time dateTime={at} title={absoluteWords(Date.parse(at), zone, tag)}>
      {words}
    </time>
  )
}
