/** Rows as a stream in the text format of COPY: out of and into one table, with constant memory. */
import type { Readable, Writable } from 'node:stream'
import { escapeIdentifier, type Client } from 'pg'
import { from, to } from 'pg-copy-streams'

export interface TableColumns {
  /** As it stands in the catalogue: never a name from outside. */
  readonly schema: string
  readonly table: string
  readonly columns: readonly string[]
}

/** All rows of a table; `rowCount` is right once the stream has ended. */
export function copyOut(client: Client, table: TableColumns): Readable & { readonly rowCount: number } {
  return client.query(to(`copy ${named(table)} to stdout`, { highWaterMark: 1 << 18 }))
}

/** Takes rows in; `rowCount` is right once the stream has finished. */
export function copyIn(client: Client, table: TableColumns): Writable & { readonly rowCount: number } {
  return client.query(from(`copy ${named(table)} from stdin`))
}

function named({ schema, table, columns }: TableColumns): string {
  const list = columns.map((column) => escapeIdentifier(column)).join(', ')
  return `${escapeIdentifier(schema)}.${escapeIdentifier(table)} (${list})`
}
