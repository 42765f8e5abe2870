/** Promises that what a person types into a search is looked for as it stands: a percent sign is a percent sign. */
import { ilike, type Column, type SQL } from 'drizzle-orm'

/** Whether the column holds these words somewhere, in whatever case; undefined, which filters nothing, without any. */
export function contains(column: Column, q: string | undefined): SQL | undefined {
  return q === undefined || q === ''
    ? undefined
    : ilike(column, `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`)
}
