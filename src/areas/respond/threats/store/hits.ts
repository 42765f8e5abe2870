import type { Context } from '../../../../platform/action.ts'
import type { IndicatorRow } from './indicators.ts'

type Reach = Pick<Context, 'tx'>

export interface WatchRow {
  readonly harmless: readonly string[]
  readonly version: number
  /** Up to which delivery was looked. */
  readonly mark: string | null
}

export async function readWatch({ tx }: Reach): Promise<WatchRow> {
  const { rows } = await tx.$client.query<WatchRow>('select harmless, version, mark from app.threat_watch')
  return rows[0] ?? { harmless: [], version: 0, mark: null }
}

/** The same, locked until the transaction ends. */
export async function lockWatch(reach: Reach): Promise<WatchRow> {
  await reach.tx.$client.query('insert into app.threat_watch (version) values (0) on conflict do nothing')
  const { rows } = await reach.tx.$client.query<WatchRow>(
    'select harmless, version, mark from app.threat_watch for update',
  )
  return rows[0] ?? { harmless: [], version: 0, mark: null }
}

export async function keepMark({ tx }: Reach, mark: string): Promise<void> {
  await tx.$client.query('update app.threat_watch set mark = $1', [mark])
}

export async function keepHarmless(
  { tx, now, actor }: Pick<Context, 'tx' | 'now' | 'actor'>,
  lines: readonly string[],
): Promise<void> {
  await tx.$client.query(
    'update app.threat_watch set harmless = $1, version = version + 1, changed_at = $2, changed_by = $3',
    [lines, now, actor.name],
  )
}

export interface SeenThing {
  readonly indicator: Pick<IndicatorRow, 'exchangeId' | 'externalId' | 'part' | 'kind' | 'value'>
  readonly signalId: string
  readonly count: number
  readonly at: Date
  readonly isTold: boolean
}

/** A day after it was told, being seen once more is news to its server. */
const tellAgainHours = 24

/** Seen for the first time, or again. */
export async function saveHits(
  { tx, now, newId }: Pick<Context, 'tx' | 'now' | 'newId'>,
  seen: readonly SeenThing[],
): Promise<void> {
  for (const { indicator, signalId, count, at, isTold } of seen)
    await tx.$client.query(
      `insert into app.threat_hit as h (tenant_id, id, exchange_id, external_id, part, kind, value, signal_id, first_at,
         last_at, count, sighting)
       values ((select wall.tenant()), $1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)
       on conflict (tenant_id, exchange_id, external_id, part) do update
         set signal_id = excluded.signal_id, last_at = greatest(h.last_at, excluded.last_at), count = h.count + excluded.count,
           sighting = case when excluded.sighting = 'waiting' and h.sighted_at > $11 then h.sighting else excluded.sighting end`,
      [
        newId(),
        indicator.exchangeId,
        indicator.externalId,
        indicator.part,
        indicator.kind,
        indicator.value,
        signalId,
        at,
        count,
        isTold ? 'waiting' : 'off',
        new Date(now.getTime() - tellAgainHours * 3_600_000),
      ],
    )
}

export interface WaitingHit {
  readonly id: string
  readonly externalId: string
  readonly value: string
  readonly lastAt: Date
}

export async function waitingHits({ tx }: Reach, exchangeId: string): Promise<WaitingHit[]> {
  const { rows } = await tx.$client.query<WaitingHit>(
    `select id, external_id as "externalId", value, last_at as "lastAt" from app.threat_hit
     where exchange_id = $1 and sighting = 'waiting' order by id limit 50`,
    [exchangeId],
  )
  return rows
}

export async function settleHit(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
  sighting: 'sent' | 'failed',
): Promise<void> {
  await tx.$client.query('update app.threat_hit set sighting = $2, sighted_at = $3 where id = $1', [
    id,
    sighting,
    now,
  ])
}
