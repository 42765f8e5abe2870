/**
 * Promises the closed list of names that a backup may hold, and their one order: head, keys, tables, files,
 * manifest. No name can climb out of a folder: each is matched whole, and paths are made from its pieces.
 */
export const headName = 'head.json'
export const manifestName = 'manifest.json'

export type PartName =
  | { readonly is: 'head' }
  | { readonly is: 'key'; readonly file: string }
  | { readonly is: 'table'; readonly table: string }
  | { readonly is: 'file'; readonly tenantId: string; readonly sha256: string }
  | { readonly is: 'manifest' }

/** Tables of these schemas are backed up; the queue's are not: what waits in it is made anew. */
export const schemas = ['app', 'auth', 'wall'] as const

const keyShape = /^key\/([a-z0-9][a-z0-9.-]{0,63})$/
const tableShape = /^table\/((?:app|auth|wall)\.[a-z][a-z0-9_]{0,62})$/
const fileShape = /^file\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([0-9a-f]{64})$/

/** What a name stands for; undefined for every name that is none of ours. */
export function partNameOf(name: string): PartName | undefined {
  if (name === headName) return { is: 'head' }
  if (name === manifestName) return { is: 'manifest' }
  const key = keyShape.exec(name)?.[1]
  if (key !== undefined && !key.includes('..')) return { is: 'key', file: key }
  const table = tableShape.exec(name)?.[1]
  if (table !== undefined) return { is: 'table', table }
  const [, tenantId, sha256] = fileShape.exec(name) ?? []
  if (tenantId !== undefined && sha256 !== undefined) return { is: 'file', tenantId, sha256 }
  return undefined
}

/** Sorts like the parts stand in a backup; undefined for a name that is none of ours. */
export function orderOf(name: string): string | undefined {
  const known = partNameOf(name)
  return known === undefined ? undefined : `${places.indexOf(known.is)} ${name}`
}

const places: readonly PartName['is'][] = ['head', 'key', 'table', 'file', 'manifest']
