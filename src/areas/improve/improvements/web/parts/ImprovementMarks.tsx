import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Improvement } from '../../contract/improvements.ts'

const tones = {
  proposed: 'unknown',
  accepted: 'active',
  in_progress: 'active',
  done: 'warn',
  verified: 'good',
  refused: 'quiet',
  risk_accepted: 'quiet',
} as const

/** How one stands, and the one thing about it that asks for somebody. */
export function ImprovementMarks({ improvement }: { readonly improvement: Improvement }) {
  const text = useText('improvements')
  const language = useLanguage()
  const { state, isOverdue, isEffectDue, isRiskOver, recurrences, dueOn, strength, acceptedUntil } =
    improvement
  return (
    <>
      <StateMark tone={tones[state]} word={text(`state.${state}`)} />
      {isOverdue && (
        <StateMark tone="bad" word={text('mark.overdue', { day: dayWords(dueOn ?? '', language) })} />
      )}
      {isEffectDue && <StateMark tone="warn" word={text('mark.effect')} />}
      {isRiskOver && (
        <StateMark
          tone="bad"
          word={text('mark.riskOver', { day: dayWords(acceptedUntil ?? '', language) })}
        />
      )}
      {recurrences > 0 && <StateMark tone="bad" word={text('mark.cameBack', { count: recurrences })} />}
      <StateMark tone="quiet" word={text(`strength.${strength}`)} />
    </>
  )
}
