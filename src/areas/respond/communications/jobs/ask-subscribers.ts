import { asSystem, type Context, type House } from '../../../../platform/action.ts'
import { sendMail, type MailOutcome, type MailServer } from '../../../../platform/mail/send.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { templates } from '../content/statement-template.ts'
import { claimSeconds, messageIdOf, nextTryAt } from '../rules/delivery.ts'
import { fill } from '../rules/drafting.ts'
import { findMail, noteMail, serverOf } from '../store/mail-settings.ts'
import * as store from '../store/public-pages.ts'
import { isMailHostile } from '../store/statements.ts'

/**
 * Asks those who want to follow a public page whether it was they who asked. As all post: claimed and settled in short
 * transactions, sent between the two, kept while the mail server is away.
 */
export async function askSubscribers(house: House, tenantId: string): Promise<void> {
  for (;;) {
    const question = await asSystem(house, tenantId, 'Post', take)
    if (question === 'nothing') return
    if (question === 'settled') continue
    const outcome = await sendMail(house.services.egress, question.server, question.letter)
    await asSystem(house, tenantId, 'Post', (context) => end(context, question.row, outcome))
    if (outcome.state === 'waits' && outcome.trouble !== 'later') return
  }
}

interface Question {
  readonly row: store.SubscriberRecord
  readonly server: MailServer
  readonly letter: Parameters<typeof sendMail>[2]
}

async function take(context: Context): Promise<Question | 'settled' | 'nothing'> {
  const settings = await findMail(context)
  if (settings === undefined || settings.confirmedAt === null) return 'nothing'
  const server = serverOf(context, settings)
  if (server === undefined) return 'nothing'
  const row = await store.claimSubscriber(context, new Date(context.now.getTime() + claimSeconds * 1000))
  if (row === undefined) return 'nothing'
  const page = await store.getPublicPage(context, row.pageId)
  const token = store.openToken(context, row.token)
  if (token === undefined || !page.isOpen || (await isMailHostile(context, page.incidentId))) {
    await store.changeSubscriber(context, row.id, { nextTryAt: null, claimedUntil: null })
    return 'settled'
  }
  const { subject, text } = templates[row.language].following.question
  const { name: organisation } = await organisationFor(context)
  const values = { organisation, link: `${context.services.config.url}/follow/${token}` }
  const letter = {
    ...{ to: row.email, subject: fill(subject, values), text: fill(text, values), date: row.askedAt },
    messageId: messageIdOf(`${row.id}.${row.asks}`, context.services.signer.install),
  }
  return { row, server, letter }
}

async function end(context: Context, row: store.SubscriberRecord, outcome: MailOutcome): Promise<void> {
  if (outcome.state === 'waits') {
    await noteMail(context, `mail.${outcome.trouble}`)
    const next = nextTryAt(row.askedAt, row.tries, context.now) ?? null
    await store.changeSubscriber(context, row.id, { nextTryAt: next, claimedUntil: null })
    return
  }
  await noteMail(context, null)
  await store.changeSubscriber(context, row.id, { nextTryAt: null, claimedUntil: null })
}
