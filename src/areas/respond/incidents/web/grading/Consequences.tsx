import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import type { Member } from '../../../../register/people/contract/people.ts'
import type { Consequences as Follows, IncidentGrading } from '../../contract/first-hour.ts'
import { usePeople } from '../parts/people.ts'
import { Numbers } from '../parts/WhomToTell.tsx'
import classes from './grading.module.css'

interface ConsequencesProps {
  readonly follows: Follows
  /** Who has which role here; undefined before there is an incident. */
  readonly holders?: ReadonlyMap<string, string | null>
  /** Words of the closed list: who has been told already. */
  readonly knows?: readonly string[]
  /** Whom the call reached, where somebody was called already. */
  readonly called?: IncidentGrading['called']
}

const toneOf: Readonly<Record<IncidentGrading['called'][number]['state'], Tone>> = {
  read: 'good',
  reached: 'active',
  waiting: 'quiet',
  not_reached: 'warn',
}

/** Exactly who is called, and which clocks start. */
export function Consequences({ follows, holders, knows = [], called = [] }: ConsequencesProps) {
  const text = useText('grading')
  const people = usePeople()
  const { calls, clocks } = follows
  return (
    <div className={classes.follows}>
      <div>
        <h3>{text('result.calls')}</h3>
        {calls.length === 0 && <p className={classes.dim}>{text('result.noCalls')}</p>}
        <ul className={classes.calls}>
          {calls.map(({ who, withinMinutes }) => (
            <li key={who}>
              <span className={classes.callHead}>
                <strong>{text(`who.${who}`)}</strong>
                <span className={classes.dim}>{withinWords(withinMinutes, text)}</span>
              </span>
              {knows.includes(knownAs[who] ?? who) && (
                <span className={classes.dim}>{text('result.knows')}</span>
              )}
              {meant(who, people.active, holders).map((person) => (
                <span key={person.id} className={classes.person}>
                  {person.name}{' '}
                  {called
                    .filter(({ memberId }) => memberId === person.id)
                    .map(({ state }) => (
                      <StateMark key={state} tone={toneOf[state]} word={text(`called.${state}`)} />
                    ))}{' '}
                  <Numbers phone={person.phone} nightPhone={person.nightPhone} />
                </span>
              ))}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>{text('result.clocks')}</h3>
        {clocks.length === 0 && <p className={classes.dim}>{text('result.noClocks')}</p>}
        <ul className={classes.calls}>
          {clocks.map((clock) => (
            <li key={clock.name}>
              <span className={classes.callHead}>
                <strong>{text('result.hours', { count: clock.hours })}</strong>
                <span>{clock.name}</span>
              </span>
              {clock.source !== '' && (
                <span className={classes.dim}>
                  {clock.source} ·{' '}
                  {clock.checkedOn === ''
                    ? text('result.unchecked')
                    : text('result.checked', { day: clock.checkedOn })}
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** What the fifth question calls them. */
const knownAs: Readonly<Record<string, string>> = { owner: 'management', emergency: 'police' }

/** The same as the server reckons when it calls people: the holder of the role, else whoever holds it in the organisation. */
function meant(
  who: string,
  members: readonly Member[],
  holders: ReadonlyMap<string, string | null> | undefined,
): readonly Member[] {
  if (who === 'owner') return members.filter(({ role }) => role === 'owner')
  const holder = holders?.get(who)
  if (holder !== undefined && holder !== null) return members.filter(({ id }) => id === holder)
  if (who === 'lead') return members.filter(({ role }) => role === 'lead')
  if (who === 'legal') return members.filter(({ role }) => role === 'counsel')
  return []
}

export function withinWords(minutes: number, text: Say): string {
  if (minutes === 0) return text('result.atOnce')
  if (minutes % 60 === 0) return text('result.withinHours', { count: minutes / 60 })
  return text('result.within', { count: minutes })
}
