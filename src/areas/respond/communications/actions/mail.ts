import { randomInt, timingSafeEqual } from 'node:crypto'
import type * as z from 'zod'
import type { Actor } from '../../../../base/access.ts'
import { normalisedEmail } from '../../../../base/email-address.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, asSystem, doorAction, type Context } from '../../../../platform/action.ts'
import { isPlainHost } from '../../../../platform/egress.ts'
import { sendMail, type MailOutcome } from '../../../../platform/mail/send.ts'
import { getMember } from '../../../register/people/public/people.ts'
import * as contract from '../contract/reaching.ts'
import {
  deliveryBell,
  goesElsewhere,
  messageIdOf,
  needsNewTest,
  sentenceOf,
  testCodeMinutes,
  testCodeTries,
  testPauseSeconds,
  type Why,
} from '../rules/delivery.ts'
import {
  changeMail,
  findMail,
  lockMail,
  openCode,
  saveMail,
  sealCode,
  sealPassword,
  serverOf,
  type MailRow,
} from '../store/mail-settings.ts'
import { countMail } from '../store/outbox.ts'

export const readMail = action(contract.readMail, async (context) => {
  const row = await findMail(context)
  const { waiting } = await counts(context)
  return { settings: row === undefined ? null : await settingsOf(context, row), waiting }
})

export const configureMail = action(contract.configureMail, async (context, input) => {
  const { port, security, user } = input
  const server = { host: hostOf(input.host), port, security, user, from: senderOf(input.from) }
  const before = await lockMail(context)
  const password = passwordOf(context, { server, password: input.password }, before)
  refuseUnless(user === '' || password !== null, 'invalid', 'Enter the password for this user.', {
    faults: [{ path: 'password', message: 'is needed for this server and user' }],
  })
  const isProved = before !== undefined && !needsNewTest(before, server)
  const kept = isProved ? before : unproved
  const { testCode, testMember, testUntil, testTries, testedAt, confirmedAt } = kept
  const row = await saveMail(context, {
    ...server,
    password,
    changedAt: context.now,
    ...{ testCode, testMember, testUntil, testTries, testedAt, confirmedAt },
    lastWhy: null,
  })
  const change = password === null ? 'none' : password === before?.password ? 'kept' : 'entered'
  context.record({ stream: 'audit', kind: 'mail.configure', fields: { ...server, password: change } })
  const { services, tenantId } = context
  if (row.confirmedAt !== null) context.afterCommit(() => services.wake.ring(deliveryBell, tenantId))
  return settingsOf(context, row)
})

/** The answer waits for the server, so that a mistake shows at once; no transaction is open meanwhile. */
export const testMail = doorAction(contract.testMail, async ({ actor, house }) => {
  const { tenantId, memberId } = ownerOf(actor)
  const asked = await asSystem(house, tenantId, 'Post', (context) => prepareTest(context, actor, memberId))
  const { row, server, to, code } = asked
  const outcome = await sendMail(house.services.egress, server, {
    to,
    subject: 'Muster: code of the test mail',
    text: `The code is ${code}\n\nEnter it in Muster within ${testCodeMinutes} minutes. From then on Muster sends mail through this server. If you did not ask for this, do nothing.\n`,
    messageId: messageIdOf(asked.id, house.services.signer.install),
    date: house.now(),
  })
  await asSystem(house, tenantId, 'Post', (context) => noteTest(context, row, outcome))
  if (outcome.state !== 'accepted') refuseTest(outcome)
  return { sentTo: to }
})

/** Not one transaction: a wrong code is counted although it is refused. */
export const confirmMail = doorAction(contract.confirmMail, async ({ actor, house }, { code }) => {
  const { tenantId, memberId } = ownerOf(actor)
  const settings = await asSystem(house, tenantId, 'Post', async (context) => {
    const row = await lockMail(context)
    if (row === undefined || !isExpected(row, memberId, context.now)) return undefined
    await changeMail(context, { testTries: row.testTries + 1 })
    if (!isSameCode(openCode(context, row.testCode), code)) return undefined
    await changeMail(context, { confirmedAt: context.now, ...spent })
    const by = { actor: actor.ref, by: actor.name }
    context.record({
      stream: 'audit',
      kind: 'mail.confirm',
      fields: { ...by, host: row.host, from: row.from },
    })
    return settingsOf(context, { ...row, confirmedAt: context.now })
  })
  if (settings === undefined)
    refuse(
      'invalid',
      'This is not the code of your last test mail, or it is too old. Send a new test mail.',
      {
        reason: 'wrong_code',
        faults: [{ path: 'code', message: 'must be the code of your last test mail' }],
      },
    )
  house.services.wake.ring(deliveryBell, tenantId)
  return settings
})

