import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** The built product on a folder and a port of its own, as a person starts it. */
export interface JourneyServer {
  readonly origin: string
  readonly dataFolder: string
  /** What it has printed so far. */
  readonly printed: () => string
  /** Runs `muster <words>` on the same folder and gives what it prints. */
  readonly muster: (...words: string[]) => Promise<string>
  /** Ends it and leaves the folder, as a crash or a restart would; `start` again on the same folder. */
  readonly stop: () => Promise<void>
  /** Ends it and removes its folder. */
  readonly remove: () => Promise<void>
}

/** Starts `dist/server.mjs` (build it first: `npm run build`) and waits until it says it is ready. */
export async function startJourneyServer(
  environment: Readonly<Record<string, string>> = {},
): Promise<JourneyServer> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-journey-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const env = {
    ...process.env,
    MUSTER_DATA: join(folder, 'data'),
    MUSTER_PORT: String(port),
    MUSTER_URL: origin,
    MUSTER_LOG: 'warn',
    ...environment,
  }
  const program = spawn(process.execPath, [join(root, 'dist/server.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const heard = listen(program)
  const stop = () => end(program)
  try {
    await heard.until('Muster is ready')
  } catch (error) {
    await stop()
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return {
    origin,
    dataFolder: env.MUSTER_DATA,
    printed: heard.printed,
    muster: (...words) => run(words, env),
    stop,
    remove: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function listen(program: ChildProcess) {
  let text = ''
  const waiting = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    text += chunk.toString()
    for (const look of waiting) look()
  }
  program.stdout?.on('data', hear)
  program.stderr?.on('data', hear)
  return {
    printed: () => text,
    until: (words: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => text.includes(words) && resolve()
        waiting.add(look)
        program.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${text}`)))
        program.once('error', reject)
        look()
      }),
  }
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return
  const gone = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  await gone
}

async function run(words: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const program = spawn(process.execPath, [join(root, 'dist/cli.mjs'), ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let problems = ''
  program.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  program.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()))
  const code = await new Promise((resolve, reject) => {
    program.once('error', reject)
    program.once('close', resolve)
  })
  if (code !== 0) throw new Error(`muster ${words.join(' ')} ended with ${String(code)}:\n${problems}`)
  return out
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}
