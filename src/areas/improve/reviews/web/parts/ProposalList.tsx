import { Button } from '@mantine/core'
import { severities } from '../../../../../base/incident-words.ts'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText, type Say } from '../../../../../ui/text.ts'
import { GradingWish } from '../../../../respond/incidents/contract/grading-proposals.ts'
import { proposeChangeFromReview, type ReviewProposal } from '../../contract/proposals.ts'
import { getReview, type ReviewDetail } from '../../contract/review.ts'
import classes from '../reviews.module.css'

const tones = { open: 'active', accepted: 'good', refused: 'quiet' } as const

/** What this review wants changed in plan, risks and scales, word against word, and whether that was accepted. */
export function ProposalList({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const { proposals } = review
  const counted = (state: ReviewProposal['state']) => proposals.filter((one) => one.state === state).length
  return (
    <section aria-label={text('proposals.title')} className={classes.stack}>
      <h3>{text('proposals.title')}</h3>
      <p className={classes.ask}>
        {proposals.length === 0
          ? text('proposals.none')
          : text('proposals.counts', {
              ...{ open: counted('open'), accepted: counted('accepted') },
              refused: counted('refused'),
            })}
      </p>
      <ul className={lines.list}>
        {proposals.map((proposal) => (
          <Row key={proposal.id} proposal={proposal} />
        ))}
      </ul>
      <ProposeScale review={review} />
    </section>
  )
}

function Row({ proposal }: { readonly proposal: ReviewProposal }) {
  const text = useText('reviews')
  const { to, state, reason, decision, decidedBy, path } = proposal
  const [before, after] = [shown(text, to, proposal.before), shown(text, to, proposal.after)]
  return (
    <li>
      <span className={lines.words}>
        <strong>
          {text(`proposals.to.${to}`)}: {named(text, proposal)}
        </strong>
        {reason !== '' && <span>{reason}</span>}
        {before !== '' && <del className={classes.before}>{before}</del>}
        <ins className={classes.after}>{after}</ins>
        {decision !== null && (
          <span className={lines.dim}>
            {decidedBy}: {decision}
          </span>
        )}
      </span>
      <span className={lines.acts}>
        <StateMark tone={tones[state]} word={text(`proposals.${state}`)} />
        {state === 'open' && (
          <To path={path} className={lines.link}>
            {text('proposals.decide')}
          </To>
        )}
      </span>
    </li>
  )
}

function named(text: Say, { to, what }: ReviewProposal): string {
  if (to === 'plan') return text(`section.${what}`)
  if (to === 'risk') return what
  const [row = '', column = ''] = what.split(' ')
  return `${text(`scaleRow.${row}`)} · ${text(`scaleColumn.${column}`)}`
}

/** Of a risk both of its words; of the rest what stands there. */
function shown(text: Say, to: ReviewProposal['to'], words: string): string {
  if (to !== 'risk') return words
  const [likelihood = '', harm = ''] = words.split(' ')
  return `${text(`likelihood.${likelihood}`)}, ${text(`harm.${harm}`)}`
}

function ProposeScale({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const mayPropose = useMay('plan.propose') && review.state === 'planned'
  const { ask, dialog } = useEntry([getReview])
  if (!mayPropose) return null
  const { row, column } = GradingWish.shape
  const choice = (name: string, label: string, options: { value: string; label: string }[]) =>
    ({ kind: 'choice', name, label, options }) as const
  return (
    <div data-no-print>
      <Button
        variant="default"
        onClick={() =>
          ask({
            title: text('propose.scale'),
            lead: <p className={classes.ask}>{text('propose.scaleLead')}</p>,
            fields: [
              choice(
                'row',
                text('propose.row'),
                row.options.map((value) => ({ value, label: text(`scaleRow.${value}`) })),
              ),
              choice(
                'column',
                text('propose.column'),
                column.options.map((value) => ({ value, label: text(`scaleColumn.${value}`) })),
              ),
              choice(
                'severity',
                text('propose.severity'),
                severities.map((value) => ({ value, label: value })),
              ),
              { kind: 'text', name: 'reason', label: text('propose.reason'), max: 1000 },
            ],
            endpoint: proposeChangeFromReview,
            given: { id: review.id },
            shape: ({ reason, ...cell }) => ({ reason, cell }),
            submit: text('propose.send'),
          })
        }
      >
        {text('propose.scale')}
      </Button>
      {dialog}
    </div>
  )
}
