import type { Context } from '../../../platform/action.ts'
import type { Announcer, Recorded } from '../../../platform/events/announce.ts'
import { sectionsRestingOn } from './rules/words/sections.ts'
import { lockSections, markSection } from './store/material.ts'

/** So many changes are named, the latest; a section that changed more often needs a look anyway. */
const mostNamed = 20

/** Sections hear of every change on which they rest, in its own transaction. `app/areas.ts` calls it once. */
export function hearChanges(announce: Announcer<Context>): void {
  announce.onRecorded(markSections)
}

async function markSections(context: Context, entries: readonly Recorded[]): Promise<void> {
  const changes = entries.flatMap(({ kind, fields }) =>
    sectionsRestingOn(kind).map((section) => ({ section, kind, name: nameIn(fields) })),
  )
  if (changes.length === 0) return
  for (const row of await lockSections(context)) {
    const own = changes.filter(({ section }) => section === row.section)
    if (own.length === 0) continue
    const at = context.now.toISOString()
    await markSection(context, row.section, {
      changedSince: row.changedSince ?? context.now,
      changes: [...row.changes, ...own.map(({ kind: what, name }) => ({ what, name, at }))].slice(-mostNamed),
    })
    // A section that needs a look already is no news.
    if (row.changedSince !== null) continue
    context.record({
      stream: 'audit',
      kind: 'plan.stale',
      fields: { section: row.section, because: own[0]?.kind ?? '' },
    })
  }
}

/** What the leaf was about, as people call it. */
function nameIn(fields: Recorded['fields']): string {
  const name = fields?.['name'] ?? fields?.['title'] ?? ''
  return String(name).slice(0, 200)
}
