import { and, asc, count, desc, eq, isNull, type SQL } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { closedService, controlTest, measure, watchCheck } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ControlTestRecord = typeof controlTest.$inferSelect

export async function listControlTests({ tx }: Reach, incidentId: string): Promise<ControlTestRecord[]> {
  return tx
    .select()
    .from(controlTest)
    .where(eq(controlTest.incidentId, incidentId))
    .orderBy(asc(controlTest.testedAt), asc(controlTest.id))
}

/** The newest of all cases that the viewer may see; bounded. */
export async function listLatestTests({ tx }: Reach): Promise<ControlTestRecord[]> {
  return tx.select().from(controlTest).orderBy(desc(controlTest.testedAt), desc(controlTest.id)).limit(1000)
}

export async function addControlTest(
  { tx }: Reach,
  fields: Omit<ControlTestRecord, 'tenantId'>,
): Promise<void> {
  await tx.insert(controlTest).values(fields)
}

/** So many of one sort, in one incident, that are one member's. */
export interface Owned {
  readonly incidentId: string
  readonly what: 'measures' | 'services' | 'checks'
  readonly count: number
}

/** What this member has to end, to open again or to look at, in every case the viewer may see. */
export async function controlsOwnedBy({ tx }: Reach, memberId: string): Promise<Owned[]> {
  const counted = async (
    what: Owned['what'],
    table: typeof measure | typeof closedService | typeof watchCheck,
    mine: SQL | undefined,
  ) => {
    const incidentId = table.incidentId
    const rows = await tx
      .select({ incidentId, count: count() })
      .from(table)
      .where(mine)
      .groupBy(incidentId)
      .orderBy(asc(incidentId))
    return rows.map((row) => ({ ...row, what }))
  }
  return [
    ...(await counted('measures', measure, and(eq(measure.ownerId, memberId), isNull(measure.endedAt)))),
    ...(await counted(
      'services',
      closedService,
      and(eq(closedService.ownerId, memberId), isNull(closedService.reopenedAt)),
    )),
    ...(await counted(
      'checks',
      watchCheck,
      and(eq(watchCheck.watcherId, memberId), isNull(watchCheck.doneAt)),
    )),
  ]
}
