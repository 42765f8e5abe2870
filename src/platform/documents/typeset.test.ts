import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import pino from 'pino'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { readPdf } from '../../../tests/pdf.ts'
import { Refusal } from '../../base/refusal.ts'
import type * as documents from './typeset.ts'
import { createTypesetter, type DocumentToSet, type Typesetter } from './typeset.ts'

const logged: string[] = []
const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) })
const typesetter = createTypesetter({ log })
afterAll(() => typesetter.close())

const endless = '#for i in range(9000) { for j in range(9000) { [x #i #j] } }'
const letter = (changes: Partial<DocumentToSet> = {}): DocumentToSet => ({
  template: '= Letter\n#data.text',
  data: { text: 'Dear reader' },
  title: 'A letter',
  author: 'Harbour Bakery',
  language: 'en',
  madeAt: new Date('2026-11-21T20:00:00Z'),
  ...changes,
})

describe('a document', () => {
  test('a reader gets a tagged PDF/UA file with title and text', async () => {
    const pdf = readPdf(await typesetter.typeset(letter()))
    expect(pdf).toMatchObject({ pages: 1, title: 'A letter', isTagged: true, isPdfUa: true })
    expect(pdf.text).toContain('Dear reader')
  })

  test('the same document made twice has the same bytes', async () => {
    const [first, second] = [await typesetter.typeset(letter()), await typesetter.typeset(letter())]
    expect(Buffer.compare(first, second)).toBe(0)
  })

  test('a template reads the files that came with it and no file of the disk', async () => {
    const files = { 'note.txt': new TextEncoder().encode('from the note') }
    const pdf = await typesetter.typeset(letter({ template: '#read("note.txt")', files }))
    expect(readPdf(pdf).text).toContain('from the note')
    for (const path of [
      'note.txt',
      '/etc/passwd',
      '../typeset.ts',
      '../../../../package.json',
      'typeset.worker.ts',
    ])
      await expect(typesetter.typeset(letter({ template: `#read("${path}")` }))).rejects.toThrow(
        /failed to load|not found/,
      )
  })

  test('a template cannot fetch a package', async () => {
    await expect(typesetter.typeset(letter({ template: '#import "@preview/cetz:0.3.0"' }))).rejects.toThrow(
      'packages',
    )
  })

  test('a wrong template is our fault, not a refusal, and the next document is made', async () => {
    await expect(typesetter.typeset(letter({ template: '#panic("no")' }))).rejects.not.toBeInstanceOf(Refusal)
    await expect(typesetter.typeset(letter())).resolves.toBeInstanceOf(Uint8Array)
  })
})

const hostile: readonly (readonly [what: string, text: string])[] = [
  ['Typst code', '#panic("x") #read("/etc/passwd") $ x $ *b* _i_ = H ] ) } \\ ` // /* <a> @a'],
  ['a template language', '{{constructor.constructor("..")()}} ${7*7} <%= 7*7 %>'],
  ['HTML', '<img src=file:///etc/passwd><iframe src=http://169.254.169.254/><base href=x>'],
  ['JSON that ends early', '"}],"text":"'],
  ['a prototype', '__proto__'],
  ['Arabic and Hebrew', 'العربية עברית 12'],
]

describe('hostile text', () => {
  test.each(hostile)('%s stands on the paper as it was written', async (_what, text) => {
    const pdf = readPdf(await typesetter.typeset(letter({ data: { text, ['__proto__']: text } })))
    for (const word of text.split(' ')) if (/^[!-~]+$/.test(word)) expect(pdf.text).toContain(word)
    expect(pdf.text).not.toContain('root:x')
    expect(pdf.text).not.toContain('49 ')
  })

  test.each([
    ['a direction override', 'a\u202ebc'],
    ['zero-width characters', 'a\u200b\u200c\u200d\u2060b'],
    ['control characters', 'a\u0000\u001b[31m\u0007b'],
    ['a lone surrogate', 'a\ud800b'],
    ['a private and an unassigned character', 'a\ue000\u{10ffff}\u0378b'],
    ['a word of a million letters', 'w'.repeat(1_000_000)],
    ['ten thousand lines', 'l\n'.repeat(10_000)],
  ])('%s makes a PDF that opens', async (_what, text) => {
    const pdf = readPdf(
      await typesetter.typeset(
        letter({ data: { text }, title: text.slice(0, 200), author: text.slice(0, 200) }),
      ),
    )
    expect(pdf.isTagged).toBe(true)
    expect(pdf.pages).toBeGreaterThan(0)
  })

  test('what no font can show is printed without the promise, and the log says so without the words', async () => {
    logged.length = 0
    const pdf = readPdf(await typesetter.typeset(letter({ data: { text: 'secretword \u{13000}' } })))
    expect(pdf).toMatchObject({ isTagged: true, isPdfUa: false })
    expect(logged.join('')).toContain('not PDF/UA')
    expect(logged.join('')).not.toMatch(/secretword|\u{13000}/u)
  })
})

