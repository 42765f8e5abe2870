import type { Client } from 'pg'
import { millis, sideBySide, type Row } from './figures.ts'
import type { HttpClient } from './http.ts'

/** What the room asks for at once when it is opened. */
const calls = ['', '/run', '/timeline?limit=50&order=newest', '/tasks', '/systems']
const bar = 'p95 ≤ 15 ms for each call, 75 ms together'

/** Opening the room of an incident with a long timeline: all its calls at once, beside the same rows by hand. */
export async function measureRoom(
  http: HttpClient,
  bare: Client,
  room: {
    readonly tenantId: string
    readonly incident: string
    readonly entries: number
    readonly turns: number
  },
): Promise<Row> {
  const { tenantId, incident, entries, turns } = room
  const path = `/api/v1/incidents/${incident}`
  await ask(http, 'POST', `${path}/run`, '{}')
  let left = entries
  const note = JSON.stringify({ kind: 'note', text: 'Seen on FILE01, and written down by whoever saw it' })
  while (left > 0) {
    const some = Array.from({ length: Math.min(4, left) }, () => ask(http, 'POST', `${path}/timeline`, note))
    left -= (await Promise.all(some)).length
  }
  const { ours, raw } = await sideBySide(
    turns,
    () => Promise.all(calls.map((call) => ask(http, 'GET', path + call))),
    async () => {
      for (const [name, text] of Object.entries(byHand))
        await bare.query({ name: `room ${name}`, text, values: [tenantId, incident] })
    },
  )
  return {
    what: `the room of an incident with ${entries} timeline entries, its ${calls.length} calls at once`,
    ours: millis(ours),
    raw: millis(raw),
    ratio: `${(ours.p95 / raw.p95).toFixed(1)} ×`,
    bar,
    isMet: ours.p95 <= 75,
  }
}

const byHand = {
  incident: 'select * from app.incident where tenant_id = $1 and id = $2',
  run: 'select * from app.run where tenant_id = $1 and incident_id = $2',
  timeline: `select leaf.*, opening.fields from app.leaf join app.opening using (tenant_id, index)
             where tenant_id = $1 and stream = $2 order by number desc limit 51`,
  tasks: 'select * from app.task where tenant_id = $1 and incident_id = $2',
  systems: 'select * from app.system where tenant_id = $1 and incident_id = $2',
}

async function ask(http: HttpClient, method: string, path: string, body?: string): Promise<void> {
  const { status, text } = await http.ask(method, path, body)
  if (status >= 300) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`)
}
