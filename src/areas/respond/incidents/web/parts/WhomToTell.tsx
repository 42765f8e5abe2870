import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useAnswer } from '../../../../../ui/answers.ts'
import { Panels } from '../../../../../ui/panels.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readCallList } from '../../../../register/people/contract/people.ts'
import classes from './pages.module.css'

const leading: readonly string[] = ['lead', 'owner']

/** For somebody who noticed something and may not declare: the short report, and those who may, one tap from a call. */
export function WhomToTell() {
  const text = useText('incidents')
  return (
    <div className={classes.tell}>
      <Panels of="report" subject={{ id: 'report' }} />
      <p className={classes.dim}>
        <To path="/what-counts">{text('declare.counts')}</To>
      </p>
      <Section title={text('declare.reportUrgent')}>
        <Leaders />
      </Section>
    </div>
  )
}

function Leaders() {
  const text = useText('incidents')
  const list = useAnswer(readCallList, {})
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Loading />
  const reachable = list.data.people
    .filter((person) => leading.includes(person.role) && (person.phone !== '' || person.nightPhone !== ''))
    .toSorted((a, b) => leading.indexOf(a.role) - leading.indexOf(b.role))
  return (
    <div className={classes.narrow}>
      <p>{text(reachable.length > 0 ? 'declare.reportCall' : 'declare.nobody')}</p>
      <ul className={classes.callList}>
        {reachable.map((person) => (
          <li key={`${person.name} ${person.email}`}>
            <strong>{person.name}</strong>
            <span className={classes.dim}>{text(`people.roles.${person.role}`)}</span>
            <Numbers phone={person.phone} nightPhone={person.nightPhone} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Telephone numbers that a phone dials at a tap. */
export function Numbers({ phone, nightPhone }: { readonly phone: string; readonly nightPhone: string }) {
  const text = useText('incidents')
  const numbers = [
    ['phone', phone],
    ['night', nightPhone],
  ] as const
  const known = numbers.filter(([, number]) => number !== '')
  if (known.length === 0) return <span className={classes.dim}>{text('people.noPhone')}</span>
  return (
    <span className={classes.numbers}>
      {known.map(([name, number]) => (
        <a key={name} href={`tel:${number.replaceAll(/[^+0-9]/g, '')}`}>
          <span className={classes.dim}>{text(`people.${name}`)}</span> {number}
        </a>
      ))}
    </span>
  )
}
