import type { Context } from '../../../../platform/action.ts'
import type { Gateway, PhoneMessage } from '../../../../platform/telephone/gateways.ts'
import type { PhoneOutcome } from '../../../../platform/telephone/send.ts'
import type { GatewayRank } from '../contract/telephone.ts'
import { mailAbout, type Why } from '../rules/delivery.ts'
import {
  afterCrash,
  gatewaysLeft,
  isCostWarning,
  keyWords,
  limitReached,
  nextPhoneTry,
  staleAt,
  usableGateways,
} from '../rules/telephone/phoning.ts'
import { languagesOf } from '../store/choices.ts'
import { findCaseOf } from '../store/inbox.ts'
import { dropClaimed, hasten, settle, type OutboundRow } from '../store/outbox.ts'
import {
  countHanded,
  gatewayOf,
  listGateways,
  lockGateways,
  noteGateway,
  type GatewayRow,
} from '../store/telephone/gateway.ts'
import {
  clearHanded,
  failedGateway,
  isPhoneHostile,
  isReadByAny,
  noteFailed,
  noteHanded,
  noteSending,
} from '../store/telephone/links.ts'
import { findNumber } from '../store/telephone/numbers.ts'
import { tellOwners } from '../public.ts'

export interface PhoneTask {
  readonly row: OutboundRow
  readonly kind: 'phone'
  readonly gateway: Gateway
  readonly rank: GatewayRank
  /** Another gateway is there that did not fail for it in this turn. */
  readonly hasNext: boolean
  /** How many can take a message of this kind. */
  readonly gateways: number
  readonly message: PhoneMessage
}

/** Without those whose gateways are all down: what is left where it is needs no claim, and no try is counted. */
export async function phoneChannels(
  context: Context,
  down: ReadonlySet<GatewayRank>,
): Promise<('text' | 'call')[]> {
  if (down.size === 0) return ['text', 'call']
  const all = await listGateways(context)
  return (['text', 'call'] as const).filter((channel) => {
    const usable = usableGateways(all, channel)
    return usable.length === 0 || usable.some(({ rank }) => !down.has(rank))
  })
}

/**
 * What is handed over, and to which gateway; or why not: `read` where somebody has it by now, `settled` where it waits.
 * @param down gateways that did not answer others a moment ago
 */
export async function preparePhone(
  context: Context,
  row: OutboundRow,
  down: ReadonlySet<GatewayRank>,
): Promise<PhoneTask | Why | 'read' | 'settled'> {
  const kind = row.channel === 'call' ? 'call' : 'text'
  if (row.itemId === null || (await isReadByAny(context, row.itemId))) {
    await dropClaimed(context, row)
    return 'read'
  }
  const sending = afterCrash(row.why)
  if (sending === 'phone.unclear') return sending
  // Held: of two that count at once, the second counts the first.
  const all = await lockGateways(context)
  const usable = usableGateways(all, kind)
  if (usable.length === 0) return 'phone.off'
  const why = await whyNotHanded(context, row, kind)
  if (why !== undefined) return why
  // One limit for the house, whoever hands it over: that of the first gateway.
  const limit = await underLimit(context, all[0], row.memberId)
  if (limit !== undefined) return limit
  const left = gatewaysLeft(usable, { failed: await failedGateway(context, row.id), down })
  const opened = await openedGateway(context, left)
  if (opened === undefined) {
    const next = nextPhoneTry(turnsOf(row, usable.length), context.now, staleAt(row.createdAt))
    if (next === undefined) return 'phone.stale'
    await noteFailed(context, row.id, null)
    // Nothing was handed to anybody, so it was no try.
    await settle(context, row, { state: 'waiting', why: row.why, nextTryAt: next, tries: row.tries - 1 })
    return 'settled'
  }
  const { rank, gateway } = opened
  await noteSending(context, row.id, sending)
  await noteHanded(context, row.id, rank)
  const message = await messageOf(context, row, kind)
  const hasNext = left.some((one) => one.rank !== rank)
  return {
    ...{ row: { ...row, why: sending }, kind: 'phone', gateway, rank, hasNext, gateways: usable.length },
    message,
  }
}

async function whyNotHanded(
  context: Context,
  row: OutboundRow,
  kind: 'text' | 'call',
): Promise<Why | undefined> {
  const known = await findNumber(context, row.memberId)
  if (known === undefined || known.verifiedAt === null || !(kind === 'call' ? known.calls : known.texts))
    return 'phone.unproved'
  const about = row.itemId === null ? undefined : await findCaseOf(context, row.itemId)
  if (about !== undefined && (await isPhoneHostile(context, about))) return 'phone.hostile'
  return staleAt(row.createdAt) <= context.now ? 'phone.stale' : undefined
}

