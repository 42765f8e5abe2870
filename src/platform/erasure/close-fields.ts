/**
 * Promises that fields of the record are closed as the format demands: value and salt go in the transaction of a
 * `field.erase` leaf that names them, and what may still be read stands in that leaf under commitments of its own.
 */
import type { Context } from '../context.ts'
import type { Opening } from '../../base/ledger/leaf.ts'

/** A field to close, and what is shown in its place. */
export interface ClosedField {
  readonly index: number
  readonly field: string
  readonly shown: string
  /** It was closed before, and what was left to read goes as well: in its place, since no commitment hangs on it. */
  readonly wasClosed?: boolean
}

/** A leaf has at most 4,096 bytes; a commitment with its name and the entry that names the field take about 220. */
const bytesOfList = 2800

/**
 * Closes these fields of one stream.
 * @param because what the leaves say of it, beside what may still be read; `by` and `actor` name who ordered it
 */
export async function closeFields(
  context: Context,
  stream: string,
  fields: readonly ClosedField[],
  because: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [index, closed] of byLeaf(fields)) {
    const shown: Record<string, Opening> = Object.fromEntries(
      closed.map(({ field, shown: value }) => [field, { value }]),
    )
    await context.tx.$client.query('update app.opening set fields = fields || $2::jsonb where index = $1', [
      index,
      JSON.stringify(shown),
    ])
  }
  for (const part of partsOf(fields.filter(({ wasClosed }) => wasClosed !== true))) {
    const left = part.filter(isWorthKeeping).map(({ index, field, shown }) => [nameOf(index, field), shown])
    context.record({
      stream,
      kind: 'field.erase',
      fields: { ...because, ...Object.fromEntries(left) },
      erased: part.map(({ index, field }) => [index, field] as const),
    })
  }
}

/** Under which name the leaf of the erasure says what is left of a field. */
function nameOf(index: number, field: string): string {
  return `left.${index}.${field}`.slice(0, 64)
}

/** A mark alone says nothing that the erasure does not. */
function isWorthKeeping({ shown }: ClosedField): boolean {
  return shown.length > 40
}

function byLeaf(fields: readonly ClosedField[]): Map<number, ClosedField[]> {
  const leaves = new Map<number, ClosedField[]>()
  for (const one of fields) leaves.set(one.index, [...(leaves.get(one.index) ?? []), one])
  return leaves
}

function partsOf(fields: readonly ClosedField[]): ClosedField[][] {
  const parts: ClosedField[][] = []
  let bytes = bytesOfList
  for (const one of fields) {
    const needed = 16 + one.field.length + (isWorthKeeping(one) ? 130 : 0)
    const last = parts.at(-1)
    if (last === undefined || bytes + needed > bytesOfList) {
      parts.push([one])
      bytes = needed
    } else {
      last.push(one)
      bytes += needed
    }
  }
  return parts
}
