import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { WordQuery } from '../../../../base/search.ts'
import type { Context } from '../../../../platform/action.ts'
import { alertGroup, source } from '../tables.ts'

type Reach = Pick<Context, 'tx'>

export interface GroupPage {
  readonly limit: number
  /** Only groups whose last signal is older than this one's. */
  readonly before?: { readonly lastAt: Date; readonly id: string } | undefined
  readonly query?: WordQuery | undefined
}

/** The one that heard something last comes first; one more than a page. */
export async function listGroups({ tx }: Reach, page: GroupPage) {
  const { before } = page
  const ids = page.query === undefined ? undefined : await searchIds({ tx }, page)
  if (ids?.length === 0) return []
  return tx
    .select({ group: alertGroup, sourceName: source.name })
    .from(alertGroup)
    .leftJoin(source, eq(source.id, alertGroup.sourceId))
    .where(
      and(
        ids === undefined ? undefined : inArray(alertGroup.id, ids),
        // A group all of whose signals belong to a case that is closed to the reader is not theirs to see either.
        sql`exists (select 1 from app.signal as held where held.tenant_id = ${alertGroup.tenantId} and held.group_id = ${alertGroup.id})`,
        before === undefined
          ? undefined
          : sql`(${alertGroup.lastAt}, ${alertGroup.id}) < (${before.lastAt.toISOString()}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(alertGroup.lastAt), desc(alertGroup.id))
    .limit(page.limit + 1)
}

async function searchIds({ tx }: Reach, { query, before, limit }: GroupPage): Promise<string[]> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'signals-search-groups',
    text: 'select id from wall.search_alert_groups($1::text::tsquery, $2, $3, $4) as id',
    values: [query?.all, before?.lastAt ?? null, before?.id ?? null, limit + 1],
  })
  return rows.map(({ id }) => id)
}
