import { and, asc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import type { BlockKind } from '../contract/words.ts'
import { block, blockList } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type BlockListRecord = typeof blockList.$inferSelect

/** More than the devices of a small firm take. */
const mostLines = 10_000

/** The tenant whose list stands at this address. */
export async function tenantOfList(door: Services['door'], hash: Buffer): Promise<string | undefined> {
  const { rows } = await door.query<{ tenant: string | null }>('select wall.block_list($1) as tenant', [hash])
  return rows[0]?.tenant ?? undefined
}

export async function findBlockList({ tx }: Reach): Promise<BlockListRecord | undefined> {
  const [found] = await tx.select().from(blockList)
  return found
}

/** A new address ends the old one. */
export async function replaceBlockList(
  context: Reach,
  row: Omit<BlockListRecord, 'tenantId'>,
): Promise<void> {
  // Two who make one at once would both find none to take away.
  await context.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('block list ' || wall.tenant(), 0))`,
  )
  await deleteBlockList(context)
  await context.tx.insert(blockList).values(row)
}

/** @returns false when there was none */
export async function deleteBlockList({ tx }: Reach): Promise<boolean> {
  return (await tx.delete(blockList).returning()).length > 0
}

/** What is shut out at this moment, with the cases in which it is. */
export async function listInForce(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  wanted: { readonly kind: BlockKind; readonly unreviewed: boolean },
): Promise<{ readonly value: string; readonly incidentId: string }[]> {
  return tx
    .select({ value: block.value, incidentId: block.incidentId })
    .from(block)
    .where(
      and(
        eq(block.kind, wanted.kind),
        isNull(block.endedAt),
        gt(block.endsAt, now),
        wanted.unreviewed ? undefined : isNotNull(block.reviewedAt),
      ),
    )
    .orderBy(asc(block.value))
    .limit(mostLines)
}
