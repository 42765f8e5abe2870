import * as z from 'zod'
import { asSystem, type Context, type House } from '../../../platform/action.ts'
import { audienceOf } from '../../../platform/database/circle.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { publishEvent, topicOf, type Bus } from '../../../platform/webhook/publish.ts'
import { sendWebhook, type SentEvent, type WebhookOutcome } from '../../../platform/webhook/send.ts'
import { organisationFor } from '../../register/people/public/people.ts'
import { tellOwners } from '../communications/public.ts'
import { incidentFor, rehearsalsAmong } from '../incidents/public/incidents.ts'
import { bodyOf, claimSeconds, keepDays, nextTryAt, offTitle, webhookBell } from './rules.ts'
import * as store from './store.ts'

/** The net below the bell: each minute what is due is begun for every program apart, and what is old is forgotten. */
export const webhookJob: TenantJob = {
  name: 'webhooks.send',
  cron: '* * * * *',
  by: 'Webhooks',
  run: async (context) => {
    await store.dropOldDeliveries(context, new Date(context.now.getTime() - keepDays * 86_400_000))
    const { services, tenantId } = context
    for (const id of await store.webhooksDue(context))
      context.afterCommit(() => services.wake.ring(webhookBell, tenantId, id))
  },
}

/** Starts sending when a commit left something for a program. Called once, at the start. */
export function answerWebhookBell(house: House): void {
  house.services.wake.on(webhookBell, (tenantId, webhookId) => sendDue(house, tenantId, webhookId))
}

/**
 * Sends what is due to one program, one after the other, until it does not take one: the rest waits for its next turn.
 * Each is claimed and settled in a short transaction of its own and sent between the two.
 */
async function sendDue(house: House, tenantId: string, webhookId: string): Promise<void> {
  for (;;) {
    const claimed = await asSystem(house, tenantId, 'Webhooks', async (context) => {
      const { isOn, removedAt } = await store.knownWebhook(context, webhookId)
      if (!isOn || removedAt !== null) return undefined
      const until = new Date(context.now.getTime() + claimSeconds * 1000)
      return store.claimDelivery(context, { webhookId, until })
    })
    if (claimed === undefined || !(await deliver(house, tenantId, claimed))) return
  }
}

/** @returns whether the next one may be tried: this one was taken, or was not to be sent at all */
export async function deliver(house: House, tenantId: string, claimed: store.DeliveryRow): Promise<boolean> {
  const ready = await asSystem(house, tenantId, 'Webhooks', (context) => prepare(context, claimed))
  if (ready === undefined) return true
  const { egress } = house.services
  const outcome =
    'bus' in ready
      ? await publishEvent(egress, ready.bus, ready.event)
      : await sendWebhook(egress, ready.address, ready.event)
  await asSystem(house, tenantId, 'Webhooks', (context) => settle(context, claimed, outcome))
  return outcome.state === 'accepted'
}

/** The event as it may be told now; undefined where its case was closed to most people meanwhile. */
async function prepare(
  context: Context,
  claimed: store.DeliveryRow,
): Promise<({ event: SentEvent } & ({ address: string } | { bus: Bus })) | undefined> {
  const { incidentId, webhookId: id } = claimed
  if (incidentId !== null && !(await isToldOutside(context, incidentId))) {
    const change = { state: 'failed', why: 'case_closed', settledAt: context.now } as const
    await store.settleDelivery(context, claimed, change)
    return undefined
  }
  const about = incidentId === null ? undefined : await incidentFor(context, incidentId)
  const row = await store.knownWebhook(context, id)
  const { secret, oldSecret, oldUntil } = row
  const isOldGood = oldSecret !== null && oldUntil !== null && oldUntil > context.now
  const sealed = isOldGood ? [secret, oldSecret] : [secret]
  const address = store.open(context, { id, what: 'address' }, row.address)
  const event = {
    id: claimed.id,
    at: context.now,
    body: bodyOf(claimed, about),
    secrets: sealed.map((one) => store.open(context, { id, what: 'secret' }, one)),
  }
  if (row.kind === 'http') return { address, event }
  const { slug } = await organisationFor(context)
  const login =
    row.login === null
      ? noLogin
      : Login.parse(JSON.parse(store.open(context, { id, what: 'login' }, row.login)))
  return { bus: { address, ...login, topic: topicOf(slug, claimed.type) }, event }
}

const Login = z.object({ user: z.string(), password: z.string() })
const noLogin = { user: '', password: '' }

/** Whether every member may know of it: what is closed to some is told to no program, and a rehearsal reaches nobody outside. */
export async function isToldOutside(context: Pick<Context, 'tx'>, incidentId: string): Promise<boolean> {
  if ((await audienceOf(context.tx.$client, [incidentId])).get(incidentId)?.isOpen !== true) return false
  return (await rehearsalsAmong(context, [incidentId])).size === 0
}

async function settle(context: Context, claimed: store.DeliveryRow, outcome: WebhookOutcome): Promise<void> {
  const { now: settledAt } = context
  const status = outcome.status ?? null
  if (outcome.state === 'accepted') {
    await store.settleDelivery(context, claimed, { state: 'delivered', why: 'accepted', status, settledAt })
    return
  }
  const { trouble } = outcome
  const next = nextTryAt(claimed.tries, { now: settledAt, giveUpAt: claimed.giveUpAt })
  if (trouble !== 'gone' && next !== undefined) {
    await store.settleDelivery(context, claimed, { why: trouble, status, nextTryAt: next })
    return
  }
  // The last word of the network says more than that it is too late.
  const ended = await store.settleDelivery(context, claimed, {
    state: 'failed',
    why: trouble,
    status,
    settledAt,
  })
  // Muster itself sends nothing from a copy that nobody has confirmed: that is no fault of the program.
  if (ended === undefined || claimed.type === 'webhook.test' || trouble === 'muted') return
  const isGone = trouble === 'gone'
  // One event that it will not take is no reason to keep all others from it.
  if (!isGone && (await store.tookSince(context, claimed.webhookId, claimed.happenedAt))) return
  await switchOff(context, claimed.webhookId, isGone ? 'gone' : 'too_late')
}

/** On the record, and told to the owners once. */
async function switchOff(context: Context, id: string, offWhy: 'gone' | 'too_late'): Promise<void> {
  const { isOn, removedAt, name } = await store.lockKnownWebhook(context, id)
  if (!isOn || removedAt !== null) return
  await store.updateWebhook(context, id, { isOn: false, offWhy, offAt: context.now })
  context.record({ stream: 'audit', kind: 'webhook.off', fields: { webhook: id, name, why: offWhy } })
  await tellOwners(context, {
    kind: 'webhook.off',
    title: offTitle(name, offWhy),
    path: '/settings/webhooks',
    mail: {
      subject: 'Muster: a webhook was switched off',
      text: 'A program does not take what Muster sends it, so its webhook was switched off.\n\nOpen Muster to read more. If you doubt this mail, do not follow the link: open Muster as you always do.',
    },
  })
}
