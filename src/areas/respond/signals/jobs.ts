/** What is done by the clock for signals: a source that fell silent is an alarm, and its return ends it. */
import { asSystem, type Context } from '../../../platform/action.ts'
import { tenantIds, type HouseJob, type TenantJob } from '../../../platform/jobs/jobs.ts'
import { groupUnlessGrouped } from './intake/group-signals.ts'
import { askDueSources } from './intake/asking/ask-source.ts'
import { attend } from './intake/attend.ts'
import { recipientOf } from './intake/recipient.ts'
import { runRules } from './intake/run-rules.ts'
import { hearSources } from './intake/hear-sources.ts'
import { tickOf, ticksPerDay } from './rules/moments.ts'
import { forgetHeard } from './store/heard.ts'
import { forgetMoments } from './store/moments.ts'
import { forgetMessages } from './store/sources.ts'

/** Each five minutes. Done twice it is the same: what was announced stands with the source. */
export const silenceJob: TenantJob = {
  name: 'signals.silence',
  cron: '*/5 * * * *',
  by: 'Muster',
  run: async (context) => {
    await hearSources(context)
    await forgetMessages(context, new Date(context.now.getTime() - rememberDays * 86_400_000))
  },
}

/** A sender that signs tries again for days at most; what a sender still lists is remembered anew each time. */
const rememberDays = 14

/** Each minute: sources that Muster asks, when their time has come. Who asks holds no transaction meanwhile. */
export const askingJob: HouseJob = {
  name: 'signals.asking',
  cron: '* * * * *',
  once: async (house) => askDueSources(house, await tenantIds(house)),
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
const heardDays = 400

async function groupWaiting(context: Context): Promise<void> {
  await groupUnlessGrouped(context)
  const tick = tickOf(context.now)
  const day = Math.floor(tick / ticksPerDay)
  await forgetMoments(context, { tick: tick - momentDays * ticksPerDay, day: day - habitDays })
  await forgetHeard(context, new Date(context.now.getTime() - heardDays * 86_400_000))
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
