import { Button } from '@mantine/core'
import { Suspense, lazy, useState } from 'react'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { AddStepProps } from './AddStepForm.tsx'
import { RoomDialog } from './RoomDialog.tsx'
import classes from './room.module.css'

const AddStepForm = lazy(async () => ({ default: (await import('./AddStepForm.tsx')).AddStepForm }))

/** A step that the playbook did not foresee, in this incident only. */
export function AddStep(props: AddStepProps) {
  const text = useText('incidents')
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <div className={classes.buttons} data-no-print>
      <Button variant="default" onClick={() => setOpen(true)}>
        {text('step.add')}
      </Button>
      <RoomDialog title={text('step.addTitle')} isOpen={isOpen} onClose={close}>
        <Suspense fallback={<Loading lines={4} />}>
          <AddStepForm {...props} onDone={close} />
        </Suspense>
      </RoomDialog>
    </div>
  )
}
