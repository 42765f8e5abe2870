import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { lane, laneMember } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
type InTime = Pick<Context, 'tx' | 'now'>
export type LaneRecord = typeof lane.$inferSelect
export type LanePerson = typeof laneMember.$inferSelect

/** The lanes that whoever asks is in: the wall shows no other. */
export async function listLanes({ tx }: Reach, incidentId: string): Promise<LaneRecord[]> {
  return tx
    .select()
    .from(lane)
    .where(eq(lane.incidentId, incidentId))
    .orderBy(asc(lane.openedAt), asc(lane.id))
}

/** A lane is found by its incident and its own id together; one that is not one's own is not there. */
export async function getLane({ tx }: Reach, incidentId: string, id: string): Promise<LaneRecord> {
  const [found] = await tx
    .select()
    .from(lane)
    .where(and(eq(lane.incidentId, incidentId), eq(lane.id, id)))
  return found ?? refuse('not_found', 'There is no such lane in this incident.')
}

/** One statement: once the lane is there, only those who are in it may add to it. */
export async function addLane(
  { tx }: Reach,
  fields: Omit<LaneRecord, 'tenantId'>,
  people: readonly { readonly memberId: string; readonly isOwner: boolean }[],
): Promise<void> {
  const { id, incidentId, kind, openedAt, openedBy } = fields
  await tx.$client.query(
    `with made as (
       insert into app.lane (id, incident_id, kind, opened_at, opened_by) values ($1, $2, $3, $4, $5))
     insert into app.lane_member (lane_id, member_id, is_owner, added_at)
     select $1, p.member_id, p.is_owner, $4 from unnest($6::uuid[], $7::boolean[]) as p(member_id, is_owner)`,
    [
      id,
      incidentId,
      kind,
      openedAt,
      openedBy,
      people.map(({ memberId }) => memberId),
      people.map(({ isOwner }) => isOwner),
    ],
  )
}

export async function listLanePeople({ tx }: Reach, laneIds: readonly string[]): Promise<LanePerson[]> {
  if (laneIds.length === 0) return []
  return tx
    .select()
    .from(laneMember)
    .where(and(inArray(laneMember.laneId, [...laneIds]), isNull(laneMember.removedAt)))
    .orderBy(asc(laneMember.addedAt), asc(laneMember.memberId))
}

/** Lets a person in, for the first time or again. */
export async function addLanePerson({ tx, now }: InTime, laneId: string, memberId: string): Promise<void> {
  await tx
    .insert(laneMember)
    .values({ laneId, memberId, isOwner: false, addedAt: now })
    .onConflictDoUpdate({
      target: [laneMember.tenantId, laneMember.laneId, laneMember.memberId],
      set: { removedAt: null, addedAt: now, isOwner: false },
    })
}

export async function removeLanePerson({ tx, now }: InTime, laneId: string, memberId: string): Promise<void> {
  await tx
    .update(laneMember)
    .set({ removedAt: now })
    .where(and(eq(laneMember.laneId, laneId), eq(laneMember.memberId, memberId)))
}
