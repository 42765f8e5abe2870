import type { Context } from '../../../../platform/action.ts'
import { readStream, type ReadLeaf } from '../../../../platform/ledger/read.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import { departuresOf, workingRun } from '../../../prepare/playbooks/public.ts'
import { blockedMinutes, blockedTotals } from '../rules/captures.ts'
import { listBlockers, listDecisions, listIdeas, listNeeds } from '../store/captures.ts'
import { getIncident } from '../store/incidents.ts'
import { incidentRows } from '../store/past-incidents.ts'
import { listCards, listRoles } from '../store/roles.ts'
import { getRun, runStatesOfKind } from '../store/runs.ts'
import { listSystems, listTasks } from '../store/work.ts'

export { gradingProposalsFrom, proposeGrading } from '../actions/grading-proposals.ts'

/** Entries of a case that a look back reads at most; the longest case on record had under a thousand. */
const mostEntries = 2000
/** Runs of one playbook that a share is made of. */
const mostRuns = 50

export interface DoneStep {
  readonly step: string
  readonly title: string
  readonly phase: string
  readonly became: 'done' | 'skipped' | 'not_needed' | 'open'
  readonly changed: 'changed' | 'added' | null
  readonly reason: string
  readonly by: string
  readonly at: string | null
  readonly doneIn: number
  readonly settledIn: number
}

/**
 * What was really done in a case, for whoever looks back at it: its stream, what was asked, what held people up, what
 * was decided, and who did what. Sealed lanes are streams of their own and are not read.
 */
export async function lookBackOf(context: Context, incidentId: string) {
  const incident = await getIncident(context, incidentId)
  const until = incident.closedAt ?? context.now
  const leaves = await readStream(context.tx.$client, {
    stream: incidentId,
    limit: mostEntries + 1,
    order: 'oldest',
  })
  const blockers = await listBlockers(context, incidentId)
  const tasks = await listTasks(context, incidentId)
  return {
    incident,
    until,
    entries: leaves.slice(0, mostEntries) satisfies readonly ReadLeaf[],
    isCut: leaves.length > mostEntries,
    needs: await listNeeds(context, incidentId),
    blockers: blockers.map((one) => ({ ...one, minutes: blockedMinutes(one, until) })),
    blocked: blockedTotals(blockers, until),
    decisions: await listDecisions(context, incidentId),
    ideas: (await listIdeas(context, incidentId)).map(({ text, entry }) => ({ text, entry })),
    unowned: tasks
      .filter(({ ownerId }) => ownerId === null)
      .map(({ title, doneAt }) => ({ title, isDone: doneAt !== null })),
    systems: (await listSystems(context, incidentId)).map(({ name, assetId, state }) => ({
      ...{ name, assetId, state },
    })),
  }
}

/**
 * What a case has of these kinds, oldest first; where there is more than may be read, the first of them and the newest.
 * Whoever calls has asked first whether the case may be seen.
 */
export async function newestEntriesOf(
  { tx }: Pick<Context, 'tx'>,
  stream: string,
  { kinds, most }: { readonly kinds: readonly string[]; readonly most: number },
): Promise<{ readonly entries: readonly ReadLeaf[]; readonly isCut: boolean }> {
  const leaves = await readStream(tx.$client, { stream, kinds, limit: most + 1, order: 'newest' })
  if (leaves.length <= most) return { entries: leaves.toReversed(), isCut: false }
  const first = await readStream(tx.$client, { stream, kinds, limit: 1, order: 'oldest' })
  return { entries: [...first, ...leaves.slice(0, most - 1).toReversed()], isCut: true }
}

export type LookBack = Awaited<ReturnType<typeof lookBackOf>>

/** Each step of the case's run with what became of it, and how often it was done in real runs of the same playbook. */
export async function stepsDoneIn(context: Context, incidentId: string): Promise<DoneStep[]> {
  const { hasRun, kind } = await getIncident(context, incidentId)
  if (!hasRun) return []
  const { document, state, waivers } = await getRun(context, incidentId)
  const others = await runStatesOfKind(context, { kind, key: document.key, limit: mostRuns })
  const departures = departuresOf(document, state, waivers)
  return workingRun(document, state).steps.map(({ id, title, phase }) => {
    const entry = Object.hasOwn(state.entries, id) ? state.entries[id] : undefined
    const departure = departures.findLast((one) => one.id === id)
    const settled = others.flatMap(({ entries }) => {
      const status = Object.hasOwn(entries, id) ? entries[id]?.status : undefined
      return status === 'done' || status === 'skipped' ? [status] : []
    })
    return {
      ...{ step: id, title, phase, became: entry?.status ?? 'open' },
      changed: changedIn(departures, id),
      reason: departure?.reason ?? '',
      by: departure?.by ?? entry?.by ?? '',
      at: departure?.at ?? entry?.at ?? null,
      doneIn: settled.filter((status) => status === 'done').length,
      settledIn: settled.length,
    }
  })
}

function changedIn(departures: ReturnType<typeof departuresOf>, id: string): DoneStep['changed'] {
  const own = departures.filter((one) => one.id === id).map(({ what }) => what)
  return own.includes('added') ? 'added' : own.includes('changed') ? 'changed' : null
}

/** Who did what in a case: members by name, each with the word for their part in it; the lead first. */
export async function partsOfPeople(
  context: Context,
  incidentId: string,
): Promise<{ readonly memberId: string; readonly name: string; readonly role: string }[]> {
  const { leadId } = await getIncident(context, incidentId)
  const cards = new Map((await listCards(context)).map(({ role, name }) => [role, name]))
  const held = (await listRoles(context, incidentId)).flatMap(({ role, memberId, deputyId }) =>
    [memberId, deputyId].flatMap((id) =>
      id === null ? [] : [{ memberId: id, role: cards.get(role) ?? role }],
    ),
  )
  const all = [...(leadId === null ? [] : [{ memberId: leadId, role: 'lead' }]), ...held]
  const names = await namesOf(
    context,
    all.map(({ memberId }) => memberId),
  )
  const first = all.filter((one, at) => all.findIndex(({ memberId }) => memberId === one.memberId) === at)
  return first.map((one) => ({ ...one, name: names.get(one.memberId) ?? '' }))
}

/** These cases as they are called, as far as whoever asks may see them. */
export async function casesNamed(context: Pick<Context, 'tx'>, ids: readonly string[]) {
  const rows = await incidentRows(context, [...new Set(ids)])
  return new Map(
    rows.map(({ id, number, title, severity, leadId, status }) => [
      id,
      { id, number, title, severity, leadId, status },
    ]),
  )
}
