import type { Context } from '../../../../platform/action.ts'

type Reach = Pick<Context, 'tx' | 'now'>

/** A group or a report that nobody took up and nobody decided on. */
export interface WaitingRow {
  readonly id: string
  readonly title: string
  readonly severity: string
  readonly at: Date
}

/**
 * Groups that stand in the list of what is to be looked at, of which nobody took up a signal since they were last
 * judged; the first ones in that list's order. Reports of people have a list of their own.
 */
export async function listWaitingGroups({ tx, now }: Reach, limit: number): Promise<WaitingRow[]> {
  const { rows } = await tx.$client.query<WaitingRow>(
    `select c.id, c.title, c.severity, c.first_at as at from app.alert_cluster c
     where c.merged_into is null and c.status = 'open' and (c.snoozed_until is null or c.snoozed_until <= $1)
       and c.signals > 0
       and not exists (select 1 from app.alert_moment m join app.signal_attention a on a.signal_id = m.signal_id
         where m.cluster_id = c.id and a.taken_at is not null)
       and exists (select 1 from app.alert_moment m where m.cluster_id = c.id
         and not exists (select 1 from app.report r where r.signal_id = m.signal_id))
     order by c.standing desc, c.id desc limit $2`,
    [now, limit],
  )
  return rows
}

/** What people reported and nobody took up, linked or dismissed; the oldest first. */
export async function listWaitingReports({ tx }: Pick<Reach, 'tx'>, limit: number): Promise<WaitingRow[]> {
  const { rows } = await tx.$client.query<WaitingRow>(
    `select s.id, s.title, s.severity, r.received_at as at
     from app.signal s join app.report r on r.signal_id = s.id
     where s.status = 'new'
       and not exists (select 1 from app.signal_attention a where a.signal_id = s.id and a.taken_at is not null)
     order by s.id limit $1`,
    [limit],
  )
  return rows
}
