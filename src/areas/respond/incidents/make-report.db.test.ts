import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '../../../../tests/pdf.ts'
import type * as z from 'zod'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import { closeWith } from './actions/close-incident.ts'
import * as templates from './actions/keep-report-templates.ts'
import { makeReport } from './actions/make-report.ts'
import type { saveReportTemplate } from './contract/report-templates.ts'
import { markTlp, reopen } from './actions/mark-incident.ts'
import { open as openIncident } from './actions/open-incident.ts'
import { list as listCases } from './actions/read-incidents.ts'
import { remindParts } from './jobs/remind-parts.ts'
import { restrict } from './actions/restrict-incident.ts'
import * as signing from './actions/sign-off.ts'
import { addIncident } from './store/incidents.ts'

let small: World
beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())

async function declared(notes = 1200): Promise<string> {
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
    for (let n = 1; n <= notes; n++)
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
    fields: { sha256, entries: '1201', by: small.lead.name, form: 'pdf', template: 'whole' },
  })
  expect(pdf.text).toContain('entries 1 to 1201')
})

test('U14 a lead marks a case, takes its report out in German, and both marks stand in it and on the record', async () => {
  const id = await declared(1)
  await small.perform(markTlp, small.lead, { id, tlp: 'green', pap: 'amber' })
  await small.perform(markTlp, small.lead, { id, pap: 'red' })
  const made = await small.perform(makeReport, small.lead, { id, form: 'markdown', language: 'de' })
  const text = Buffer.from((await made.open()) as Uint8Array).toString() // a report comes as bytes
  for (const words of ['**TLP:GREEN PAP:RED**', 'Vorfallbericht', '## Zeitleiste', 'von amber auf red'])
    expect(text).toContain(words)
  const marks = (await small.leaves({ stream: id })).filter(({ kind }) => kind.endsWith('p.change'))
  expect(marks.map(({ kind, fields }) => [kind, fields['from'], fields['to']])).toEqual([
    ['tlp.change', 'amber', 'green'],
    ['pap.change', 'none', 'amber'],
    ['pap.change', 'amber', 'red'],
  ])
})

test('staff, strangers and unknown ids get no report and leave no entry in the record', async () => {
  const id = await declared(1)
  await expect(small.perform(makeReport, small.staff, { id })).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(small.perform(makeReport, small.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(small.perform(makeReport, small.lead, { id: randomUUID() })).rejects.toMatchObject({
    kind: 'not_found',
  })
  expect((await small.leaves({ stream: id })).at(-1)?.kind).toBe('note.add')
})

test('U48 a lead keeps a template, and it makes a Word file, a web page and plain text of its chapters alone, no further than the mark allows', async () => {
  const id = await declared(12)
  const wanted: z.input<typeof saveReportTemplate.input> = {
    name: 'For the insurer',
    audience: 'clients',
    parts: [
      { kind: 'words', title: 'About {{reference}}', text: '{{organisation}} reports.' },
      { kind: 'chapter', chapter: 'summary' },
    ],
  }
  const { id: template, version } = await small.perform(templates.save, small.lead, wanted)
  const made = async (form: 'docx' | 'html' | 'markdown') => {
    const { name, mediaType, open } = await small.perform(makeReport, small.lead, { id, template, form })
    return { name, mediaType, bytes: Buffer.from((await open()) as Uint8Array) } // as reports always come
  }
  const [word, page, plain] = [await made('docx'), await made('html'), await made('markdown')]
  expect(word.bytes.subarray(0, 2).toString()).toBe('PK')
  expect(word.name).toMatch(/^INC-\d+-TLP-AMBER-report\.docx$/)
  expect(page.mediaType).toBe('text/html; charset=utf-8')
  const number = /INC-\d+/.exec(word.name)?.[0] ?? ''
  for (const { bytes } of [page, plain]) {
    expect(bytes.toString()).toContain(`About ${number}`)
    expect(bytes.toString()).toContain('TLP:AMBER')
    expect(bytes.toString()).not.toContain('Note 7.')
  }
  const carried = /href="data:application\/json;base64,([^"]+)"/.exec(page.bytes.toString())?.[1] ?? ''
  const data = Buffer.from(carried, 'base64')
  expect(data.toString()).not.toContain('Note 7.')
  const exports = (await small.leaves({ stream: id })).filter(({ kind }) => kind === 'report.export')
  expect(exports.map(({ fields }) => [fields['form'], fields['template'], fields['audience']])).toEqual(
    ['docx', 'html', 'markdown'].map((form) => [form, 'For the insurer', 'clients']),
  )
  expect(exports[1]?.fields['sha256']).toBe(createHash('sha256').update(data).digest('hex'))

  await small.perform(markTlp, small.lead, { id, tlp: 'amber+strict' })
  await expect(small.perform(makeReport, small.lead, { id, template })).rejects.toMatchObject({
    kind: 'conflict',
    detail: { reason: 'tlp' },
  })
  await small.perform(makeReport, small.lead, { id, template: 'management', form: 'markdown' })

  const changed = { ...wanted, id: String(template), version, audience: 'organisation' } as const
  await small.perform(templates.save, small.owner, changed)
  await expect(small.perform(templates.save, small.lead, changed)).rejects.toMatchObject({
    kind: 'conflict',
    detail: { reason: 'changed_meanwhile' },
  })
  for (const bad of [
    { ...wanted, name: 'for the INSURER' },
    { ...wanted, name: 'x', parts: [own('{{leed}}')] },
  ])
    await expect(small.perform(templates.save, small.lead, bad)).rejects.toThrow(/has|leed/)
  await expect(small.perform(templates.save, small.responder, wanted)).rejects.toMatchObject({
    kind: 'forbidden',
  })

  await small.perform(templates.remove, small.lead, { template: String(template) })
  await expect(small.perform(makeReport, small.lead, { id, template })).rejects.toMatchObject({
    kind: 'not_found',
  })
  const back = await small.perform(templates.save, small.lead, { ...wanted, id: String(template) })
  expect(back).toMatchObject({ version: 4, name: 'For the insurer' })
  const { items } = await small.perform(templates.list, small.auditor, {})
  expect(items.map((one) => one.id)).toEqual(['whole', 'management', 'outside', template])
})

