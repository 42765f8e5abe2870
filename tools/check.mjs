/** `npm run check`: everything that can be judged without a database. `-- --write` repairs what a tool can repair. */
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readTally } from './count.mjs'
import { ensureInstalled } from './install.mjs'
import { installed, isStarted, main, reports, root, run } from './run.mjs'

/** Two cores: more lanes would only slow each other down. */
const lanes = 2
const unitReport = join(reports, 'unit.json')

/**
 * Runs all steps, one printed line each, the output of a failed one below it.
 * @returns {Promise<{ passed: number, failed: number, skipped: number, seconds: number, faults: string[] }>} tests and steps
 *   added up
 */
export async function check({ write = false } = {}) {
  mkdirSync(reports, { recursive: true })
  const started = performance.now()
  // What is rewritten must be still when others read it.
  if (write) for (const step of steps(true).filter(({ repairs }) => repairs)) await perform(step)
  const total = { passed: 0, failed: 0, skipped: 0, faults: [] }
  const waiting = steps(false).filter(({ when }) => when === undefined || when)
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
      add(total, await perform(step))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return { ...total, seconds: (performance.now() - started) / 1000 }
}

/** Longest first, so that the lanes end together. */
function steps(write) {
  const typescript = [process.execPath, [join(root, 'node_modules/typescript7/bin/tsc')]]
  return [
    {
      name: 'unit tests',
      command: [installed('vitest'), ['run', '--project', 'unit', '--reporter=dot', '--reporter=json']],
      extra: [`--outputFile.json=${unitReport}`],
      tally: unitReport,
    },
    { name: 'types', command: typescript, extra: ['-p', 'tsconfig.json'] },
    { name: 'types of the pages', command: typescript, extra: ['-p', 'tsconfig.web.json'], when: hasPages() },
    { name: 'lint', command: [installed('oxlint'), ['--deny-warnings']] },
    {
      name: 'dead code',
      command: [installed('knip'), ['--no-progress', '--no-config-hints']],
      // Until the front doors stand, nobody opens the rooms and all of them look dead.
      when: existsSync(join(root, 'src/app/areas.ts')) && existsSync(join(root, 'src/app/main.tsx')),
    },
    {
      name: 'walls and map',
      command: [installed('tsx'), ['tools/architecture.ts']],
      extra: write ? ['--write'] : [],
      repairs: true,
    },
    {
      name: 'openapi.json',
      command: [installed('tsx'), ['tools/openapi.ts']],
      extra: write ? [] : ['--check'],
      repairs: existsSync(join(root, 'tools/openapi.ts')),
      when: existsSync(join(root, 'tools/openapi.ts')),
    },
    {
      name: 'content',
      command: [process.execPath, ['tools/content.mjs']],
      extra: write ? [] : ['--check'],
      repairs: existsSync(join(root, 'tools/content.mjs')),
      when: existsSync(join(root, 'tools/content.mjs')),
    },
    { name: 'format', command: [installed('oxfmt'), []], extra: write ? [] : ['--check'], repairs: true },
  ]
}

async function perform({ name, command: [program, args], extra = [], tally }) {
  const started = performance.now()
  const { code, output } = await run(program, [...args, ...extra], { capture: true, env: { NO_COLOR: '1' } })
  const counted = tally === undefined ? undefined : readTally(tally, started)
  const detail = counted === undefined ? '' : ` (${counted.passed} passed, ${counted.failed} failed)`
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}${detail}`)
  if (code !== 0) console.log(output.trimEnd().replaceAll(/^/gm, '       | '))
  if (counted === undefined) {
    const isRight = code === 0
    return { passed: Number(isRight), failed: Number(!isRight), skipped: 0, faults: isRight ? [] : [name] }
  }
  // A runner that fails without naming a failed test still failed.
  return { ...counted, failed: code === 0 ? counted.failed : Math.max(counted.failed, 1) }
}

function add(total, { passed, failed, skipped, faults }) {
  total.faults.push(...faults)
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}

function hasPages() {
  const src = join(root, 'src')
  return readdirSync(src, { recursive: true }).some((name) =>
    /^(ui|app[\\/]web|areas[\\/].*[\\/]web)[\\/].*\.tsx?$|^app[\\/]main\.tsx$/.test(String(name)),
  )
}

/** How many packages the lock brings in, transitive ones included. */
function packagesInLock() {
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  const start = lock.indexOf('\npackages:\n')
  return lock.slice(start, lock.indexOf('\nsnapshots:\n', start)).match(/^ {2}\S.*:$/gm)?.length ?? 0
}

if (isStarted(import.meta)) {
  await main(async () => {
    await ensureInstalled()
    const { passed, failed, skipped, seconds } = await check({ write: process.argv.includes('--write') })
    console.log(`\n${packagesInLock()} packages in the lock; checked in ${seconds.toFixed(1)} s`)
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
    return failed === 0 ? 0 : 1
  })
}
