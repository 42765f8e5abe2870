/**
 * Promises that the server's log stays bounded: at most two files of about 10 MB. The server writes into
 * the file itself, so that its last words are kept even when this process is gone.
 */
import { closeSync, constants, openSync } from 'node:fs'
import { copyFile, open, rename, stat, truncate } from 'node:fs/promises'

const largestBytes = 10 * 1024 * 1024
const lookEveryMs = 30_000

/** Opens the log for appending and hands it to `write`; returns the size it had, in bytes. */
export async function withLog<T>(
  path: string,
  write: (descriptor: number) => T,
): Promise<{ before: number; result: T }> {
  if ((await sizeOf(path)) > largestBytes / 2) await rename(path, `${path}.1`)
  const before = await sizeOf(path)
  // no link is followed: the data folder is ours, but a restored one may hold anything
  const noFollow = constants.O_NOFOLLOW ?? 0
  const flags = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | noFollow
  const descriptor = openSync(path, flags, 0o600)
  try {
    return { before, result: write(descriptor) }
  } finally {
    closeSync(descriptor)
  }
}

/** What was written since, at most its last 16 KiB. */
export async function readLog(path: string, since: number): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return ''
  try {
    const { size } = await file.stat()
    const from = Math.max(since > size ? 0 : since, size - 16_384)
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - from), position: from })
    return buffer.subarray(0, bytesRead).toString('utf8')
  } finally {
    await file.close()
  }
}

/** Watches the size until `stop` is called: appending goes on at the start of the emptied file. */
export function limitLog(path: string): { stop: () => void } {
  const timer = setInterval(() => void shorten(path), lookEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** Moves the content to `<path>.1` once it is too large. A full disk empties the log all the same. */
export async function shorten(path: string, limit = largestBytes): Promise<void> {
  if ((await sizeOf(path)) <= limit) return
  await copyFile(path, `${path}.1`).catch(() => undefined)
  await truncate(path, 0).catch(() => undefined)
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