const close = closeWith({ closureConditions: [] })

async function closed(severity: 'S1' | 'S3' = 'S1') {
  const title = `Mailbox of the office, ${severity}`
  const opened = { title, kind: 'business-email-compromise', severity } as const
  const { id } = await small.perform(openIncident, small.lead, opened)
  const ended = await small.perform(close, small.owner, {
    ...{ id, summary: 'Over', initialVector: 'phishing', disposition: 'resolved' },
  })
  return { id, closedAt: ended.closedAt ?? '', review: ended.review }
}

test('U35 a second person sends a case back with what is missing, looks again once it came, and signs it off; whoever led or closed it cannot', async () => {
  const { id, closedAt, review } = await closed()
  expect([review, (await closed('S3')).review]).toEqual(['asked', null])
  const sign = { id, closedAt, verdict: 'signed' } as const
  for (const who of [small.lead, small.owner])
    await expect(small.perform(signing.judge, who, sign)).rejects.toMatchObject({
      kind: 'conflict',
      detail: { reason: 'second_person' },
    })
  await expect(small.perform(signing.judge, small.staff, sign)).rejects.toMatchObject({ kind: 'forbidden' })
  const missing = [
    { title: 'Who was told', ownerId: small.lead.memberId, dueOn: '2026-01-02' },
    { title: 'Proof of the reset', ownerId: small.responder.memberId, dueOn: '2099-01-02' },
  ]
  const back = { id, closedAt, verdict: 'returned', missing } as const
  const outsider = [{ ...missing[0], title: 'x', ownerId: small.staff.memberId, dueOn: '2099-01-01' }]
  await expect(
    small.perform(signing.judge, small.counsel, { ...back, missing: outsider }),
  ).rejects.toMatchObject({ kind: 'conflict' })
  const returned = await small.perform(signing.judge, small.counsel, { ...back, note: 'Nearly' })
  expect(returned).toMatchObject({ state: 'returned', can: { judge: true } })
  const listed = await small.perform(signing.listMissing, small.auditor, { limit: 1 })
  expect(listed.items).toMatchObject([
    { title: 'Who was told', isOverdue: true, ownerName: small.lead.name, severity: 'S1' },
  ])
  const rest = await small.perform(signing.listMissing, small.auditor, { cursor: listed.next ?? '' })
  expect(rest).toMatchObject({ items: [{ title: 'Proof of the reset' }], next: null })
  expect(await found('returned', 'mailbox')).toEqual([id])
  expect(await found('waiting')).toEqual([])
  await expect(small.perform(signing.judge, small.auditor, sign)).rejects.toMatchObject({
    detail: { reason: 'missing_parts' },
  })

  // On the second morning a second person hears of it, and after that nobody any more.
  for (const hours of [0, 1, 21, 42])
    await asSystem(small.house, small.tenantId, 'Muster', (context) =>
      remindParts({ ...context, now: new Date(context.now.getTime() + hours * 3_600_000) }),
    )
  const told = (await small.leaves({ stream: id })).slice(-2)
  expect(told.map(({ kind, fields }) => [kind, fields['title'], fields['to']])).toEqual([
    ['sign_off.remind', 'Who was told', small.lead.name],
    ['sign_off.escalate', 'Who was told', small.owner.name],
  ])

  const [first, second] = returned.parts.map(({ id: part }) => ({ id, part, note: 'Done' }))
  if (first === undefined || second === undefined) throw new Error('Two parts were missing')
  for (const who of [small.guest, small.staff])
    await expect(small.perform(signing.settle, who, first)).rejects.toMatchObject({ kind: 'forbidden' })
  expect((await small.perform(signing.settle, small.lead, first)).state).toBe('returned')
  await expect(small.perform(signing.settle, small.lead, first)).rejects.toMatchObject({ kind: 'conflict' })
  expect((await small.perform(signing.settle, small.responder, second)).state).toBe('answered')
  const both = await Promise.allSettled(
    [small.auditor, small.counsel].map((who) => small.perform(signing.judge, who, sign)),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])

  const { open } = await small.perform(makeReport, small.lead, { id, form: 'markdown' })
  const report = Buffer.from((await open()) as Uint8Array).toString() // as reports always come
  expect(report).toMatch(/^Signed off: /m)
  expect(report).toContain(`Who was told (${small.lead.name}, 2026-01-02)`)
  expect((await small.leaves({ stream: id })).map(({ kind }) => kind).slice(-7)).toEqual([
    'sign_off.return',
    'sign_off.remind',
    'sign_off.escalate',
    'sign_off.settle',
    'sign_off.settle',
    'sign_off.give',
    'report.export',
  ])

  await small.perform(reopen, small.lead, { id, reason: 'It came back' })
  expect(await small.perform(signing.read, small.lead, { id })).toMatchObject({
    state: null,
    can: { judge: false },
    verdicts: [{ isOutdated: true }, { isOutdated: true }],
  })
})

