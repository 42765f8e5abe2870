import { useMemo } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { useOwnWords } from '../../../../ui/text.ts'
import { readForm } from '../contract/form.ts'

/** Behind every page: the organisation's plain words beside S1 to S4, wherever a severity is named. */
export function SeverityWords() {
  const { data } = useAnswer(readForm, {}, { live: { stream: '*', kinds: ['form.'] } })
  const words = data?.form.severityWords
  useOwnWords(
    useMemo(
      () =>
        words &&
        Object.fromEntries(
          Object.entries(words).map(([severity, own]) => [`severity.${severity}`, own] as const),
        ),
      [words],
    ),
  )
  return null
}
