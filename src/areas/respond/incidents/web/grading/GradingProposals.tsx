import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { listGradingVersions, readGrading } from '../../contract/grading.ts'
import {
  decideGradingProposal,
  listGradingProposals,
  type GradingProposal,
} from '../../contract/grading-proposals.ts'
import classes from './grading.module.css'

const tones = { open: 'active', accepted: 'good', refused: 'quiet' } as const

/** What reviews want changed in the table, a cell each; accepted or refused with a reason. */
export function GradingProposals() {
  const text = useText('grading')
  const answer = useAnswer(
    listGradingProposals,
    { limit: 50 },
    { live: { stream: '*', kinds: ['grading.'] } },
  )
  if (answer.error && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const items = answer.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={text('proposal.title')}>
      <ul className={classes.cases}>
        {items.map((item) => (
          <li key={item.id}>
            <Shown proposal={item} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Shown({ proposal }: { readonly proposal: GradingProposal }) {
  const text = useText('grading')
  const mayDecide = useMay('grading.manage')
  const [wanted, setWanted] = useState<boolean>()
  const act = useAct(decideGradingProposal, {
    refreshes: [listGradingProposals, readGrading, listGradingVersions],
  })
  const { id, sourceId, state, isOutdated, decision, decidedBy, proposedBy, proposedAt } = proposal
  const [row, column] = [text(`risk.${proposal.row}`), text(`spread.${proposal.column}`)]
  const word = wanted === true ? 'accept' : 'refuse'
  return (
    <div className={classes.stack}>
      <span className={classes.callHead}>
        <strong>
          {text('table.change.cell', { row, column, from: proposal.before, to: proposal.after })}
        </strong>
        <StateMark tone={tones[state]} word={text(`proposal.${state}`)} />
        {isOutdated && <StateMark tone="warn" word={text('proposal.outdated')} />}
      </span>
      <span>{proposal.reason}</span>
      <span className={classes.dim}>
        {proposedBy} <TimeText at={proposedAt} /> ·{' '}
        <To path={`/reviews/${sourceId}`}>{text('proposal.source')}</To>
      </span>
      {decision !== null && (
        <span className={classes.dim}>
          {decidedBy}: {decision}
        </span>
      )}
      {mayDecide && state === 'open' && (
        <div className={classes.marks}>
          <Button disabled={isOutdated} onClick={() => setWanted(true)}>
            {text('proposal.accept')}
          </Button>
          <Button variant="default" onClick={() => setWanted(false)}>
            {text('proposal.refuse')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={wanted !== undefined}
        title={text(`proposal.${word}`)}
        confirmLabel={text(`proposal.${word}`)}
        reasonLabel={text('proposal.why')}
        onConfirm={(reason) => act.mutateAsync({ id, isAccepted: wanted === true, reason })}
        onClose={() => setWanted(undefined)}
      >
        <p>{text(`proposal.means.${word}`)}</p>
      </ConfirmDialog>
    </div>
  )
}