const spent = { testCode: null, testMember: null, testUntil: null, testTries: 0 }
const unproved = { ...spent, testedAt: null, confirmedAt: null }

function hostOf(text: string): string {
  const host = text.toLowerCase()
  if (isPlainHost(host)) return host
  refuse('invalid', 'Enter the name of the mail server, as mail.example.com.', {
    faults: [{ path: 'host', message: 'must be a host name or an address' }],
  })
}

function senderOf(text: string): string {
  return (
    normalisedEmail(text) ??
    refuse('invalid', 'Enter one plain address that mail comes from.', {
      faults: [{ path: 'from', message: 'must be one address, as muster@example.com' }],
    })
  )
}

/** Left out, the password stays, but never goes along to another server or user. */
function passwordOf(
  context: Context,
  { server, password }: { server: Parameters<typeof goesElsewhere>[1]; password: string | undefined },
  before: MailRow | undefined,
): Buffer | null {
  if (password === '') return null
  if (password !== undefined) return sealPassword(context, password)
  return before === undefined || goesElsewhere(before, server) ? null : before.password
}

function ownerOf(actor: Actor): { tenantId: string; memberId: string } {
  if (actor.kind === 'member') return actor
  refuse('forbidden', 'The code goes to a person. Sign in as an owner to test the mail server.')
}

async function prepareTest(context: Context, actor: Actor, memberId: string) {
  const row = await lockMail(context)
  if (row === undefined) return refuse('conflict', 'Enter the mail server first.', { reason: 'no_server' })
  refuseUnless(!isTooSoon(row, context.now), 'too_many', 'A test mail has just gone out. Wait a minute.', {
    retryAfterSeconds: testPauseSeconds,
  })
  const { email } = await getMember(context, memberId)
  const code = String(randomInt(100_000_000)).padStart(8, '0')
  await changeMail(context, {
    testCode: sealCode(context, code),
    testMember: memberId,
    testUntil: new Date(context.now.getTime() + testCodeMinutes * 60_000),
    testTries: 0,
  })
  const server = serverOf(context, row)
  if (server === undefined) return refuse('conflict', sentenceOf('mail.login'), { reason: 'mail_login' })
  const by = { actor: actor.ref, by: actor.name }
  context.record({
    stream: 'audit',
    kind: 'mail.test',
    fields: { ...by, host: row.host, port: row.port, to: email },
  })
  return { row, code, to: email, id: context.newId(), server }
}

function isTooSoon({ testUntil }: MailRow, now: Date): boolean {
  if (testUntil === null) return false
  const sentAt = testUntil.getTime() - testCodeMinutes * 60_000
  return now.getTime() < sentAt + testPauseSeconds * 1000
}

/** Says nothing about settings that were changed while the test was under way. */
async function noteTest(context: Context, tested: MailRow, outcome: MailOutcome): Promise<void> {
  const row = await lockMail(context)
  if (row?.changedAt.getTime() !== tested.changedAt.getTime()) return
  if (outcome.state === 'accepted') await changeMail(context, { testedAt: context.now, lastWhy: null })
  else await changeMail(context, { ...spent, lastWhy: `mail.${outcome.trouble}` satisfies Why })
}

const mayPass: readonly string[] = ['unreachable', 'busy', 'later', 'broken_off']

function refuseTest(outcome: Exclude<MailOutcome, { state: 'accepted' }>): never {
  const kind = mayPass.includes(outcome.trouble) ? 'unavailable' : 'conflict'
  refuse(kind, `The test mail was not sent. ${sentenceOf(`mail.${outcome.trouble}`)}`, {
    reason: `mail_${outcome.trouble}`,
  })
}

function isExpected(row: MailRow, memberId: string, now: Date): row is MailRow & { testCode: Buffer } {
  if (row.testCode === null || row.testUntil === null || row.testMember !== memberId) return false
  return now < row.testUntil && row.testTries < testCodeTries
}

function isSameCode(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}

async function counts(context: Context): Promise<{ waiting: number; failed: number }> {
  return countMail(context, { failedSince: new Date(context.now.getTime() - 7 * 86_400_000) })
}

async function settingsOf(context: Context, row: MailRow): Promise<z.input<typeof contract.MailSettings>> {
  const { host, port, security, user, from } = row
  return {
    host,
    port,
    security,
    user,
    from,
    hasPassword: row.password !== null,
    testedAt: row.testedAt?.toISOString() ?? null,
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    ...(await counts(context)),
    lastError: row.lastWhy === null ? null : sentenceOf(row.lastWhy),
  }
}
