/** Reads what the test runners wrote: how many passed, the names of those that did, and what the others said. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/**
 * Counts the tests of one JSON report, of Vitest or of Playwright.
 * @param {string} file path of the report
 * @param {number} since `performance.now()` before the run; an older report means that the runner died
 * @returns {{ passed: number, failed: number, skipped: number, names: string[], faults: string[] }} names are those
 *   of passed tests, faults one line for each that failed: its name and the beginning of what it said
 */
export function readTally(file, since = 0) {
  const fresh = existsSync(file) && statSync(file).mtimeMs >= performance.timeOrigin + since - 1000
  if (!fresh) return { passed: 0, failed: 1, skipped: 0, names: [], faults: [`${file} was not written`] }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  return Array.isArray(report.suites) ? ofPlaywright(report) : ofVitest(report)
}

function ofVitest({ testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const having = (...states) => tests.filter(({ status }) => states.includes(status))
  // A file that could not be loaded holds no test and must not pass for that.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: having('passed').length,
    failed: having('failed').length + broken.length,
    skipped: having('skipped', 'pending', 'todo', 'disabled').length,
    names: having('passed').map(({ fullName }) => fullName),
    faults: [
      ...having('failed').map(({ fullName, failureMessages }) => fault(fullName, failureMessages?.[0])),
      ...broken.map(({ name, message }) => fault(name, message)),
    ],
  }
}

/** A test that passed only at the second try counts as failed. */
function ofPlaywright({ suites, errors = [] }) {
  const specs = suites.flatMap((suite) => specsOf(suite, ''))
  const tests = specs.flatMap(({ name, spec }) =>
    spec.tests.map(({ status, results }) => ({ name, status, results })),
  )
  const having = (...states) => tests.filter(({ status }) => states.includes(status))
  return {
    passed: having('expected').length,
    failed: having('unexpected', 'flaky').length + errors.length,
    skipped: having('skipped').length,
    names: having('expected').map(({ name }) => name),
    faults: [
      ...having('unexpected', 'flaky').map(({ name, results }) =>
        fault(name, results?.find(({ error }) => error)?.error.message),
      ),
      ...errors.map(({ message }) => fault('Playwright', message)),
    ],
  }
}

function fault(name, message) {
  // Of what failed ahead of the first test the report holds no word; the runner has said it above.
  return `${name}: ${stripVTControlCharacters(message || 'why stands above, where the file is named')
    .split('\n')
    .slice(0, 6)
    .join(' ')
    .slice(0, 600)}`
}

function specsOf(suite, above) {
  const title = `${above} ${suite.title}`.trim()
  return [
    ...(suite.specs ?? []).map((spec) => ({ name: `${title} ${spec.title}`, spec })),
    ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, title)),
  ]
}
