import { isSameRow } from '../../../base/csv-rows.ts'
import { dayAfter } from '../../../base/calendar-day.ts'
import { leafFields } from '../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../base/page.ts'
import { refuse, refuseUnless } from '../../../base/refusal.ts'
import { action, type Context } from '../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../platform/database/taken.ts'
import { assetFor, assetNames } from '../../register/assets/public.ts'
import { getMember, namesOf, todayOf } from '../../register/people/public/people.ts'
import { backupStanding } from '../backups/public.ts'
import { rankedKinds } from '../plan/public.ts'
import * as contract from './contract.ts'
import type { Risk, RiskDetail } from './contract.ts'
import {
  decided,
  decisionFaults,
  isAcceptanceOver,
  isReviewDue,
  isSevere,
  proposalsFrom,
  reviewMonths,
} from './rules.ts'
import {
  decisionsOf,
  getRiskRow,
  holdRiskRow,
  insertDecision,
  insertRisk,
  listRiskRows,
  takenUp,
  updateRisk,
  type RiskRecord,
} from './store.ts'

export const list = action(contract.listRisks, async (context, { limit, cursor, q }) => {
  const rows = await listRiskRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await risksOf(context, items), next }
})

export const get = action(contract.getRisk, async (context, { id }) =>
  detailOf(context, await getRiskRow(context, id)),
)

export const propose = action(contract.proposeRisks, async (context) => {
  const { cover } = await backupStanding(context)
  const uncovered = cover.filter(({ state }) => state === 'open')
  return { items: proposalsFrom(await rankedKinds(context), uncovered, await takenUp(context)) }
})

export const add = action(contract.addRisk, async (context, { reviewOn, ...fields }) => {
  await refuseUnknown(context, fields)
  const today = await todayOf(context)
  const message = 'Write a day to come on which somebody looks at this again.'
  const faults = [{ path: 'reviewOn', message }]
  refuseUnless(reviewOn === null || reviewOn > today, 'invalid', message, { faults })
  const row = {
    ...fields,
    id: context.newId(),
    state: 'open' as const,
    acceptedUntil: null,
    reviewOn: reviewOn ?? dayAfter(today, reviewMonths, 'months'),
    addedAt: context.now,
    changedAt: context.now,
  }
  const added = (await insertRisk(context, row)) ?? refuseTaken(fields.name)
  const leaf = leafFields({ risk: row.id, ...fields, reviewOn: row.reviewOn })
  context.record({ stream: 'audit', kind: 'risk.add', fields: leaf })
  return detailOf(context, added)
})

export const change = action(contract.changeRisk, async (context, { id, basedOn, ...fields }) => {
  const before = await holdLiving(context, id)
  const isNewest = basedOn === undefined || new Date(basedOn).getTime() === before.changedAt.getTime()
  refuseUnless(
    isNewest,
    'conflict',
    'Somebody else has changed this risk in the meantime. Read it again, then write.',
    { reason: 'outdated' },
  )
  await refuseUnknown(context, fields)
  refuseUnless(
    before.state !== 'accepted' || fields.ownerId !== null,
    'conflict',
    'This risk is accepted, so somebody has to answer for it. Name somebody, or decide anew first.',
  )
  // The same words saved once more are no version.
  const written = isSameRow(before, fields) ? fields : { ...fields, changedAt: context.now }
  const changed = await orTaken(fields.name, updateRisk(context, id, written))
  context.record({ stream: 'audit', kind: 'risk.change', fields: leafFields({ risk: id, ...fields }) })
  return detailOf(context, changed)
})

/** Every verdict stays, with its reason; the last one counts. */
export const decide = action(
  contract.decideRisk,
  async (context, { id, verdict, reason, until, reviewOn }) => {
    const before = await holdLiving(context, id)
    refuseUnless(
      verdict !== 'accept' || context.can('risk.accept'),
      'forbidden',
      'Only an owner or a lead may accept a risk. Ask one of them.',
    )
    const today = await todayOf(context)
    const faults = decisionFaults({ verdict, until, reviewOn }, before, today)
    const [first] = faults
    if (first !== undefined) refuse('invalid', first.message, { faults })
    const after = decided({ verdict, until, reviewOn }, today)
    const changed = await updateRisk(context, id, { ...after, changedAt: context.now })
    const decision = { verdict, reason, until, reviewOn: after.reviewOn }
    await insertDecision(context, {
      ...decision,
      id: context.newId(),
      riskId: id,
      decidedAt: context.now,
      decidedBy: context.actor.name,
    })
    const leaf = leafFields({ risk: id, name: before.name, ...decision })
    context.record({ stream: 'audit', kind: 'risk.decide', fields: leaf })
    return detailOf(context, changed)
  },
)

async function holdLiving(context: Context, id: string): Promise<RiskRecord> {
  const row = await holdRiskRow(context, id)
  refuseUnless(row.state !== 'ended', 'conflict', 'This risk has ended. Add it anew instead.')
  return row
}

async function refuseUnknown(
  context: Context,
  { ownerId, assetId }: Pick<RiskRecord, 'ownerId' | 'assetId'>,
): Promise<void> {
  if (ownerId !== null) await getMember(context, ownerId)
  if (assetId !== null) await assetFor(context, assetId)
}

async function risksOf(context: Context, rows: readonly RiskRecord[]): Promise<Risk[]> {
  const today = await todayOf(context)
  const owners = await namesOf(
    context,
    rows.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])),
  )
  const assets = await assetNames(
    context,
    rows.flatMap(({ assetId }) => (assetId === null ? [] : [assetId])),
  )
  return rows.map((row) => {
    const { tenantId: _tenant, addedAt: _added, changedAt, ...shown } = row
    return {
      ...shown,
      owner: owners.get(row.ownerId ?? '') ?? '',
      asset: assets.get(row.assetId ?? '') ?? '',
      isSevere: isSevere(row),
      isReviewDue: isReviewDue(row, today),
      isAcceptanceOver: isAcceptanceOver(row, today),
      changedAt: changedAt.toISOString(),
    }
  })
}

async function detailOf(context: Context, row: RiskRecord): Promise<RiskDetail> {
  const [shown] = await risksOf(context, [row])
  if (shown === undefined) throw new Error('one row gives one risk')
  const decisions = await decisionsOf(context, row.id)
  return {
    ...shown,
    decisions: decisions.map(({ verdict, reason, until, reviewOn, decidedAt, decidedBy }) => ({
      verdict,
      reason,
      until,
      reviewOn,
      decidedAt: decidedAt.toISOString(),
      decidedBy,
    })),
    can: { manage: context.can('risk.manage'), accept: context.can('risk.accept') },
  }
}
