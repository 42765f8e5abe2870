/** What a person can click on in a received sample: each value with its path, and each list of entries. */

export interface Leaf {
  /** As a mapping names it: `alert.hosts.0.name`. */
  readonly path: string
  readonly value: string
}

const leavesAtMost = 150
const depthAtMost = 8

/** The values of one entry in their order; fields whose names hold a full stop cannot be told apart and are left out. */
export function leavesOf(entry: unknown): Leaf[] {
  const leaves: Leaf[] = []
  const look = (value: unknown, path: string, depth: number): void => {
    if (leaves.length >= leavesAtMost || value === null || value === undefined) return
    if (typeof value !== 'object') {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      if (path !== '' && text !== '') leaves.push({ path, value: text.slice(0, 200) })
      return
    }
    if (depth >= depthAtMost) return
    for (const [name, inner] of Object.entries(value)) {
      if (leaves.length >= leavesAtMost) return
      if (!name.includes('.')) look(inner, path === '' ? name : `${path}.${name}`, depth + 1)
    }
  }
  look(entry, '', 0)
  return leaves
}

/** Paths at which a body holds a list of objects: each may be the list of entries. */
export function listsOf(body: unknown): string[] {
  const paths: string[] = []
  const look = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 4 || paths.length >= 20) return
    if (Array.isArray(value)) {
      if (path !== '' && value.some((each) => typeof each === 'object' && each !== null)) paths.push(path)
      return
    }
    for (const [name, inner] of Object.entries(value).slice(0, 200))
      if (!name.includes('.')) look(inner, path === '' ? name : `${path}.${name}`, depth + 1)
  }
  look(body, '', 0)
  return paths
}

/** The first entry of a body: the body itself, the first of a list, or the first of the list at this path. */
export function entryOf(body: unknown, list: string | undefined): unknown {
  let found = body
  for (const name of list === undefined ? [] : list.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[name] // an object or list that has this
  }
  return Array.isArray(found) ? (found as readonly unknown[])[0] : found // entries are looked at one by one
}

/** The first JSON value of a text: the whole, or its first line. */
export function parsedSample(text: string): unknown {
  for (const part of [text, text.trim().split('\n', 1)[0] ?? '']) {
    try {
      return JSON.parse(part)
    } catch {
      // The next part may be it.
    }
  }
  return undefined
}
