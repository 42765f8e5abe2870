/**
 * Promises that the server does not outlive this program, not even one that was killed without notice: a
 * shell of a few hundred kilobytes waits for our end of a pipe to close, and then asks the server to stop.
 */
import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import type { Account } from './account.ts'

/** Watches over the postmaster `pid` until `dismiss` is called. Where there is no shell nothing is watched. */
export function guardServer(pid: number, { ids, prefix }: Account): { dismiss: () => void } {
  if (process.platform === 'win32') return { dismiss: () => {} }
  const script = 'read -r line; kill -INT "$1"'
  const [file, ...args] = [...prefix, '/bin/sh', '-c', script, 'muster-guard', String(pid)]
  const shell = spawn(file, args, {
    // the server's own user: were the id given to another program by then, that one is out of reach
    ...ids,
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.on('error', () => {})
  shell.stdin?.on('error', () => {})
  shell.unref()
  if (shell.stdin instanceof Socket) shell.stdin.unref()
  // killed rather than told: an end of input means that the server has to go
  return { dismiss: () => void shell.kill('SIGKILL') }
}
