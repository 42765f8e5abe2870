import type { Context } from '../../../../platform/action.ts'
import type { SectionKey } from '../rules/words/sections.ts'
import { beginSections, lockSections, markSection } from '../store/material.ts'

/** So many changes are named, the latest. */
const mostNamed = 20

/**
 * A section that failed too often must be looked at, whatever it rests on: it stands as one that needs review, with
 * how often, in the transaction of the look back that found it so.
 */
export async function forceSectionReview(
  context: Context,
  wanted: readonly { readonly section: SectionKey; readonly count: number }[],
): Promise<void> {
  if (wanted.length === 0) return
  await beginSections(
    context,
    wanted.map(({ section }) => section),
  )
  const at = context.now.toISOString()
  for (const row of await lockSections(context)) {
    const own = wanted.find(({ section }) => section === row.section)
    if (own === undefined) continue
    await markSection(context, row.section, {
      changedSince: row.changedSince ?? context.now,
      changes: [...row.changes, { what: 'review.conclude', name: `${own.count}`, at }].slice(-mostNamed),
    })
    context.record({
      stream: 'audit',
      kind: 'plan.stale',
      fields: { section: row.section, because: 'review.conclude', failures: own.count },
    })
  }
}