async function messageOf(context: Context, row: OutboundRow, kind: 'text' | 'call'): Promise<PhoneMessage> {
  const keepSeconds = Math.floor((staleAt(row.createdAt).getTime() - context.now.getTime()) / 1000)
  const language = (await languagesOf(context, [row.memberId])).get(row.memberId) ?? 'en'
  const known = await findNumber(context, row.memberId)
  return {
    ...{ id: row.id, kind, to: known?.number ?? '', words: row.body, language },
    ...{ keyWords: kind === 'call' ? keyWords[language] : '', reportUrl: row.subject, keepSeconds },
    at: context.now,
  }
}

/** The first of them whose secret can still be read. */
async function openedGateway(
  context: Context,
  left: readonly GatewayRow[],
): Promise<{ readonly rank: GatewayRank; readonly gateway: Gateway } | undefined> {
  for (const row of left) {
    const gateway = gatewayOf(context, row)
    if (gateway !== undefined) return { rank: row.rank, gateway }
    await noteGateway(context, row.rank, 'phone.login')
  }
  return undefined
}

/** Once round all gateways is one try. */
function turnsOf({ tries }: OutboundRow, gateways: number): number {
  return Math.ceil(tries / Math.max(1, gateways))
}

async function underLimit(
  context: Context,
  set: GatewayRow | undefined,
  memberId: string,
): Promise<Why | undefined> {
  if (set === undefined) return 'phone.off'
  const before = (hours: number) => new Date(context.now.getTime() - hours * 3_600_000)
  const ofAll = await countHanded(context, { since: before(24) })
  const ofPerson = await countHanded(context, { since: before(1), memberId })
  const limit = limitReached({ ofPerson, ofAll }, set)
  if (limit === undefined && isCostWarning(ofAll, set.mostPerDay))
    await tellOwners(context, {
      kind: 'phone.costs',
      title: `${ofAll + 1} text messages and calls went out within a day. Each costs money, and after ${set.mostPerDay} none goes out.`,
      path: '/settings/telephone',
      mail: mailAbout('Many text messages and calls go out'),
    })
  return limit
}

/**
 * What the gateway did not take, for whatever reason, goes to the next one at once. Where the connection broke off it may
 * have been taken: that is tried once more altogether, by the next one where there is one, and never a third time.
 * @returns whether the gateway is there for others; `lost` where this message ended for good without getting through
 */
export async function endPhone(
  context: Context,
  { row, rank, hasNext, gateways }: PhoneTask,
  outcome: PhoneOutcome,
): Promise<{ readonly isDown: boolean; readonly lost?: Why }> {
  if (outcome.state === 'accepted') {
    await noteGateway(context, rank, null)
    const why: Why = row.channel === 'call' ? 'call.accepted' : 'text.accepted'
    if (await settle(context, row, { state: 'reached', why, settledAt: context.now }))
      context.record({ stream: 'audit', kind: 'phone.send', fields: { ...phoneFields(row), gateway: rank } })
    return { isDown: false }
  }
  const why: Why = `phone.${outcome.trouble}`
  // Broken off, it may have been taken: it keeps the mark of what is unclear, and goes once more at most.
  const isUnclear = outcome.trouble === 'broken_off'
  const isRefused = outcome.state === 'refused'
  await noteGateway(context, rank, isRefused ? null : why)
  // The one before may have been taken. However this one ended, a third could wake somebody once too often.
  if (row.why === 'phone.sending_again') return { isDown: !isRefused, lost: 'phone.unclear' }
  if (!isUnclear) await clearHanded(context, row.id)
  if (isRefused && !hasNext) return { isDown: false, lost: why }
  const ends = staleAt(row.createdAt)
  const next = hasNext ? context.now : nextPhoneTry(turnsOf(row, gateways), context.now, ends)
  if (next === undefined) return { isDown: !isRefused, lost: 'phone.stale' }
  await noteFailed(context, row.id, hasNext ? rank : null)
  await settle(context, row, { state: 'waiting', why: isUnclear ? row.why : why, nextTryAt: next })
  return { isDown: !isRefused }
}

/** On the record, and the next way does not wait for its minute. */
export async function passOnPhone(context: Context, row: OutboundRow, why: Why): Promise<void> {
  context.record({ stream: 'audit', kind: 'phone.fail', fields: { ...phoneFields(row), why } })
  if (row.channel === 'text' && row.itemId !== null) await hasten(context, row.itemId, ['call'])
}

function phoneFields({ id, memberId, channel, recipient }: OutboundRow) {
  return { message: id, member: memberId, channel, to: recipient }
}
