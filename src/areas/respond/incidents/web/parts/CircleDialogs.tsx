import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  namePerson,
  nameSuspect,
  openUpIncident,
  readCircle,
  restrictIncident,
  type Circle,
} from '../../contract/circle.ts'
import { getIncident } from '../../contract/incident.ts'
import { GuestDialog } from './GuestDialog.tsx'
import { PeopleChoice } from './PeopleChoice.tsx'
import classes from './circle.module.css'

export type CircleAsk = 'restrict' | 'name' | 'suspect' | 'guest' | 'open'

const refreshes = [readCircle, getIncident]

interface CircleDialogsProps {
  readonly circle: Circle
  readonly ask: CircleAsk | undefined
  readonly onClose: () => void
}

/** The questions before the circle of a case changes. */
export function CircleDialogs({ circle, ask, onClose }: CircleDialogsProps) {
  const text = useText('incidents')
  const id = circle.incidentId
  const open = useAct(openUpIncident, { refreshes })
  return (
    <>
      {ask === 'restrict' && <RestrictDialog id={id} onClose={onClose} />}
      {(ask === 'name' || ask === 'suspect') && <PersonDialog circle={circle} ask={ask} onClose={onClose} />}
      <GuestDialog id={id} isOpen={ask === 'guest'} onClose={onClose} />
      <ConfirmDialog
        isOpen={ask === 'open'}
        title={text('circle.ask.open')}
        confirmLabel={text('circle.do.open')}
        reasonLabel={text('circle.reason')}
        onClose={onClose}
        onConfirm={(reason) => open.mutateAsync({ id, reason })}
      >
        {text('circle.openMeans')}
      </ConfirmDialog>
    </>
  )
}

function RestrictDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const text = useText('incidents')
  const [people, setPeople] = useState<readonly string[]>([])
  const [suspects, setSuspects] = useState<readonly string[]>([])
  const restrict = useAct(restrictIncident, { refreshes })
  return (
    <ConfirmDialog
      isOpen
      title={text('circle.ask.restrict')}
      confirmLabel={text('circle.do.restrict')}
      reasonLabel={text('circle.reason')}
      onClose={onClose}
      onConfirm={(reason) =>
        restrict.mutateAsync({ id, people: [...people], suspects: [...suspects], reason })
      }
    >
      <div className={classes.stack}>
        <p>{text('circle.restrictMeans')}</p>
        <PeopleChoice
          legend={text('circle.people')}
          hint={text('circle.peopleHint')}
          who="readers"
          value={people}
          without={suspects}
          onChange={setPeople}
        />
        <PeopleChoice
          legend={text('circle.suspects')}
          hint={text('circle.suspectsHint')}
          who="anyone"
          value={suspects}
          without={people}
          onChange={setSuspects}
        />
      </div>
    </ConfirmDialog>
  )
}

/** One or several more people, each with a leaf of their own. */
function PersonDialog({
  circle,
  ask,
  onClose,
}: {
  readonly circle: Circle
  readonly ask: 'name' | 'suspect'
  readonly onClose: () => void
}) {
  const text = useText('incidents')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const name = useAct(namePerson, { refreshes })
  const suspect = useAct(nameSuspect, { refreshes })
  const act = ask === 'name' ? name : suspect
  const suspects = circle.suspects.map(({ memberId }) => memberId)
  const inside = circle.people.map(({ memberId }) => memberId)
  return (
    <ConfirmDialog
      isOpen
      title={text(`circle.ask.${ask}`)}
      confirmLabel={text(`circle.do.${ask}`)}
      isAlarming={ask === 'suspect'}
      onClose={onClose}
      onConfirm={async () => {
        for (const memberId of chosen) {
          await act.mutateAsync({ id: circle.incidentId, memberId })
          // Done with: a second try, after another one failed, does not name this one again.
          setChosen((left) => left.filter((one) => one !== memberId))
        }
      }}
    >
      <PeopleChoice
        legend={text(ask === 'name' ? 'circle.people' : 'circle.suspects')}
        hint={text(ask === 'name' ? 'circle.peopleHint' : 'circle.suspectsHint')}
        who={ask === 'name' ? 'readers' : 'anyone'}
        value={chosen}
        without={ask === 'name' ? [...suspects, ...inside] : suspects}
        onChange={setChosen}
      />
    </ConfirmDialog>
  )
}
