import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { assetFor, listEssentialAssets } from '../../../register/assets/public.ts'
import { getMember, todayOf } from '../../../register/people/public/people.ts'
import type { Backup } from '../contract/backups.ts'
import * as contract from '../contract/coverage.ts'
import { coverState } from '../rules.ts'
import { closeGap, getGapRow, insertGap, listCopyRows, listGapRows, type GapRecord } from '../store.ts'
import { backupsOf } from './shapes.ts'

export const readCover = action(contract.readCoverage, async (context) => ({
  items: await coverOf(context, await listBackups(context)),
}))

export const accept = action(contract.acceptGap, async (context, { assetId, ownerId, reason, endsOn }) => {
  const { name } = await assetFor(context, assetId)
  await getMember(context, ownerId)
  const today = await todayOf(context)
  const message = 'Write a day to come on which this is looked at again.'
  refuseUnless(endsOn > today, 'invalid', message, { faults: [{ path: 'endsOn', message }] })
  const row = { id: context.newId(), assetId, ownerId, reason, endsOn, endedAt: null, endReason: null }
  const added = await insertGap(context, {
    ...row,
    acceptedAt: context.now,
    acceptedBy: context.actor.name,
  })
  if (added === undefined)
    refuse('conflict', 'Somebody has accepted this gap already. End that first to accept it anew.')
  const fields = leafFields({ gap: row.id, asset: assetId, name, owner: ownerId, reason, endsOn })
  context.record({ stream: 'audit', kind: 'gap.accept', fields })
  return gapOf(added)
})

export const endAcceptance = action(contract.endGap, async (context, { id, reason }) => {
  const before = await getGapRow(context, id)
  refuseUnless(before.endedAt === null, 'conflict', 'This has ended already.')
  await closeGap(context, id, { endedAt: context.now, endReason: reason })
  context.record({ stream: 'audit', kind: 'gap.end', fields: { gap: id, asset: before.assetId, reason } })
  return gapOf(before)
})

/** Every backup that is still made. */
export async function listBackups(context: Pick<Context, 'tx' | 'now'>): Promise<Backup[]> {
  return backupsOf(context, await listCopyRows(context, { limit: 10_000 }))
}

/** Essential assets in the order in which they have to come back, each with which of these backups covers it. */
export async function coverOf(
  context: Pick<Context, 'tx' | 'now'>,
  backups: readonly Backup[],
): Promise<contract.Cover[]> {
  const { now } = context
  const today = await todayOf(context)
  const gaps = await listGapRows(context)
  return (await listEssentialAssets(context)).map(
    ({ id, name, functions, priority, longestOutageMinutes }) => {
      const own = backups.filter(({ assetIds }) => assetIds.includes(id))
      const gap = gaps.find(({ assetId }) => assetId === id) ?? null
      const proofs = own.flatMap(({ lastProof }) => (lastProof === null ? [] : [lastProof]))
      const times = own.map(({ lastProof }) => (lastProof === null ? null : new Date(lastProof.testedAt)))
      return {
        assetId: id,
        asset: name,
        functions: [...functions],
        priority,
        longestOutageMinutes,
        state: coverState(times, gap, { now, today }),
        backups: own.map((one) => ({ id: one.id, name: one.name })),
        provedMinutes: proofs.toSorted((a, b) => (a.testedAt < b.testedAt ? 1 : -1))[0]?.minutes ?? null,
        gap: gap === null ? null : gapOf(gap),
      }
    },
  )
}

function gapOf({ id, assetId, reason, ownerId, endsOn, acceptedBy, acceptedAt }: GapRecord) {
  return { id, assetId, reason, ownerId, endsOn, acceptedBy, acceptedAt: acceptedAt.toISOString() }
}
