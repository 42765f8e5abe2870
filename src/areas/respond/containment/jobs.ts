import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { incidentFor } from '../incidents/public/incidents.ts'
import { defanged } from './rules/blocks.ts'
import { missedBefore } from './rules/watches.ts'
import { takeDue, watchTitles } from './store/due.ts'
import type { RowOf } from './store/registers.ts'

/** Says what ran out while nobody looked: measures, blocks, checks of a watch, footholds to look at again. Once for each. */
export const dueJob: TenantJob = {
  name: 'containment.due',
  cron: '*/5 * * * *',
  run: announceDue,
}

export async function announceDue(context: Context): Promise<void> {
  const { now } = context
  const { measures, blocks, checks, footholds } = await takeDue(context, {
    now,
    missedBefore: missedBefore(now),
  })
  for (const { id, incidentId, title, ownerId } of measures) {
    context.record({ stream: incidentId, kind: 'measure.overdue', fields: { measure: id, title } })
    const memberIds = ownerId === null ? [] : [ownerId]
    await tell(context, { incidentId, what: 'measure', title, memberIds })
  }
  for (const { id, incidentId, kind, value } of blocks) {
    context.record({ stream: incidentId, kind: 'block.overdue', fields: { block: id, value } })
    await tell(context, { incidentId, what: 'block', title: defanged(kind, value), memberIds: [] })
  }
  await announceMissed(context, checks)
  for (const { id, incidentId, platform, item } of footholds) {
    context.record({
      stream: incidentId,
      kind: 'foothold.recheck',
      fields: { foothold: id, platform, item },
    })
    await tell(context, { incidentId, what: 'foothold', title: '', memberIds: [] })
  }
}

/** Each check on the record, but one message for a watch: whoever slept through a night reads it once. */
async function announceMissed(context: Context, checks: readonly RowOf<'check'>[]): Promise<void> {
  const watchIds = [...new Set(checks.map(({ watchId }) => watchId))]
  const titles = await watchTitles(context, watchIds)
  for (const watchId of watchIds) {
    const missed = checks.filter((check) => check.watchId === watchId)
    for (const { id, incidentId, dueAt } of missed)
      context.record({
        stream: incidentId,
        kind: 'watch.miss',
        fields: { watch: watchId, check: id, dueAt: dueAt.toISOString() },
      })
    const [first] = missed
    if (first === undefined) continue
    await tell(context, {
      incidentId: first.incidentId,
      what: 'watch',
      title: titles.get(watchId) ?? '',
      memberIds: missed.flatMap(({ watcherId }) => (watcherId === null ? [] : [watcherId])),
    })
  }
}

interface Due {
  readonly incidentId: string
  readonly what: 'measure' | 'block' | 'watch' | 'foothold'
  readonly title: string
  readonly memberIds: readonly string[]
}

async function tell(context: Context, { incidentId, ...rest }: Due): Promise<void> {
  const { number } = await incidentFor(context, incidentId)
  await context.announce({ kind: 'containment.due', incidentId, number, ...rest })
}
