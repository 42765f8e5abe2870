import { createHash } from 'node:crypto'
import pino from 'pino'
import { afterAll, expect, test } from 'vitest'
import { readPdf } from '../../../../../tests/pdf.ts'
import { createTypesetter } from '../../../../platform/documents/typeset.ts'
import type { TemplatePart } from '../contract/report-templates.ts'
import { builtInTemplates } from '../rules/report-templates.ts'
import { chosenReport } from './chosen-report.ts'
import { printedTimeline, reportBytes, reportDocument } from './print-report.ts'
import { reportData } from './report-data.ts'
import { closedAt, incident, leaves, organisation, proof, record } from './test-record.ts'

const logged: string[] = []
const typesetter = createTypesetter({
  log: pino({ level: 'warn' }, { write: (line: string) => logged.push(line) }),
})
afterAll(() => typesetter.close())

interface Input {
  readonly from?: typeof leaves
  readonly about?: typeof incident
  readonly parts?: readonly TemplatePart[]
  readonly language?: 'en' | 'de'
}

async function print({ from = leaves, about = incident, parts, language }: Input = {}) {
  const data = chosenReport(
    reportData(from, about, organisation, closedAt, language),
    parts ?? builtInTemplates.whole.parts,
  )
  const { bytes, sha256 } = reportBytes(data)
  return typesetter.typeset(
    reportDocument({ data, bytes, proof: { ...proof, dataSha256: sha256 }, madeAt: closedAt }),
  )
}

test('a lawyer gets a tagged report with every chapter, and pages that say where they are', async () => {
  const pdf = readPdf(await print())
  expect(pdf).toMatchObject({ pages: 5, isTagged: true, isPdfUa: true, title: 'Ransom note on FILE01' })
  const chapters = [
    'Summary',
    'Decisions',
    'Affected systems',
    'Tasks',
    'Playbook',
    'Evidence',
    'Signals',
    'Timeline',
  ]
  for (const words of [
    ...chapters,
    'How to check this record',
    'INC-7',
    'Page 2 of 5',
    'Tomáš Novák',
    'Aylin Çelik',
  ])
    expect(pdf.text).toContain(words)
  expect(pdf.text).toContain('9e09780f8f0f1735d3448445bb9a9cdf4c29e8bca75e4c82166c40f02dc06819')
  expect(pdf.text).toContain(proof.key[1])
  expect(logged).toEqual([])
})

test('the attached data has the hash that the report prints', async () => {
  const pdf = readPdf(await print())
  const hash = createHash('sha256').update(pdf.attachment('report-data.json')).digest('hex')
  expect(pdf.text).toContain(hash)
})

test('U33 a lawyer finds on paper what it cost, the sums first, and what was struck out', async () => {
  const paid = { text: 'Forensics', loss: 'response_and_recovery', amount: '1250.50', currency: 'EUR' }
  const from = record([
    ['cost.add', 'Ben', { cost: 'a', ...paid }],
    ['cost.add', 'Ben', { cost: 'b', ...paid, text: 'Typed twice' }],
    ['cost.strike', 'Ben', { cost: 'b', ...paid, text: 'Typed twice', reason: 'It was one invoice' }],
    ['cost.add', 'Ben', { cost: 'c', text: 'Rebuilt', loss: 'other', people: '2', eachMinutes: '90' }],
  ])
  const { text } = readPdf(await print({ from }))
  for (const words of ['Cost', '1250.50 EUR', 'Struck out: It was one invoice', '3 h 0 min', '2 x 90 min'])
    expect(text).toContain(words)
  expect(text).not.toContain('2501.00')
})

test('U48 an insurer gets the chapters and the words of the template in its order, and nothing else, nor in the attached data', async () => {
  const parts = [
    { kind: 'words', title: 'To {{organisation}}', text: '{{lead}} #emph[leads]\n{{reference}}.' },
    { kind: 'chapter', chapter: 'cost' },
    { kind: 'chapter', chapter: 'summary' },
  ] as const
  const pdf = readPdf(await print({ parts }))
  expect(pdf).toMatchObject({ isTagged: true, isPdfUa: true })
  const places = ['To Hofer Bäckerei GmbH', '#emph[leads]', 'INC-7.', 'Cost', 'Summary'].map((one) =>
    pdf.text.lastIndexOf(one),
  )
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(pdf.text).not.toMatch(/Timeline|Affected systems|How to check this record/)
  const data: unknown = JSON.parse(Buffer.from(pdf.attachment('report-data.json')).toString())
  expect(data).toMatchObject({ summary: expect.any(String), costs: expect.any(Object) })
  for (const left of ['timeline', 'systems', 'decisions', 'signals', 'evidence', 'run', 'tasks', 'signOff'])
    expect(data).not.toHaveProperty(left)
})

