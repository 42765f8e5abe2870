import type { SearchSource } from '../../../platform/database/find-rows.ts'
import type { DueDate } from '../../../base/due-date.ts'
import { plainChange, type LastChange } from '../../../base/last-change.ts'
import { leafFields } from '../../../base/leaf-fields.ts'
import { refuseUnless } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { listActiveMembers, todayOf } from '../../register/people/public/people.ts'
import type { RiskStanding } from './contract.ts'
import { isAcceptanceOver, isReviewDue, isSevere, reviewMonths } from './rules.ts'
import {
  findRiskRow,
  getRiskRow,
  heldRisks,
  holdRiskRow,
  listMatching,
  listRiskRows,
  livingRisksOfKind,
  riskRowsOf,
  updateRisk,
  type RiskRecord,
  searchRisks,
} from './store.ts'

export { heldRisks }

/** A firm has a few dozen risks; this many are never reached by hand. */
const most = 10_000

export async function riskStanding(context: Pick<Context, 'tx' | 'now'>): Promise<RiskStanding> {
  const today = await todayOf(context)
  const here = new Set((await listActiveMembers(context)).map(({ id }) => id))
  const risks = (await listRiskRows(context, { limit: most })).map((row) => ({
    id: row.id,
    name: row.name,
    isUnowned: row.state !== 'treated' && isSevere(row) && !(row.ownerId !== null && here.has(row.ownerId)),
    acceptanceOver: isAcceptanceOver(row, today) ? row.acceptedUntil : null,
    reviewOver: isReviewDue(row, today) ? row.reviewOn : null,
  }))
  return {
    risks: risks.filter(
      ({ isUnowned, acceptanceOver, reviewOver }) =>
        isUnowned || acceptanceOver !== null || reviewOver !== null,
    ),
  }
}

/** Days on which risks ask for their owner: to look again, and ends of what was accepted. */
export async function riskDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  return (await listRiskRows(context, { limit: most })).map(
    ({ id: key, name: title, ownerId, reviewOn, acceptedUntil }): DueDate => ({
      kind: acceptedUntil === reviewOn ? 'risk_acceptance' : 'risk_review',
      key,
      title,
      day: reviewOn,
      ownerId,
      path: `/risks/${key}`,
      everyMonths: reviewMonths,
    }),
  )
}

/** Risks of this kind or about one of these assets, also those that ended since, with when they were written down. */
export async function risksMatching(
  context: Pick<Context, 'tx'>,
  wanted: { readonly kind: string; readonly assetIds: readonly string[] },
) {
  const rows = await listMatching(context, wanted)
  return rows.map(({ id, name, kind, likelihood, harm, measures, acceptedUntil, addedAt }) => ({
    ...{ id, name, likelihood, harm, measures, acceptedUntil, addedAt },
    fits: kind === wanted.kind ? ('kind' as const) : ('asset' as const),
  }))
}

/** What became of a risk since then: its words, or what was decided about it. Undefined for one that is not here. */
export async function lastChangeOfRisk(
  context: Pick<Context, 'tx'>,
  id: string,
  since: Date,
): Promise<LastChange | undefined> {
  const row = await findRiskRow(context, id)
  return row && plainChange({ ...row, path: `/risks/${id}` }, since)
}

export type KnownRisk = Pick<
  RiskRecord,
  'id' | 'name' | 'kind' | 'likelihood' | 'harm' | 'ownerId' | 'state' | 'reviewOn' | 'changedAt'
>

/** Risks by id, those that ended too; an unknown id is absent. */
export async function risksNamed(
  context: Pick<Context, 'tx'>,
  ids: readonly string[],
): Promise<Map<string, KnownRisk>> {
  return new Map((await riskRowsOf(context, ids)).map((row) => [row.id, row]))
}

/** A risk of this organisation; refuses `not_found` otherwise. */
export async function getRiskFor(context: Pick<Context, 'tx'>, id: string): Promise<KnownRisk> {
  return getRiskRow(context, id)
}

/** Risks of this kind of incident that have not ended. */
export async function risksOfKind(
  context: Pick<Context, 'tx'>,
  kind: NonNullable<RiskRecord['kind']>,
): Promise<KnownRisk[]> {
  return livingRisksOfKind(context, kind)
}

/**
 * Says how often and how bad a risk is in other words, as if somebody had changed it on its own page.
 * @param choose judges the words that stand, which nobody else changes meanwhile
 * @returns the words that stand now
 */
export async function reword(
  context: Context,
  id: string,
  choose: (stands: Pick<RiskRecord, 'likelihood' | 'harm'>) => Pick<RiskRecord, 'likelihood' | 'harm'>,
): Promise<Pick<RiskRecord, 'likelihood' | 'harm'>> {
  const before = await holdRiskRow(context, id)
  const { state, name } = before
  refuseUnless(state !== 'ended', 'conflict', 'This risk has ended. Add it anew instead.')
  const words = choose(before)
  if (words.likelihood === before.likelihood && words.harm === before.harm) return words
  await updateRisk(context, id, { ...words, changedAt: context.now })
  context.record({ stream: 'audit', kind: 'risk.change', fields: leafFields({ risk: id, name, ...words }) })
  return words
}

export const riskSearch: SearchSource = { kind: 'risk', permission: 'risk.read', find: searchRisks }
