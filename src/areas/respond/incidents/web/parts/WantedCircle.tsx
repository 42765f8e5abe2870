import { useState } from 'react'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { mayLeadCircle } from '../../rules/circle.ts'
import { usePeople } from './people.ts'
import { PeopleChoice } from './PeopleChoice.tsx'
import classes from './circle.module.css'

export interface CircleWish {
  readonly people: readonly string[]
  readonly suspects: readonly string[]
}

/** Whether a case is closed from its first moment: offered for every kind, and always so for one about an insider. */
export function useCircleWish(kind: string | undefined) {
  const [chosen, setChosen] = useState(false)
  const [wish, setWish] = useState<CircleWish>({ people: [], suspects: [] })
  const may = useMay('incident.restrict')
  const isFixed = kind === 'insider-data-theft'
  const isOn = may && (isFixed || chosen)
  const sent = isOn ? { circle: { people: [...wish.people], suspects: [...wish.suspects] } } : {}
  return { may, isFixed, isOn, setOn: setChosen, wish, setWish, sent }
}

/** Who sees the case, asked before it is there, since afterwards everybody has heard of it. */
export function WantedCircle({ circle }: { readonly circle: ReturnType<typeof useCircleWish> }) {
  const text = useText('incidents')
  const { wish, setWish } = circle
  if (!circle.may) return circle.isFixed ? <SeenByLeaders /> : null
  return (
    <div className={classes.choice}>
      <label>
        <input
          type="checkbox"
          checked={circle.isOn}
          disabled={circle.isFixed}
          onChange={(event) => circle.setOn(event.currentTarget.checked)}
        />
        <span>
          <strong>{text('circle.fromStart')}</strong>{' '}
          <span className={classes.dim}>
            {text(circle.isFixed ? 'circle.fromStartFixed' : 'circle.fromStartMeans')}
          </span>
        </span>
      </label>
      {circle.isOn && (
        <div className={classes.stack}>
          <PeopleChoice
            legend={text('circle.people')}
            hint={text('circle.peopleHint')}
            who="readers"
            value={wish.people}
            without={wish.suspects}
            onChange={(people) => setWish({ ...wish, people })}
          />
          <PeopleChoice
            legend={text('circle.suspects')}
            hint={text('circle.suspectsHint')}
            who="anyone"
            value={wish.suspects}
            without={wish.people}
            onChange={(suspects) => setWish({ ...wish, suspects })}
          />
        </div>
      )}
    </div>
  )
}

/** For whoever may declare but not say who sees a case: the server closes it to them and those who may. */
function SeenByLeaders() {
  const text = useText('incidents')
  const { active } = usePeople()
  const names = active.filter(mayLeadCircle).map(({ name }) => name)
  return (
    <Notice tone="active" title={text('circle.fromStart')}>
      <p>{text('circle.seenByLeaders')}</p>
      {names.length > 0 && <p>{names.join(', ')}</p>}
      <p>{text('circle.aboutLeader')}</p>
    </Notice>
  )
}
