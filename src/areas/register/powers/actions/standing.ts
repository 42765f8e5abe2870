import { dayAfter, daysBetween } from '../../../../base/calendar-day.ts'
import type { Context } from '../../../../platform/action.ts'
import { organisationFor, todayOf } from '../../people/public/people.ts'
import { reachablePeople, type Reachable } from '../../contacts/public.ts'
import type { Mandate } from '../contract/mandates.ts'
import type { DecisionRight, Holder, StandingRole } from '../contract/powers.ts'
import { decisions, standingRoles, warningKinds } from '../contract/words.ts'
import { mandateState } from '../rules/mandates.ts'
import { onCallAt, type OnCall } from '../rules/on-call.ts'
import { warningsOf, type Warning } from '../rules/warnings.ts'
import {
  findRota,
  listMandates,
  listRights,
  listRoles,
  listTurns,
  type MandateRecord,
  type RightRecord,
  type RoleRecord,
} from '../store.ts'

type Reach = Pick<Context, 'tx' | 'now' | 'actor' | 'can'>
export type People = ReadonlyMap<string, Reachable>

export interface Standing {
  readonly roles: readonly StandingRole[]
  readonly rights: readonly DecisionRight[]
  readonly mandates: readonly Mandate[]
  readonly warnings: readonly Warning[]
  readonly onCall: Holder | null
}

/** Everything about powers at once: it is read together, and judged together. */
export async function readStanding(context: Reach): Promise<Standing> {
  const people = await reachablePeople(context)
  const roles = rolesOf(await listRoles(context), people)
  const rights = rightsOf(await listRights(context), people)
  const today = await todayOf(context)
  const mandates = (await listMandates(context)).map((row) => mandateOf(context, row, { people, today }))
  const onCall = await findOnCall(context, people)
  return {
    roles,
    rights,
    mandates,
    warnings: warningsOf({ roles, rights, mandates }, warningKinds),
    onCall: onCall === undefined ? null : holderOf(onCall.contactId, people),
  }
}

/** The seven that ship, with whoever holds them, and those of one's own. */
export function rolesOf(rows: readonly RoleRecord[], people: People): StandingRole[] {
  const of = (role: StandingRole['role'], row: RoleRecord | undefined, isOwn: boolean): StandingRole => ({
    ...{ role, isOwn, name: row?.name ?? '', duties: row?.duties ?? '' },
    holder: holderOf(row?.holderId ?? null, people),
    deputy: holderOf(row?.deputyId ?? null, people),
  })
  const known = new Map(rows.map((row) => [row.role, row]))
  const shipped = standingRoles.map((role) => of(role, known.get(role), false))
  const own = rows.filter(({ role }) => !(standingRoles as readonly string[]).includes(role)) // widened: a UUID
  return [...shipped, ...own.map((row) => of(row.role, row, true))]
}

export function rightsOf(rows: readonly RightRecord[], people: People): DecisionRight[] {
  const known = new Map(rows.map((row) => [row.decision, row]))
  return decisions.map((decision) => {
    const row = known.get(decision)
    return {
      decision,
      holder: holderOf(row?.holderId ?? null, people),
      deputy: holderOf(row?.deputyId ?? null, people),
      also: (row?.alsoIds ?? []).flatMap((id) => holderOf(id, people) ?? []),
      quorum: row?.quorum ?? 1,
      amount: row?.amount ?? null,
      currency: row?.currency ?? 'EUR',
      note: row?.note ?? '',
    }
  })
}

export function mandateOf(
  { actor, can, now: _now }: Pick<Context, 'actor' | 'can' | 'now'>,
  row: MandateRecord,
  { people, today }: { readonly people: People; readonly today: string },
): Mandate {
  const { toldDay: _day, toldStage: _stage, madeAt: _at, madeBy: _by, endedAt, endedBy: _end, ...rest } = row
  const state = mandateState(row, today)
  const holder = people.get(row.contactId)
  const isOpen = state === 'draft' || state === 'half_signed'
  const lacks = (as: 'giver' | 'holder') => isOpen && !row.signatures.some((one) => one.as === as)
  const isOwner = actor.kind === 'member' && actor.role === 'owner'
  const isHolder = actor.kind === 'member' && actor.memberId === row.contactId
  const holderSignsHere = holder?.memberId !== null && holder !== undefined
  return {
    ...rest,
    holder: holder?.name ?? row.signatures.find(({ as }) => as === 'holder')?.name ?? '',
    holderSignsHere,
    state,
    daysLeft: daysBetween(today, row.endsOn),
    can: {
      give: lacks('giver') && isOwner,
      take: lacks('holder') && (isHolder || (isOwner && !holderSignsHere)),
      end: endedAt === null && state !== 'expired' && can('power.manage'),
    },
  }
}

export function holderOf(id: string | null, people: People): Holder | null {
  if (id === null) return null
  const person = people.get(id)
  if (person === undefined) return { id, name: '', isHere: false, isAway: false, atNight: false, number: '' }
  const { name, isAway, atNight, ways } = person
  return { id, name, isAway, atNight, isHere: true, number: bestNumber(ways) }
}

/** Who is on call at this moment, with whose turn it is. */
export async function findOnCall(
  context: Pick<Context, 'tx' | 'now'>,
  people: People,
): Promise<OnCall | undefined> {
  const plan = await findRota(context)
  if (plan === undefined) return undefined
  const { timeZone } = await organisationFor(context)
  const today = await todayOf(context)
  const turns = await listTurns(context, dayAfter(today, -14))
  return onCallAt({ ...plan, timeZone, turns }, people, context.now)
}

/** By call, at night, without our systems: the first that has most of it. */
function bestNumber(ways: Reachable['ways']): string {
  const worth = ({ kind, atNight, whenDown }: Reachable['ways'][number]) =>
    (kind === 'phone' || kind === 'mobile' ? 4 : 0) + (whenDown ? 2 : 0) + (atNight ? 1 : 0)
  return ways.toSorted((a, b) => worth(b) - worth(a))[0]?.value ?? ''
}
