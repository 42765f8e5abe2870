import { randomInt, timingSafeEqual } from 'node:crypto'
import { may, type Actor } from '../../../../../base/access.ts'
import { refuse, refuseUnless } from '../../../../../base/refusal.ts'
import { endOfNumber, phoneNumberOf } from '../../../../../base/telephone.ts'
import { action, asSystem, doorAction, type Context } from '../../../../../platform/action.ts'
import type { Gateway } from '../../../../../platform/telephone/gateways.ts'
import { sendByTelephone, type PhoneOutcome } from '../../../../../platform/telephone/send.ts'
import { reachablePeople } from '../../../../register/contacts/public.ts'
import * as contract from '../../contract/telephone.ts'
import { sentenceOf } from '../../rules/delivery.ts'
import {
  codeMinutes,
  codesPerHour,
  codeTries,
  codeWords,
  isGatewayOn,
} from '../../rules/telephone/phoning.ts'
import { languagesOf } from '../../store/choices.ts'
import {
  changeGateway,
  gatewayOf,
  listGateways,
  lockGateways,
  noteGateway,
  stepsOf,
  type GatewayRow,
} from '../../store/telephone/gateway.ts'
import {
  changeNumber,
  findNumber,
  forgetNumber,
  lockNumber,
  openPhoneCode,
  saveNumber,
  sealPhoneCode,
  type NumberRow,
} from '../../store/telephone/numbers.ts'
import { ownMember } from '../inbox.ts'

export const readMine = action(contract.readMyTelephone, async (context) =>
  mineOf(context, ownMember(context.actor), context.actor),
)

/** The answer waits for the gateway, so that a mistake shows at once; no transaction is open meanwhile. */
export const sendCode = doorAction(contract.sendTelephoneCode, async ({ actor, house }, { number }) => {
  const asker = memberIn(actor)
  const { tenantId, memberId } = asker
  const asked = await asSystem(house, tenantId, 'Post', (context) => prepareCode(context, asker, number))
  const outcome = await sendByTelephone(house.services.egress, asked.gateway, asked.message)
  return asSystem(house, tenantId, 'Post', async (context) => {
    await noteGateway(context, asked.rank, outcome.state === 'waits' ? `phone.${outcome.trouble}` : null)
    // What was surely not sent counts as none; a mistake in the settings locks nobody out for an hour.
    const isUnsent =
      outcome.state === 'refused' || (outcome.state === 'waits' && outcome.trouble !== 'broken_off')
    if (outcome.state !== 'accepted')
      await changeNumber(context, memberId, {
        ...{ code: null, codeUntil: null },
        ...(isUnsent && { codes: asked.codesBefore }),
      })
    return { ...(await mineOf(context, memberId, actor)), failure: outcome }
  }).then(({ failure, ...mine }) => (failure.state === 'accepted' ? mine : refuseCode(failure)))
})

/** Not one transaction with its refusal: a wrong code is counted. */
export const confirm = doorAction(contract.confirmTelephone, async ({ actor, house }, { code }) => {
  const { tenantId, memberId } = memberIn(actor)
  const mine = await asSystem(house, tenantId, 'Post', async (context) => {
    const gateways = await lockGateways(context)
    const row = await lockNumber(context, memberId)
    if (row === undefined || !isExpected(row, context.now)) return undefined
    await changeNumber(context, memberId, { codeTries: row.codeTries + 1 })
    const wanted = openPhoneCode(context, row)
    if (wanted === undefined || !timingSafeEqual(Buffer.from(wanted), Buffer.from(code))) return undefined
    const spent = { code: null, codeUntil: null, codeTries: 0 }
    await changeNumber(context, memberId, {
      ...spent,
      verifiedAt: context.now,
      texts: true,
      changedAt: context.now,
    })
    const set = gateways.find(({ rank }) => rank === row.codeRank)
    const proves = set !== undefined && set.confirmedAt === null && mayProve(actor)
    if (proves) await changeGateway(context, set.rank, { confirmedAt: context.now })
    context.record({
      stream: 'audit',
      kind: 'phone.prove',
      fields: {
        ...{ actor: actor.ref, by: actor.name, member: memberId },
        number: endOfNumber(row.number),
        gateway: proves ? `${set.provider} is on` : '',
      },
    })
    return mineOf(context, memberId, actor)
  })
  if (mine !== undefined) return mine
  return refuse(
    'invalid',
    'This is not the code of the last text message, or it is too old. Send a new one.',
    {
      reason: 'wrong_code',
      faults: [{ path: 'code', message: 'must be the code of the last text message' }],
    },
  )
})

export const choose = action(contract.chooseTelephone, async (context, { texts, calls, isForgotten }) => {
  const memberId = ownMember(context.actor)
  const row = await lockNumber(context, memberId)
  if (row === undefined)
    return refuse('conflict', 'First enter your number and prove it by the code that is texted to it.')
  if (isForgotten) {
    // What counts the codes would go with the number.
    refuseUnless(
      codesInHour(row, context.now) === 0,
      'conflict',
      'A code went to this number within the hour. Switch texts and calls off now, and take it away in an hour.',
    )
    await forgetNumber(context, memberId)
  } else {
    refuseUnless(
      row.verifiedAt !== null,
      'conflict',
      'First prove your number by the code that was texted to it.',
    )
    await changeNumber(context, memberId, { texts, calls, changedAt: context.now })
  }
  const word = (isOn: boolean) => (isOn && !isForgotten ? 'yes' : 'no')
  context.record({
    stream: 'audit',
    kind: 'phone.choose',
    fields: {
      ...{ texts: word(texts), calls: word(calls) },
      number: isForgotten ? 'taken away' : endOfNumber(row.number),
    },
  })
  return mineOf(context, memberId, context.actor)
})

