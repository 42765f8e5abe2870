/** Alert groups that become part of an incident, and their signals with them. */
import type { Context } from '../../../../platform/action.ts'

type Reach = Pick<Context, 'tx' | 'now'>

export interface LinkedSignal {
  readonly id: string
  readonly title: string
  readonly wasDismissed: boolean
  /** Null for what a person reported. */
  readonly sourceName: string | null
}

const inFamily = `select m.signal_id from app.alert_cluster p join app.alert_moment m on m.cluster_id = p.id
  where p.id = $1 or p.merged_into = $1`

/** The signals of a group that belong to no incident yet, in the order in which they came. They are locked. */
export async function freeSignalsOf({ tx }: Reach, groupId: string): Promise<LinkedSignal[]> {
  const { rows } = await tx.$client.query<LinkedSignal>({
    name: 'escalation-free',
    text: `select id, title, status = 'dismissed' as "wasDismissed",
             (select name from app.source where source.id = signal.source_id) as "sourceName"
           from app.signal where incident_id is null and id in (${inFamily}) order by id for no key update`,
    values: [groupId],
  })
  return rows
}

export async function linkSignals(
  { tx }: Reach,
  ids: readonly string[],
  incident: { id: string; number: number },
): Promise<void> {
  await tx.$client.query({
    name: 'escalation-link',
    text: `update app.signal set status = 'linked', incident_id = $2, incident_number = $3, dismissed_reason = null
           where id = any($1::uuid[])`,
    values: [ids, incident.id, incident.number],
  })
}

/** The group and what was merged into it stand with this incident, or by themselves again. */
export async function moveGroup(
  { tx, now }: Reach,
  wanted: { groupId: string; incident: { id: string; number: number } | null; by: string },
): Promise<void> {
  const { groupId, incident, by } = wanted
  await tx.$client.query({
    name: 'escalation-group',
    text: `update app.alert_cluster set status = case when $2::uuid is null then 'open' else 'linked' end, incident_id = $2,
             incident_number = $3, dismissed_reason = null, snoozed_until = null, judged_by = $4, judged_at = $5, news = '[]'
           where id = $1 or merged_into = $1`,
    values: [groupId, incident?.id ?? null, incident?.number ?? null, by, now],
  })
}

/** Takes the signals of a group out of an incident. @returns their ids */
export async function unlinkSignals({ tx }: Reach, groupId: string, incidentId: string): Promise<string[]> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'escalation-unlink',
    text: `update app.signal set status = 'new', incident_id = null, incident_number = null, settled_at = null
           where incident_id = $2 and id in (${inFamily}) returning id`,
    values: [groupId, incidentId],
  })
  return rows.map(({ id }) => id)
}

/** Locks the groups in which these signals stand; before the signals themselves, as everybody does. */
export async function lockGroupsOf({ tx }: Reach, signalIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'escalation-lock',
    text: `select c.id from app.alert_cluster c where c.id in (
             select m.cluster_id from app.alert_moment m where m.signal_id = any($1::uuid[])) order by c.id for update`,
    values: [signalIds],
  })
  return rows.map(({ id }) => id)
}
