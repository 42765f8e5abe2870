import { absoluteWords, regionalTag } from '../../../../../ui/kit/time-words.ts'
import { useSession } from '../../../../../ui/session.ts'
import { hasText, useLanguage, useText } from '../../../../../ui/text.ts'
import type { TimelineEntry } from '../../contract/incident.ts'
import { timelineWords, type TimelineWords } from './timeline-words.ts'

/** Says an entry of the record in the language shown, with times as the organisation has them. */
export function useSentence(): (entry: TimelineEntry) => TimelineWords {
  const text = useText('incidents')
  const language = useLanguage()
  const { tenant } = useSession()
  const tag = regionalTag(language)
  const speech = {
    text,
    knows: (key: string) => hasText('incidents', key),
    momentWords: (at: string) => absoluteWords(Date.parse(at), tenant.timeZone, tag),
  }
  return (entry) => timelineWords(entry, speech)
}