/** Ids of the typesetters' processes that this test's process started. */
function pressIds(): number[] {
  const own = readdirSync('/proc/self/task').flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8').trim().split(' '),
  )
  return own
    .filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('typeset.worker'))
    .map(Number)
}

describe('limits', () => {
  const limited = async (
    limits: Parameters<typeof createTypesetter>[0]['limits'],
    work: (tight: Typesetter) => Promise<void>,
  ) => {
    const tight = createTypesetter({ log, limits })
    try {
      await work(tight)
    } finally {
      await tight.close()
    }
  }

  test('a document that takes too long is refused, and the next one is made', () =>
    limited({ seconds: 6, residentBytes: 8_000_000_000 }, async (tight) => {
      await expect(tight.typeset(letter({ template: endless }))).rejects.toMatchObject({
        kind: 'unavailable',
        detail: { cause: 'more than 6 s' },
      })
      await expect(tight.typeset(letter())).resolves.toBeInstanceOf(Uint8Array)
    }))

  test.runIf(process.platform === 'linux')(
    'a document that takes too much memory is refused, and the next one is made',
    () =>
      limited({ residentBytes: 400_000_000 }, async (tight) => {
        await expect(tight.typeset(letter({ template: endless }))).rejects.toMatchObject({
          kind: 'unavailable',
          detail: { cause: expect.stringContaining('bytes') },
        })
        await expect(tight.typeset(letter())).resolves.toBeInstanceOf(Uint8Array)
      }),
  )

  test.runIf(process.platform === 'linux')('a process that dies fails its own document only', () =>
    limited({}, async (tight) => {
      const before = new Set(pressIds())
      const failed = tight.typeset(letter({ template: endless })).catch((error: unknown) => error)
      const [press] = await vi.waitUntil(() => {
        const fresh = pressIds().filter((pid) => !before.has(pid))
        return fresh.length > 0 && fresh
      })
      if (press !== undefined) process.kill(press, 'SIGKILL')
      expect(String(await failed)).toContain('ended unexpectedly (SIGKILL)')
      await expect(tight.typeset(letter())).resolves.toBeInstanceOf(Uint8Array)
    }),
  )

  test('after the server has begun to stop nothing is set any more', async () => {
    const closed = createTypesetter({ log })
    await closed.close()
    await expect(closed.typeset(letter())).rejects.toMatchObject({ kind: 'unavailable' })
  })

  test('the server stays awake while a document is set', () =>
    limited({ seconds: 3 }, async (tight) => {
      let turns = 0
      const beat = setInterval(() => (turns += 1), 10)
      await tight.typeset(letter({ template: endless })).catch(() => undefined)
      clearInterval(beat)
      expect(turns).toBeGreaterThan(30)
    }))

  test('who comes when too many wait is told to come back', () =>
    limited({ waiting: 2 }, async (tight) => {
      const first = [tight.typeset(letter()), tight.typeset(letter())]
      await expect(tight.typeset(letter())).rejects.toMatchObject({ kind: 'unavailable' })
      await expect(Promise.all(first)).resolves.toHaveLength(2)
    }))
})

test('the built program finds its worker and its fonts', async () => {
  const folder = await mkdtemp(join(import.meta.dirname, '../../../node_modules/.typeset-'))
  try {
    await build({
      bundle: true,
      platform: 'node',
      format: 'esm',
      entryPoints: [join(import.meta.dirname, 'typeset.ts'), join(import.meta.dirname, 'typeset.worker.ts')],
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      packages: 'external',
      logLevel: 'error',
    })
    const built: Pick<typeof documents, 'createTypesetter'> = await import(
      pathToFileURL(join(folder, 'typeset.mjs')).href
    )
    const own = built.createTypesetter({ log })
    expect(readPdf(await own.typeset(letter())).text).toContain('Dear reader')
    await own.close()
  } finally {
    await rm(folder, { recursive: true })
  }
})
