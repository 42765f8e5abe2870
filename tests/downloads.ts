import { Readable } from 'node:stream'
import { TextWriter, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import type { Download } from '../src/platform/action.ts'

/** What a download holds, as text. */
export async function textOf(download: Download): Promise<string> {
  return Buffer.from(await bytesOf(download)).toString('utf8')
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  const opened = await download.open()
  return opened instanceof Readable ? Buffer.concat(await opened.toArray()) : opened
}

/** The files of an archive by name, as text. */
export async function unzipped(download: Download): Promise<Record<string, string>> {
  const reader = new ZipReader(new Uint8ArrayReader(await bytesOf(download)))
  const entries = await reader.getEntries()
  return Object.fromEntries(
    await Promise.all(
      entries.flatMap((entry) =>
        entry.directory
          ? []
          : [entry.getData(new TextWriter()).then((text) => [entry.filename, text] as const)],
      ),
    ),
  )
}
