/** Rules in the Sigma format, as people brought them. */
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { SignalSeverity } from '../contract/severities.ts'
import type { ReadSigma } from '../intake/read-sigma.ts'
import { dropMatches } from './sigma-matches.ts'

type Reach = Pick<Context, 'tx'>

export interface SigmaRow extends Omit<ReadSigma, 'tags' | 'techniques' | 'severity' | 'lists' | 'parts'> {
  readonly id: string
  readonly severity: SignalSeverity
  readonly tags: string[]
  readonly techniques: string[]
  readonly lists: string[]
  readonly parts: string[]
  readonly isOn: boolean
  readonly addedBy: string
  readonly addedAt: Date
}

const columns = `id, name, lists, parts, sigma_id as "sigmaId", title, about, author, level, severity, tags, techniques, logsource, text,
  why_not as "whyNot", is_on as "isOn", added_by as "addedBy", added_at as "addedAt"`
/** More than a small firm runs; each is asked about each event. */
export const mostSigma = 300

export async function listSigma({ tx }: Reach): Promise<SigmaRow[]> {
  const { rows } = await tx.$client.query<SigmaRow>(
    `select ${columns} from app.sigma_rule order by is_on desc, lower(title), id limit ${mostSigma}`,
  )
  return rows
}

/** Whether any rule is switched on. */
export async function hasSigmaOn({ tx }: Reach): Promise<boolean> {
  const { rows } = await tx.$client.query<{ found: boolean }>(
    'select exists(select from app.sigma_rule where is_on) as found',
  )
  return rows[0]?.found === true
}

/** Adds it; one with the same id of its own takes the place of the earlier one and stays on only if it still runs. */
export async function saveSigma(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { id, by, ...rule }: ReadSigma & { readonly id: string; readonly by: string },
): Promise<SigmaRow> {
  const { rows } = await tx.$client.query<SigmaRow>(
    `insert into app.sigma_rule as r (id, sigma_id, title, about, author, level, severity, tags, techniques, logsource, text,
       why_not, is_on, added_by, added_at, name, lists, parts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, false, $13, $14, $15, $16, $17)
     on conflict (tenant_id, sigma_id) do update set title = excluded.title, about = excluded.about,
       author = excluded.author, level = excluded.level, severity = excluded.severity, tags = excluded.tags,
       techniques = excluded.techniques, logsource = excluded.logsource, text = excluded.text,
       why_not = excluded.why_not, is_on = r.is_on and excluded.why_not = '' and excluded.level <> 'informational',
       added_by = excluded.added_by, added_at = excluded.added_at, name = excluded.name, lists = excluded.lists,
       parts = excluded.parts
     returning ${columns}`,
    [
      id,
      rule.sigmaId,
      rule.title,
      rule.about,
      rule.author,
      rule.level,
      rule.severity,
      rule.tags,
      rule.techniques,
      rule.logsource,
      rule.text,
      rule.whyNot,
      by,
      now,
      rule.name,
      rule.lists,
      rule.parts,
    ],
  )
  return rows[0] ?? refuse('conflict', 'This rule could not be kept. Try again.')
}

/** How many others are kept beside these. */
export async function countSigmaBeside({ tx }: Reach, sigmaIds: readonly string[]): Promise<number> {
  const { rows } = await tx.$client.query<{ count: string }>(
    'select count(*) as count from app.sigma_rule where sigma_id <> all($1::text[])',
    [sigmaIds],
  )
  return Number(rows[0]?.count ?? 0)
}

export async function getSigmaToChange({ tx }: Reach, id: string): Promise<SigmaRow> {
  const { rows } = await tx.$client.query<SigmaRow>(
    `select ${columns} from app.sigma_rule where id = $1 for update`,
    [id],
  )
  return rows[0] ?? refuse('not_found', 'There is no such rule here.')
}

export async function switchSigma({ tx }: Reach, id: string, isOn: boolean): Promise<void> {
  await tx.$client.query('update app.sigma_rule set is_on = $2 where id = $1', [id, isOn])
}

/** With what it saw; see {@link dropMatches}. */
export async function removeSigma({ tx }: Reach, id: string): Promise<void> {
  await dropMatches({ tx }, id)
  await tx.$client.query('delete from app.sigma_rule where id = $1', [id])
}
