/**
 * Holds docs/requirements.md against what passed: started by `npm test` with the paths of the test reports,
 * after all runners have ended.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'
import { floors, rooms } from './rooms.ts'
import { inWords, root } from './tree.ts'
import type { Finding } from './tree.ts'

export interface Row {
  readonly id: string
  readonly demand: string
  readonly room: string
  readonly state: string
  readonly test: string
  readonly line: number
}

const path = 'docs/requirements.md'
const owners = [...floors, ...Object.values(rooms).flat()]
const states = ['works', 'partly', 'not yet']
/** Letter of a list to the number of its rows; a row is never struck out. */
const lists = { R: 130, U: 67, N: 19 }

/** The table rows of the page: `| R1 | demand | room | state | test |`. */
export function rowsOf(page: string): Row[] {
  return page.split('\n').flatMap((text, index) => {
    const cells = text.split('|').map((cell) => cell.trim())
    const [, id = '', demand = '', room = '', state = '', test = ''] = cells
    return /^[RUN]\d+$/.test(id) && cells.length === 7
      ? [{ id, demand, room, state, test, line: index + 1 }]
      : []
  })
}

/** Rows that are missing, doubled, out of order, in no known state, or empty where they must speak. */
export function malformed(rows: readonly Row[]): Finding[] {
  const expected = Object.entries(lists).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
  )
  const ids = rows.map(({ id }) => id)
  const at = expected.findIndex((id, index) => ids[index] !== id)
  const order =
    at >= 0 || ids.length !== expected.length
      ? [
          finding(
            rows[at]?.line ?? 0,
            `Row ${expected[at] ?? 'after the last'} is missing or not in its place.`,
          ),
        ]
      : []
  return [
    ...order,
    ...rows.flatMap(({ id, demand, room, state, test, line }) => {
      if (!states.includes(state)) return [finding(line, `${id} is "${state}": write ${states.join(', ')}.`)]
      if (demand.length < 20) return [finding(line, `${id} needs its demand in words.`)]
      if (!owners.includes(room)) {
        return [finding(line, `${id} belongs to "${room}", which is no room of the house.`)]
      }
      if (state === 'works' && test === '')
        return [finding(line, `${id} works: name the test that shows it.`)]
      if (state === 'partly' && !/missing:/i.test(demand)) {
        return [finding(line, `${id} is partly there: say at the end of the demand "Missing: ...".`)]
      }
      return []
    }),
  ]
}

/** A test that passed; the file is written as the runner does, from the root of the disk or from its own folder. */
export interface Passed {
  readonly file: string
  readonly name: string
}

/** Rows called "works" that point to a file in which no test passed that carries the id as a word. */
export function unproved(rows: readonly Row[], passed: readonly Passed[]): Finding[] {
  return rows
    .filter(({ state }) => state === 'works')
    .flatMap(({ id, test, line }) => {
      const files = [...test.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file)
      const proofs = passed.filter(({ name }) => new RegExp(`\\b${id}\\b`).test(name))
      if (files.length === 0) return [finding(line, `${id} is said to work, and names no file of tests.`)]
      return files
        .filter((file) => !proofs.some((proof) => isSameFile(file, proof.file)))
        .map((file) => finding(line, `${id} is said to work, yet no test named after it passed in ${file}.`))
    })
}

function isSameFile(named: string, reported: string): boolean {
  return named === reported || named.endsWith(`/${reported}`) || reported.endsWith(`/${named}`)
}

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})
const Suite = z.object({
  title: z.string(),
  file: z.string(),
  specs: z
    .array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) }))
    .default([]),
  get suites() {
    return z.array(Suite).default([])
  },
})
const PlaywrightReport = z.object({ suites: z.array(Suite) })

/** The tests that passed, from a JSON report of Vitest or Playwright. */
export function passedIn(report: string): Passed[] {
  const json: unknown = JSON.parse(report)
  const vitest = VitestReport.safeParse(json)
  if (!vitest.success) return PlaywrightReport.parse(json).suites.flatMap((suite) => passedInSuite(suite, ''))
  return vitest.data.testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed')
      .map(({ fullName }) => ({ file, name: fullName })),
  )
}

function passedInSuite(suite: z.infer<typeof Suite>, above: string): Passed[] {
  const title = `${above} ${suite.title}`
  return [
    ...suite.specs
      .filter(({ tests }) => tests.length > 0 && tests.every(({ status }) => status === 'expected'))
      .map((spec) => ({ file: suite.file, name: `${title} ${spec.title}` })),
    ...suite.suites.flatMap((inner) => passedInSuite(inner, title)),
  ]
}

function finding(line: number, sentence: string): Finding {
  return { path, line, sentence }
}

function main(reports: readonly string[]): number {
  const rows = rowsOf(readFileSync(join(root, path), 'utf8'))
  const passed = reports.flatMap((report) => passedIn(readFileSync(report, 'utf8')))
  const findings = [...malformed(rows), ...unproved(rows, passed)]
  for (const line of inWords(findings)) console.error(line)
  const count = (wanted: string): number => rows.filter(({ state }) => state === wanted).length
  console.log(`Requirements: ${states.map((state) => `${count(state)} ${state}`).join(', ')}`)
  return findings.length === 0 ? 0 : 1
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = main(process.argv.slice(2))
}
