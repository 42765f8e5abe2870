import type { Client } from 'pg'
import { millis, sideBySide, type Row } from './figures.ts'
import type { HttpClient } from './http.ts'

const bar = 'p95 ≤ 15 ms, ≤ 5 × SQL'

interface Question {
  readonly what: string
  readonly path: (turn: number) => string
  /** The same rows by hand, as a superuser whom no wall binds. */
  readonly text: string
  readonly values: (turn: number) => unknown[]
}

/** Lists, searches and single things over the API beside the same statement by hand, one client, in turns. */
export async function measureReading(
  http: HttpClient,
  bare: Client,
  tenantId: string,
  turns: number,
): Promise<Row[]> {
  const ids = await bare.query<{ id: string }>(
    'select id from app.incident where tenant_id = $1 order by random() limit 500',
    [tenantId],
  )
  const idAt = (turn: number) => ids.rows[turn % ids.rows.length]?.id ?? ''
  const rows: Row[] = []
  for (const { what, path, text, values } of questions(tenantId, idAt)) {
    const name = `bench ${what}`
    const { ours, raw } = await sideBySide(
      turns,
      async (turn) => {
        const { status, text: body } = await http.ask('GET', `/api/v1${path(turn)}`)
        if (status !== 200) throw new Error(`${what} answered ${status}: ${body.slice(0, 300)}`)
      },
      async (turn) => bare.query({ name, text, values: values(turn) }),
    )
    const ratio = ours.p95 / raw.p95
    rows.push({
      what,
      ours: millis(ours),
      raw: millis(raw),
      ratio: `${ratio.toFixed(1)} ×`,
      bar,
      isMet: ours.p95 <= 15 && ratio <= 5,
    })
  }
  return rows
}

function questions(tenantId: string, idAt: (turn: number) => string): Question[] {
  const list = 'select * from app.incident where tenant_id = $1 and number < $2 order by number desc limit 51'
  return [
    {
      what: 'incidents, first page',
      path: () => '/incidents?limit=50',
      text: list,
      values: () => [tenantId, 2_147_483_647],
    },
    {
      what: 'incidents, open ones',
      path: () => '/incidents?limit=50&status=open',
      text: `select * from app.incident where tenant_id = $1 and status = 'open' order by number desc limit 51`,
      values: () => [tenantId],
    },
    ...['zebra', 'malware', 'laptop warehouse'].map((words) => ({
      what: `incidents, search "${words}"`,
      path: () => `/incidents?limit=50&q=${encodeURIComponent(words)}`,
      text: `select * from app.incident where tenant_id = $1 and words @@ $2::tsquery order by number desc limit 51`,
      values: () => [
        tenantId,
        words
          .split(' ')
          .map((word) => `${word}:*`)
          .join(' & '),
      ],
    })),
    {
      what: 'one incident',
      path: (turn) => `/incidents/${idAt(turn)}`,
      text: 'select * from app.incident where tenant_id = $1 and id = $2',
      values: (turn) => [tenantId, idAt(turn)],
    },
    {
      what: 'timeline of an incident',
      path: (turn) => `/incidents/${idAt(turn)}/timeline?limit=50`,
      text: `select leaf.*, opening.fields from app.leaf join app.opening using (tenant_id, index)
             where tenant_id = $1 and stream = $2 order by number limit 51`,
      values: (turn) => [tenantId, idAt(turn)],
    },
    {
      what: 'signals, first page',
      path: () => '/signals?limit=50',
      text: 'select * from app.signal s left join app.source on source.tenant_id = s.tenant_id and source.id = s.source_id where s.tenant_id = $1 order by s.id desc limit 51',
      values: () => [tenantId],
    },
    {
      what: 'signals, search "disk host4001"',
      path: () => '/signals?limit=50&q=disk%20host4001',
      text: `select * from app.signal s left join app.source on source.tenant_id = s.tenant_id and source.id = s.source_id
             where s.tenant_id = $1 and search @@ $2::tsquery order by s.id desc limit 51`,
      values: () => [tenantId, 'disk & host4001'],
    },
    {
      what: 'alert groups, first page',
      path: () => '/alert-groups?limit=50',
      text: 'select * from app.alert_cluster where tenant_id = $1 and merged_into is null order by standing desc, id desc limit 51',
      values: () => [tenantId],
    },
    {
      what: 'alert groups, search "check site71"',
      path: () => '/alert-groups?limit=50&q=check%20site71',
      text: `select * from app.alert_cluster where tenant_id = $1 and merged_into is null and search @@ $2::tsquery
             order by standing desc, id desc limit 51`,
      values: () => [tenantId, 'check:* & site71:*'],
    },
  ]
}
