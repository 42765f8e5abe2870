import { dayAfter } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import { reachablePeople, type TakenOn } from '../contacts/public.ts'
import { todayOf } from '../people/public/people.ts'
import type { StandingRole } from './contract/powers.ts'
import { findOnCall, readStanding, rolesOf, type Standing } from './actions/standing.ts'
import { muteDeputies } from './rules/deputies.ts'
import { mandateState } from './rules/mandates.ts'
import { listMandates, listRights, listRoles, listTurns } from './store.ts'

/** What the list of what would fail today, and the plan, must know of powers. */
export type PowersStanding = Omit<Standing, 'onCall'> & {
  /** Somebody began to write this down; before that nothing of it fails, since all of it is missing. */
  readonly isBegun: boolean
  /** Deputies whom nobody could call when mail is down. */
  readonly mute: readonly string[]
}

export async function powersStanding(
  context: Pick<Context, 'tx' | 'now' | 'actor' | 'can'>,
): Promise<PowersStanding> {
  const { onCall: _onCall, ...standing } = await readStanding(context)
  const { roles, rights, mandates } = standing
  const isBegun = mandates.length > 0 || [...roles, ...rights].some(({ holder }) => holder !== null)
  return { ...standing, isBegun, mute: muteDeputies([...roles, ...rights]) }
}

/** Somebody of the firm who holds a role in an incident, or stands in for it. */
export interface RoleHolder extends Pick<StandingRole, 'role' | 'name'> {
  readonly memberId: string
  readonly person: string
  readonly isDeputy: boolean
}

/** Who holds which role in an incident, in the order of the roles; people without an account here are left out. */
export async function roleHolders(context: Pick<Context, 'tx' | 'now'>): Promise<RoleHolder[]> {
  const people = await reachablePeople(context)
  return rolesOf(await listRoles(context), people).flatMap(({ role, name, holder, deputy }) =>
    [holder, deputy].flatMap((one, place): RoleHolder[] => {
      const found = one === null ? undefined : people.get(one.id)
      if (found === undefined || found.memberId === null) return []
      return [{ role, name, memberId: found.memberId, person: found.name, isDeputy: place === 1 }]
    }),
  )
}

/** The member who is on call now; undefined when nobody is, or somebody from outside who has no account here. */
export async function memberOnCall(context: Pick<Context, 'tx' | 'now'>): Promise<string | undefined> {
  const people = await reachablePeople(context)
  const found = await findOnCall(context, people)
  return found === undefined ? undefined : (people.get(found.contactId)?.memberId ?? undefined)
}

/** Fills the port of `contacts`: what somebody holds, in words. */
export const takenOnPowers: TakenOn = async (context) => {
  const held = new Map<string, string[]>()
  const put = (id: string | null, words: string) => {
    if (id !== null) held.set(id, [...(held.get(id) ?? []), words])
  }
  for (const { role, name, holderId, deputyId } of await listRoles(context)) {
    put(holderId, `the role ${name || role}`)
    put(deputyId, `deputy in the role ${name || role}`)
  }
  for (const { decision, holderId, deputyId, alsoIds } of await listRights(context)) {
    const words = decision.replaceAll('_', ' ')
    put(holderId, `the decision: ${words}`)
    put(deputyId, `deputy in the decision: ${words}`)
    for (const id of alsoIds) put(id, `a voice in the decision: ${words}`)
  }
  const today = await todayOf(context)
  for (const row of await listMandates(context)) {
    const state = mandateState(row, today)
    if (state !== 'ended' && state !== 'expired') put(row.contactId, `the mandate ${row.title}`)
  }
  const weeks = await listTurns(context, dayAfter(today, -6))
  for (const id of new Set(weeks.map(({ contactId }) => contactId))) put(id, 'turns on call')
  return held
}

/** Every role in an incident that there is here, by its key, with the name of one's own; '' for those that ship unchanged. */
export async function roleNames(context: Pick<Context, 'tx'>): Promise<Map<string, string>> {
  return new Map(rolesOf(await listRoles(context), new Map()).map(({ role, name }) => [role, name]))
}
