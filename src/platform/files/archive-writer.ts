/**
 * Promises a zip archive as a stream, made while it is read, with one entry in memory at a time; an entry with a
 * password is AES-256 (AE-2), and an entry that fails ends the whole stream with its error.
 */
import { PassThrough, Readable } from 'node:stream'

export interface ArchiveEntry {
  /** Path inside the archive with `/` between its parts. */
  readonly name: string
  readonly at: Date
  readonly password?: string
  /** Opened when its turn has come. */
  readonly open: () => Promise<AsyncIterable<Uint8Array> | Uint8Array>
}

/** Destroying the stream before its end stops the work and closes the entry that is open. */
export function zipStream(entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>): Readable {
  const out = new PassThrough({ highWaterMark: 1 << 18 })
  void fill(out, entries).catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return out
}

async function fill(
  out: PassThrough,
  entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>,
): Promise<void> {
  const { configure, ZipWriter } = await import('@zip.js/zip.js')
  // Its workers are for browsers; here the one thread that serves the stream also makes it.
  configure({ useWebWorkers: false })
  const writer = new ZipWriter(intoStream(out), { level: 0, bufferedWrite: false, keepOrder: true })
  for await (const { name, at, password, open } of entries) {
    const body = await open()
    const source = body instanceof Uint8Array ? Readable.from([body]) : Readable.from(body)
    try {
      // Node's own type of a web stream and the browser's differ in name only.
      const web = Readable.toWeb(source) as ReadableStream<Uint8Array>
      await writer.add(name, web, {
        lastModDate: at,
        zip64: true,
        ...(password === undefined ? {} : { password, encryptionStrength: 3 as const }),
      })
    } finally {
      source.destroy()
    }
  }
  await writer.close()
  out.end()
}

/** Waits where the reader is slow, so that a file is never ahead of its reader by more than the buffer. */
function intoStream(out: PassThrough): WritableStream<Uint8Array> {
  return new WritableStream<Uint8Array>({
    write(chunk) {
      if (out.destroyed) throw out.errored ?? new Error('the reader of the archive went away')
      if (out.write(chunk)) return undefined
      return new Promise<void>((resolve, reject) => {
        const settle = (error?: Error | null) => {
          out.off('drain', settle).off('close', closed).off('error', settle)
          if (error instanceof Error) reject(error)
          else resolve()
        }
        const closed = () => settle(new Error('the reader of the archive went away'))
        out.on('drain', settle).on('close', closed).on('error', settle)
      })
    },
  })
}
