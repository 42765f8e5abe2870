import type { Context } from '../../../../platform/action.ts'
import type { ReportKind } from '../contract/report-kinds.ts'
import type { SignalSeverity } from '../contract/severities.ts'

type Reach = Pick<Context, 'tx'>

export interface NewSignal {
  readonly id: string
  readonly groupId: string
  readonly title: string
  readonly summary: string
  readonly labels: Readonly<Record<string, string>>
  readonly sourceId: string | null
  readonly severity: SignalSeverity
  readonly state: string
  readonly status: string
  readonly firstAt: Date
  readonly reportKind: ReportKind | null
  /** Somebody was asked to look at another signal of its group and has not yet. */
  readonly isInHand: boolean
}

/** Signals after the mark and older than `until`, oldest first. */
export async function signalsAfter(
  { tx }: Reach,
  { mark, until, atMost }: { mark: string; until: Date; atMost: number },
): Promise<NewSignal[]> {
  const { rows } = await tx.$client.query<NewSignal>(
    // Groups in hand are few and asked for once: for each signal anew, a storm in one group would be read a thousand times.
    `with in_hand as materialized (
       select distinct o.group_id from app.signal_attention a join app.signal o on o.id = a.signal_id
       where a.taken_at is null and o.status = 'new')
     select s.id, s.group_id as "groupId", s.title, s.summary, s.labels, s.source_id as "sourceId", s.severity, s.state,
       s.status, s.first_at as "firstAt", r.kind as "reportKind",
       s.group_id in (select group_id from in_hand) as "isInHand"
     from app.signal s left join app.report r on r.signal_id = s.id
     where s.id > $1 and s.first_at < $2 order by s.id limit $3`,
    [mark, until, atMost],
  )
  return rows
}

export async function addAttention(
  { tx }: Reach,
  row: { signalId: string; memberId: string | null; secondId: string | null; toldAt: Date; dueAt: Date },
): Promise<void> {
  await tx.$client.query(
    `insert into app.signal_attention (signal_id, member_id, second_id, told_at, due_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [row.signalId, row.memberId, row.secondId, row.toldAt, row.dueAt],
  )
}

export interface Overdue {
  readonly signalId: string
  readonly title: string
  readonly memberId: string | null
  readonly secondId: string | null
}

/** What nobody has taken up in time and no second person was asked about, locked; oldest first. */
export async function listOverdue({ tx }: Reach, now: Date, atMost: number): Promise<Overdue[]> {
  const { rows } = await tx.$client.query<Overdue>(
    `select a.signal_id as "signalId", s.title, a.member_id as "memberId", a.second_id as "secondId"
     from app.signal_attention a join app.signal s on s.id = a.signal_id
     where a.taken_at is null and a.escalated_at is null and a.due_at <= $1 and s.status = 'new'
     order by a.due_at, a.signal_id limit $2 for update of a skip locked`,
    [now, atMost],
  )
  return rows
}

export async function noteEscalated(
  { tx }: Reach,
  { signalId, to, at }: { signalId: string; to: string | null; at: Date },
): Promise<void> {
  await tx.$client.query(
    'update app.signal_attention set escalated_at = $2, escalated_to = $3 where signal_id = $1',
    [signalId, at, to],
  )
}

/** Notes who took it up, unless somebody had already; also where nobody had been asked. */
export async function takeUp(
  { tx }: Reach,
  { signalId, at, by }: { signalId: string; at: Date; by: string },
): Promise<boolean> {
  const { rowCount } = await tx.$client.query(
    `insert into app.signal_attention as a (signal_id, told_at, due_at, taken_at, taken_by) values ($1, $2, $2, $2, $3)
     on conflict (tenant_id, signal_id) do update set taken_at = excluded.taken_at, taken_by = excluded.taken_by
     where a.taken_at is null`,
    [signalId, at, by],
  )
  return rowCount === 1
}

export interface AttentionRow {
  readonly memberId: string | null
  readonly dueAt: Date
  readonly escalatedAt: Date | null
  readonly escalatedTo: string | null
  readonly takenAt: Date | null
  readonly takenBy: string | null
}

export async function findAttention({ tx }: Reach, signalId: string): Promise<AttentionRow | undefined> {
  const { rows } = await tx.$client.query<AttentionRow>(
    `select member_id as "memberId", due_at as "dueAt", escalated_at as "escalatedAt", escalated_to as "escalatedTo",
       taken_at as "takenAt", taken_by as "takenBy" from app.signal_attention where signal_id = $1`,
    [signalId],
  )
  return rows[0]
}

/** Since then: half were taken up within so many minutes of their coming, and how many needed a second person. */
export async function noticeFigures(
  { tx }: Reach,
  since: Date,
): Promise<{ minutesToTaken: number | null; escalated: number }> {
  const { rows } = await tx.$client.query<{ minutes: number | null; escalated: string }>(
    `select percentile_cont(0.5) within group (order by extract(epoch from a.taken_at - s.first_at) / 60)
         filter (where a.taken_at is not null) as minutes,
       count(*) filter (where a.escalated_at is not null) as escalated
     from app.signal_attention a join app.signal s on s.id = a.signal_id where a.told_at >= $1`,
    [since],
  )
  const minutes = rows[0]?.minutes ?? null
  return {
    minutesToTaken: minutes === null ? null : Math.max(0, Math.round(minutes)),
    escalated: Number(rows[0]?.escalated ?? 0),
  }
}
