import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Risk } from '../../contract.ts'

const tones = { open: 'active', accepted: 'quiet', treated: 'good', ended: 'quiet' } as const

/** How a risk stands, and the one thing about it that asks for somebody. */
export function RiskMarks({ risk }: { readonly risk: Risk }) {
  const text = useText('risks')
  const language = useLanguage()
  const { state, isSevere, isAcceptanceOver, isReviewDue, acceptedUntil, reviewOn, ownerId } = risk
  const until = dayWords(acceptedUntil ?? '', language)
  return (
    <>
      {isSevere && state !== 'treated' && ownerId === null ? (
        <StateMark tone="bad" word={text('mark.unowned')} />
      ) : (
        isSevere && <StateMark tone="warn" word={text('mark.severe')} />
      )}
      {isAcceptanceOver ? (
        <StateMark tone="bad" word={text('mark.acceptanceOver', { day: until })} />
      ) : (
        <StateMark
          tone={tones[state]}
          word={state === 'accepted' ? text('mark.acceptedUntil', { day: until }) : text(`state.${state}`)}
        />
      )}
      {isReviewDue && !isAcceptanceOver && (
        <StateMark tone="warn" word={text('mark.reviewDue', { day: dayWords(reviewOn, language) })} />
      )}
    </>
  )
}
