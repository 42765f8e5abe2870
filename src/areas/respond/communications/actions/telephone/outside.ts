import { timingSafeEqual } from 'node:crypto'
import { refuse } from '../../../../../base/refusal.ts'
import {
  asSystem,
  doorAction,
  webhookAction,
  type Context,
  type House,
} from '../../../../../platform/action.ts'
import { hashOfToken } from '../../../../../platform/link-token.ts'
import { refuseDeadLink } from '../../../../../platform/outside-link.ts'
import { readReport, type Report } from '../../../../../platform/telephone/reports.ts'
import { refuseFlood } from '../../../../../platform/visits.ts'
import { getMember, organisationFor, pathInOrganisation } from '../../../../register/people/public/people.ts'
import * as contract from '../../contract/telephone.ts'
import { deliveryBell, type Why } from '../../rules/delivery.ts'
import { linkTries, mayReport, thanks } from '../../rules/telephone/phoning.ts'
import { languagesOf } from '../../store/choices.ts'
import { hasten } from '../../store/outbox.ts'
import { gatewayOf, listGateways } from '../../store/telephone/gateway.ts'
import {
  countTry,
  endByReport,
  isReadByAny,
  lockByToken,
  tenantOfPhoneLink,
  type PhoneMessageRow,
} from '../../store/telephone/links.ts'
import { acknowledge } from './acknowledge.ts'

export const readLink = doorAction(contract.readPhoneLink, async (door, { token }) => {
  refuseFlood(door, { what: 'phone link', perMinute: 30 })
  return atLink(door.house, token, async (context, found) => {
    const { name: organisation } = await organisationFor(context)
    return {
      organisation,
      number: /\bINC-\d+\b/.exec(found.row.body)?.[0] ?? '',
      isRead: await isReadByAny(context, found.item.id),
      path: await pathInOrganisation(context, '/inbox'),
    }
  })
})

/** Not one transaction with its refusal: a wrong code is counted. */
export const answerLink = doorAction(contract.answerPhoneLink, async (door, { token, code }) => {
  refuseFlood(door, { what: 'phone link', perMinute: 30 })
  const isTaken = await atLink(door.house, token, async (context, found) => {
    if (!timingSafeEqual(Buffer.from(found.link.code), Buffer.from(code))) {
      await countTry(context, found.row.id)
      return false
    }
    if (found.item.readAt === null) await acknowledge(context, found, 'link')
    return true
  })
  if (isTaken) return { isRead: true as const }
  return refuse(
    'invalid',
    'These are not the four digits of the text message. Look again, or sign in to Muster.',
    {
      faults: [{ path: 'code', message: 'must be the four digits of the text message' }],
    },
  )
})

/** The link is the secret of one message; what it says is believed with the proof that its provider documents. */
export const report = webhookAction(contract.reportPhoneMessage, async (door, { token, part }, sent) => {
  refuseFlood(door, { what: 'phone report', perMinute: 600 })
  const tenantId = await tenantOfPhoneLink(door.house.services.door, hashOfToken(token))
  if (tenantId === undefined) return refuseDeadLink()
  return asSystem(door.house, tenantId, 'Gateway', async (context) => {
    const found = await lockByToken(context, hashOfToken(token))
    const rank = found?.link.gatewayRank ?? 1
    // It may have rung by one gateway and been handed to the next meanwhile: each that had the link may speak of it.
    const gateways = (await listGateways(context))
      .toSorted((one, other) => Number(other.rank === rank) - Number(one.rank === rank))
      .flatMap((row) => gatewayOf(context, row) ?? [])
    if (found === undefined || gateways.length === 0) return refuseDeadLink()
    const query = part === undefined ? '' : `?part=${part}`
    const given = {
      url: `${context.services.config.url}/api/v1/phone-reports/${token}${query}`,
      headers: sent.headers,
      body: Buffer.from(sent.body).toString('utf8'),
      now: context.now,
    }
    const said = gateways.map((gateway) => readReport(gateway, given)).find((one) => one !== undefined)
    if (said === undefined)
      return refuse('unauthenticated', 'This report does not bear the signature of the gateway.')
    await hear(context, found, said)
    if (part !== 'key') return { heard: true as const }
    const languages = await languagesOf(context, [found.item.memberId])
    return thanks(languages.get(found.item.memberId) ?? 'en')
  })
})

async function hear(context: Context, found: PhoneMessageRow, said: Report): Promise<void> {
  const { row, item } = found
  if (said === 'on its way' || row.why === 'phone.acknowledged') return
  if (said === 'acknowledged') {
    // A key that is pressed a day later wakes nobody's conscience: the news was handled or passed on.
    if (found.link.endsAt > context.now && item.readAt === null) await acknowledge(context, found, 'key')
    return
  }
  if (!mayReport(row.why)) return
  const why: Why = `${row.channel === 'call' ? 'call' : 'text'}.${said === 'reached' ? 'delivered' : 'undelivered'}`
  await endByReport(context, row.id, { state: said, why })
  // Who was not reached by text does not wait for the minute of the call.
  const isHastened = why === 'text.undelivered' && (await hasten(context, item.id, ['call']))
  const { services, tenantId } = context
  if (isHastened) context.afterCommit(() => services.wake.ring(deliveryBell, tenantId))
  context.record({
    stream: 'audit',
    kind: said === 'reached' ? 'phone.arrive' : 'phone.fail',
    fields: { message: row.id, member: row.memberId, channel: row.channel, why },
  })
}

/** The same words for a link that never was, has ended, was tried too often, or whose person has left. */
async function atLink<T>(
  house: House,
  token: string,
  work: (context: Context, found: PhoneMessageRow) => Promise<T>,
): Promise<T> {
  const hash = hashOfToken(token)
  const tenantId = await tenantOfPhoneLink(house.services.door, hash)
  if (tenantId === undefined) return refuseDeadLink()
  return asSystem(house, tenantId, 'A visitor', async (context) => {
    const found = await lockByToken(context, hash)
    if (found === undefined || found.link.endsAt <= context.now || found.link.codeTries >= linkTries)
      return refuseDeadLink()
    const { status } = await getMember(context, found.item.memberId)
    return status === 'active' ? work(context, found) : refuseDeadLink()
  })
}
