import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Run } from '../../contract/run.ts'
import { usePeople } from './people.ts'
import { Numbers } from './WhomToTell.tsx'
import classes from './room.module.css'

/** Whom to call, when, and what to say and not to say. */
export function PeopleToCall({ run }: { readonly run: Run | undefined }) {
  const text = useText('incidents')
  const people = usePeople()
  const working = people.active.filter((member) => member.role !== 'staff' && member.role !== 'auditor')
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
