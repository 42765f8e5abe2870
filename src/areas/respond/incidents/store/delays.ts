import { sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { infoNeed } from '../tables/capture.ts'
import { incident } from '../tables/incident.ts'
import { isCounted, type Frame } from './figures.ts'

/** Something that people wanted to know in a case, and how long they waited for it. */
export interface Delay {
  readonly id: string
  readonly number: number
  readonly text: string
  readonly source: string
  readonly wantedAt: string
  /** It never came; it is counted until the case ended, or until now. */
  readonly isOpen: boolean
  readonly minutes: number
}

export interface Delays {
  readonly asked: number
  readonly open: number
  /** Half of what came took less, in minutes; null where nothing came. */
  readonly medianMinutes: number | null
  readonly longest: readonly Delay[]
}

/** What the counted cases waited for, the longest first, in one statement. */
export async function readDelays(
  { tx }: Pick<Context, 'tx'>,
  frame: Frame,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<Delays> {
  const until = sql`coalesce(${infoNeed.gotAt}, ${incident.closedAt}, ${now.toISOString()}::timestamptz)`
  const { rows } = await tx.execute<{ delays: Omit<Delays, 'longest'> & { longest: Delay[] | null } }>(sql`
    with d as materialized (
      select ${incident.id} as id, ${incident.number} as number, ${infoNeed.text} as text, ${infoNeed.source} as source,
        ${infoNeed.wantedAt} as wanted, ${infoNeed.gotAt} is null as open,
        greatest(0, floor(extract(epoch from ${until} - ${infoNeed.wantedAt}) / 60))::int as minutes, ${infoNeed.id} as need
      from ${infoNeed} join ${incident} on ${incident.id} = ${infoNeed.incidentId} where ${isCounted(frame)}),
    top as (select * from d order by minutes desc, need desc limit ${limit})
    select json_build_object(
      'asked', (select count(*)::int from d),
      'open', (select count(*)::int from d where open),
      'medianMinutes', (select percentile_cont(0.5) within group (order by minutes) from d where not open),
      'longest', (select json_agg(json_build_object('id', id, 'number', number, 'text', text, 'source', source,
        'wantedAt', wanted, 'isOpen', open, 'minutes', minutes) order by minutes desc, need desc) from top)) as delays`)
  const found = rows[0]?.delays
  if (found === undefined) throw new Error('an aggregate has one row')
  return { ...found, longest: found.longest ?? [] }
}
