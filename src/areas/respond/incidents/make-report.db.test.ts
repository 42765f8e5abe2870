import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '../../../../tests/pdf.ts'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import { makeReport } from './actions/make-report.ts'
import { addIncident } from './store/incidents.ts'

let small: World
beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())

async function declared(): Promise<string> {
  return asSystem(small.house, small.tenantId, 'Test', async (context) => {
    const id = context.newId()
    const fields = {
      title: 'Ransom note on FILE01',
      kind: 'ransomware',
      mode: 'real',
      severity: 'S2',
    } as const
    const { number } = await addIncident(context, {
      ...fields,
      id,
      status: 'open',
      leadId: null,
      openedAt: context.now,
      openedBy: 'Test',
    })
    context.record({ stream: id, kind: 'incident.open', fields: { ...fields, number } })
    for (let n = 1; n <= 1200; n++)
      context.record({ stream: id, kind: 'note.add', fields: { text: `Note ${n}.` } })
    return id
  })
}

async function printed(id: string) {
  const download = await small.perform(makeReport, small.lead, { id })
  const bytes = await download.open()
  if (!(bytes instanceof Uint8Array)) throw new Error('A report comes as bytes')
  return { download, pdf: readPdf(bytes) }
}

test('U48 a lead gets the report of an open incident, and the record holds the hash of its data', async () => {
  const id = await declared()
  const { download, pdf } = await printed(id)
  expect(download).toMatchObject({ name: 'INC-1-TLP-AMBER-report.pdf', mediaType: 'application/pdf' })
  expect(pdf.text).toContain('TLP:AMBER')
  expect(pdf.text).toContain('This incident is still open.')
  expect(pdf.text).toContain('Note 1200.')
  const last = (await small.leaves({ stream: id })).at(-1)
  const sha256 = createHash('sha256').update(pdf.attachment('report-data.json')).digest('hex')
  expect(last).toMatchObject({
    kind: 'report.export',
    number: 1202,
    fields: { sha256, entries: '1201', by: small.lead.name },
  })
  expect(pdf.text).toContain('entries 1 to 1201')
}, 60_000)

test('staff, strangers and unknown ids get no report and leave no entry in the record', async () => {
  const id = await declared()
  await expect(small.perform(makeReport, small.staff, { id })).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(small.perform(makeReport, small.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(small.perform(makeReport, small.lead, { id: randomUUID() })).rejects.toMatchObject({
    kind: 'not_found',
  })
  expect((await small.leaves({ stream: id })).at(-1)?.kind).toBe('note.add')
})
