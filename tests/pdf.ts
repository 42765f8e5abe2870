import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ReadPdf {
  /** In reading order, without the places to break that long words were given. */
  readonly text: string
  readonly pages: number
  readonly title: string
  readonly isTagged: boolean
  readonly isPdfUa: boolean
  /** Bytes of the attached file of this name. */
  attachment(name: string): Buffer
}

/** What a reader of the PDF finds, by Poppler's programs. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  return inFolder((folder) => {
    const path = join(folder, 'document.pdf')
    writeFileSync(path, bytes)
    const info = Object.fromEntries(
      [...poppler('pdfinfo', path).matchAll(/^([\w ]+):\s+(.*)$/gm)].map(([, name, value]) => [name, value]),
    )
    return {
      text: poppler('pdftotext', '-layout', path, '-').replaceAll('\u200b', ''),
      pages: Number(info['Pages']),
      title: info['Title'] ?? '',
      isTagged: info['Tagged'] === 'yes',
      isPdfUa: poppler('pdfinfo', '-meta', path).includes('pdfuaid:part'),
      attachment: (name) => attachmentOf(bytes, name),
    }
  })
}

/** Draws one page into `<path>.png`. */
export function drawPage(bytes: Uint8Array, page: number, path: string): void {
  inFolder((folder) => {
    const file = join(folder, 'document.pdf')
    writeFileSync(file, bytes)
    poppler('pdftoppm', '-png', '-r', '80', '-f', `${page}`, '-l', `${page}`, '-singlefile', file, path)
  })
}

function attachmentOf(bytes: Uint8Array, name: string): Buffer {
  return inFolder((folder) => {
    const path = join(folder, 'document.pdf')
    writeFileSync(path, bytes)
    poppler('pdfdetach', '-savefile', name, '-o', join(folder, 'attached'), path)
    return readFileSync(join(folder, 'attached'))
  })
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'muster-pdf-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** From Debian's poppler-utils, which the preparation of the tests installs. */
function poppler(program: string, ...args: string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64_000_000,
  })
}
