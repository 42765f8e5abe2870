import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { useText } from '../../../../../ui/text.ts'
import { leaveLane, listLaneEntries, listLanes, nameInLane, type Lane } from '../../contract/lanes.ts'
import { usePeople } from './people.ts'
import classes from './circle.module.css'

const refreshes = [listLanes, listLaneEntries]

/** Who is in a sealed lane; its owner lets people in and takes them out. */
export function LanePeople({ lane }: { readonly lane: Lane }) {
  const text = useText('incidents')
  const leave = useAct(leaveLane, { refreshes })
  const where = { id: lane.incidentId, lane: lane.id }
  if (!lane.can.name) {
    const names = lane.people.map(({ name, isOwner }) => (isOwner ? text('lane.owner', { name }) : name))
    return <p className={classes.dim}>{text('lane.inside', { names: names.join(', ') })}</p>
  }
  return (
    <div>
      <ul className={classes.list} aria-label={text('lane.insideTitle')}>
        {lane.people.map(({ memberId, name, isOwner }) => (
          <li key={memberId}>
            <span>{isOwner ? text('lane.owner', { name }) : name}</span>
            {!isOwner && (
              <Button
                variant="subtle"
                loading={leave.isPending && leave.variables?.member === memberId}
                onClick={() => leave.mutate({ ...where, member: memberId })}
                aria-label={text('lane.takeOutOf', { name })}
              >
                {text('lane.takeOut')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leave.error && <ErrorState error={leave.error} />}
      <LetIn lane={lane} />
    </div>
  )
}

/** Guests too: a lawyer is one. Who does not see the case is refused by the server, in words. */
function LetIn({ lane }: { readonly lane: Lane }) {
  const text = useText('incidents')
  const people = usePeople()
  const [chosen, setChosen] = useState('')
  const name = useAct(nameInLane, { refreshes, onDone: () => setChosen('') })
  const offered = people.active.filter(
    ({ id, role }) => role !== 'staff' && !lane.people.some(({ memberId }) => memberId === id),
  )
  if (offered.length === 0) return null
  return (
    <>
      <div className={classes.letIn} data-no-print>
        <NativeSelect
          label={text('lane.letInWho')}
          size="md"
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: '', label: '…' },
            ...offered.map((one) => ({
              value: one.id,
              label: `${one.name} (${text(`people.roles.${one.role}`)})`,
            })),
          ]}
        />
        <Button
          variant="default"
          size="md"
          disabled={chosen === ''}
          loading={name.isPending}
          onClick={() => name.mutate({ id: lane.incidentId, lane: lane.id, memberId: chosen })}
        >
          {text('lane.letIn')}
        </Button>
      </div>
      {name.error && <ErrorState error={name.error} />}
    </>
  )
}
