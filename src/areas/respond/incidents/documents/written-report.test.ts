import { expect, test } from 'vitest'
import { markdownOf } from '../../../../platform/documents/markdown.ts'
import { webPageOf } from '../../../../platform/documents/web-page.ts'
import { builtInTemplates } from '../rules/report-templates.ts'
import { chosenReport } from './chosen-report.ts'
import { reportData } from './report-data.ts'
import { closedAt, incident, leaves, organisation, proof, record } from './test-record.ts'
import { writtenReport } from './written-report.ts'

const data = reportData(leaves, incident, organisation, closedAt)
const whole = writtenReport(chosenReport(data, builtInTemplates.whole.parts), proof)

test('U48 a reader of a Word file, web page or text finds each chapter of the PDF, under the mark of the case', () => {
  const text = markdownOf(whole)
  const heads = [...text.matchAll(/^## (.*)$/gm)].map(([, head]) => head)
  expect(heads).toEqual([
    'Facts',
    'Summary',
    'Sign-off',
    'Decisions',
    'Notes',
    'Affected systems',
    'Tasks',
    'Playbook',
    'Evidence',
    'Cost',
    'Signals',
    'Timeline',
    'How to check this record',
  ])
  expect(text.startsWith('**TLP:AMBER+STRICT**')).toBe(true)
  expect(text.trimEnd().endsWith('**TLP:AMBER+STRICT**')).toBe(true)
  for (const { number } of leaves) expect(text).toContain(`| ${number} | `)
  const page = webPageOf(whole)
  for (const head of heads) expect(page).toContain(`>${head}</h2>`)
  expect(page.match(/TLP:AMBER\+STRICT/g)).toHaveLength(2)
})

test('U29 a reader of the report finds each page of the notes as it was kept last, under its last name, and none that was put away', () => {
  const kept = (version: string, text: string, writers: string) =>
    ['note_page.keep', 'Muster', { page: 'p', title: 'Call', version, why: 'pause', text, writers }] as const
  const own = [
    ['note_page.open', 'Maria', { page: 'p', title: 'Call' }],
    kept('1', 'First', 'Maria'),
    kept('2', 'Second', 'Tomas\nMaria'),
    ['note_page.rename', 'Maria', { page: 'p', from: 'Call', title: 'Insurer' }],
  ] as const
  const away = ['note_page.archive', 'Maria', { page: 'p', title: 'Insurer' }] as const
  const notesOf = (...more: Parameters<typeof record>[0]) =>
    reportData(record([...own, ...more]), incident, organisation, closedAt).notes
  expect(notesOf()).toMatchObject([
    { title: 'Insurer', version: '2', text: 'Second', writers: ['Maria', 'Tomas'] },
  ])
  expect(notesOf(away)).toEqual([])
  expect(markdownOf(whole)).toContain('They want a list of systems.')
})

test('U48 a reader who may not have the rest finds no word of it in the file that was made for them', () => {
  const page = webPageOf(writtenReport(chosenReport(data, builtInTemplates.management.parts), proof))
  expect(page).toContain('Affected systems')
  expect(page).not.toContain('Timeline')
  const [file] = data.evidence
  expect(webPageOf(whole)).toContain(file?.sha256)
  expect(page).not.toContain(file?.sha256)
})

test('a reader in Vienna gets the whole report in German, with the words of the organisation beside the severity, and what people wrote as they wrote it', () => {
  const graded = { ...incident, pap: 'red', severityWords: { S1: 'Großalarm' } } as const
  const german = reportData(leaves, graded, organisation, closedAt, 'de')
  const written = writtenReport(chosenReport(german, builtInTemplates.whole.parts), proof)
  expect(written).toMatchObject({ language: 'de', label: 'TLP:AMBER+STRICT PAP:RED' })
  expect(Object.fromEntries(german.facts)).toMatchObject({
    Schwere: 'S1 Großalarm (ausgerufen als S2 Ernst)',
    Ausgerufen: '24. Okt. 2026, 22:12 (UTC+02:00) von Maria Lindner',
    Dauer: '2 Tage 3 Stunden',
    'Wie es begann': 'Ein offener oder missbrauchter Fernzugang',
  })
  const text = markdownOf(written)
  const heads = [...text.matchAll(/^## (.*)$/gm)].map(([, head]) => head)
  expect(heads).toEqual([
    ...['Eckdaten', 'Zusammenfassung', 'Abnahme', 'Entscheidungen', 'Notizen', 'Betroffene Systeme'],
    ...['Aufgaben', 'Ablaufplan', 'Beweise', 'Kosten', 'Meldungen', 'Zeitleiste'],
    'Wie man diese Aufzeichnung prüft',
  ])
  // Words of ours are German wherever they stand; English ones are people's own.
  expect(text).not.toMatch(/\b(?:Entry|entries|Decision \d|Where:|Done:|None on the record|Severity)\b/)
  expect(text).toContain('Schwere: von S2 Ernst auf S1 Großalarm')
  expect(text).toContain('They want a list of systems.')
})
