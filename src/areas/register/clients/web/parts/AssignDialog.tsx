import { Button, Checkbox, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../people/contract/people.ts'
import { assignClientStaff, listClients, listClientWork } from '../../contract/clients.ts'

export interface Assigned {
  readonly id: string
  readonly name: string
  readonly staff: readonly string[]
}

interface AssignDialogProps {
  readonly assigned: Assigned | undefined
  readonly onClose: () => void
}

/** Who of us looks after this client. */
export function AssignDialog({ assigned, onClose }: AssignDialogProps) {
  const text = useText('clients')
  return (
    <Modal
      opened={assigned !== undefined}
      onClose={onClose}
      title={text('assign.title', { name: assigned?.name ?? '' })}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      {assigned && <People assigned={assigned} onClose={onClose} />}
    </Modal>
  )
}

function People({ assigned, onClose }: { readonly assigned: Assigned; readonly onClose: () => void }) {
  const text = useText('clients')
  const [chosen, setChosen] = useState<readonly string[]>(assigned.staff)
  const people = useAnswer(listMembers, { limit: 200 })
  const act = useAct(assignClientStaff, {
    refreshes: [listClients, listClientWork],
    onDone: () => {
      showDone(text('assign.done'))
      onClose()
    },
  })
  const own = (people.data?.items ?? []).filter(({ status, role }) => status === 'active' && role !== 'guest')
  return (
    <Stack>
      <p>{text('assign.lead')}</p>
      {people.isPending && <Loading lines={2} />}
      {people.error && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {own.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={({ currentTarget: { checked } }) =>
            setChosen(checked ? [...chosen, id] : chosen.filter((one) => one !== id))
          }
        />
      ))}
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      <div>
        <Button
          loading={act.isPending}
          onClick={() => act.mutate({ id: assigned.id, memberIds: [...chosen] })}
        >
          {text('assign.do')}
        </Button>
      </div>
    </Stack>
  )
}
