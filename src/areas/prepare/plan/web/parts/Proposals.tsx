import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { readPlan } from '../../contract/plan.ts'
import { decidePlanProposal, listPlanProposals, type Proposal } from '../../contract/proposals.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../plan.module.css'

const tones = { open: 'active', accepted: 'good', refused: 'quiet' } as const

/** What others propose for this section, with the difference; accepted or refused with a reason. */
export function Proposals({ section }: { readonly section: Proposal['section'] }) {
  const text = useText('plan')
  const answer = useAnswer(listPlanProposals, {}, { live: { stream: '*', kinds: ['plan.'] } })
  const items = (answer.data?.items ?? []).filter((item) => item.section === section)
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (items.length === 0) return null
  return (
    <Section title={text('proposal.title')}>
      <ul className={`${lines.list} ${classes.texts}`}>
        {items.map((item) => (
          <li key={item.id}>
            <Shown proposal={item} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Shown({ proposal }: { readonly proposal: Proposal }) {
  const text = useText('plan')
  const mayEdit = useMay('plan.edit')
  const [wanted, setWanted] = useState<boolean>()
  const act = useAct(decidePlanProposal, { refreshes: [listPlanProposals, readPlan] })
  const { before, after, reason, proposedBy, proposedAt, state, decision, decidedBy } = proposal
  return (
    <div>
      <p>
        <strong>{proposedBy}</strong> <TimeText at={proposedAt} />{' '}
        <StateMark tone={tones[state]} word={text(`proposal.${state}`)} />
        {proposal.isOutdated && <StateMark tone="warn" word={text('proposal.outdated')} />}
      </p>
      <p>{reason}</p>
      {before !== '' && <del className={classes.before}>{before}</del>}
      <ins className={classes.after}>{after}</ins>
      {decision !== null && (
        <p className={lines.dim}>
          {decidedBy}: {decision}
        </p>
      )}
      {mayEdit && state === 'open' && (
        <div className={classes.buttons}>
          <Button disabled={proposal.isOutdated} onClick={() => setWanted(true)}>
            {text('proposal.accept')}
          </Button>
          <Button variant="default" onClick={() => setWanted(false)}>
            {text('proposal.refuse')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={wanted !== undefined}
        title={text(wanted === true ? 'proposal.accept' : 'proposal.refuse')}
        confirmLabel={text(wanted === true ? 'proposal.accept' : 'proposal.refuse')}
        reasonLabel={text('proposal.why')}
        onConfirm={(why) => act.mutateAsync({ id: proposal.id, isAccepted: wanted === true, reason: why })}
        onClose={() => setWanted(undefined)}
      >
        <p>{text(wanted === true ? 'proposal.acceptWords' : 'proposal.refuseWords')}</p>
      </ConfirmDialog>
    </div>
  )
}
