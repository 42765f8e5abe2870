import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { keepVersion } from './actions/keep-version.ts'
import { longestMinutes, pauseMinutes } from './rules/keeping.ts'
import { listUnkept } from './store.ts'

/** Each minute: what was written is kept as a version, once nobody goes on writing or too much of it would wait. */
export const keepNotesJob: TenantJob = {
  name: 'notes.keep',
  cron: '* * * * *',
  by: 'Muster',
  run: keepPaused,
}

export async function keepPaused(context: Context): Promise<void> {
  const before = (minutes: number) => new Date(context.now.getTime() - minutes * 60_000)
  const wanted = { pausedAt: before(pauseMinutes), unkeptAt: before(longestMinutes), limit: 100 }
  for (const page of await listUnkept(context, wanted)) await keepVersion(context, page, { why: 'pause' })
}
