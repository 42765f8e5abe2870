import { Button } from '@mantine/core'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { BusinessDecision } from '../../contract/lessons.ts'
import lines from '../../../../../ui/lists/lines.module.css'

const tones = { keep: 'good', change: 'active', stop: 'warn' } as const

/** Whether the firm keeps, changes or stops something, who sees it through, and what came of it. */
export function DecisionLine({
  decision,
  withCase = false,
  onLookBack,
}: {
  readonly decision: BusinessDecision
  readonly withCase?: boolean
  readonly onLookBack: (() => void) | undefined
}) {
  const text = useText('improvements')
  const language = useLanguage()
  const { question, verdict, reason, owner, decidedOn, decidedBy, followUpOn, isFollowUpDue } = decision
  const { outcome, followedBy, incidentId, number, followedAt } = decision
  const days = { decided: dayWords(decidedOn, language), back: dayWords(followUpOn, language) }
  return (
    <li>
      <span className={lines.words}>
        <strong>{question}</strong>
        <span>{reason}</span>
        <span className={lines.dim}>
          {text('business.line', { by: decidedBy, day: days.decided, owner, back: days.back })}
          {withCase && incidentId !== null && number !== null && (
            <>
              {' · '}
              <To path={`/incidents/${incidentId}`}>{text('ofCase', { number })}</To>
            </>
          )}
        </span>
        {outcome !== '' && <span>{text('business.came', { outcome, name: followedBy })}</span>}
      </span>
      <span className={lines.acts}>
        <StateMark tone={tones[verdict]} word={text(`business.${verdict}`)} />
        {isFollowUpDue && <StateMark tone="bad" word={text('business.due')} />}
        {followedAt === null && onLookBack && (
          <Button
            variant="default"
            onClick={onLookBack}
            aria-label={`${text('business.lookBack')}: ${question}`}
            data-no-print
          >
            {text('business.lookBack')}
          </Button>
        )}
      </span>
    </li>
  )
}
