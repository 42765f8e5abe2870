import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Contract } from '../../contract/contracts.ts'

/** The last day to give notice, louder the nearer it is; nothing where there is none. */
export function NoticeMark({ contract }: { readonly contract: Contract }) {
  const text = useText('vendors')
  const language = useLanguage()
  const { noticeBy, daysLeft, decision } = contract
  if (noticeBy === null || daysLeft === null || contract.endedAt !== null) return null
  const day = dayWords(noticeBy, language, 'medium')
  if (decision !== null && decision.noticeBy === noticeBy)
    return <StateMark tone="good" word={text(`decided.${decision.what}`)} />
  const word = text(daysLeft < 0 ? 'notice.missed' : 'notice.until', { day })
  return <StateMark tone={toneOf(daysLeft)} word={word} />
}

function toneOf(daysLeft: number): Tone {
  if (daysLeft < 0 || daysLeft <= 7) return 'bad'
  return daysLeft <= 60 ? 'warn' : 'quiet'
}
