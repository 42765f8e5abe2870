import { expect, test } from 'vitest'
import { mayExport } from '../../../../base/tlp.ts'
import { reportVariables, type ReportVariable } from '../contract/report-words.ts'
import { builtInTemplates, filledIn, mostWords, whyNotKept } from './report-templates.ts'

const words = (text: string) => ({ kind: 'words', title: 'For our insurer', text }) as const
// all of them are listed
const values = Object.fromEntries(reportVariables.map((name) => [name, `<${name}>`])) as Record<
  ReportVariable,
  string
>

test('U48 an author fills in what is known of the case, and nothing that somebody wrote is read as a variable', () => {
  expect(filledIn('{{lead}} leads {{ reference }}, {{nonsense}} {{', values)).toBe(
    '<lead> leads <reference>, {{nonsense}} {{',
  )
  expect(filledIn('{{title}}', { ...values, title: '{{summary}} $& $1' })).toBe('{{summary}} $& $1')
})

test('U48 an author is told which variable is unknown, which chapter stands twice, and what is too long', () => {
  expect(whyNotKept([words('{{lead}}'), { kind: 'chapter', chapter: 'summary' }])).toBeUndefined()
  expect(whyNotKept([words('{{leed}} and {{__proto__}}')])).toMatchObject({
    path: 'parts.0.text',
    message: expect.stringContaining('leed, __proto__'),
  })
  const twice = { kind: 'chapter', chapter: 'cost' } as const
  expect(whyNotKept([twice, words('x'), twice])?.path).toBe('parts.2.chapter')
  expect(whyNotKept(Array.from({ length: 3 }, () => words('x'.repeat(mostWords / 2))))?.path).toBe('parts')
})

test('U48 a template for people outside is not for a case that stays inside', () => {
  const { whole, management, outside } = builtInTemplates
  const may = (tlp: 'red' | 'amber+strict' | 'amber') =>
    [whole, management, outside].map(({ audience }) => mayExport(tlp, audience))
  expect([may('red'), may('amber+strict'), may('amber')]).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ])
  for (const { parts } of Object.values(builtInTemplates)) expect(whyNotKept(parts)).toBeUndefined()
})
