/** Paging: opaque cursors, a bounded limit, `{ items, next }` in every list. */
import * as z from 'zod'
import { Id } from './ids.ts'
import { refuse } from './refusal.ts'

export const pageInput = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many items at most'),
  cursor: z.string().max(400).optional().describe('`next` of the answer before'),
}

/** The shape of a list answer. `next` is null on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** Makes a cursor from the sort key of the last item shown. */
export function encodeCursor(key: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Reads a cursor back; undefined when it was not made by {@link encodeCursor} with this many parts. */
export function decodeCursor(cursor: string, parts: number): (string | number)[] | undefined {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    )
    const key: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!Array.isArray(key) || key.length !== parts) return undefined
    return key.every((part) => typeof part === 'string' || typeof part === 'number') ? key : undefined
  } catch {
    return undefined
  }
}

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
