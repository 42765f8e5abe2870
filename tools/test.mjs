/** `npm test`: everything. Its last line is the sum over all runners, `N passed, N failed`. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { check } from './check.mjs'
import { readTally } from './count.mjs'
import { ensureSystemPrograms } from './debian.mjs'
import { ensureInstalled } from './install.mjs'
import { Stop, installed, reports, root, run } from './run.mjs'

const total = { passed: 0, failed: 0, skipped: 0 }
const faults = []
/** Where the real data lies beside the checkout or was named, a skipped test is a test that did not happen. */
const skipsFail = process.env.CI === 'true' || Boolean(process.env.MUSTER_TEST_DATA)

try {
  await everything()
} catch (error) {
  console.error(error instanceof Stop ? error.message : error)
  total.failed += 1
}
if (skipsFail && total.skipped > 0) {
  console.log(
    `\n${total.skipped} tests were skipped; here that counts as a failure, since nothing may be missing.`,
  )
  total.failed += 1
}
// Thousands of lines lie between a failure and the sum; whoever reads only the end sees here what it was.
if (faults.length > 0) console.log(`\nWhat failed:\n${faults.map((one) => `- ${one}`).join('\n')}`)
process.exitCode = total.failed === 0 ? 0 : 1
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
)

async function everything() {
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  await ensureInstalled()
  await ensureSystemPrograms()
  await ensureBuilt()
  await chapter('check', check)
  // One after the other: side by side they took longer together, and a story failed that waited for the other half.
  await onDatabase()
  await inBrowser()
  await chapter('requirements', requirements)
}

async function onDatabase() {
  if (holds('src', /\.db\.test\.tsx?$/) || holds('tests', /\.db\.test\.tsx?$/)) {
    const report = join(reports, 'db.json')
    const args = [
      'run',
      '--project',
      'db',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]
    await chapter('on a real database', () => runner('vitest', args, report))
  }
}

async function inBrowser() {
  if (holds('tests/journeys', /\.journey\.ts$/)) {
    const report = join(reports, 'journeys.json')
    await chapter('journeys in a browser', () => runner('playwright', ['test'], report))
  }
}

async function chapter(name, work) {
  console.log(`\n== ${name}`)
  const started = performance.now()
  const { passed, failed, skipped, faults: said } = await work()
  faults.push(...said)
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`== ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`)
}

async function runner(program, args, report) {
  const started = performance.now()
  const { code } = await run(installed(program), args)
  const counted = readTally(report, started)
  return { ...counted, failed: code === 0 ? counted.failed : Math.max(counted.failed, 1) }
}

/** A row of docs/requirements.md that is said to work must have a test of its name that passed just now. */
async function requirements() {
  const names = readdirSync(reports)
    .filter((name) => name.endsWith('.json') && name !== 'names.json')
    .map((name) => join(reports, name))
  const { code } = await run(installed('tsx'), ['tests/guards/requirements.ts', ...names])
  const isRight = code === 0
  return {
    passed: Number(isRight),
    failed: Number(!isRight),
    skipped: 0,
    faults: isRight ? [] : ['requirements: said above'],
  }
}

function holds(folder, pattern) {
  const path = join(root, folder)
  return existsSync(path) && readdirSync(path, { recursive: true }).some((name) => pattern.test(String(name)))
}
