import { sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { cost } from '../tables/capture.ts'
import { incident, system } from '../tables/incident.ts'
import { casesAtMost, isCounted, type Frame } from './figures.ts'

type Reach = Pick<Context, 'tx'>

/** Systems of the register that stood in at least two cases, with how many, the commonest first. */
export async function listRecurringAssets(
  { tx }: Reach,
  frame: Frame,
): Promise<{ assetId: string; count: number }[]> {
  const { rows } = await tx.execute<{ asset_id: string; count: number }>(sql`
    select ${system.assetId} as asset_id, count(distinct ${system.incidentId})::int as count
    from ${system} join ${incident} on ${incident.tenantId} = ${system.tenantId} and ${incident.id} = ${system.incidentId}
    where ${system.assetId} is not null and ${system.state} <> 'ruled_out' and ${isCounted(frame)}
    group by 1 having count(distinct ${system.incidentId}) >= 2 order by 2 desc, 1 limit 20`)
  return rows.map(({ asset_id: assetId, count }) => ({ assetId, count }))
}

/** Which cases each of these systems of the register stood in. */
export async function listCasesOfAssets(
  { tx }: Reach,
  frame: Frame,
  atMost: number,
): Promise<{ assetId: string; incidentId: string }[]> {
  const { rows } = await tx.execute<{ asset_id: string; incident_id: string }>(sql`
    select distinct ${system.assetId} as asset_id, ${system.incidentId} as incident_id
    from ${system} join ${incident} on ${incident.tenantId} = ${system.tenantId} and ${incident.id} = ${system.incidentId}
    where ${system.assetId} is not null and ${system.state} <> 'ruled_out' and ${isCounted(frame)}
    limit ${atMost}`)
  return rows.map(({ asset_id: assetId, incident_id: incidentId }) => ({ assetId, incidentId }))
}

interface CostFigures {
  readonly sums:
    | {
        readonly currency: string
        readonly kind: string
        readonly is_invoiced: boolean
        readonly amount: number
        readonly lines: number
      }[]
    | null
  readonly cases:
    | {
        readonly id: string
        readonly number: number
        readonly kind: string
        readonly vector: string | null
        readonly at: string
        readonly currency: string
        readonly amount: number
      }[]
    | null
  /** How many counted cases began in each way, with a cost or without. */
  readonly vectors: { readonly key: string; readonly count: number }[] | null
  readonly minutes: number
  readonly unpriced: number
  readonly with_costs: number
}

/** What the counted cases cost: by currency, kind and whether an invoice stands behind it; and case by case, the dearest first. */
export async function readCostFigures({ tx }: Reach, frame: Frame): Promise<CostFigures> {
  const { rows } = await tx.execute<{ figures: CostFigures }>(sql`
    with c as materialized (
      select ${cost.incidentId}, ${cost.kind}, ${cost.amount}, ${cost.currency}, ${cost.invoice},
        coalesce(${cost.people}, 0)::bigint * coalesce(${cost.minutes}, 0) as minutes,
        ${incident.number}, ${incident.kind} as case_kind, ${incident.vector}, ${incident.openedAt}
      from ${cost} join ${incident} on ${incident.tenantId} = ${cost.tenantId} and ${incident.id} = ${cost.incidentId}
      where ${cost.struckAt} is null and ${isCounted(frame)})
    select json_build_object(
      'sums', (select json_agg(s) from (select currency, kind, invoice <> '' as is_invoiced, sum(amount)::float8 as amount,
          count(*)::int as lines from c where amount is not null group by 1, 2, 3 order by 4 desc) s),
      'cases', (select json_agg(p) from (select incident_id as id, number, case_kind as kind, vector, opened_at as at, currency,
          sum(amount)::float8 as amount from c where amount is not null group by 1, 2, 3, 4, 5, 6 order by 7 desc limit ${casesAtMost}) p),
      'vectors', (select json_agg(v) from (select ${incident.vector} as key, count(*)::int as count from ${incident}
          where ${incident.vector} is not null and ${isCounted(frame)} group by 1) v),
      'minutes', (select coalesce(sum(minutes), 0)::float8 from c),
      'unpriced', (select coalesce(sum(minutes) filter (where amount is null), 0)::float8 from c),
      'with_costs', (select count(distinct incident_id)::int from c)
    ) as figures`)
  const [found] = rows
  if (found === undefined) throw new Error('An aggregate has one row')
  return found.figures
}
