import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import { contractsWith, decideContractFor, vendorNames } from '../../../register/vendors/public.ts'
import { incidentFor } from '../../../respond/incidents/public/incidents.ts'
import * as contract from '../contract.ts'
import { decisionFaults, reviewDue } from '../rules/reviews.ts'
import { changeCase, dropUnnamed, findOfVendor, holdCase, type CaseRecord } from '../store.ts'
import { detailOf } from './read-cases.ts'

/** A review ends with a decision about the contract, and a decision with what came of it. */
export const decide = action(contract.decideSupplierReview, async (context, { id, what, ...wish }) => {
  const row = await holdCase(context, id)
  refuseUnless(
    row.reviewOpenedAt !== null,
    'conflict',
    'No review is open here: they only helped in this case.',
  )
  if (what === 'name') return detailOf(context, await named(context, row, wish.vendorId))
  if (what === 'follow_up') return detailOf(context, await followed(context, row, wish.reason))
  return detailOf(context, await decided(context, row, { ...wish, what }))
})

/** Whoever had a row of its own in this case, since it was asked for help, goes on with that one. */
async function named(context: Context, row: CaseRecord, vendorId: string | undefined): Promise<CaseRecord> {
  const isUnnamed = row.vendorId === null && row.retainerId === null && row.policyId === null
  refuseUnless(isUnnamed && row.decision === null, 'conflict', 'It is said already which supplier this is.')
  const name = (await vendorNames(context, vendorId === undefined ? [] : [vendorId])).get(vendorId ?? '')
  if (vendorId === undefined || name === undefined)
    refuse('not_found', 'There is no such supplier here. Add them to the suppliers first.')
  const own = await findOfVendor(context, row.incidentId, vendorId)
  refuseUnless(!own?.reviewOpenedAt, 'conflict', `${name} has a review of this case already.`)
  const contracts = (await contractsWith(context, [vendorId])).get(vendorId) ?? []
  const dueOn = reviewDue(
    await todayOf(context),
    contracts.map(({ noticeBy }) => noticeBy),
  )
  const review = {
    reviewWhy: row.reviewWhy,
    reviewOpenedAt: row.reviewOpenedAt,
    dueOn,
    ownerId: contracts.find(({ ownerId }) => ownerId !== null)?.ownerId ?? row.ownerId,
  }
  context.record({
    stream: row.incidentId,
    kind: 'supplier_review.name',
    fields: { supplier: own?.id ?? row.id, name },
  })
  if (own === undefined) return changeCase(context, row.id, { ...review, vendorId })
  await dropUnnamed(context, row.id)
  return changeCase(context, own.id, review)
}

interface Wish {
  readonly what: (typeof contract.verdicts)[number]
  readonly contractId?: string | undefined
  readonly reason: string
  readonly followUpOn?: string | undefined
}

async function decided(context: Context, row: CaseRecord, wish: Wish): Promise<CaseRecord> {
  refuseUnless(
    row.decision === null,
    'conflict',
    'This is decided already. Decide anew at the contract itself.',
  )
  const { what, reason, followUpOn } = wish
  const contracts =
    (await contractsWith(context, row.vendorId === null ? [] : [row.vendorId])).get(row.vendorId ?? '') ?? []
  refuseUnless(
    row.vendorId !== null || what === 'no_part',
    'conflict',
    'First say which supplier it was. Or say that none played a part.',
  )
  const noted = contracts.find((one) => one.id === row.contractId)?.id
  const wanted = wish.contractId ?? noted ?? (contracts.length === 1 ? contracts[0]?.id : undefined)
  const chosen = contracts.find(({ id }) => id === wanted)
  const message = 'Say which of their contracts this is about.'
  const isMissing = what !== 'no_part' && chosen === undefined && contracts.length > 0
  refuseUnless(!isMissing, 'invalid', message, { faults: [{ path: 'contractId', message }] })
  const faults = decisionFaults(
    { what, reason, followUpOn },
    await todayOf(context),
    chosen?.noticeBy ?? null,
  )
  const [first] = faults
  if (first !== undefined) refuse('invalid', first.message, { faults })
  if (what !== 'no_part' && chosen !== undefined)
    await decideContractFor(context, {
      id: chosen.id,
      what,
      reason: await reasonForAll(context, row, reason),
    })
  const supplier = (await vendorNames(context, row.vendorId === null ? [] : [row.vendorId])).get(
    row.vendorId ?? '',
  )
  context.record({
    stream: row.incidentId,
    kind: 'supplier_review.decide',
    fields: { supplier: row.id, name: supplier ?? '', what, reason, followUpOn: followUpOn ?? '' },
  })
  return changeCase(context, row.id, {
    ...{ decision: what, reason, decidedAt: context.now, decidedBy: context.actor.name },
    contractId: what === 'no_part' ? null : (chosen?.id ?? null),
    followUpOn: what === 'no_part' ? null : (followUpOn ?? null),
  })
}

/** The contract is read by many who may not know of a restricted case: why stays with the review. */
async function reasonForAll(context: Context, { incidentId }: CaseRecord, reason: string): Promise<string> {
  const { isRestricted } = await incidentFor(context, incidentId)
  return isRestricted ? 'After a case that is open to few' : reason
}

async function followed(context: Context, row: CaseRecord, words: string): Promise<CaseRecord> {
  refuseUnless(row.followUpOn !== null, 'conflict', 'Nothing is to be looked at again here.')
  refuseUnless(row.followedAt === null, 'conflict', 'Somebody has said already what came of it.')
  const message = 'Write what came of it.'
  refuseUnless(words !== '', 'invalid', message, { faults: [{ path: 'reason', message }] })
  context.record({
    stream: row.incidentId,
    kind: 'supplier_review.follow_up',
    fields: { supplier: row.id, words },
  })
  const { now: followedAt, actor } = context
  return changeCase(context, row.id, { followedAt, followedBy: actor.name, followedWords: words })
}
