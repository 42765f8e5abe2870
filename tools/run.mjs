/** Starts the programs that the npm commands are made of. Node built-ins only, since it runs before the install. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const root = resolve(import.meta.dirname, '..')
export const reports = join(root, '.muster', 'reports')

/** An end that a person can act upon: the sentence is printed without a stack. */
export class Stop extends Error {}

/**
 * Runs a program to its end. With `capture` its output is kept and returned, else it is shown;
 * `toStderr` shows it without touching our standard output, and `endsWithUs` ends it when this one is asked to end.
 * @returns {Promise<{ code: number, output: string }>} code 127 when it could not be started, 128 + n on signal n
 */
export function run(command, args, { capture = false, toStderr = false, endsWithUs = false, env = {} } = {}) {
  return new Promise((done) => {
    // On Windows a program of node_modules/.bin is a script, which only the shell can start.
    const shell = process.platform === 'win32' && !command.endsWith('.exe')
    const quoted = (text) => (shell && /\s/.test(text) ? `"${text}"` : text)
    const child = spawn(quoted(command), args.map(quoted), {
      cwd: root,
      env: { ...process.env, ...env },
      shell,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : ['inherit', toStderr ? 2 : 'inherit', 'inherit'],
    })
    if (endsWithUs) for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => child.kill(signal))
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (output += text))
    }
    child.on('error', (error) => done({ code: 127, output: `${output}${error.message}\n` }))
    child.on('close', (code, signal) => done({ code: code ?? (signal === 'SIGINT' ? 130 : 143), output }))
  })
}

/** The path of a program that a dependency brought. */
export function installed(name) {
  return join(root, 'node_modules', '.bin', name)
}

/**
 * The front door that serves (`server`) or takes commands (`cli`): its source, what it is built into, and the
 * arguments that come first. Without a server of its own the command line serves.
 */
export function program(door) {
  const doors = {
    server: [
      { source: 'src/app/server.ts', built: 'dist/server.mjs', args: [] },
      { source: 'src/app/cli.ts', built: 'dist/cli.mjs', args: ['serve'] },
    ],
    cli: [{ source: 'src/app/cli.ts', built: 'dist/cli.mjs', args: [] }],
  }
  return doors[door].find(({ source }) => existsSync(join(root, source))) ?? { args: [] }
}

/** Runs the work while no other process of this checkout does the same; a holder that died is passed over. */
export async function oneAtATime(name, work) {
  mkdirSync(join(root, '.muster'), { recursive: true })
  const lock = join(root, '.muster', `${name}.lock`)
  while (!take(lock)) {
    const holder = Number.parseInt(existsSync(lock) ? readFileSync(lock, 'utf8') : '', 10)
    if (Number.isInteger(holder) && !isAlive(holder)) rmSync(lock, { force: true })
    else await sleep(200)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Runs a command of ours and ends with its exit code, or with one sentence. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error)
    process.exitCode = 1
  }
}

/**
 * Asks this process to stop when the one that started it is gone. npm passes a signal only to the shell between
 * it and us; without this a stopped `npm start` would leave its server running.
 */
export function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}

/** Whether this file is the one that was started. */
export function isStarted(meta) {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === meta.filename
}

function take(lock) {
  try {
    const file = openSync(lock, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
