import { asSystem, type Context, type House } from '../../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../../platform/database/circle.ts'
import type { TenantJob } from '../../../../platform/jobs/jobs.ts'
import { sendMail, type MailOutcome, type MailServer } from '../../../../platform/mail/send.ts'
import type { PushOutcome } from '../../../../platform/push/push.ts'
import { sendByTelephone } from '../../../../platform/telephone/send.ts'
import { getMember, type Person } from '../../../register/people/public/people.ts'
import type { Channel } from '../contract/reaching.ts'
import type { GatewayRank } from '../contract/telephone.ts'
import { claimSeconds, deliveryBell, giveUpAt, giveUpHours, nextTryAt, type Why } from '../rules/delivery.ts'
import { staleMinutes } from '../rules/telephone/phoning.ts'
import { passOnUnread } from './pass-on-unread.ts'
import { endPhone, passOnPhone, phoneChannels, preparePhone, type PhoneTask } from './phone-messages.ts'
import { digestFor, dueDigests, type Digest } from './send-digests.ts'
import { endDigest } from '../store/choices.ts'
import { findDevice, noteDevice, removeDevice, type DeviceRow } from '../store/devices.ts'
import { findCaseOf } from '../store/inbox.ts'
import { findMail, isMailOn, noteMail, serverOf } from '../store/mail-settings.ts'
import { isMailHostile } from '../store/statements.ts'
import { forgetLinks } from '../store/telephone/links.ts'
import {
  claimNext,
  dropClaimed,
  dropHeld,
  hasten,
  giveUpOld,
  releaseHeld,
  settle,
  type OutboundRow,
} from '../store/outbox.ts'

/** The net below the bell: every minute what is due goes out, and what waited 72 hours is given up. */
export const deliveryJob: TenantJob = {
  name: 'deliver-messages',
  cron: '* * * * *',
  run: async (context) => {
    await giveUp(context)
    await passOnUnread(context)
    await forgetLinks(context)
    await dueDigests(context)
  },
  after: deliverWaiting,
}

/** Starts delivery when a commit left something in the outbox. Called once, at the start. */
export function answerBell(house: House): void {
  house.services.wake.on(deliveryBell, (tenantId) => deliverWaiting(house, tenantId))
}

/**
 * Sends what is due for one organisation. Each message is claimed and settled in a short transaction of its own and
 * sent between the two, so no lock is held while a server answers. A crash in between leaves the claim to run out;
 * the message then goes once more, under the same Message-ID.
 */
export async function deliverWaiting(house: House, tenantId: string): Promise<void> {
  const round: Round = { isMailDown: false, down: new Set() }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, () => lane(house, tenantId, round)))
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

/** Several at once, so that one slow mail server does not keep push messages waiting. */
const lanes = 3

/** What one run learns about mail server and gateways: when one is down, the others need not find out for themselves. */
interface Round {
  isMailDown: boolean
  readonly down: Set<GatewayRank>
}

type Task =
  | { readonly row: OutboundRow; readonly kind: 'push'; readonly device: DeviceRow }
  | {
      readonly row: OutboundRow
      readonly kind: 'mail'
      readonly server: MailServer
      /** Its words and what they count, where it is a summary. */
      readonly digest: Digest | undefined
    }
  | PhoneTask

async function lane(house: House, tenantId: string, round: Round): Promise<void> {
  for (;;) {
    const task = await asSystem(house, tenantId, 'Post', (context) => take(context, round))
    if (task === 'nothing') return
    if (task === 'settled') continue
    if (task.kind === 'push') await push(house, tenantId, task)
    else if (task.kind === 'mail') await mail(house, tenantId, task, round)
    else await phone(house, tenantId, task, round)
  }
}

