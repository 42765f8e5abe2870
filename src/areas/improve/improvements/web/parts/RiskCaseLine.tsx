import { Button } from '@mantine/core'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { RiskCase } from '../../contract/lessons.ts'
import lines from '../../../../../ui/lists/lines.module.css'

const tones = { open: 'active', accepted: 'good', refused: 'quiet' } as const

/** What a case says about a risk: the words that stand, the words it proposes, and how these were worked out. */
export function RiskCaseLine({
  said,
  of,
  onDecide,
}: {
  readonly said: RiskCase
  /** Whose page it stands on: the other one is named. */
  readonly of: 'incident' | 'risk'
  readonly onDecide: (isAccepted: boolean) => void
}) {
  const text = useText('improvements')
  const { risk, riskId, incidentId, number, times, months, daysLost, state, reason, decidedBy, canDecide } =
    said
  const { likelihood, likelihoodBefore, harm, harmBefore } = said
  return (
    <li>
      <span className={lines.words}>
        <strong>
          {of === 'incident' ? (
            <To path={`/risks/${riskId}`}>{risk}</To>
          ) : (
            <To path={`/incidents/${incidentId}`}>{text('ofCase', { number })}</To>
          )}
        </strong>
        {likelihood !== likelihoodBefore && (
          <span>
            {text('riskCase.likelihood', {
              from: text(`likelihood.${likelihoodBefore}`),
              to: text(`likelihood.${likelihood}`),
            })}
          </span>
        )}
        <span className={lines.dim}>{text('riskCase.times', { count: times, months })}</span>
        {harm !== harmBefore && (
          <span>{text('riskCase.harm', { from: text(`harm.${harmBefore}`), to: text(`harm.${harm}`) })}</span>
        )}
        <span className={lines.dim}>
          {daysLost === null ? text('riskCase.daysUnknown') : text('riskCase.days', { count: daysLost })}
        </span>
        {times < 3 && state === 'open' && <span className={lines.dim}>{text('riskCase.few')}</span>}
        {state !== 'open' && (
          <span className={lines.dim}>
            {decidedBy}: {reason}
          </span>
        )}
      </span>
      <span className={lines.acts}>
        <StateMark tone={tones[state]} word={text(`riskCase.${state}`)} />
        {canDecide && (
          <>
            <Button
              onClick={() => onDecide(true)}
              aria-label={`${text('riskCase.accept')}: ${risk}`}
              data-no-print
            >
              {text('riskCase.accept')}
            </Button>
            <Button
              variant="default"
              onClick={() => onDecide(false)}
              aria-label={`${text('riskCase.refuse')}: ${risk}`}
              data-no-print
            >
              {text('riskCase.refuse')}
            </Button>
          </>
        )}
      </span>
    </li>
  )
}