async function prepareCode(context: Context, actor: Asker, number: string) {
  const { memberId } = actor
  // Held: where there is no number yet, two that ask at once would each be the first.
  const { gateway, rank } = gatewayFor(context, await lockGateways(context), actor)
  const before = await lockNumber(context, memberId)
  const codes = before === undefined ? 0 : codesInHour(before, context.now)
  refuseUnless(
    codes < codesPerHour,
    'too_many',
    'Enough codes were sent for this hour. Wait, or ask an owner.',
    {
      retryAfterSeconds: 3600,
    },
  )
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const isKept = before?.number === number && before.verifiedAt !== null
  await saveNumber(context, {
    ...{ memberId, number },
    code: sealPhoneCode(context, memberId, code),
    codeUntil: new Date(context.now.getTime() + codeMinutes * 60_000),
    codeTries: 0,
    codeRank: rank,
    codes: codes + 1,
    codesSince: before !== undefined && codes > 0 ? before.codesSince : context.now,
    // Another number is nobody's before its code came back.
    verifiedAt: isKept ? before.verifiedAt : null,
    texts: isKept && before.texts,
    calls: isKept && before.calls,
    changedAt: context.now,
  })
  const fields = { actor: actor.ref, by: actor.name, member: memberId, number: endOfNumber(number) }
  context.record({ stream: 'audit', kind: 'phone.code', fields })
  const language = (await languagesOf(context, [memberId])).get(memberId) ?? 'en'
  return {
    ...{ gateway, rank, codesBefore: codes },
    message: {
      ...{
        id: context.newId(),
        kind: 'text' as const,
        to: number,
        words: codeWords(language, code),
        language,
      },
      ...{ keyWords: '', reportUrl: '', at: context.now, keepSeconds: codeMinutes * 60 },
    },
  }
}

/** Codes that went to this person in the hour that began with the first of them. */
function codesInHour({ codes, codesSince }: NumberRow, now: Date): number {
  return codesSince.getTime() > now.getTime() - 3_600_000 ? codes : 0
}

/** An owner's code goes by the gateway that is still to be proved, everybody else's by the first that is. */
function gatewayFor(
  context: Context,
  all: readonly GatewayRow[],
  actor: Actor,
): { readonly gateway: Gateway; readonly rank: contract.GatewayRank } {
  const unproved = mayProve(actor)
    ? all.find(({ isOn, confirmedAt }) => isOn && confirmedAt === null)
    : undefined
  const set = unproved ?? all.find(isGatewayOn) ?? all.find(({ isOn }) => isOn)
  if (set === undefined)
    return refuse(
      'conflict',
      'Text messages are not set up here. An owner does that under Settings, Telephone.',
    )
  refuseUnless(
    set.confirmedAt !== null || mayProve(actor),
    'conflict',
    'The gateway was not tried out yet. An owner proves it with their own number first.',
  )
  const gateway =
    gatewayOf(context, set) ??
    refuse('conflict', 'The secret of the gateway cannot be read any more. An owner has to enter it again.')
  return { gateway, rank: set.rank }
}

function mayProve(actor: Actor): boolean {
  return may(actor, 'channel.manage')
}

type Asker = Extract<Actor, { kind: 'member' }>

function memberIn(actor: Actor): Asker {
  if (actor.kind === 'member') return actor
  return refuse('forbidden', 'Only a person has a telephone. Sign in to use it.')
}

function isExpected({ code, codeUntil, codeTries: tries }: NumberRow, now: Date): boolean {
  return code !== null && codeUntil !== null && codeUntil > now && tries < codeTries
}

function refuseCode(outcome: Exclude<PhoneOutcome, { state: 'accepted' }>): never {
  return refuse('unavailable', `No text message went out. ${sentenceOf(`phone.${outcome.trouble}`)}`)
}

async function mineOf(context: Context, memberId: string, actor: Actor): Promise<contract.MyTelephone> {
  const gateways = await listGateways(context)
  const row = await findNumber(context, memberId)
  const { steps } = await stepsOf(context)
  const isUnproved = gateways.some(({ isOn, confirmedAt }) => isOn && confirmedAt === null)
  return {
    gateway: gateways.some(isGatewayOn) ? 'on' : isUnproved ? 'unproved' : 'none',
    mayProve: mayProve(actor),
    hasUnproved: isUnproved,
    canCall: gateways.some(({ hasCalls }) => hasCalls),
    number: row?.number ?? null,
    isVerified: row !== undefined && row.verifiedAt !== null,
    codeUntil:
      row !== undefined && isExpected(row, context.now) ? (row.codeUntil?.toISOString() ?? null) : null,
    texts: row?.texts ?? false,
    calls: row?.calls ?? false,
    proposed: await proposedNumbers(context, memberId),
    steps,
  }
}

/** What the register holds for this person, the mobile first. */
async function proposedNumbers(context: Context, memberId: string): Promise<string[]> {
  const ways = (await reachablePeople(context, [memberId])).get(memberId)?.ways ?? []
  const numbers = ['mobile', 'phone'].flatMap((kind) =>
    ways.flatMap((way) => (way.kind === kind ? (phoneNumberOf(way.value) ?? []) : [])),
  )
  return [...new Set(numbers)]
}
