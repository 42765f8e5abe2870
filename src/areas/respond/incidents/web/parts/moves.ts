import { useAct } from '../../../../../ui/answers.ts'
import { showUndo } from '../../../../../ui/kit/notices.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { StepMove } from '../../../../prepare/playbooks/contract/run.ts'
import { listTimeline } from '../../contract/incident.ts'
import { moveStep, readRun } from '../../contract/run.ts'

interface Waiver {
  readonly items: string[]
  readonly reason: string
}

export interface Moves {
  readonly isBusy: boolean
  /** Why the last move was not taken. */
  readonly failure: string | undefined
  /** Ends when the run shown is the new one. */
  readonly move: (step: string, move: StepMove, waiver?: Waiver) => Promise<unknown>
  /** Done, with a way back for a while. */
  readonly markDone: (step: string, heard?: string) => void
}

/** What people do to the parts of a run. */
export function useMoves(incidentId: string): Moves {
  const text = useText('incidents')
  const act = useAct(moveStep, { refreshes: [readRun, listTimeline] })
  const move: Moves['move'] = (step, how, waiver) =>
    act.mutateAsync({ id: incidentId, step, move: how, ...(waiver && { waiver }) })
  const undo = async (step: string) => {
    await move(step, { move: 'reopen', reason: text('step.undone') }).catch(() => undefined)
  }
  return {
    isBusy: act.isPending,
    failure: act.error?.message,
    move,
    markDone: (step, heard) => {
      move(step, { move: 'done', ...(heard !== undefined && { heard }) }).then(
        () => showUndo({ message: text('step.marked'), onUndo: () => undo(step) }),
        // `failure` says why.
        () => undefined,
      )
    },
  }
}
