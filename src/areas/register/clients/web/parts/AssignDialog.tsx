import { Button, Checkbox, Modal, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, everyItem, useAct } from '../../../../../ui/answers.ts'
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
  const people = useQuery({
    queryKey: [...answerKey(listMembers), 'all of us'],
    queryFn: ({ signal }) => everyItem(listMembers, {}, undefined, signal),
  })
  const act = useAct(assignClientStaff, {
    refreshes: [listClients, listClientWork],
    onDone: () => {
      showDone(text('assign.done'))
      onClose()
    },
  })
  const own = (people.data ?? []).filter(({ status, role }) => status === 'active' && role !== 'guest')
  // Somebody who is suspended here by now cannot be assigned, and is not assigned again unseen.
  const able = new Set(own.map(({ id }) => id))
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
          disabled={people.data === undefined}
          onClick={() => act.mutate({ id: assigned.id, memberIds: chosen.filter((id) => able.has(id)) })}
        >
          {text('assign.do')}
        </Button>
      </div>
    </Stack>
  )
}
