import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { projectRoot } from '../src/platform/root.ts'
import { refuseUnbuilt } from './crash/server-process.ts'

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The built command line, in a process of its own. */
export function muster(args: readonly string[], environment: Record<string, string>): ChildProcess {
  refuseUnbuilt()
  const { DATABASE_URL: _none, ...rest } = process.env
  return spawn(process.execPath, [join(projectRoot(), 'dist', 'cli.mjs'), ...args], {
    cwd: projectRoot(),
    env: { ...rest, MUSTER_LOG: 'warn', ...environment },
  })
}

/** The same, until it has ended. */
export async function run(args: readonly string[], environment: Record<string, string>): Promise<Ended> {
  const child = muster(args, environment)
  let [out, err] = ['', '']
  child.stdout?.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr?.on('data', (piece: Buffer) => (err += piece.toString()))
  const [code] = (await once(child, 'close')) as [number | null] // what the event carries
  return { code, out, err }
}
