import { Button } from '@mantine/core'
import type * as z from 'zod'
import { useAct } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import { takeSignal, type Attention } from '../../contract/attention.ts'
import { getSignal, listSignals } from '../../contract/signals.ts'
import classes from '../signals.module.css'

interface TakenProps {
  readonly signalId: string
  readonly isNew: boolean
  readonly attention: z.output<typeof Attention> | null
}

/** Who looks at it: one tap, and nobody else is called. */
export function Taken({ signalId, isNew, attention }: TakenProps) {
  const text = useText('signals')
  const take = useAct(takeSignal, { refreshes: [getSignal, listSignals] })
  if (attention?.takenAt)
    return (
      <p className={classes.dim}>
        {text('taken.by', { name: attention.takenBy })} <TimeText at={attention.takenAt} />
      </p>
    )
  if (!isNew) return null
  return (
    <div className={classes.stack}>
      {attention && (
        <p className={classes.dim}>
          {attention.escalatedAt
            ? text('taken.escalated', { name: attention.escalatedTo || text('route.leaders') })
            : text('taken.asked', { name: attention.asked || text('route.leaders') })}{' '}
          <TimeText at={attention.escalatedAt ?? attention.dueAt} />
        </p>
      )}
      <Can permission="signal.triage">
        <div data-no-print>
          <Button variant="default" loading={take.isPending} onClick={() => take.mutate({ id: signalId })}>
            {text('taken.take')}
          </Button>
        </div>
      </Can>
      {take.error && <ErrorState error={take.error} />}
    </div>
  )
}
