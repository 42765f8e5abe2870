import { Readable } from 'node:stream'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import type { Download } from '../src/platform/action.ts'

/** What a download holds, as text. */
export async function textOf(download: Download): Promise<string> {
  return Buffer.from(await bytesOf(download)).toString('utf8')
}

export async function bytesOf(download: Download): Promise<Uint8Array> {
  const opened = await download.open()
  return opened instanceof Readable ? Buffer.concat(await opened.toArray()) : opened
}

/** The files of an archive by name, as text. */
export async function unzipped(download: Download): Promise<Record<string, string>> {
  const files = Object.entries(await unzippedBytes(download))
  return Object.fromEntries(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]))
}

/** The same as they are. */
export async function unzippedBytes(download: Download): Promise<Record<string, Uint8Array>> {
  const reader = new ZipReader(new Uint8ArrayReader(await bytesOf(download)))
  const entries = await reader.getEntries()
  return Object.fromEntries(
    await Promise.all(
      entries.flatMap((entry) =>
        entry.directory
          ? []
          : [entry.getData(new Uint8ArrayWriter()).then((bytes) => [entry.filename, bytes] as const)],
      ),
    ),
  )
}
