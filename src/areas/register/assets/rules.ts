/** How assets and functions are read from a table, and what stops when an asset stops. */
import type * as z from 'zod'
import { numberOf, readRows, word, type Read } from '../../../base/csv-rows.ts'
import { addAsset, addFunction, assetKinds, dataKinds } from './contract.ts'

/** Columns of the CSV, the same out and in. People and assets stand there by name or address, since ids mean nothing to people. */
export const assetColumns = ['name', 'kind', 'owner', 'place', 'dataKinds', 'note'] as const
export const functionColumns = [
  'name',
  'priority',
  'longestOutageMinutes',
  'people',
  'customers',
  'workaround',
  'acceptanceTests',
  'owner',
  'assets',
] as const

/** As many as a function may need. */
const mostAssets = 200

/** What a row names in words and the server has to find. */
interface Named {
  /** E-mail address or name of a person; '' for nobody. */
  readonly owner: string
}

export type AssetRow = Omit<z.output<typeof addAsset.input>, 'ownerId'> & Named
/** Without a priority only where the column is missing: a function that is known keeps its own. */
export type FunctionRow = Omit<z.output<typeof addFunction.input>, 'ownerId' | 'assetIds' | 'priority'> &
  Named & { readonly priority: number | undefined; readonly assets: readonly string[] }

/** Reads assets from CSV; every fault is named, not only the first. */
export function readAssets(csv: string): Read<AssetRow> {
  const shape = addAsset.input.omit({ ownerId: true })
  return readRows<AssetRow>(csv, {
    columns: assetColumns,
    says,
    read: ({ owner = '', ...rest }) => {
      const read = shape.safeParse({
        ...rest,
        kind: word(rest['kind'] ?? 'other'),
        dataKinds: several(rest['dataKinds']).map(word),
      })
      return read.success ? { row: { ...read.data, owner } } : { issues: read.error.issues }
    },
  })
}

/** Reads business functions from CSV. */
export function readFunctions(csv: string): Read<FunctionRow> {
  const shape = addFunction.input.omit({ ownerId: true, assetIds: true }).extend({
    priority: addFunction.input.shape.priority.optional(),
  })
  return readRows<FunctionRow>(csv, {
    columns: functionColumns,
    says,
    read: ({ owner = '', assets, ...rest }) => {
      const minutes = rest['longestOutageMinutes'] ?? ''
      const read = shape.safeParse({
        ...rest,
        priority: rest['priority'] === undefined ? undefined : numberOf(rest['priority']),
        longestOutageMinutes: minutes === '' ? null : numberOf(minutes),
        acceptanceTests: several(rest['acceptanceTests']),
      })
      if (!read.success) return { issues: read.error.issues }
      const named = several(assets)
      if (named.length > mostAssets) {
        const message = `At most ${mostAssets} assets.`
        return { issues: [{ code: 'custom', path: ['assets'], message, input: '' }] }
      }
      return { row: { ...read.data, priority: read.data.priority, owner, assets: named } }
    },
  })
}

/** Several in one cell, as {@link readFunctions} takes them apart again: a bar between, one inside a word escaped. */
export function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.replaceAll(/(\\*)\|/g, '$1$1\\|'))
    .map((part, at) => (at < parts.length - 1 ? part.replace(/\\+$/, (run) => run + run) : part))
    .join('|')
}

interface Stopped {
  readonly id: string
  readonly priority: number
  readonly longestOutageMinutes: number | null
  readonly name: string
}

/** What comes back first: by priority, then by the shorter time the business survives without it, then by name. */
export function inRestoreOrder<F extends Stopped>(functions: readonly F[]): F[] {
  const minutes = (one: F) => one.longestOutageMinutes ?? Number.POSITIVE_INFINITY
  return functions.toSorted(
    (a, b) =>
      a.priority - b.priority ||
      // Both unknown would give NaN.
      (minutes(a) === minutes(b) ? 0 : minutes(a) - minutes(b)) ||
      a.name.localeCompare(b.name),
  )
}

function says(issue: z.core.$ZodIssue): string | undefined {
  const [field, index] = issue.path
  if (field === 'kind') return `Use one of ${assetKinds.join(', ')}.`
  if (field === 'dataKinds' && index !== undefined) return `Use only ${dataKinds.join(', ')}, with | between.`
  if (field === 'priority') return 'Use a number from 1 (comes back first) to 5 (last).'
  if (field === 'longestOutageMinutes') return 'Use whole minutes, or leave it empty.'
  return undefined
}

/**
 * Several in one cell stand with a bar between. Backslashes mean something only before a bar, so that a path of a
 * share needs none of them doubled.
 */
function several(cell: string | undefined): string[] {
  const parts: string[] = ['']
  const add = (text: string) => parts.push((parts.pop() ?? '') + text)
  for (const [piece, run = ''] of (cell ?? '').matchAll(/(\\*)\||[^|\\]+|\\+/g)) {
    if (!piece.endsWith('|')) add(piece)
    else {
      add('\\'.repeat(Math.floor(run.length / 2)))
      if (run.length % 2 === 1) add('|')
      else parts.push('')
    }
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
