/** How assets and functions are read from a table, and what stops when an asset stops. */
import type * as z from 'zod'
import { numberOf, readRows, several, word, type Read } from '../../../base/csv-rows.ts'
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

/** What a row names in words and the server has to find. */
interface Named {
  /** E-mail address or name of a person; '' for nobody. */
  readonly owner: string
}

export type AssetRow = Omit<z.output<typeof addAsset.input>, 'ownerId'> & Named
export type FunctionRow = Omit<z.output<typeof addFunction.input>, 'ownerId' | 'assetIds'> &
  Named & { readonly assets: readonly string[] }

/** Reads assets from CSV (RFC 4180), comma or semicolon between; every fault is named, not only the first. */
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
  const shape = addFunction.input.omit({ ownerId: true, assetIds: true })
  return readRows<FunctionRow>(csv, {
    columns: functionColumns,
    says,
    read: ({ owner = '', assets, ...rest }) => {
      const minutes = rest['longestOutageMinutes'] ?? ''
      const read = shape.safeParse({
        ...rest,
        priority: numberOf(rest['priority']),
        longestOutageMinutes: minutes === '' ? null : numberOf(minutes),
        acceptanceTests: several(rest['acceptanceTests']),
      })
      return read.success
        ? { row: { ...read.data, owner, assets: several(assets) } }
        : { issues: read.error.issues }
    },
  })
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
