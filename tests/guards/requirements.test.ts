import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { malformed, passedIn, rowsOf, unproved } from './requirements.ts'
import { inWords, root } from './tree.ts'

const page = readFileSync(join(root, 'docs/requirements.md'), 'utf8')
const rows = rowsOf(page)
const vitest = (status: string, fullName: string, name = '/home/anna/muster/src/evidence.test.ts') =>
  JSON.stringify({ testResults: [{ name, assertionResults: [{ status, fullName }] }] })
const playwright = (...statuses: string[]) =>
  JSON.stringify({
    suites: [
      {
        title: 'evidence.journey.ts',
        file: 'evidence.journey.ts',
        suites: [
          {
            title: 'R49',
            file: 'evidence.journey.ts',
            specs: [{ title: 'seals', tests: statuses.map((status) => ({ status })) }],
          },
        ],
      },
    ],
  })

function changed(id: string, change: Partial<(typeof rows)[number]>) {
  return rows.map((row) => (row.id === id ? { ...row, ...change } : row))
}

describe('the page of requirements', () => {
  it('a reader finds all 216 rows in order, each in a known state', () => {
    expect(rows).toHaveLength(216)
    expect(inWords(malformed(rows))).toEqual([])
  })

  it.each([
    ['a struck row', rows.filter(({ id }) => id !== 'U5'), 'Row U5 is missing'],
    ['a doubled row', rows.flatMap((row) => (row.id === 'U5' ? [row, row] : [row])), 'Row U6 is missing'],
    ['a state of its own making', changed('R3', { state: 'nearly' }), 'R3 is "nearly"'],
    ['a working row without test', changed('R3', { state: 'works', test: '' }), 'name the test'],
    [
      'a half row that does not say what is missing',
      changed('R3', { state: 'partly', demand: 'Leaders take part in what they ask of others.' }),
      'say at the end',
    ],
    ['a row in no room', changed('R3', { room: 'cellar' }), 'no room of the house'],
    ['a row without words', changed('R3', { demand: '' }), 'needs its demand'],
  ])('an author who leaves %s is told', (_, broken, sentence) => {
    expect(inWords(malformed(broken))).toContainEqual(expect.stringContaining(sentence))
  })
})

describe('the proof of a row that works', () => {
  const [unit, journey] = ['`src/evidence.test.ts`: R49', '`tests/journeys/evidence.journey.ts`: R49']

  it.each([
    ['a test of that name that passed', unit, vitest('passed', 'R49 evidence is sealed'), 0],
    ['a test of that name that failed', unit, vitest('failed', 'R49 evidence is sealed'), 1],
    ['a test of another row', unit, vitest('passed', 'R4 and R490 and XR49'), 1],
    ['a test of that name in another file', unit, vitest('passed', 'R49', '/muster/src/other.test.ts'), 1],
    ['a test of that name and a file without', `${unit}, ${journey}`, vitest('passed', 'R49'), 1],
    ['no file at all', 'R49', vitest('passed', 'R49 evidence is sealed'), 1],
    ['a journey of that name that passed', journey, playwright('expected'), 0],
    ['a journey that passed at the second try', journey, playwright('flaky'), 1],
    ['a journey that was skipped', journey, playwright('skipped'), 1],
    ['a journey that nobody ran', journey, playwright(), 1],
  ])('an author who points to %s is answered', (_, test, report, count) => {
    const works = changed('R49', { state: 'works', test }).filter(({ id }) => id === 'R49')
    expect(unproved(works, passedIn(report))).toHaveLength(count)
  })
})
