import { refuse, refuseUnless } from '../../../../../base/refusal.ts'
import { action, type Context } from '../../../../../platform/action.ts'
import { plainWebhookAddress } from '../../../../../platform/webhook/send.ts'
import { namesOf } from '../../../../register/people/public/people.ts'
import * as contract from '../../contract/telephone.ts'
import { deliveryBell, sentenceOf } from '../../rules/delivery.ts'
import { isGatewayOn, stepFault } from '../../rules/telephone/phoning.ts'
import {
  countHanded,
  listGateways,
  listPhoneMessages,
  lockGateways,
  saveGateway,
  saveSteps,
  sealGatewaySecret,
  stepsOf,
  type GatewayRow,
} from '../../store/telephone/gateway.ts'

export const readTelephone = action(contract.readTelephone, async (context) => telephoneOf(context))

/** Another provider, address, account, secret or sender has to prove itself again, by a code that arrives. */
export const configureTelephone = action(contract.configureTelephone, async (context, input) => {
  const { rank } = input
  const gateways = await lockGateways(context)
  const before = gateways.find((one) => one.rank === rank)
  refuseUnless(rank === 1 || gateways.length > 0, 'conflict', 'Set up the first gateway before a second one.')
  const { provider, account, sender, isOn, mostPerHour, mostPerDay } = input
  const address = addressOf(input)
  refuseField(provider === 'seven' || sender !== '', 'sender', senderAdvice[provider])
  refuseField(
    account !== '' || provider === 'own' || provider === 'seven',
    'account',
    'Enter the account, as your provider names it.',
  )
  const isElsewhere =
    before?.provider !== provider || before.address !== address || before.account !== account
  const secret = secretOf(context, input.secret, isElsewhere ? undefined : before)
  const isProved = !isElsewhere && before.sender === sender && before.secret === secret
  const row = await saveGateway(context, {
    ...{ rank, provider, address, account, secret, sender, isOn, mostPerHour, mostPerDay },
    hasCalls: input.hasCalls && contract.callingProviders.includes(provider),
    changedAt: context.now,
    confirmedAt: isProved ? before.confirmedAt : null,
    lastWhy: null,
  })
  context.record({
    stream: 'audit',
    kind: 'phone.configure',
    fields: {
      ...{ gateway: rank, provider, account, sender, mostPerHour, mostPerDay },
      host: address === '' ? '' : new URL(address).host,
      is: isOn ? 'on' : 'off',
      calls: row.hasCalls ? 'yes' : 'no',
      secret: before?.secret === secret ? 'kept' : 'entered',
    },
  })
  const { services, tenantId } = context
  if (isGatewayOn(row)) context.afterCommit(() => services.wake.ring(deliveryBell, tenantId))
  return telephoneOf(context)
})

export const setEscalation = action(contract.setEscalation, async (context, steps) => {
  const fault = stepFault(steps)
  refuseField(
    fault === undefined,
    fault ?? '',
    'Each way comes after the one before it: mail, text, call, another person.',
  )
  await saveSteps(context, steps)
  context.record({ stream: 'audit', kind: 'phone.steps', fields: { ...steps } })
  return telephoneOf(context)
})

const senderAdvice: Readonly<Record<contract.TelephoneProvider, string>> = {
  twilio: 'Enter the number that you have there, as +43720123456, or the id of a messaging service (MG…).',
  vonage: 'Enter the number or the name that texts come from.',
  sipgate: 'Enter the id of the web text extension, as s0.',
  seven: '',
  own: 'Enter what your program takes for the sender.',
}

type Given = Parameters<Parameters<typeof action<typeof contract.configureTelephone>>[1]>[1]

function addressOf({ provider, address: given }: Given): string {
  if (given === '' && provider !== 'own') return ''
  const address = plainWebhookAddress(given)
  refuseField(
    address !== undefined,
    'address',
    'Enter a whole address, as https://sms.example.com/send, without a login in it.',
  )
  return address ?? ''
}

/** Left out, the secret stays, but never goes along to another provider, address or account. */
function secretOf(context: Context, secret: string | undefined, before: GatewayRow | undefined): Buffer {
  if (secret !== undefined && secret !== '') return sealGatewaySecret(context, secret)
  return (
    before?.secret ??
    refuse('invalid', 'Enter the secret for this account.', {
      faults: [{ path: 'secret', message: 'is needed for this provider, address and account' }],
    })
  )
}

function refuseField(isFine: boolean, path: string, message: string): void {
  refuseUnless(isFine, 'invalid', message, { faults: [{ path, message }] })
}

async function telephoneOf(context: Context): Promise<contract.Telephone> {
  const [first, second] = await gatewaysOf(context)
  const { steps, isOwn } = await stepsOf(context)
  const messages = await listPhoneMessages(context)
  const names = await namesOf(
    context,
    messages.map(({ memberId }) => memberId),
  )
  const since = (days: number) => new Date(context.now.getTime() - days * 86_400_000)
  const { url } = context.services.config
  return {
    gateway: first === undefined ? null : shown(first),
    second: second === undefined ? null : shown(second),
    steps,
    isOwnSteps: isOwn,
    url,
    isReachable: !['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname),
    handedToday: await countHanded(context, { since: since(1) }),
    handedInMonth: await countHanded(context, { since: since(30) }),
    messages: messages.map(
      ({ id, memberId, channel, recipient, state, why, nextTryAt, settledAt, readAt, gateway }) => ({
        ...{ id, state, gateway },
        name: names.get(memberId) ?? '',
        channel: channel === 'call' ? ('call' as const) : ('text' as const),
        to: recipient,
        why: sentenceOf(why),
        at: (settledAt ?? nextTryAt).toISOString(),
        isRead: readAt !== null,
      }),
    ),
  }
}

/** By their rank. */
async function gatewaysOf(context: Context): Promise<(GatewayRow | undefined)[]> {
  const rows = await listGateways(context)
  return contract.gatewayRanks.map((rank) => rows.find((one) => one.rank === rank))
}

function shown(row: GatewayRow): contract.GatewaySettings {
  const { provider, address, account, sender, isOn, hasCalls, mostPerHour, mostPerDay } = row
  return {
    ...{ provider, address, account, sender, isOn, hasCalls, mostPerHour, mostPerDay },
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    lastError: row.lastWhy === null ? null : sentenceOf(row.lastWhy),
  }
}
