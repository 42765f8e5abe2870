import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { incidentFor } from '../incidents/public.ts'
import { missedBefore } from './rules/watches.ts'
import { takeDue } from './store/returning.ts'

/** Says what ran out while nobody looked: measures, checks of a watch, footholds to look at again. Once for each. */
export const dueJob: TenantJob = {
  name: 'containment.due',
  cron: '*/5 * * * *',
  run: announceDue,
}

export async function announceDue(context: Context): Promise<void> {
  const { now } = context
  const { measures, checks, footholds } = await takeDue(context, { now, missedBefore: missedBefore(now) })
  for (const { id, incidentId, title, ownerId } of measures) {
    context.record({ stream: incidentId, kind: 'measure.overdue', fields: { measure: id, title } })
    await tell(context, { incidentId, what: 'measure', title, memberId: ownerId })
  }
  for (const { id, incidentId, watchId, dueAt, watcherId } of checks) {
    context.record({
      stream: incidentId,
      kind: 'watch.miss',
      fields: { watch: watchId, check: id, dueAt: dueAt.toISOString() },
    })
    await tell(context, { incidentId, what: 'watch', title: '', memberId: watcherId })
  }
  for (const { id, incidentId, platform, item } of footholds) {
    context.record({
      stream: incidentId,
      kind: 'foothold.recheck',
      fields: { foothold: id, platform, item },
    })
    await tell(context, { incidentId, what: 'foothold', title: '', memberId: null })
  }
}

interface Due {
  readonly incidentId: string
  readonly what: 'measure' | 'watch' | 'foothold'
  readonly title: string
  readonly memberId: string | null
}

async function tell(context: Context, { incidentId, ...rest }: Due): Promise<void> {
  const { number } = await incidentFor(context, incidentId)
  await context.announce({ kind: 'containment.due', incidentId, number, ...rest })
}
