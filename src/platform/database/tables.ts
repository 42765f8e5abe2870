/** The words a room needs to describe its tables: the schema `app`, and the tenant column that the wall fills by itself. */
import { sql, type Column, type SQL } from 'drizzle-orm'
import { customType, pgSchema, timestamp, uuid } from 'drizzle-orm/pg-core'

export const appSchema = pgSchema('app')

/** Set by the database from the verified context; a query never mentions it. */
export const tenantId = () =>
  uuid('tenant_id')
    .notNull()
    .default(sql`wall.tenant()`)

/** An instant, kept in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Bytes as a Buffer. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * Whether the column holds one of these. One parameter for all of them: the statement stays the same whatever their
 * number, so it is prepared once.
 */
export function isAnyOf(column: Column, values: readonly (string | number)[]): SQL {
  return sql`${column} = any(${sql.param([...values])})`
}