async function take(context: Context, round: Round): Promise<Task | 'settled' | 'nothing'> {
  const settings = await findMail(context)
  const mayMail = settings !== undefined && settings.confirmedAt !== null && !round.isMailDown
  const channels: Channel[] = [
    'push',
    ...(mayMail ? (['mail'] as const) : []),
    ...(await phoneChannels(context, round.down)),
  ]
  const until = new Date(context.now.getTime() + claimSeconds * 1000)
  const row = await claimNext(context, { channels, until })
  if (row === undefined) return 'nothing'
  const person = await getMember(context, row.memberId)
  if (person.status !== 'active') return notReached(context, row, 'member.left')
  if (!(await mayStillHear(context, row, person))) return notReached(context, row, 'case.closed')
  if (row.channel === 'mail' && (await isAboutHostileMail(context, row)))
    return notReached(context, row, 'mail.hostile')
  if (row.channel === 'text' || row.channel === 'call') {
    const ready = await preparePhone(context, row, round.down)
    if (typeof ready === 'object') return ready
    return ready === 'read' || ready === 'settled' ? 'settled' : notReached(context, row, ready)
  }
  if (row.channel === 'mail') {
    const digest = row.itemId === null ? await digestFor(context, row, person) : undefined
    if (row.itemId === null && digest === undefined) {
      await dropClaimed(context, row)
      return 'settled'
    }
    const server = settings && serverOf(context, settings)
    if (server !== undefined) return { row, kind: 'mail', server, digest }
    Object.assign(round, { isMailDown: true })
    await endMail(context, row, { state: 'waits', trouble: 'login' })
    return 'settled'
  }
  const device = row.deviceId === null ? undefined : await findDevice(context, row.deviceId)
  if (device?.memberId !== row.memberId) return notReached(context, row, 'push.removed')
  return { row, kind: 'push', device }
}

/** A case may have been closed to this person while the message waited. */
async function mayStillHear(
  context: Context,
  { itemId }: OutboundRow,
  { id: memberId, role }: Person,
): Promise<boolean> {
  const about = itemId === null ? undefined : await findCaseOf(context, itemId)
  if (about === undefined) return true
  return mayHear({ memberId, role }, (await audienceOf(context.tx.$client, [about])).get(about))
}

/** The mail of its case may have been given up while it waited. */
async function isAboutHostileMail(context: Context, { itemId }: OutboundRow): Promise<boolean> {
  const about = itemId === null ? undefined : await findCaseOf(context, itemId)
  return about !== undefined && isMailHostile(context, about)
}

async function push(
  house: House,
  tenantId: string,
  { row, device }: Extract<Task, { kind: 'push' }>,
): Promise<void> {
  const left = giveUpAt(row.createdAt).getTime() - house.now().getTime()
  const outcome = await house.services.push.send(device, {
    payload: row.body,
    isUrgent: row.urgent,
    keepSeconds: Math.max(0, Math.floor(left / 1000)),
  })
  await asSystem(house, tenantId, 'Post', (context) => endPush(context, { row, device, outcome }))
}

async function endPush(
  context: Context,
  { row, device, outcome }: { row: OutboundRow; device: DeviceRow; outcome: PushOutcome },
): Promise<void> {
  if (outcome.state === 'waits') {
    const why = `push.${outcome.trouble}` as const
    await noteDevice(context, device.id, { state: 'not reached', why })
    await waitOrGiveUp(context, row, why)
    return
  }
  if (outcome.state === 'accepted') {
    if (!(await settle(context, row, { state: 'reached', why: 'push.accepted', settledAt: context.now })))
      return
    await noteDevice(context, device.id, { state: 'reached', why: 'push.accepted' })
    if (row.itemId !== null) await dropHeld(context, row.itemId, 'accepted')
    return
  }
  const why = outcome.state === 'gone' ? 'push.gone' : 'push.refused'
  await notReached(context, row, why)
  if (outcome.state === 'refused') return noteDevice(context, device.id, { state: 'not reached', why })
  await removeDevice(context, device.id)
  context.record({
    stream: 'audit',
    kind: 'push.remove',
    fields: { device: device.id, member: row.memberId, why: 'gone' },
  })
}

