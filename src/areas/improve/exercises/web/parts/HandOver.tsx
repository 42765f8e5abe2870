import { Button, NativeSelect } from '@mantine/core'
import { useRef, useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { peopleAmong, useEvery } from '../../../../../ui/register/known.ts'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { getExercise, listExercises, moveExercise, type Exercise } from '../../contract/exercise.ts'

/** Gives the lead to somebody else: whoever led may be ill, or gone. */
export function HandOver({ exercise: { id } }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {text('handOver.open')}
      </Button>
      {isOpen && <Choosing id={id} onClose={() => setOpen(false)} />}
    </>
  )
}

function Choosing({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const text = useText('exercises')
  const people = peopleAmong(useEvery(listMembers, {}))
  const [memberId, setMemberId] = useState('')
  const [isMissing, setMissing] = useState(false)
  const isRefused = useRef(false)
  const move = useAct(moveExercise, { refreshes: [getExercise, listExercises] })
  return (
    <ConfirmDialog
      isOpen
      title={text('handOver.open')}
      confirmLabel={text('handOver.confirm')}
      onConfirm={async () => {
        isRefused.current = memberId === ''
        setMissing(isRefused.current)
        if (memberId !== '') await move.mutateAsync({ id, move: { do: 'hand_over', memberId } })
      }}
      onClose={() => {
        // The dialog closes after each confirmation; not after one that named nobody.
        if (!isRefused.current) onClose()
        isRefused.current = false
      }}
    >
      <p>{text('handOver.lead')}</p>
      <NativeSelect
        label={text('handOver.who')}
        value={memberId}
        error={isMissing && memberId === '' ? text('handOver.choose') : undefined}
        onChange={(event) => setMemberId(event.currentTarget.value)}
        data={[{ value: '', label: text('people.choose') }, ...people.options]}
      />
    </ConfirmDialog>
  )
}
