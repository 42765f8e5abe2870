import { desc, isNotNull, isNull } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { earlySign, networkWatch } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type WatchRecord = typeof networkWatch.$inferSelect
export type SignRecord = typeof earlySign.$inferSelect

/** The version in force; undefined while nobody has written one. */
export async function findWatch({ tx }: Reach): Promise<WatchRecord | undefined> {
  const [found] = await tx.select().from(networkWatch).orderBy(desc(networkWatch.number)).limit(1)
  return found
}

/** @returns undefined when somebody wrote a version of this number a moment before */
export async function addWatch(
  { tx }: Reach,
  row: Omit<WatchRecord, 'tenantId'>,
): Promise<WatchRecord | undefined> {
  const [added] = await tx.insert(networkWatch).values(row).onConflictDoNothing().returning()
  return added
}

/** Those of kinds, and those of cases that whoever asks may see; the newest thousand. */
export async function listSigns({ tx }: Reach): Promise<SignRecord[]> {
  return tx.select().from(earlySign).orderBy(desc(earlySign.judgedAt), desc(earlySign.id)).limit(1000)
}

/** The last verdict counts; each stays on the record. */
export async function keepSign({ tx }: Reach, row: Omit<SignRecord, 'tenantId'>): Promise<void> {
  const { verdict, how, sign, kind, judgedAt, judgedBy } = row
  const { tenantId, incidentId } = earlySign
  await tx
    .insert(earlySign)
    .values(row)
    .onConflictDoUpdate(
      row.incidentId === null
        ? {
            target: [tenantId, earlySign.kind, earlySign.sign],
            targetWhere: isNull(incidentId),
            set: { verdict, how, judgedAt, judgedBy },
          }
        : {
            target: [tenantId, incidentId],
            targetWhere: isNotNull(incidentId),
            set: { verdict, how, sign, kind, judgedAt, judgedBy },
          },
    )
}

/** What hangs on this person here, in words. */
export async function heldWatch({ tx }: Reach, memberId: string): Promise<string[]> {
  const watch = await findWatch({ tx })
  return watch?.ownerId === memberId ? ['watching the network'] : []
}
