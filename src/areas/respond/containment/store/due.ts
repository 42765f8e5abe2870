import { and, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { block, foothold, measure, watch, watchCheck, wayBack, weakness } from '../tables.ts'
import type { RowOf } from './registers.ts'

type Reach = Pick<Context, 'tx'>

interface Due {
  readonly measures: RowOf<'measure'>[]
  readonly blocks: RowOf<'block'>[]
  readonly checks: RowOf<'check'>[]
  readonly footholds: RowOf<'foothold'>[]
}

/** What is due and was not announced yet, marked as announced: said once, however often the job runs. */
export async function takeDue(
  { tx }: Reach,
  { now, missedBefore }: { now: Date; missedBefore: Date },
): Promise<Due> {
  const measures = await tx
    .update(measure)
    .set({ announcedAt: now })
    .where(and(isNull(measure.endedAt), isNull(measure.announcedAt), lte(measure.expiresAt, now)))
    .returning()
  const blocks = await tx
    .update(block)
    .set({ announcedAt: now })
    .where(and(isNull(block.endedAt), isNull(block.announcedAt), lte(block.endsAt, now)))
    .returning()
  const checks = await tx
    .update(watchCheck)
    .set({ announcedAt: now })
    .where(
      and(isNull(watchCheck.doneAt), isNull(watchCheck.announcedAt), lte(watchCheck.dueAt, missedBefore)),
    )
    .returning()
  const footholds = await tx
    .update(foothold)
    .set({ announcedAt: now })
    .where(and(isNotNull(foothold.recheckAt), isNull(foothold.announcedAt), lte(foothold.recheckAt, now)))
    .returning()
  return { measures, blocks, checks, footholds }
}

/** What these watches look at, by id. */
export async function watchTitles({ tx }: Reach, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: watch.id, title: watch.title })
    .from(watch)
    .where(inArray(watch.id, [...ids]))
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** What hangs on systems that went over to another incident goes along: ways back, watches and their checks, holes. */
export async function followSystems(
  { tx }: Reach,
  { from, to, systemIds }: { from: string; to: string; systemIds: readonly string[] },
): Promise<void> {
  const moved = { incidentId: to }
  const ids = [...systemIds]
  await tx
    .update(wayBack)
    .set(moved)
    .where(and(eq(wayBack.incidentId, from), inArray(wayBack.systemId, ids)))
  await tx
    .update(weakness)
    .set(moved)
    .where(and(eq(weakness.incidentId, from), inArray(weakness.systemId, ids)))
  const watches = await tx
    .update(watch)
    .set(moved)
    .where(and(eq(watch.incidentId, from), inArray(watch.systemId, ids)))
    .returning({ id: watch.id })
  if (watches.length === 0) return
  await tx
    .update(watchCheck)
    .set(moved)
    .where(
      inArray(
        watchCheck.watchId,
        watches.map(({ id }) => id),
      ),
    )
}
