/** Lists of the organisation's own, which placeholders of Sigma rules name. */
import type { Context } from '../../../../platform/action.ts'

type Reach = Pick<Context, 'tx'>

export interface SigmaListRow {
  readonly name: string
  readonly entries: string[]
}

/** More than the rules of a small firm name. */
export const mostSigmaLists = 100

export async function listSigmaLists({ tx }: Reach): Promise<SigmaListRow[]> {
  const { rows } = await tx.$client.query<SigmaListRow>(
    `select name, entries from app.sigma_list order by name limit ${mostSigmaLists}`,
  )
  return rows
}

/** Keeps the list; one without entries is not kept. */
export async function saveSigmaList(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { name, entries, by }: SigmaListRow & { readonly by: string },
): Promise<void> {
  if (entries.length === 0) {
    await tx.$client.query('delete from app.sigma_list where name = $1', [name])
    return
  }
  await tx.$client.query(
    `insert into app.sigma_list (name, entries, changed_by, changed_at) values ($1, $2, $3, $4)
     on conflict (tenant_id, name) do update set entries = excluded.entries, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at`,
    [name, entries, by, now],
  )
}
