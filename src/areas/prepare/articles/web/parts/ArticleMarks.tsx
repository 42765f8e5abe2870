import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Article } from '../../contract.ts'

/** What a reader has to know before they trust it; nothing where all is well. */
export function ArticleMarks({
  article: { state, isLookDue, lookedOn },
}: {
  readonly article: Pick<Article, 'state' | 'isLookDue' | 'lookedOn'>
}) {
  const text = useText('articles')
  const language = useLanguage()
  if (state !== 'in_use') return <StateMark tone="quiet" word={text(`state.${state}`)} />
  if (!isLookDue) return null
  return <StateMark tone="warn" word={text('lookDue', { day: dayWords(lookedOn ?? '', language) })} />
}
