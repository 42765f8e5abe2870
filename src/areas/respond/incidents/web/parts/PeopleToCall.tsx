import { useAnswer } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readCircle } from '../../contract/circle.ts'
import type { Run } from '../../contract/run.ts'
import { usePeople } from './people.ts'
import { Numbers } from './WhomToTell.tsx'
import classes from './room.module.css'

interface PeopleToCallProps {
  readonly incidentId: string
  readonly run: Run | undefined
}

/** Whom to call, when, and what to say and not to say. */
export function PeopleToCall({ incidentId: id, run }: PeopleToCallProps) {
  const text = useText('incidents')
  const people = usePeople()
  const circle = useAnswer(readCircle, { id })
  const named = circle.data?.people.map(({ memberId }) => memberId) ?? []
  // Of a restricted case only those who see it: the one whom it is about must not be called by mistake.
  const working = people.active.filter((member) =>
    circle.data?.isRestricted === false && member.role !== 'guest'
      ? member.role !== 'staff' && member.role !== 'auditor'
      : named.includes(member.id),
  )
  return (
    <Section title={text('people.title')}>
      <h3 className={classes.small}>{text('people.own')}</h3>
      <ul className={classes.rows}>
        {working.map((member) => (
          <li key={member.id}>
            <div className={classes.rowWords}>
              <strong>{member.name}</strong>
              <span className={classes.dim}>{text(`people.roles.${member.role}`)}</span>
            </div>
            <Numbers phone={member.phone} nightPhone={member.nightPhone} />
          </li>
        ))}
      </ul>
      {run && (
        <>
          <h3 className={classes.small}>{text('people.outside')}</h3>
          {run.document.peopleToCall.map((person) => (
            <details key={person.who} className={classes.fold}>
              <summary>
                {person.who} <span className={classes.dim}>{person.when}</span>
              </summary>
              <p>
                <span className={classes.term}>{text('people.say')}</span> {person.say}
              </p>
              <p>
                <span className={classes.term}>{text('people.doNotSay')}</span> {person.doNotSay}
              </p>
            </details>
          ))}
        </>
      )}
    </Section>
  )
}
