import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import {
  asSystem,
  webhookAction,
  type DoorContext,
  type House,
  type Webhook,
} from '../../../../platform/action.ts'
import { mattermostText, slackText } from '../../../../platform/chat/send.ts'
import { hashOfToken } from '../../../../platform/link-token.ts'
import { requestOut } from '../../../../platform/request-out.ts'
import { refuseFlood } from '../../../../platform/visits.ts'
import * as contract from '../contract.ts'
import { readSlashCommand, type SlashCommand } from '../intake/slash-command.ts'
import { mayAnswerAt } from '../rules/rooms.ts'
import { chatWords } from '../rules/words.ts'
import * as store from '../store/connections.ts'
import { answerCommand } from './answer-command.ts'
import type { Act, SaidBack } from './lines.ts'

/** Both servers give up after three seconds. */
const answerMillis = 2200
const laterMillis = 10_000

const unknown = 'This address and secret do not belong together. Copy both again from Settings, Chat.'

/** Unknown address, wrong secret, another team and a connection that was never tried look the same. */
export function receiveCommandWith({ act }: { readonly act: Act }) {
  return webhookAction(contract.receiveChatCommand, async (door, { token }, sent) => {
    refuseFlood(door, { what: 'chat command', perMinute: 240 })
    const { tenantId, connection, address, command } = await admit(door, token, sent)
    const { kind } = connection
    const heard = {
      ...{ channel: command.channel, user: command.user, userName: command.userName },
      ...{ text: command.text, mark: '/muster', id: command.mark },
    }
    const work = answerCommand({ house: door.house, tenantId, connection, act }, heard)
    const said = await within(work, answerMillis)
    if (said !== undefined) return replyOf(kind, said)
    const mayAnswer = mayAnswerAt(kind, address, command.responseUrl)
    if (mayAnswer) void answerLater(door.house, { kind, url: new URL(command.responseUrl) }, work)
    const { working, late } = chatWords(connection.language)
    return replyOf(kind, { text: mayAnswer ? working : late, isPrivate: true })
  })
}

async function admit(door: DoorContext, token: string, sent: Webhook) {
  const { house, now } = door
  const hash = hashOfToken(token)
  const tenantId = await store.tenantOfHook(house.services.door, hash)
  if (tenantId === undefined) refuse('not_found', unknown)
  return asSystem(house, tenantId, 'Chat', async (context) => {
    const connection = await store.findConnection(context)
    if (connection?.hookHash?.equals(hash) !== true || connection.verifier === null)
      refuse('not_found', unknown)
    const { id, kind, teamRef, testedAt } = connection
    const verifier = store.open(context, { id, what: 'verifier' }, connection.verifier)
    const command: SlashCommand | undefined = readSlashCommand(sent, { kind, verifier }, now)
    if (command === undefined || testedAt === null || command.team !== teamRef) refuse('not_found', unknown)
    refuseUnless(
      await store.markHeard(context, id, command.mark),
      'conflict',
      'This request came before. Type the command again.',
      { reason: 'replay' },
    )
    const address = store.open(context, { id, what: 'address' }, connection.address)
    return { tenantId, connection, address, command }
  })
}

function replyOf(kind: contract.ChatKind, { text, isPrivate }: SaidBack): contract.ChatReply {
  return {
    response_type: isPrivate ? 'ephemeral' : 'in_channel',
    text: kind === 'slack' ? slackText(text) : mattermostText(text),
    mrkdwn: false,
  }
}

/** @returns undefined when it takes longer */
async function within<T>(work: Promise<T>, millis: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), millis)
  })
  const first = await Promise.race([work, enough])
  clearTimeout(timer)
  return first
}

async function answerLater(
  house: House,
  { kind, url }: { kind: contract.ChatKind; url: URL },
  work: Promise<SaidBack>,
): Promise<void> {
  try {
    const body = JSON.stringify(replyOf(kind, await work))
    const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Muster' }
    await requestOut(house.services.egress, {
      method: 'POST',
      url,
      headers,
      body,
      timeoutMillis: laterMillis,
    })
  } catch (error) {
    house.services.log.warn({ err: error }, 'a late answer could not be sent to the chat')
  }
}
