/** What is risky about who holds what. A business of three may merge roles; it hears which mergers fail at night. */
import type { MandateState, warningKinds } from '../contract/words.ts'

interface Person {
  readonly id: string
  readonly name: string
  readonly isHere: boolean
  readonly isAway: boolean
  readonly atNight: boolean
}

export interface Holdings {
  readonly roles: readonly {
    readonly role: string
    readonly name: string
    readonly holder: Person | null
    readonly deputy: Person | null
  }[]
  readonly rights: readonly {
    readonly decision: string
    readonly holder: Person | null
    readonly deputy: Person | null
    readonly also: readonly Person[]
    readonly quorum: number
  }[]
  readonly mandates: readonly {
    readonly title: string
    readonly role: string | null
    readonly contactId: string
    readonly state: MandateState
    readonly endsOn: string
  }[]
}

export interface Warning {
  readonly kind: (typeof warningKinds)[number]
  readonly about: string
  readonly name: string
  readonly day: string
}

/** Without these two nobody begins; the other roles may stay empty in a small business. */
const needed = ['lead', 'technical']

/** In the order of the closed list of kinds: what nobody can do stands before what nobody has written down. */
export function warningsOf(holdings: Holdings, order: readonly Warning['kind'][]): Warning[] {
  const all = [
    ...holdings.rights.flatMap(ofRight),
    ...holdings.roles.flatMap((role) => ofRole(role, holdings)),
    ...ofLead(holdings),
    ...ofMandates(holdings),
  ]
  return all.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

function warning(kind: Warning['kind'], about: string, name = '', day = ''): Warning {
  return { kind, about, name, day }
}

function ofRight({ decision, holder, deputy, also, quorum }: Holdings['rights'][number]): Warning[] {
  const people = [holder, deputy, ...also].filter((one) => one !== null)
  const here = people.filter(({ isHere }) => isHere)
  if (people.length === 0) return [warning('right_nobody', decision)]
  if (here.length === 0) return [warning('right_left', decision, people[0]?.name)]
  const distinct = new Set(here.map(({ id }) => id)).size
  return [
    ...(here.some(({ atNight }) => atNight) ? [] : [warning('right_after_hours', decision, namesOf(here))]),
    ...(here.every(({ isAway }) => isAway) ? [warning('right_away', decision, namesOf(here))] : []),
    ...(distinct < quorum ? [warning('right_quorum', decision, namesOf(here))] : []),
    ...(deputy?.isHere === true && holder?.isHere === true
      ? []
      : [warning('right_no_deputy', decision, here[0]?.name)]),
  ]
}

function ofRole(
  { role, name, holder, deputy }: Holdings['roles'][number],
  { mandates }: Holdings,
): Warning[] {
  const about = name || role
  if (holder === null) return needed.includes(role) ? [warning('role_nobody', about)] : []
  if (!holder.isHere) return [warning('role_left', about, holder.name)]
  const own = mandates.filter((one) => one.role === role && one.contactId === holder.id)
  const isCovered = own.some(({ state }) => state !== 'ended')
  return [
    ...(deputy?.isHere === true ? [] : [warning('role_no_deputy', about, holder.name)]),
    ...(isCovered ? [] : [warning('mandate_missing', about, holder.name)]),
  ]
}

/** Whoever leads cannot repair at the same time; with a second technician the merger is bearable. */
function ofLead({ roles }: Holdings): Warning[] {
  const lead = roles.find(({ role }) => role === 'lead')?.holder
  const technical = roles.find(({ role }) => role === 'technical')
  if (!lead || technical?.holder?.id !== lead.id) return []
  const second = technical.deputy
  return second?.isHere === true && second.id !== lead.id
    ? []
    : [warning('lead_only_technician', 'lead', lead.name)]
}

/** One that ran out counts until another one for the same person and role holds. */
function ofMandates({ mandates }: Holdings): Warning[] {
  return mandates.flatMap((one) => {
    const isReplaced = mandates.some(
      (other) =>
        other !== one &&
        other.role === one.role &&
        (one.role !== null || other.contactId === one.contactId) &&
        (other.state === 'in_force' || other.state === 'not_begun'),
    )
    if (one.state === 'expired' && !isReplaced) return [warning('mandate_expired', one.title, '', one.endsOn)]
    if (one.state === 'draft' || one.state === 'half_signed') return [warning('mandate_unsigned', one.title)]
    return []
  })
}

function namesOf(people: readonly Person[]): string {
  return [...new Set(people.map(({ name }) => name))].join(', ')
}
