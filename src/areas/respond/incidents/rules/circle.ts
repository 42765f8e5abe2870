/** Who may be let into a case, and who not: plain data in, plain data out. */
import { personMay, type Holder } from '../../../../base/access.ts'
import type { IncidentKind } from '../../../../base/incident-kinds.ts'

/** A person as these rules need to know them. */
export interface CirclePerson extends Holder {
  readonly id: string
  readonly name: string
  readonly status: 'invited' | 'active' | 'suspended'
}

/** Whether somebody may say who sees a case: a circle needs one such person at least, or nobody could open it again. */
export function mayLeadCircle(person: Holder): boolean {
  return personMay(person, 'incident.restrict')
}

/**
 * Why these people cannot be the whole circle of a case; undefined when they can. The one who closes it is among
 * them. Somebody in it must be able to say who sees the case, or nobody could ever open it again.
 */
export function whyNoCircle(
  people: readonly CirclePerson[],
  suspects: readonly CirclePerson[],
  closer: { readonly id: string },
): string | undefined {
  const why = whyNotSuspected(suspects, closer)
  if (why !== undefined) return why
  const both = people.find(({ id }) => suspects.some((suspect) => suspect.id === id))
  if (both !== undefined) return `${both.name} cannot both see the case and be the one whom it is about.`
  const whyNot = people.map(whyNotNamed).find((one) => one !== undefined)
  if (whyNot !== undefined) return whyNot
  return people.some(leadsCircle)
    ? undefined
    : 'Name an owner, lead or counsel too: somebody must be able to say who sees this case.'
}

/** Why a case cannot be about these people, by the one who says so. */
export function whyNotSuspected(
  suspects: readonly CirclePerson[],
  closer: { readonly id: string },
): string | undefined {
  return suspects.some(({ id }) => id === closer.id)
    ? 'You cannot name yourself as the one whom the case is about. Ask another person to lead it.'
    : undefined
}

/**
 * Who sees a case of this kind when nobody said so: undefined for everybody. One about an insider is closed from its
 * first moment to all but those who may say who sees a case, and the one who declares it.
 */
export function circleByKind(
  kind: IncidentKind,
  members: readonly CirclePerson[],
): { people: string[]; suspects: string[] } | undefined {
  if (kind !== 'insider-data-theft') return undefined
  return { people: members.filter(leadsCircle).map(({ id }) => id), suspects: [] }
}

/** Why this person cannot be named in a restricted case. */
export function whyNotNamed(person: CirclePerson): string | undefined {
  if (person.role === 'guest')
    return `${person.name} is a guest. Invite them to the case with a date instead.`
  if (person.status === 'suspended') return `${person.name} is suspended. Choose somebody else.`
  if (person.role === 'staff')
    return `${person.name} has the role staff, which reads no incidents. An owner can change the role first, under People.`
  return undefined
}

/** Why an access cannot end so: somebody must be left who can say who sees the case. */
export function whyNotEnded(
  leaving: { readonly id: string },
  named: readonly CirclePerson[],
  isRestricted: boolean,
): string | undefined {
  if (!isRestricted) return undefined
  const left = named.some((person) => person.id !== leaving.id && leadsCircle(person))
  return left
    ? undefined
    : 'Nobody would be left who can say who sees this case. Name another owner, lead or counsel first.'
}

/**
 * Why this person cannot end a legal hold. Two people: one puts it, another ends it; where nobody else may, the one
 * who put it does, and the record says that it was one alone.
 */
export function whyNotReleased(
  hold: { readonly by: string | null },
  releaser: string,
  others: readonly CirclePerson[],
): string | undefined {
  const another = others.find((person) => person.id !== releaser && leadsCircle(person))
  if (hold.by !== releaser || another === undefined) return undefined
  return `A hold is ended by another person than the one who put it. Ask ${another.name}.`
}

function leadsCircle(person: CirclePerson): boolean {
  return person.status === 'active' && mayLeadCircle(person)
}
