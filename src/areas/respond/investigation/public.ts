import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { inCases } from '../incidents/public/search.ts'
import { defang, type ObservableKind } from '../../../base/observables.ts'
import type { Observable } from './contract/observables.ts'
import type { Context } from '../../../platform/action.ts'
import { waiversOf } from './actions/settle-closing.ts'
import { openParts, usualAsks, type Ending } from './rules/closing.ts'
import { leftOutAs } from './rules/counting.ts'
import {
  findClosingRule,
  findFinding,
  isInvestigated,
  listFactorKinds,
  listFactors,
  listFactorsLike,
  listLeftOut,
  listVectors,
  type FactorRecord,
} from './store/findings.ts'
import type { tellingWays } from './contract/words.ts'
import { changeParty, listParties, listScopeLines, listUntold, type ScopeRecord } from './store/scope.ts'
import { searchObservables, findElsewhere, getObservable, listObservables } from './store/observables.ts'
import { listAllFactorKinds, listHoursDown, listMarked } from './store/figures.ts'
import { incidentFor } from '../incidents/public/incidents.ts'

/** Words that end an inquiry at a person, and the question that leads further. */
export { findBlame } from './rules/blame.ts'

/**
 * For numbers over time, each in one statement: cases that were marked as tests or entered afterwards; the kinds of
 * factors that stand, by case; the longest that work stood still, by case, where it is known.
 */
export {
  listAllFactorKinds as factorKindsByCase,
  listHoursDown as hoursDownByCase,
  listMarked as casesLeftOut,
}

/**
 * What this room wants in order before an incident is closed: where it is serious, where somebody used the room, or
 * always, as the organisation chose. The shape is the port that the incidents room declares.
 */
export const investigationCondition = {
  key: 'investigation',
  async findOpen(
    context: Context,
    incidentId: string,
    ending: Ending,
  ): Promise<readonly { sentence: string; where: string }[]> {
    if (ending.disposition !== 'resolved') return []
    const { severity, mode, leadId } = await incidentFor(context, incidentId)
    const finding = await findFinding(context, incidentId)
    const standing = {
      asks: (await findClosingRule(context))?.asks ?? usualAsks,
      isUsed: await isInvestigated(context, incidentId),
      isLed: leadId !== null || context.actor.kind !== 'key',
      severity,
      mode,
      vector: finding?.vector ?? null,
      vectorNote: finding?.vectorNote ?? '',
      factors: (await listFactors(context, incidentId)).length,
      untold: await listUntold(context, incidentId),
      openWaivers: (await waiversOf(context, incidentId)).filter(({ isOpen }) => isOpen).length,
    }
    return openParts(standing, ending).map(({ part, sentence }) => ({
      sentence,
      where: `/incidents/${incidentId}/investigation?part=${pageOf[part]}`,
    }))
  },
}

/** Which part of this room's page puts it right. */
const pageOf = { vector: 'causes', factors: 'causes', parties: 'reach', waivers: 'finish' } as const

/**
 * Earlier incidents in which the same kind of factor stood, each with the words it was noted in; the port that the
 * incidents room declares. Cases that the viewer may not see are left out by the wall.
 */
export async function incidentsWithFactorOf(
  context: Context,
  incidentId: string,
): Promise<readonly { incidentId: string; name: string }[]> {
  const kinds = (await listFactors(context, incidentId))
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'other')
  const shared = await listFactorsLike(context, incidentId, [...new Set(kinds)])
  return shared.map((factor) => ({ incidentId: factor.incidentId, name: factor.words.slice(0, 120) }))
}

/** A trace of this case; refuses `not_found` otherwise. */
export async function traceFor(
  context: Context,
  incidentId: string,
  id: string,
): Promise<{ readonly kind: ObservableKind; readonly value: string }> {
  return getObservable(context, incidentId, id)
}

/** The traces of a case, oldest first; refuses `not_found` where whoever asks may not see it. */
export async function tracesOf(
  context: Context,
  incidentId: string,
): Promise<readonly Pick<Observable, 'id' | 'kind' | 'value' | 'verdict'>[]> {
  await incidentFor(context, incidentId)
  return listObservables(context, incidentId)
}

export { mispUuid } from './rules/misp.ts'
export { eventForMisp } from './actions/share-incident.ts'

/** So many traces name one other incident; more say nothing more. */
const tracesNamed = 5

/** Where else the traces of this case stand, defanged; what is ours or harmless ties nothing together. */
export async function incidentsWithTraceOf(
  context: Context,
  incidentId: string,
): Promise<readonly { incidentId: string; name: string }[]> {
  const own = (await listObservables(context, incidentId)).filter(
    ({ verdict }) => verdict !== 'harmless' && verdict !== 'ours',
  )
  const wanted = new Set(own.map(({ kind, value }) => `${kind} ${value}`))
  const values = own.map(({ value }) => value)
  const named = new Map<string, number>()
  return (await findElsewhere(context, incidentId, values)).flatMap(({ kind, value, incidentId: other }) => {
    const count = (named.get(other) ?? 0) + 1
    if (!wanted.has(`${kind} ${value}`) || count > tracesNamed) return []
    named.set(other, count)
    return [{ incidentId: other, name: defang(kind, value) }]
  })
}

