import { asSystem, type Context, type House } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { sendMail, type MailOutcome, type MailServer, type Letter } from '../../../platform/mail/send.ts'
import { organisationFor } from '../../register/people/public/people.ts'
import { isMailHostile, mailServerFor, nextTryAt, noteMail } from '../communications/public.ts'
import { claimSeconds, letterBell } from './rules.ts'
import { claimCopy, settleCopy, type CopyRow } from './store/copies.ts'
import { getLetter, listLetters } from './store/threads.ts'

/** The net below the bell: each minute what is due goes out. */
export const caseMailJob: TenantJob = {
  name: 'send-case-mail',
  cron: '* * * * *',
  by: 'Post',
  run: async () => undefined,
  after: sendCaseMail,
}

/** Starts sending when a commit left a letter. Called once, at the start. */
export function answerLetterBell(house: House): void {
  house.services.wake.on(letterBell, (tenantId) => sendCaseMail(house, tenantId))
}

/**
 * Sends what is due, one after the other, until the server does not answer. Each is claimed and settled in a short
 * transaction of its own and sent between the two: a crash in between sends it once more, under the same Message-ID.
 */
export async function sendCaseMail(house: House, tenantId: string): Promise<void> {
  for (;;) {
    const task = await asSystem(house, tenantId, 'Post', take)
    if (task === 'nothing') return
    if (task === 'settled') continue
    const outcome = await sendMail(house.services.egress, task.server, task.letter)
    await asSystem(house, tenantId, 'Post', (context) => end(context, task.row, outcome))
    // A server that asks for patience may mean this recipient alone.
    if (outcome.state === 'waits' && outcome.trouble !== 'later') return
  }
}

interface Task {
  readonly row: CopyRow
  readonly server: MailServer
  readonly letter: Letter
}

async function take(context: Context): Promise<Task | 'settled' | 'nothing'> {
  const server = await mailServerFor(context)
  if (server === undefined) return 'nothing'
  const row = await claimCopy(context, new Date(context.now.getTime() + claimSeconds * 1000))
  if (row === undefined) return 'nothing'
  if (await isMailHostile(context, row.incidentId)) {
    await notReached(context, row, 'mail.hostile')
    return 'settled'
  }
  const { messageId, subject, entity, at, threadId } = await getLetter(context, row.letterId)
  const before = (await listLetters(context, threadId, 20)).filter(
    (one) => one.at < at && one.messageId !== '',
  )
  return {
    ...{ row, server },
    letter: {
      ...{ to: row.email, subject, messageId, date: at, entity: entity ?? Buffer.alloc(0) },
      fromName: (await organisationFor(context)).name,
      references: before.map((one) => one.messageId).toReversed(),
    },
  }
}

async function end(context: Context, row: CopyRow, outcome: MailOutcome): Promise<void> {
  const { letterId: letter, email: to } = row
  if (outcome.state === 'waits') {
    const why = `mail.${outcome.trouble}` as const
    await noteMail(context, why)
    const next = nextTryAt(row.createdAt, row.tries, context.now)
    if (next === undefined) return notReached(context, row, 'too.late')
    await settleCopy(context, row, { why, nextTryAt: next })
    return
  }
  await noteMail(context, null)
  if (outcome.state === 'refused') return notReached(context, row, `mail.${outcome.trouble}`)
  const done = { state: 'reached', why: 'mail.accepted', settledAt: context.now } as const
  if (await settleCopy(context, row, done))
    context.record({ stream: row.incidentId, kind: 'letter.send', fields: { letter, to } })
}

async function notReached(context: Context, row: CopyRow, why: string): Promise<void> {
  const { letterId: letter, email: to } = row
  if (await settleCopy(context, row, { state: 'not reached', why, settledAt: context.now }))
    context.record({ stream: row.incidentId, kind: 'letter.fail', fields: { letter, to, why } })
}