test('a reader in Vienna gets the PDF in German, its chapter of proof included, under both marks of the case', async () => {
  const pdf = readPdf(await print({ about: { ...incident, pap: 'red' }, language: 'de' }))
  expect(pdf).toMatchObject({ isTagged: true, isPdfUa: true })
  for (const words of [
    ...['TLP:AMBER+STRICT PAP:RED', 'VORFALLBERICHT', 'Zusammenfassung', 'Betroffene Systeme', 'Zeitleiste'],
    ...['Wie man diese Aufzeichnung prüft', 'Was VERIFIED beweist', 'Seite 1 von', 'Eintrag'],
  ])
    expect(pdf.text).toContain(words)
  expect(pdf.text).not.toMatch(/\b(?:Page \d|Record as of|entries|Timeline|Done|Where:)/)
})

test('the same record makes the same bytes', async () => {
  expect(Buffer.compare(await print(), await print())).toBe(0)
})

test('an open incident says that it is open, and an empty chapter that it is empty', async () => {
  const open = { ...incident, status: 'open', closedAt: null, mode: 'exercise', steps: [] } as const
  const pdf = readPdf(await print({ from: leaves.slice(0, 1), about: open }))
  for (const words of [
    'This incident is still open.',
    'This was an exercise.',
    'None on the record.',
    'No playbook was started.',
  ])
    expect(pdf.text).toContain(words)
})

test('an incident with five thousand entries is printed whole, with the head of the table on every page', async () => {
  const many = record(
    Array.from(
      { length: 5000 },
      (_, n) => ['note.add', 'Maria', { text: `Checked machine ${n + 1}.` }, 1] as const,
    ),
  )
  const pdf = readPdf(await print({ from: many }))
  expect(pdf.text).toContain('Checked machine 1.')
  expect(pdf.text).toContain('Checked machine 5000.')
  expect(pdf.text.match(/Entry +Time +Who +What/g)?.length).toBeGreaterThan(pdf.pages - 4)
})

test('of a record that is too long for paper the beginning and the end are printed, and the gap is named', async () => {
  const notes = Array.from(
    { length: 12_000 },
    (_, n) => ['note.add', 'Maria', { text: `Note ${n + 1}.` }, 1] as const,
  )
  const pdf = readPdf(await print({ from: record(notes) }))
  for (const words of ['Note 2500.', 'Entries 2501 to 9500 are too many', 'Note 9501.', 'Note 12000.'])
    expect(pdf.text).toContain(words)
  expect(pdf.text).not.toContain('Note 2501.')
  expect(pdf.attachment('report-data.json').toString()).toContain('Note 2501.')
})

test('a few entries with very many words are held to the same measure', () => {
  const long = record(
    Array.from({ length: 400 }, () => ['note.add', 'Maria', { text: 'word '.repeat(2000) }] as const),
  )
  const { timeline } = reportData(long, incident, organisation, closedAt)
  const printed = printedTimeline(timeline)
  expect(printed.length).toBeGreaterThan(100)
  expect(printed.length).toBeLessThan(160)
  expect(printed.at(-1)).toBe(timeline.at(-1))
})

test('hostile words in every field of the record stay words', async () => {
  const evil = `#panic("x") ${'w'.repeat(400)} \u202e\ud800\u0000 <b> {{7*7}} ] ) } $ \` // 日本語 😀`
  const turned = leaves.map((leaf) => ({
    ...leaf,
    fields: Object.fromEntries(
      Object.entries(leaf.fields).map(([name, value]) => [name, `${value} ${evil}`]),
    ),
  }))
  const pdf = readPdf(await print({ from: turned, about: { ...incident, title: evil, openedBy: evil } }))
  expect(pdf.isTagged).toBe(true)
  expect(pdf.text).toContain('#panic("x")')
})
