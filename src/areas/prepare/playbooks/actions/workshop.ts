import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { shippedPlaybook } from '../content/playbooks.ts'
import type * as contract from '../contract/editing.ts'
import type { PlaybookKey } from '../contract/reading.ts'
import { draftFaults } from '../rules/draft.ts'
import { playbookGaps } from '../rules/playbook-gaps.ts'
import { countOwn, findPlaybook, hasOriginal, listVersions } from '../store/playbooks.ts'

/** A firm has a handful of its own; the limit keeps a script from making a million. */
export const mostPlaybooks = 300

/** Refuses `conflict` where no further playbook of one's own can be made. */
export async function refuseTooMany(context: Context): Promise<void> {
  refuseUnless(
    (await countOwn(context)) < mostPlaybooks,
    'conflict',
    `There are ${mostPlaybooks} playbooks of your own already. Change one of them, or throw a draft away.`,
  )
}

/** One spelling for one playbook: `other` is `something-odd`. */
export function keyOf(kind: PlaybookKey): PlaybookKey {
  return shippedPlaybook(kind)?.id ?? kind
}

/** Draft, versions and what is wrong, as an editor needs them at once. Refuses `not_found`. */
export async function workshopOf(
  context: Context,
  kind: PlaybookKey,
): Promise<z.input<typeof contract.Workshop>> {
  const key = keyOf(kind)
  const record = await findPlaybook(context, key)
  const shipped = shippedPlaybook(key)
  const known = record ?? shipped
  if (known === undefined) refuse('not_found', 'There is no such playbook here.')
  const versions = record === undefined ? [] : await listVersions(context, key)
  const draft = record?.draft ?? null
  return {
    key,
    kind: record?.kind ?? shipped?.id ?? 'other',
    title: known.title,
    shipped: shipped?.version ?? null,
    inUse: record?.inUse ?? null,
    draft,
    revision: record?.draftRevision ?? 0,
    draftedAt: record?.draftedAt?.toISOString() ?? null,
    draftedBy: record?.draftedBy ?? null,
    faults: draft === null ? [] : draftFaults(draft),
    gaps: draft === null ? [] : playbookGaps(draft),
    versions: versions.map((version) => ({
      ...version,
      publishedAt: version.publishedAt.toISOString(),
      isInUse: version.version === record?.inUse,
    })),
    hasOriginal: record !== undefined && (await hasOriginal(context, key)),
  }
}
