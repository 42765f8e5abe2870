import { Button } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { RunStep } from '../../../../prepare/playbooks/contract/run.ts'
import type { Incident } from '../../contract/incident.ts'
import type { Run } from '../../contract/run.ts'
import { ChangeStep } from './ChangeStep.tsx'
import type { Moves } from './moves.ts'
import { RoomDialog } from './RoomDialog.tsx'
import { entryOf } from './run-parts.ts'

interface StepMoreProps {
  readonly incident: Incident
  readonly run: Run
  readonly step: RunStep
  readonly moves: Moves
}

/** Seldom needed, so last: to wait for somebody, and to give the step other words in this incident. */
export function StepMore({ incident, run, step, moves }: StepMoreProps) {
  const text = useText('incidents')
  const [open, setOpen] = useState<'wait' | 'change'>()
  const isWaiting = entryOf(run, step.id).waiting !== undefined
  const close = () => setOpen(undefined)
  return (
    <>
      {isWaiting ? (
        <Button
          variant="default"
          loading={moves.isBusy}
          onClick={() => void moves.move(step.id, { move: 'resume' }).catch(() => undefined)}
        >
          {text('step.resume')}
        </Button>
      ) : (
        <Button variant="default" onClick={() => setOpen('wait')}>
          {text('step.wait')}
        </Button>
      )}
      <Button variant="default" onClick={() => setOpen('change')}>
        {text('step.change')}
      </Button>
      <ConfirmDialog
        isOpen={open === 'wait'}
        title={text('step.waitTitle')}
        confirmLabel={text('step.waitSave')}
        reasonLabel={text('step.waitWhom')}
        onConfirm={(whom) => moves.move(step.id, { move: 'wait', for: whom })}
        onClose={close}
      >
        <p>{text('step.waitWords')}</p>
      </ConfirmDialog>
      <RoomDialog title={text('step.changeTitle')} isOpen={open === 'change'} onClose={close}>
        <ChangeStep incident={incident} step={step} onDone={close} />
      </RoomDialog>
    </>
  )
}
