import { asSystem, type Context, type House } from '../../../../platform/action.ts'
import { sendChat, type ChatOutcome, type ChatRoom } from '../../../../platform/chat/send.ts'
import type { TenantJob } from '../../../../platform/jobs/jobs.ts'
import { sendMail, type MailOutcome, type MailServer } from '../../../../platform/mail/send.ts'
import { noteTold } from '../../investigation/public.ts'
import { templates } from '../content/statement-template.ts'
import type { RecipientChannel } from '../contract/statement-words.ts'
import { claimSeconds, nextTryAt, statementBell } from '../rules/delivery.ts'
import { fill, shortWordsOf } from '../rules/drafting.ts'
import { tellingWay } from '../rules/reaching.ts'
import { prepareReports } from './prepare-reports.ts'
import { askSubscribers } from './ask-subscribers.ts'
import { findMail, noteMail, serverOf } from '../store/mail-settings.ts'
import { findSubscriber, openToken } from '../store/public-pages.ts'
import { claimRecipient, settleRecipient, type RecipientRecord } from '../store/recipients.ts'
import { findChat, openChat } from '../store/statement-rules.ts'
import { findStatement, isMailHostile, type StatementRecord } from '../store/statements.ts'

/** Every minute: reports that come due are drafted, and what is due of statements goes out, the net below the bell. */
export const statementJob: TenantJob = {
  name: 'send-statements',
  cron: '* * * * *',
  by: 'Muster',
  run: prepareReports,
  after: sendWaiting,
}

/** Starts sending when a commit let a statement go. Called once, at the start. */
export function answerStatementBell(house: House): void {
  house.services.wake.on(statementBell, (tenantId) => sendWaiting(house, tenantId))
}

/**
 * Sends what is due of the statements of one organisation, as the other messages go: claimed and settled in short
 * transactions, sent between the two. A crash in between sends it once more, under the same Message-ID.
 */
export async function sendWaiting(house: House, tenantId: string): Promise<void> {
  const round: Round = { isMailDown: false }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, () => lane(house, tenantId, round)))
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  await askSubscribers(house, tenantId)
}

const lanes = 3

/** What one run learns about the mail server: when it is down, the others need not find out for themselves. */
interface Round {
  isMailDown: boolean
}

interface Sending {
  readonly row: RecipientRecord
  readonly record: StatementRecord
}
type Task = Sending &
  ({ readonly server: MailServer; readonly wayOut: string | undefined } | { readonly room: ChatRoom })

async function lane(house: House, tenantId: string, round: Round): Promise<void> {
  for (;;) {
    const task = await asSystem(house, tenantId, 'Post', (context) => take(context, round))
    if (task === 'nothing') return
    if (task === 'settled') continue
    const outcome = 'server' in task ? await mail(house, task) : await chat(house, task)
    // A server that asks for patience may mean this recipient alone.
    if ('server' in task && outcome.state === 'waits' && outcome.trouble !== 'later') round.isMailDown = true
    await asSystem(house, tenantId, 'Post', (context) => end(context, task, outcome))
  }
}

async function take(context: Context, round: Round): Promise<Task | 'settled' | 'nothing'> {
  const settings = await findMail(context)
  const mayMail = settings !== undefined && settings.confirmedAt !== null && !round.isMailDown
  const channels: RecipientChannel[] = mayMail ? ['mail', 'chat'] : ['chat']
  const until = new Date(context.now.getTime() + claimSeconds * 1000)
  const row = await claimRecipient(context, { channels, until })
  if (row === undefined) return 'nothing'
  const record = await findStatement(context, row.statementId)
  if (record === undefined || record.sentText === null) return stop(context, row, 'untold')
  if (row.channel === 'chat') {
    const found = row.chatId === null ? undefined : await findChat(context, row.chatId)
    const where =
      found === undefined || found.removedAt !== null ? undefined : openChat(context, found.address)
    if (found === undefined || where === undefined) return stop(context, row, 'chat.gone')
    return { row, record, room: { kind: found.kind, ...where } }
  }
  if (await isMailHostile(context, record.incidentId)) return stop(context, row, 'mail.hostile')
  const server = settings && serverOf(context, settings)
  if (server !== undefined) return { row, record, server, wayOut: await wayOutOf(context, row) }
  Object.assign(round, { isMailDown: true })
  await end(context, { row, record }, { state: 'waits', trouble: 'login' })
  return 'settled'
}

async function stop(context: Context, row: RecipientRecord, why: string): Promise<'settled'> {
  await settleRecipient(context, row, { state: 'not reached', why, settledAt: context.now })
  return 'settled'
}

/** Where whoever follows the public page stops doing so; undefined for everybody else. */
async function wayOutOf(context: Context, { subscriberId }: RecipientRecord): Promise<string | undefined> {
  if (subscriberId === null) return undefined
  const found = await findSubscriber(context, { id: subscriberId })
  const token = found && openToken(context, found.token)
  return token && `${context.services.config.url}/unfollow/${token}`
}

/** To each alone: nobody learns who else was told. */
async function mail(house: House, { row, record, server, wayOut }: Extract<Task, { server: MailServer }>) {
  const foot =
    wayOut === undefined
      ? ''
      : `\n\n--\n${fill(templates[record.language].following.foot, { link: wayOut })}\n`
  return sendMail(house.services.egress, server, {
    to: row.email,
    subject: record.body.subject,
    text: `${record.sentText ?? ''}${foot}`,
    ...(wayOut !== undefined && { wayOut }),
    messageId: row.messageId,
    date: record.releasedAt ?? house.now(),
  })
}

async function chat(house: House, { row, record, room }: Sending & { room: ChatRoom }) {
  const text = shortWordsOf(record.body, templates[record.language])
  return sendChat(house.services.egress, room, { text, id: row.id })
}

async function end(
  context: Context,
  { row, record }: Sending,
  outcome: MailOutcome | ChatOutcome,
): Promise<void> {
  const isMail = row.channel === 'mail'
  if (outcome.state === 'waits') {
    const why = `${row.channel}.${outcome.trouble}`
    if (isMail) await noteMail(context, why as Parameters<typeof noteMail>[1]) // an outcome of the post
    const next = nextTryAt(record.releasedAt ?? context.now, row.tries, context.now)
    if (next === undefined) await stop(context, row, 'too.late')
    else await settleRecipient(context, row, { state: 'waiting', why, nextTryAt: next })
    return
  }
  if (isMail) await noteMail(context, null)
  const isReached = outcome.state === 'accepted'
  const why = `${row.channel}.${isReached ? 'accepted' : outcome.trouble}`
  const state = isReached ? 'reached' : 'not reached'
  const by = record.releasedBy ?? ''
  if (!(await settleRecipient(context, row, { state, why, settledAt: context.now, settledBy: by }))) return
  const to = isMail ? row.email : row.name
  const fields = {
    statement: record.id,
    number: record.number,
    to,
    channel: row.channel,
    state,
    messageId: row.messageId,
  }
  context.record({ stream: record.incidentId, kind: 'recipient.reach', fields })
  if (isReached)
    await noteTold(context, record.incidentId, {
      ...{ partyIds: record.partyIds, at: context.now, by, how: tellingWay[row.channel] },
      note: `Statement ${record.number}`,
    })
}
