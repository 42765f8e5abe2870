import { Button } from '@mantine/core'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { BlindSpot } from '../../contract/lessons.ts'
import lines from '../../../../../ui/lists/lines.module.css'

const tones = { saw_it: 'good', missed_it: 'warn', no_tool: 'warn' } as const

/** Which tool should have seen a case, or that nobody knows. */
export function SpotLine({
  spot,
  withCase = false,
  onAnswer,
}: {
  readonly spot: BlindSpot
  /** Where it does not stand on the page of its case. */
  readonly withCase?: boolean
  readonly onAnswer: (() => void) | undefined
}) {
  const text = useText('improvements')
  const { incidentId, number, title, verdict, tool, note, owner, answeredBy } = spot
  const whose = owner === '' ? text('nobody') : text('spot.finds', { name: owner })
  return (
    <li>
      <span className={lines.words}>
        {withCase && (
          <strong>
            <To path={`/incidents/${incidentId}`}>{text('case', { number, title })}</To>
          </strong>
        )}
        <span>
          {verdict === null ? text('spot.open') : [text(`spot.${verdict}`), tool].filter(Boolean).join(': ')}
        </span>
        {note !== '' && <span>{note}</span>}
        <span className={lines.dim}>{verdict === null ? whose : answeredBy}</span>
      </span>
      <span className={lines.acts}>
        <StateMark
          tone={verdict === null ? 'unknown' : tones[verdict]}
          word={text(verdict === null ? 'spot.isBlind' : `spot.mark.${verdict}`)}
        />
        {onAnswer && (
          <Button
            variant="default"
            onClick={onAnswer}
            aria-label={`${text('spot.answer')}: ${text('ofCase', { number })}`}
            data-no-print
          >
            {text(verdict === null ? 'spot.answer' : 'change')}
          </Button>
        )}
      </span>
    </li>
  )
}
