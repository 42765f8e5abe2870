import type { Context } from '../../../../platform/action.ts'
import type { Gateway, PhoneMessage } from '../../../../platform/telephone/gateways.ts'
import type { PhoneOutcome } from '../../../../platform/telephone/send.ts'
import { callingProviders } from '../contract/telephone.ts'
import { mailAbout, type Why } from '../rules/delivery.ts'
import {
  afterCrash,
  isCostWarning,
  keyWords,
  limitReached,
  nextPhoneTry,
  staleAt,
} from '../rules/telephone/phoning.ts'
import { languagesOf } from '../store/choices.ts'
import { findCaseOf } from '../store/inbox.ts'
import { dropClaimed, hasten, settle, type OutboundRow } from '../store/outbox.ts'
import {
  countHanded,
  gatewayOf,
  isGatewayOn,
  lockGateway,
  noteGateway,
  type GatewayRow,
} from '../store/telephone/gateway.ts'
import {
  clearHanded,
  isPhoneHostile,
  isReadByAny,
  noteHanded,
  noteSending,
} from '../store/telephone/links.ts'
import { findNumber } from '../store/telephone/numbers.ts'
import { tellOwners } from '../public.ts'

export interface PhoneTask {
  readonly row: OutboundRow
  readonly kind: 'phone'
  readonly gateway: Gateway
  readonly message: PhoneMessage
}

/** What is handed over; or why not, `read` where somebody has it by now. */
export async function preparePhone(context: Context, row: OutboundRow): Promise<PhoneTask | Why | 'read'> {
  const isCall = row.channel === 'call'
  if (row.itemId === null || (await isReadByAny(context, row.itemId))) {
    await dropClaimed(context, row)
    return 'read'
  }
  const sending = afterCrash(row.why)
  if (sending === 'phone.unclear') return sending
  // Held: of two that count at once, the second counts the first.
  const set = await lockGateway(context)
  if (!isGatewayOn(set)) return 'phone.off'
  if (isCall && !(set.hasCalls && callingProviders.includes(set.provider))) return 'phone.off'
  const known = await findNumber(context, row.memberId)
  if (known === undefined || known.verifiedAt === null || !(isCall ? known.calls : known.texts))
    return 'phone.unproved'
  const about = await findCaseOf(context, row.itemId)
  if (about !== undefined && (await isPhoneHostile(context, about))) return 'phone.hostile'
  const keepSeconds = Math.floor((staleAt(row.createdAt).getTime() - context.now.getTime()) / 1000)
  if (keepSeconds <= 0) return 'phone.stale'
  const limit = await underLimit(context, set, row.memberId)
  if (limit !== undefined) return limit
  const gateway = gatewayOf(context, set)
  if (gateway === undefined) {
    await noteGateway(context, 'phone.login')
    return 'phone.login'
  }
  await noteSending(context, row.id, sending)
  await noteHanded(context, row.id)
  const language = (await languagesOf(context, [row.memberId])).get(row.memberId) ?? 'en'
  return {
    ...{ row: { ...row, why: sending }, kind: 'phone', gateway },
    message: {
      ...{ id: row.id, kind: isCall ? 'call' : 'text', to: known.number, words: row.body, language },
      ...{ keyWords: isCall ? keyWords[language] : '', reportUrl: row.subject, keepSeconds },
      at: context.now,
    },
  }
}

async function underLimit(context: Context, set: GatewayRow, memberId: string): Promise<Why | undefined> {
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

/** @returns whether the gateway is there for others; `lost` where this message ended for good without getting through */
export async function endPhone(
  context: Context,
  row: OutboundRow,
  outcome: PhoneOutcome,
): Promise<'fine' | 'down' | { readonly lost: Why }> {
  if (outcome.state === 'accepted') {
    await noteGateway(context, null)
    const why: Why = row.channel === 'call' ? 'call.accepted' : 'text.accepted'
    if (await settle(context, row, { state: 'reached', why, settledAt: context.now }))
      context.record({ stream: 'audit', kind: 'phone.send', fields: phoneFields(row) })
    return 'fine'
  }
  const why: Why = `phone.${outcome.trouble}`
  if (outcome.state === 'refused') {
    await noteGateway(context, null)
    return { lost: why }
  }
  await noteGateway(context, why)
  const next = nextPhoneTry(row.tries, context.now, staleAt(row.createdAt))
  if (next === undefined) return { lost: 'phone.stale' }
  // Broken off, it may have been taken: it keeps the mark of what is unclear, and goes once more at most.
  const isUnclear = outcome.trouble === 'broken_off'
  await settle(context, row, { state: 'waiting', why: isUnclear ? row.why : why, nextTryAt: next })
  if (!isUnclear) await clearHanded(context, row.id)
  return 'down'
}

/** On the record, and the next way does not wait for its minute. */
export async function passOnPhone(context: Context, row: OutboundRow, why: Why): Promise<void> {
  context.record({ stream: 'audit', kind: 'phone.fail', fields: { ...phoneFields(row), why } })
  if (row.channel === 'text' && row.itemId !== null) await hasten(context, row.itemId, ['call'])
}

function phoneFields({ id, memberId, channel, recipient }: OutboundRow) {
  return { message: id, member: memberId, channel, to: recipient }
}
