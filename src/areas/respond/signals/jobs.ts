/** What is done by the clock for signals: a source that fell silent is an alarm, and its return ends it. */
import { asSystem, type Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { groupUnlessGrouped } from './intake/group-signals.ts'
import { attend } from './intake/attend.ts'
import { recipientOf } from './intake/recipient.ts'
import { runRules } from './intake/run-rules.ts'
import { saveSilence } from './intake/silence-signal.ts'
import { tickOf, ticksPerDay } from './rules/moments.ts'
import { heardFrom, silenceNews } from './rules/silence.ts'
import { listeningOf } from './store/listening.ts'
import { forgetMoments } from './store/moments.ts'
import { changeSource, forgetMessages, getSourceToChange, listSources } from './store/sources.ts'

/** Each five minutes. Done twice it is the same: what was announced stands with the source. */
export const silenceJob: TenantJob = {
  name: 'signals.silence',
  cron: '*/5 * * * *',
  by: 'Muster',
  run: hearSources,
}

/** Each minute, for what a process that stopped left behind and for what only time changes. */
export const groupingJob: TenantJob = {
  name: 'signals.grouping',
  cron: '* * * * *',
  by: 'Muster',
  run: groupWaiting,
}

/** Longer than habits look back, so that nothing that may still be asked for is gone. */
const momentDays = 5
const habitDays = 35

async function groupWaiting(context: Context): Promise<void> {
  await groupUnlessGrouped(context)
  const tick = tickOf(context.now)
  const day = Math.floor(tick / ticksPerDay)
  await forgetMoments(context, { tick: tick - momentDays * ticksPerDay, day: day - habitDays })
}

/** Each minute: rules look at what came, and people are asked to. A storm is worked off piece by piece. */
export const attentionJob: TenantJob = {
  name: 'signals.attention',
  cron: '* * * * *',
  by: 'Muster',
  run: async (context) => {
    await runRules(context, async () => (await recipientOf(context)).domains)
    await attend(context)
  },
  after: async (house, tenantId) => {
    for (let round = 0; round < mostRounds; round += 1)
      if (!(await asSystem(house, tenantId, 'Muster', lookAgain))) return
  },
}

const mostRounds = 20

async function lookAgain(context: Context): Promise<boolean> {
  const rules = await runRules(context, async () => (await recipientOf(context)).domains)
  const people = await attend(context)
  return rules || people
}

/** A sender that signs tries again for days at most; after that an id can only be a replay, which is too old anyway. */
const rememberDays = 14

export async function hearSources(context: Context): Promise<void> {
  for (const { id, ...source } of await listSources(context))
    if (silenceNews(listeningOf({ id, ...source }), context.now) !== undefined) await tell(context, id)
  await forgetMessages(context, new Date(context.now.getTime() - rememberDays * 86_400_000))
}

async function tell(context: Context, id: string): Promise<void> {
  // Locked, and looked at again: a delivery may have come meanwhile.
  const source = await getSourceToChange(context, id)
  const listening = listeningOf(source)
  const news = silenceNews(listening, context.now)
  if (news === undefined) return
  const since = news === 'silent' ? heardFrom(listening) : source.silentAt
  const said = { sourceId: id, name: source.name }
  await changeSource(context, id, { silentAt: news === 'silent' ? context.now : null })
  await saveSilence(context, source, { isOver: news !== 'silent', since: since ?? context.now })
  if (news === 'silent') {
    context.record({ stream: 'intake', kind: 'source.silent', fields: { source: id, name: source.name } })
    await context.announce({ kind: 'source.silent', ...said })
  } else {
    context.record({
      stream: 'intake',
      kind: 'source.return',
      fields: { source: id, name: source.name, why: news },
    })
    if (news === 'returned') await context.announce({ kind: 'source.returned', ...said })
  }
}
