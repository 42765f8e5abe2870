import type { House } from '../../../src/platform/action.ts'
import { onIncident, plain, text } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

/** Figures of a case, a dated control, an estimate and a board, with the marker in each of their tables. */
export async function furnishTrends(
  act: Act,
  { incident, marker }: { readonly incident: string; readonly marker: string },
): Promise<void> {
  const at = '2026-03-01T09:00:00Z'
  await act('sayMoment', { id: incident, moment: 'noticed', at, note: marker })
  await act('gradeControl', { id: incident, control: 'backup', grade: 'worked', note: marker })
  await act('waiveControls', { id: incident, reason: marker })
  await act('dateControl', { control: 'updates', since: '2026-01-01', note: marker })
  await act('estimateLoss', { ...loss, name: marker, why: marker })
  await act('arrangeTrends', { cards: ['often'] })
}

const loss = { name: text, low: 1000, high: 20_000, currency: 'EUR', counted: 'kind:ddos-extortion' }
const minutes = { heldOn: '2026-03-01', present: text, minutes: text, decisions: [{ text }] }

/** Quarters of a time that nobody reads, each once in a run. */
let lastYear = 1900
function nextYear(): number {
  lastYear = lastYear === 1999 ? 1901 : lastYear + 1
  return lastYear
}
/** A quarter is no secret of anybody: each company has this one. */
export const standingYear = 1900

/** The figures of a quarter that nobody has looked at, as the job of the night gathers them. */
export async function ownDataLook(
  house: House,
  { tenantId, marker }: { readonly tenantId: string; readonly marker: string },
  year = nextYear(),
): Promise<string> {
  const quarter = `${year}-1`
  const pack = {
    ...{ taxonomy: marker, from: `${year}-01-01`, to: `${year}-03-31`, cases: 0, before: 0 },
    ...{ leftOut: [], vectors: [], kinds: [], graded: 0, grades: [], costs: [], withCosts: 0 },
  }
  await house.wall.inTenant(tenantId, ({ $client }) =>
    $client.query(
      `insert into app.data_look (tenant_id, quarter, due_on, pack, gathered_at, present, minutes) values (wall.tenant(), $1, '2035-01-01', $2, now(), $3, $3)
       on conflict (tenant_id, quarter) do update set held_at = null, held_on = null, held_by = null`,
      [quarter, JSON.stringify(pack), marker],
    ),
  )
  return quarter
}

export const trendExamples: Readonly<Record<string, Example>> = {
  readTrends: plain(),
  readCommonFactors: plain(),
  readControlRecord: plain(),
  dateControl: plain(() => ({ control: 'mail_filter', since: '2026-01-01' })),
  readTrendCosts: plain(),
  listTrendCases: plain(),
  arrangeTrends: plain(() => ({ cards: ['often', 'times'] })),
  estimateLoss: plain(() => loss),
  listLooks: plain(),
  holdLook: {
    fresh: async ({ house, company }) => ({
      input: { ...minutes, quarter: await ownDataLook(house, { tenantId: company.tenantId, marker: text }) },
    }),
    standing: () => ({ input: { ...minutes, quarter: `${standingYear}-1` } }),
  },
  makeYearReport: plain(() => ({ year: 2026 })),
  readCaseFigures: onIncident(),
  sayMoment: onIncident({ moment: 'noticed', at: '2026-03-01T09:00:00Z' }),
  waiveControls: onIncident({ reason: text }),
  gradeControl: onIncident({ control: 'plan', grade: 'worked' }),
}
