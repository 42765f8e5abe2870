// Weighs the scripts in dist/web as a browser loads them, and fails above the bars of DESIGN.md.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const folder = process.argv[2] ?? 'dist/web'
const bars = { application: 300_000, page: 80_000, door: 120_000 }
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))

const entry = 'index.html'
const application = 'web/FurnishedApplication.tsx'
const doorFrame = 'web/DoorFrame.tsx'
for (const key of [entry, application, doorFrame]) {
  if (!manifest[key]) throw new Error(`The build holds no ${key}; has a file been renamed?`)
}

// Catalogues come one language at a time; the largest of each room stands for it.
const words = closureOf(
  keysUnder('../ui/messages/')
    .toSorted((a, b) => weigh([b]) - weigh([a]))
    .slice(0, 1),
)
const ownWords = closureOf(
  keysUnder('web/messages/')
    .toSorted((a, b) => weigh([b]) - weigh([a]))
    .slice(0, 1),
)
// The light pages never ask for the words of the shell.
const start = new Set([...closureOf([entry]), ...words])
const inside = new Set([...start, ...ownWords, ...closureOf([application])])
const today = new Set([...inside, ...closureOf(['web/TodayPage.tsx'].filter((key) => manifest[key]))])

const rows = [['first load: Today', weigh(today), bars.application]]
const doorPages = dynamicsReachedFrom(entry).filter((key) => ![application, doorFrame].includes(key))
for (const key of doorPages.filter((key) => !key.endsWith('.json'))) {
  const set = new Set([...start, ...closureOf([doorFrame, key]), ...roomWords(key)])
  rows.push([`door: ${key}`, weigh(set), bars.door])
}
for (const key of dynamicsReachedFrom(application).filter((key) => !key.endsWith('.json'))) {
  const extra = [...closureOf([key]), ...roomWords(key)].filter((file) => !inside.has(file))
  rows.push([`page: ${key}`, weigh(new Set(extra)), bars.page])
}

let isOver = false
for (const [name, size, bar] of rows) {
  const verdict = size <= bar ? 'ok' : 'TOO LARGE'
  isOver ||= size > bar
  console.log(`${kilobytes(size)} of ${kilobytes(bar)} kB gzip  ${verdict.padEnd(9)}  ${name}`)
}
process.exitCode = isOver ? 1 : 0

/** The scripts that loading these manifest keys brings with it at once. */
function closureOf(keys) {
  const seen = new Set()
  const files = new Set()
  const visit = (key) => {
    if (seen.has(key)) return
    seen.add(key)
    const chunk = manifest[key]
    if (chunk.file.endsWith('.js')) files.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const key of keys) visit(key)
  return files
}

/** What an entry may load later: the dynamic imports of everything it loads at once. */
function dynamicsReachedFrom(key) {
  const found = new Set()
  const seen = new Set()
  const visit = (at) => {
    if (seen.has(at)) return
    seen.add(at)
    for (const next of manifest[at].imports ?? []) visit(next)
    for (const next of manifest[at].dynamicImports ?? []) found.add(next)
  }
  visit(key)
  return [...found].toSorted()
}

/** The heaviest catalogue of the room a page belongs to. */
function roomWords(key) {
  // Pages that have words of their own, beside them, load no others.
  const own = key.slice(0, key.lastIndexOf('/') + 1)
  const room = /(.*\/areas\/[^/]+\/[^/]+\/)web\//.exec(key)?.[1]
  const home = [own, room].find((folder) => folder && keysUnder(`${folder}messages/`).length > 0)
  if (!home) return []
  return closureOf(
    keysUnder(`${home}messages/`)
      .toSorted((a, b) => weigh([b]) - weigh([a]))
      .slice(0, 1),
  )
}

function keysUnder(prefix) {
  return Object.keys(manifest).filter((key) => key.startsWith(prefix))
}

function weigh(filesOrKeys) {
  let sum = 0
  for (const item of filesOrKeys) {
    const file = manifest[item]?.file ?? item
    sum += gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
  }
  return sum
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1).padStart(6)
}
