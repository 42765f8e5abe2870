import { Id } from '../../../../base/ids.ts'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse } from '../../../../base/refusal.ts'

/** Id of the last row that was shown; undefined on the first page. */
export function pageAfter(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const id = Id.safeParse(decodeCursor(cursor, 1)?.[0])
  return id.success ? id.data : refuse('invalid', 'Start the list again: this cursor is not one of ours.')
}

/** @param rows one more than a page, where there are more */
export function pageOfRows<Row extends { readonly id: string }, Shown>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Shown,
): { items: Shown[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null
  return { items: shown.map(show), next }
}