/** How it began, as this room found it; null while nobody said so. The port that the incidents room declares. */
export async function vectorFound(context: Context, incidentId: string) {
  return (await findFinding(context, incidentId))?.vector ?? null
}

export { listVectorsFound } from './store/findings.ts'
/** The same for many; a case of which nobody said so is absent. */
export async function vectorsFound(context: Pick<Context, 'tx'>, incidentIds: readonly string[]) {
  return listVectors(context, incidentIds)
}

/** Whether an incident belongs in numbers about what really happened; for reviews and trends. */
export async function countsInNumbers(context: Context, incidentId: string): Promise<boolean> {
  const { mode } = await incidentFor(context, incidentId)
  const finding = await findFinding(context, incidentId)
  return leftOutAs(mode, finding?.counting ?? 'none') === undefined
}

/** One line of the scope sheet, for what the law asks of it. */
export type ReachedLine = Omit<ScopeRecord, 'tenantId' | 'incidentId' | 'note' | 'changedBy' | 'addedAt'>

/** What the scope sheet says of data and of work, what it ruled out included. */
export async function scopeLinesOf(context: Context, incidentId: string): Promise<readonly ReachedLine[]> {
  return listScopeLines(context, incidentId)
}

/** Names and addresses of the attack and of our systems, and what is thought of causes: what not every audience may read. */
export async function restrictedWordsOf(
  context: Context,
  incidentId: string,
): Promise<{ readonly indicators: readonly string[]; readonly causes: readonly string[] }> {
  return {
    indicators: (await listObservables(context, incidentId))
      .filter(({ verdict }) => verdict !== 'harmless')
      .map(({ value }) => value),
    causes: (await listFactors(context, incidentId)).map(({ words }) => words),
  }
}

/** The affected parties of a case with whether they were told; for words that go to them. */
export async function partiesOf(
  context: Context,
  incidentId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly isTold: boolean }[]> {
  return (await listParties(context, incidentId)).map(({ id, name, toldAt }) => ({
    id,
    name,
    isTold: toldAt !== null,
  }))
}

/** Notes that words went to these parties: at what time, by whom, how. What stands already stays. */
export async function noteTold(
  context: Context,
  incidentId: string,
  telling: {
    readonly partyIds: readonly string[]
    readonly at: Date
    readonly by: string
    readonly how: TellingWay
    readonly note: string
  },
): Promise<void> {
  const { partyIds, at, by, how, note } = telling
  const untold = (await listParties(context, incidentId)).filter(
    ({ id, toldAt }) => toldAt === null && partyIds.includes(id),
  )
  for (const { id, name } of untold) {
    const told = { toldAt: at, toldBy: by, toldHow: how, toldNote: note }
    await changeParty(context, id, { ...told, silenceReason: null, silenceBy: null, silenceAt: null })
    const fields = { party: id, name, toldAt: at.toISOString(), toldBy: by, how, note }
    context.record({ stream: incidentId, kind: 'party.tell', fields })
  }
}

/** When each affected party of a case was told; null for those that nobody told. */
export async function tellingsOf(
  context: Context,
  incidentId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly toldAt: Date | null }[]> {
  return (await listParties(context, incidentId)).map(({ id, name, toldAt }) => ({ id, name, toldAt }))
}

type TellingWay = (typeof tellingWays)[number]

/** What was noted of a case as a weakness of a supplier, in the words that people wrote. */
export async function supplierFactorsOf(context: Context, incidentId: string): Promise<string[]> {
  const factors = await listFactors(context, incidentId)
  return factors.filter(({ kind }) => kind === 'supplier_weakness').map(({ words }) => words)
}

/** Kinds of the factors that stand in these cases, each once. */
export async function factorKindsOf(
  context: Pick<Context, 'tx'>,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly FactorRecord['kind'][]>> {
  const found = new Map<string, FactorRecord['kind'][]>()
  for (const { incidentId, kind } of await listFactorKinds(context, incidentIds))
    found.set(incidentId, [...(found.get(incidentId) ?? []), kind])
  return found
}

/** Of these, those that do not belong in numbers: entered afterwards, or only tried out. */
export async function leftOutAmong(
  context: Pick<Context, 'tx'>,
  incidentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set(await listLeftOut(context, incidentIds))
}

export const traceSearch: SearchSource = {
  kind: 'trace',
  permission: 'incident.read',
  find: async (context, sought) => inCases(context, await searchObservables(context, sought)),
}
