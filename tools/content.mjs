/**
 * Turns the YAML that people write into the JSON that the program imports, one JSON file for each set.
 * `node tools/content.mjs` writes; `node tools/content.mjs --check` only compares and exits 1 on a difference.
 * The shape itself is checked by each room's own schema, in its test and when the program starts.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Each set: the folder its YAML lies in, the JSON made of it, and maps whose keys are names, not fields. */
export const contentSets = [
  {
    folder: 'src/areas/prepare/playbooks/content',
    output: 'src/areas/prepare/playbooks/content/playbooks.json',
    namedMaps: ['facts', 'how_by_platform'],
  },
  {
    folder: 'src/areas/improve/exercises/content',
    output: 'src/areas/improve/exercises/content/scenarios.json',
    namedMaps: [],
  },
  {
    folder: 'src/areas/register/obligations/content',
    output: 'src/areas/register/obligations/content/obligations.json',
    namedMaps: [
      'groups',
      'facts',
      'clock_starts',
      'entity_classes',
      'verified_values',
      'calendars',
      'content_sets',
      'authorities',
    ],
  },
]

/** The JSON text of one set: an array in order of file name, keys in camel case. */
export function renderContent(set) {
  const files = readdirSync(join(root, set.folder))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
  const records = files.map((name) => {
    const text = readFileSync(join(root, set.folder, name), 'utf8')
    return camelKeys(parse(text, { strict: true, uniqueKeys: true }), set.namedMaps)
  })
  return `${JSON.stringify(records, null, 1)}\n`
}

/** Names of the JSON files that differ from what their YAML says. */
export function staleContent() {
  return contentSets.filter((set) => readOrEmpty(set.output) !== renderContent(set)).map((set) => set.output)
}

function camelKeys(value, namedMaps) {
  if (Array.isArray(value)) return value.map((item) => camelKeys(item, namedMaps))
  if (value === null || typeof value !== 'object') return value
  const pairs = Object.entries(value).map(([key, inner]) => [
    key.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase()),
    namedMaps.includes(key) ? inner : camelKeys(inner, namedMaps),
  ])
  return Object.fromEntries(pairs)
}

function readOrEmpty(path) {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return ''
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = staleContent()
  if (process.argv.includes('--check')) {
    for (const path of stale) console.error(`${path} is not what its YAML says. Run: node tools/content.mjs`)
    process.exitCode = stale.length === 0 ? 0 : 1
  } else {
    for (const set of contentSets.filter((set) => stale.includes(set.output))) {
      writeFileSync(join(root, set.output), renderContent(set))
      console.log(`wrote ${set.output}`)
    }
  }
}
