import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folders = [
  ...new Set(filesUnder('src', /\/messages\/[a-z-]+\.json$/i).map((path) => dirname(path))),
].toSorted()

test('a newcomer finds the words of the ui in English and German', () => {
  expect(folders).toContain('src/ui/messages')
})

test.each(folders)('a reader of any language finds every sentence of %s', (folder) => {
  const english = keysOf(folder, 'en')
  for (const file of filesUnder(folder, /\.json$/)) {
    const language = basename(file, '.json')
    expect(keysOf(folder, language), language).toEqual(english)
  }
})

test.each(folders)('a reader finds in %s the same blanks filled in every language', (folder) => {
  const english = sentencesOf(folder, 'en')
  for (const file of filesUnder(folder, /\.json$/)) {
    for (const [key, sentence] of sentencesOf(folder, basename(file, '.json'))) {
      expect(blanksOf(sentence), `${file} ${key}`).toEqual(blanksOf(english.get(key) ?? sentence))
    }
  }
})

test('a reader never meets a key in the place of a sentence', () => {
  const missing = filesUnder('src', /\.tsx?$/).flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8')
    const namespaces = new Set([...code.matchAll(/useText\('([\w-]+)'\)/g)].map(([, name]) => name ?? ''))
    // A file that speaks two rooms' words cannot be judged line by line.
    if (namespaces.size !== 1) return []
    const known = knownKeys([...namespaces][0] ?? '')
    return [...code.matchAll(/\btext\(\s*'([\w.-]+)'/g)]
      .map(([, key]) => key ?? '')
      .filter((key) => !known.has(key))
      .map((key) => `${file}: ${key}`)
  })
  expect(missing).toEqual([])
})

test('a person reads on a locked screen what kind of news it is, whichever is sent', () => {
  const room = 'src/areas/respond/communications'
  const code = filesUnder(`${room}/reactions`, /\.ts$/)
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const kinds = [...code.matchAll(/\bkind: '([\w.]+)'/g)].map(([, kind]) => `push.${kind}`)
  expect(kinds.length).toBeGreaterThan(5)
  expect(keysOf(`${room}/messages`, 'en')).toEqual(expect.arrayContaining(kinds))
})

/** Keys of a namespace as code says them: without the ending that stands for a plural. */
function knownKeys(namespace: string): Set<string> {
  const folder = folders.find((path) => {
    const owner = basename(dirname(path))
    return namespace === 'app' ? path === 'src/app/web/messages' : owner === namespace
  })
  return folder === undefined ? new Set() : new Set(keysOf(folder, 'en'))
}

/** Plural forms differ between languages (CLDR), so only the sentence they belong to is compared. */
function keysOf(folder: string, language: string): string[] {
  return [...new Set([...sentencesOf(folder, language).keys()].map(withoutPlural))].toSorted()
}

function sentencesOf(folder: string, language: string): Map<string, string> {
  const read: unknown = JSON.parse(readFileSync(join(root, folder, `${language}.json`), 'utf8'))
  return new Map(flat(read, ''))
}

function flat(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) throw new TypeError(`${path} is no sentence`)
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === '' ? key : `${path}.${key}`))
}

function withoutPlural(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}

function blanksOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').toSorted()
}

function filesUnder(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path}`)
    .filter((path) => pattern.test(path))
}
