import type { Finding } from './tree.ts'

export const floors = ['base', 'platform', 'ui', 'areas', 'app', 'verify', 'bench', 'content']
export const rooms: Readonly<Record<string, readonly string[]>> = {
  register: [
    'people',
    'assets',
    'vendors',
    'insurance',
    'contacts',
    'powers',
    'obligations',
    'fields',
    'connections',
    'clients',
    'privacy',
    'search',
    'views',
    'sign-on',
    'provisioning',
  ],
  prepare: [
    'plan',
    'playbooks',
    'risks',
    'controls',
    'backups',
    'readiness',
    'handout',
    'policies',
    'articles',
    'calendar',
    'budget',
    'continuity',
    'training',
    'phishing',
    'access',
  ],
  respond: [
    'signals',
    'incidents',
    'notes',
    'evidence',
    'containment',
    'investigation',
    'duties',
    'communications',
    'webhooks',
    'automation',
    'suggestions',
    'chat',
    'correspondence',
    'threats',
  ],
  improve: ['improvements', 'exercises', 'reviews', 'scorecards', 'trends'],
}
const roles = ['contract', 'rules', 'tables', 'store', 'actions', 'reactions', 'jobs', 'public']
const freeFolders = ['web', 'messages', 'content', 'documents', 'intake']
const topFolders = ['docs', 'db', 'tests', 'tools', 'src']
const emptyWords = ['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'misc']

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/
const pascal = /^[A-Z][A-Za-z0-9]*(\.[a-z0-9]+)*$/
const testFile = /^[A-Za-z0-9-]+(\.db)?\.test\.tsx?$/

/** What stands where the closed list of the house has no place for it, or under a name that says nothing. */
export function misplaced(paths: readonly string[]): Finding[] {
  const sentences = paths.flatMap((path): [string, string | undefined][] => [
    [path, placeInHouse(path)],
    [path, nameOf(path)],
  ])
  return [...sentences, ...grownTwice(paths)].flatMap(([path, sentence]) =>
    sentence === undefined ? [] : [{ path, line: 0, sentence }],
  )
}

/** Rooms whose README says too much, or that have none. */
export function roomReadmes(read: ReadonlyMap<string, string>): Finding[] {
  const inhabited = new Set(
    [...read.keys()].flatMap((path) => /^src\/areas\/[^/]+\/[^/]+(?=\/)/.exec(path) ?? []),
  )
  return [...inhabited].flatMap((room) => {
    const path = `${room}/README.md`
    const text = read.get(path)
    if (text === undefined) {
      return [
        {
          path,
          line: 0,
          sentence: 'A room opens with a README: its words, its states, what is never allowed.',
        },
      ]
    }
    const lines = text.trimEnd().split('\n').length
    if (lines <= 40) return []
    return [
      { path, line: 41, sentence: `A room's README has at most 40 lines, this one ${lines}. Say less.` },
    ]
  })
}

function placeInHouse(path: string): string | undefined {
  const [top = '', floor = '', stage = '', room = '', ...inside] = path.split('/')
  if (floor === '' || top.startsWith('.')) return undefined
  if (!topFolders.includes(top))
    return `The top folders are ${topFolders.join(', ')}; "${top}" is none of them.`
  if (top !== 'src') return undefined
  if (!floors.includes(floor)) return `src holds ${floors.join(', ')}; "${floor}" is none of them.`
  if (floor !== 'areas') return undefined
  const known = rooms[stage]
  if (known === undefined)
    return `The stages are ${Object.keys(rooms).join(', ')}; "${stage}" is none of them.`
  if (!known.includes(room))
    return `The rooms of ${stage} are ${known.join(', ')}; "${room}" is none of them.`
  return placeInRoom(inside)
}

function placeInRoom([first = '', ...rest]: readonly string[]): string | undefined {
  if (rest.length === 0) {
    if (first === 'README.md' || testFile.test(first) || roles.some((role) => first === `${role}.ts`))
      return undefined
    return (
      `A room holds README.md, ${roles.map((role) => `${role}.ts`).join(', ')}, their tests, and the folders ` +
      `${freeFolders.join(', ')}; "${first}" is none of them. Put it where its work belongs.`
    )
  }
  if (first === 'messages') {
    if (rest.length === 1 && /^[a-z]{2}(-[A-Z]{2})?\.json$/.test(rest[0] ?? '')) return undefined
    return 'messages/ holds one file for each language, like en.json or pt-BR.json.'
  }
  if (freeFolders.includes(first) || roles.includes(first)) return undefined
  return `A folder of a room is a role that grew (${roles.join(', ')}) or ${freeFolders.join(', ')}; "${first}" is neither.`
}

function nameOf(path: string): string | undefined {
  if (!/^(src|tests|tools)\//.test(path) || /\/(messages|content)\//.test(path)) return undefined
  const parts = path.split('/')
  const file = parts.at(-1) ?? ''
  const empty = parts
    .flatMap((part) => part.split(/[-.]/))
    .find((word) => emptyWords.includes(word.toLowerCase()))
  if (empty !== undefined) return `"${empty}" says nothing. Name the file after what it is about.`
  if (file.endsWith('.md') || kebab.test(file)) return undefined
  if (pascal.test(file) && /\.(tsx|css)$/.test(file)) return undefined
  return 'Components are PascalCase .tsx files; every other file has small letters with hyphens.'
}

function grownTwice(paths: readonly string[]): [string, string][] {
  const all = new Set(paths)
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))))
  return [...all].flatMap((path): [string, string][] => {
    const stem = /^(src\/areas\/[^/]+\/[^/]+\/[a-z]+)\.ts$/.exec(path)?.[1]
    if (stem === undefined || !folders.has(stem)) return []
    return [
      [
        path,
        `The role lives here and in ${stem}/ as well. Move this file into the folder, under a name of its own.`,
      ],
    ]
  })
}
