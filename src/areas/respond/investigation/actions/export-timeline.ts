import { createHash } from 'node:crypto'
import { action, type Context } from '../../../../platform/action.ts'
import { readStream, type ReadLeaf } from '../../../../platform/ledger/read.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/imports.ts'
import { csvLine } from '../../../../base/csv-line.ts'
import { exportName } from '../rules/sharing.ts'
import { listEvents, type EventPlace, type EventRecord } from '../store/imports.ts'

const pageRows = 5000
const heading = ['time_utc', 'said', 'origin', 'number', 'source', 'who', 'what', 'text', 'important']

/**
 * People's record and imported events in one order of time, for the people of the case; each cell is text, never a
 * formula.
 */
export const exportTimeline = action(contract.exportTimeline, async (context, { id }) => {
  const { number, tlp } = await incidentFor(context, id)
  const leaves = await wholeRecord(context, id)
  const events = await wholeImport(context, id)
  const lines = [
    ...leaves.map((leaf) => ({ at: leaf.at.getTime(), line: lineOfLeaf(leaf) })),
    ...events.map((event) => ({ at: event.at.getTime(), line: lineOfEvent(event) })),
  ].toSorted((a, b) => a.at - b.at)
  const body = Buffer.from(`\uFEFF${csvLine(heading)}${lines.map(({ line }) => line).join('')}`)
  const name = exportName(number, tlp, 'timeline.csv')
  const sha256 = createHash('sha256').update(body).digest('hex')
  context.record({ stream: id, kind: 'timeline.export', fields: { name, sha256, entries: lines.length } })
  return { name, mediaType: 'text/csv; charset=utf-8', size: body.length, open: async () => body }
})

async function wholeRecord(context: Context, stream: string): Promise<ReadLeaf[]> {
  const leaves: ReadLeaf[] = []
  for (;;) {
    const from = leaves.at(-1)?.number ?? 0
    const page = await readStream(context.tx.$client, { stream, limit: pageRows, order: 'oldest', from })
    leaves.push(...page)
    if (page.length < pageRows) return leaves
  }
}

async function wholeImport(context: Context, id: string): Promise<EventRecord[]> {
  const events: EventRecord[] = []
  let after: EventPlace | undefined
  for (;;) {
    const page = await listEvents(context, id, { after, limit: pageRows })
    events.push(...page.slice(0, pageRows))
    if (page.length <= pageRows) return events
    after = events.at(-1)
  }
}

function lineOfLeaf({ at, number, kind, fields }: ReadLeaf): string {
  const { by = '', actor: _actor, ...rest } = fields
  const text = Object.entries(rest)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')
  const { sourceKind, sourceName, happenedAt = '' } = rest
  const source = [sourceKind, sourceName].filter((one) => one !== undefined).join(': ') || 'Muster'
  return csvLine([at.toISOString(), happenedAt, 'record', number, source, by, kind, text, ''])
}

function lineOfEvent({ at, said, row, source, who, text, isKey }: EventRecord): string {
  return csvLine([at.toISOString(), said, 'import', row, source, who, '', text, isKey ? 'yes' : ''])
}