test('U35 the one person of a small firm signs off alone and says why, on the record; outside a restricted case nobody learns of it', async () => {
  const { id, closedAt } = await closed()
  const sign = { id, closedAt, verdict: 'signed' } as const
  const old = new Date(Date.parse(closedAt) - 1000).toISOString()
  await expect(small.perform(signing.judge, small.auditor, { ...sign, closedAt: old })).rejects.toMatchObject(
    { detail: { reason: 'closed_anew' } },
  )
  const missing = [{ title: 'Its words', ownerId: small.lead.memberId, dueOn: '2099-01-01' }]
  await small.perform(signing.judge, small.lead, { ...sign, verdict: 'returned', missing })
  const hide = { id, people: [small.lead.memberId], reason: 'Staff matter' }
  await small.perform(restrict, small.lead, hide)
  expect((await small.perform(signing.listMissing, small.auditor, {})).items).toEqual([])
  await expect(small.perform(signing.read, small.auditor, { id })).rejects.toMatchObject({
    kind: 'not_found',
  })
  const [part] = (await small.perform(signing.listMissing, small.lead, {})).items
  await small.perform(signing.settle, small.lead, { id, part: part?.id ?? '', note: 'Written' })
  const alone = { ...sign, aloneReason: 'There are two of us, and she is away' }
  const signed = await small.perform(signing.judge, small.lead, alone)
  expect(signed).toMatchObject({ state: 'signed', verdicts: [{}, { aloneReason: alone.aloneReason }] })
  expect((await small.leaves({ stream: id })).at(-1)?.fields).toMatchObject({
    alone: 'yes',
    reason: alone.aloneReason,
  })
})

async function found(review: 'waiting' | 'returned', q?: string): Promise<string[]> {
  const asked = { review, ...(q !== undefined && { q }) }
  return (await small.perform(listCases, small.auditor, asked)).items.map(({ id }) => id)
}

function own(text: string) {
  return { kind: 'words', title: 'Own', text } as const
}