async function mail(
  house: House,
  tenantId: string,
  { row, server, digest }: Extract<Task, { kind: 'mail' }>,
  round: Round,
): Promise<void> {
  const outcome = await sendMail(house.services.egress, server, {
    to: row.recipient,
    subject: row.subject,
    text: digest?.body ?? row.body,
    messageId: row.messageId,
    date: row.createdAt,
  })
  // A server that asks for patience may mean this recipient alone.
  if (outcome.state === 'waits' && outcome.trouble !== 'later') round.isMailDown = true
  if (outcome.state !== 'accepted')
    house.services.log.warn(
      { tenantId, message: row.id, trouble: outcome.trouble },
      'a mail did not get through',
    )
  await asSystem(house, tenantId, 'Post', async (context) => {
    const isOurs = await endMail(context, row, outcome)
    if (isOurs && digest !== undefined)
      await endDigest(context, { memberId: row.memberId, counted: digest.counted })
  })
}

async function phone(house: House, tenantId: string, task: PhoneTask, round: Round): Promise<void> {
  const { row, gateway, message } = task
  const outcome = await sendByTelephone(house.services.egress, gateway, message)
  if (outcome.state !== 'accepted')
    house.services.log.warn(
      { tenantId, message: row.id, trouble: outcome.trouble },
      'a text message or call was not taken',
    )
  await asSystem(house, tenantId, 'Post', async (context) => {
    const ended = await endPhone(context, task, outcome)
    if (ended.isDown) round.down.add(task.rank)
    if (ended.lost !== undefined) await notReached(context, row, ended.lost)
  })
}

/** @returns whether it is known now, by this process, that the mail got through */
async function endMail(context: Context, row: OutboundRow, outcome: MailOutcome): Promise<boolean> {
  if (outcome.state === 'waits') {
    const why = `mail.${outcome.trouble}` as const
    await noteMail(context, why)
    await waitOrGiveUp(context, row, why)
    // Whoever has to read it does not wait for a mail server.
    if (row.itemId !== null) await hasten(context, row.itemId, ['text'])
    return false
  }
  await noteMail(context, null)
  if (outcome.state === 'refused') {
    await notReached(context, row, `mail.${outcome.trouble}`)
    return false
  }
  if (!(await settle(context, row, { state: 'reached', why: 'mail.accepted', settledAt: context.now })))
    return false
  context.record({ stream: 'audit', kind: 'mail.send', fields: mailFields(row) })
  return true
}

async function waitOrGiveUp(context: Context, row: OutboundRow, why: Why): Promise<void> {
  const next = nextTryAt(row.createdAt, row.tries, context.now)
  if (next === undefined) await notReached(context, row, 'too.late')
  else await settle(context, row, { state: 'waiting', why, nextTryAt: next })
}

async function notReached(context: Context, row: OutboundRow, why: Why): Promise<'settled'> {
  const isOurs = await settle(context, row, { state: 'not reached', why, settledAt: context.now })
  if (isOurs) await passOn(context, row, why)
  return 'settled'
}

/** A failed push lets the mail go that stood by; a failed mail is on the record. */
async function passOn(context: Context, row: OutboundRow, why: Why): Promise<void> {
  if (row.channel === 'push' && row.itemId !== null) await releaseHeld(context, row.itemId)
  if (row.channel === 'mail')
    context.record({ stream: 'audit', kind: 'mail.fail', fields: { ...mailFields(row), why } })
  if (row.channel === 'text' || row.channel === 'call') await passOnPhone(context, row, why)
}

function mailFields({ recipient, subject, messageId }: OutboundRow) {
  return { to: recipient, subject, messageId }
}

async function giveUp(context: Context): Promise<void> {
  const madeBefore = new Date(context.now.getTime() - giveUpHours * 3_600_000)
  const why = (await isMailOn(context)) ? 'too.late' : 'mail.off'
  const staleBefore = new Date(context.now.getTime() - staleMinutes * 60_000)
  const stale = { madeBefore: staleBefore, why: 'phone.stale' } as const
  const old = [
    ...(await giveUpOld(context, { ...stale, channel: 'text' })),
    ...(await giveUpOld(context, { ...stale, channel: 'call' })),
    ...(await giveUpOld(context, { madeBefore, channel: 'push', why: 'too.late' })),
    ...(await giveUpOld(context, { madeBefore, channel: 'mail', why })),
  ]
  for (const row of old) await passOn(context, row, row.why)
}
