import { dayIn } from '../../../base/calendar-day.ts'
import { asSystem, type Context, type House } from '../../../platform/action.ts'
import { readDnsText } from '../../../platform/dns-text.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { newLinkToken } from '../../../platform/link-token.ts'
import { base64Lines } from '../../../platform/mail/mime.ts'
import { sendMail, type MailOutcome, type MailServer } from '../../../platform/mail/send.ts'
import { organisationFor, peopleFor } from '../../register/people/public/people.ts'
import { endRehearsal } from './actions/end-rehearsal.ts'
import { chances } from './actions/plan-rehearsal.ts'
import { noteLook } from './actions/prove-domain.ts'
import { provedOf, type PhishingPorts } from './actions/shapes.ts'
import { mayReceive, recordNameOf, recordValueOf } from './rules/domains.ts'
import { filled } from './rules/letter.ts'
import { markHeader } from './rules/spotted.ts'
import { isWorkingTime, spreadOver, windowsOf } from './rules/spread.ts'
import * as store from './store/rehearsals.ts'
import { getDomain, listDomains, type DomainRecord } from './store/setup.ts'

/** Every minute of a working day. What hangs on somebody else (a server, a record) waits and is tried again. */
export function sendRehearsalsWith(rooms: PhishingPorts): TenantJob {
  return {
    name: 'phishing.send',
    cron: '* * * * *',
    by: 'Rehearsals',
    run: (context) => moveOn(context, rooms),
    after: (house, tenantId) => sendDue(house, tenantId, rooms),
  }
}

/** Of one run; the rest comes a minute later. */
const mostAtOnce = 100
const againMinutes = 10
/** The record has to stand as long as mail goes out, and is looked for so often. */
const lookHours = 20

/** Ends what is over, pauses where a serious case is open or the mail is off, and goes on afterwards. */
export async function moveOn(context: Context, { isSerious, mailServer }: PhishingPorts): Promise<void> {
  const running = await store.runningRehearsals(context)
  if (running.length === 0) return
  const { timeZone } = await organisationFor(context)
  const today = dayIn(context.now, timeZone)
  const serious = await isSerious(context)
  const isMailOn = (await mailServer(context)) !== undefined
  for (const row of running) {
    if (today > row.closesOn) {
      await endRehearsal(context, row, { state: 'ended', by: 'Muster' })
      continue
    }
    const domain = row.domainId === null ? undefined : await getDomain(context, row.domainId)
    const isProved = domain !== undefined && domain.verifiedAt !== null
    const why = serious ? 'incident' : !isProved ? 'domain' : isMailOn ? null : 'mail'
    if (why !== row.pausedWhy) await pauseOrGoOn(context, row, { why, timeZone, today })
  }
}

async function pauseOrGoOn(
  context: Context,
  row: store.RehearsalRecord,
  { why, timeZone, today }: { why: store.RehearsalRecord['pausedWhy']; timeZone: string; today: string },
): Promise<void> {
  const { id, name } = row
  await store.updateRehearsal(context, id, { pausedWhy: why, pausedAt: why === null ? null : context.now })
  if (why !== null) {
    context.record({ stream: 'audit', kind: 'phishing.pause', fields: { rehearsal: id, name, why } })
    return
  }
  // What fell due meanwhile does not go out all at once.
  const waiting = await store.waitingMembers(context, id)
  const until = today > row.endsOn ? row.closesOn : row.endsOn
  const windows = windowsOf({ startsOn: today, endsOn: until, timeZone }, context.now)
  const moments = windows.length === 0 ? [] : spreadOver(windows, chances(waiting.length))
  for (const [at, memberId] of waiting.entries()) {
    const dueAt = moments[at]
    if (dueAt !== undefined) await store.putOff(context, { rehearsalId: id, memberId, dueAt })
  }
  context.record({ stream: 'audit', kind: 'phishing.resume', fields: { rehearsal: id, name } })
}

interface Ready {
  readonly letter: store.LetterRecord
  readonly tokenHash: Buffer
  readonly to: string
  readonly from: string
  readonly fromName: string
  readonly subject: string
  readonly messageId: string
  readonly entity: Uint8Array
}

/** Hands over what is due, one after the other; no transaction is open meanwhile. */
export async function sendDue(house: House, tenantId: string, rooms: PhishingPorts): Promise<void> {
  await lookForRecords(house, tenantId)
  const batch = await asSystem(house, tenantId, 'Rehearsals', (context) => takeBatch(context, rooms))
  if (batch === undefined) return
  let sent = 0
  const left = [...batch.ready]
  for (let ready = left.shift(); ready !== undefined; ready = left.shift()) {
    const done = ready
    // The last wall: whatever stood above, nothing leaves for an address outside.
    const outcome: MailOutcome = mayReceive(done.to, batch.proved)
      ? await handOver(house, batch.server, done)
      : { state: 'refused', trouble: 'recipient' }
    await asSystem(house, tenantId, 'Rehearsals', (context) => settle(context, done, outcome))
    if (outcome.state !== 'waits') sent += 1
    if (outcome.state === 'waits' && outcome.trouble !== 'later') break
  }
  // Their letters are still due; no link is left that nobody has.
  if (left.length > 0)
    await asSystem(house, tenantId, 'Rehearsals', async (context) => {
      for (const { tokenHash } of left) await store.dropLink(context, tokenHash)
    })
  if (sent === 0) return
  await asSystem(house, tenantId, 'Rehearsals', async (context) =>
    context.record({ stream: 'audit', kind: 'phishing.send', fields: { mails: sent } }),
  )
}

/** A domain that is no longer proved stops everything that goes to it. */
async function lookForRecords(house: House, tenantId: string): Promise<void> {
  const stale = await asSystem(house, tenantId, 'Rehearsals', async (context) => {
    if ((await store.runningRehearsals(context)).length === 0) return []
    const before = context.now.getTime() - lookHours * 3_600_000
    const isStale = ({ verifiedAt, checkedAt }: DomainRecord) =>
      verifiedAt !== null && (checkedAt?.getTime() ?? 0) < before
    return (await listDomains(context)).filter(isStale)
  })
  for (const row of stale) {
    const found = await readDnsText(house.services, recordNameOf(row.domain))
    // A name server that is silent says nothing of the record; the next run asks again.
    if (found.state === 'failed') continue
    const isThere = found.state === 'found' && found.texts.includes(recordValueOf(row.code))
    await asSystem(house, tenantId, 'Rehearsals', (context) => noteLook(context, row, isThere))
  }
}

async function takeBatch(context: Context, { mailServer, isSerious }: PhishingPorts) {
  const running = await store.runningRehearsals(context)
  if (running.length === 0) return undefined
  const { timeZone, name: organisation } = await organisationFor(context)
  const server = await mailServer(context)
  if (server === undefined || !isWorkingTime(context.now, timeZone) || (await isSerious(context)))
    return undefined
  const proved = provedOf(await listDomains(context))
  const ready: Ready[] = []
  for (const row of running) {
    if (row.pausedWhy !== null || row.domainId === null) continue
    if ((await getDomain(context, row.domainId)).verifiedAt === null) continue
    await store.dropUnsent(context, row.id)
    const limit = mostAtOnce - ready.length
    const due = await store.dueLetters(context, { rehearsalId: row.id, now: context.now, limit })
    const people = await peopleFor(
      context,
      due.map(({ memberId }) => memberId),
    )
    for (const letter of due) {
      const person = people.get(letter.memberId)
      // Who left meanwhile, or whose address changed to one elsewhere, gets nothing.
      if (person === undefined || person.status !== 'active' || !mayReceive(person.email, proved))
        await store.dropLetter(context, letter)
      else ready.push(await written(context, { row, letter, person, organisation }))
    }
  }
  return { server, proved, ready }
}

async function written(
  context: Context,
  wanted: {
    readonly row: store.RehearsalRecord
    readonly letter: store.LetterRecord
    readonly person: { readonly name: string; readonly email: string }
    readonly organisation: string
  },
): Promise<Ready> {
  const { row, letter, person, organisation } = wanted
  const { token, hash: tokenHash } = newLinkToken()
  await store.insertLink(context, { tokenHash, rehearsalId: row.id, groupName: letter.groupName })
  const { subject, text, html } = filled(row.template, {
    name: person.name.split(' ', 1)[0] ?? '',
    organisation,
    link: `${context.services.config.url}/notice/${token}`,
  })
  const domain = row.senderAddress.split('@')[1] ?? ''
  return {
    ...{ letter, tokenHash, subject, to: person.email, from: row.senderAddress, fromName: row.senderName },
    // Not of the link: whoever knows the one does not know the other.
    messageId: `<${newLinkToken().token}@${domain}>`,
    entity: entityOf({ text, html, mark: row.mark, boundary: `m${newLinkToken().token}` }),
  }
}

function entityOf(wanted: { text: string; html: string; mark: string; boundary: string }): Uint8Array {
  const { text, html, mark, boundary } = wanted
  const part = (type: string, content: string) =>
    [
      `--${boundary}`,
      `Content-Type: ${type}; charset=utf-8`,
      'Content-Transfer-Encoding: base64',
      '',
      base64Lines(Buffer.from(content.replaceAll(/\r?\n/gu, '\r\n'))),
    ].join('\r\n')
  const head = [
    `${markHeader}: ${mark}`,
    'Auto-Submitted: auto-generated',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ]
  return Buffer.from(
    `${head.join('\r\n')}\r\n\r\n${part('text/plain', text)}\r\n${part('text/html', html)}\r\n--${boundary}--\r\n`,
  )
}

async function handOver(house: House, server: MailServer, ready: Ready): Promise<MailOutcome> {
  const { to, from, fromName, subject, messageId, entity } = ready
  const outcome = await sendMail(
    house.services.egress,
    { ...server, from },
    { to, subject, messageId, entity, fromName, references: [], date: house.now() },
  )
  // Nothing of whom: this log outlives the rehearsal.
  if (outcome.state !== 'accepted')
    house.services.log.warn({ trouble: outcome.trouble }, 'a mail of a rehearsal did not get through')
  return outcome
}

/** From here on it is not known any more to whom the link went. */
async function settle(context: Context, { letter, tokenHash }: Ready, outcome: MailOutcome): Promise<void> {
  const { id, state, trouble } = await store.holdRehearsalRow(context, letter.rehearsalId)
  // Stopped while it was under way: the end has swept already, and nothing is left behind it.
  if (state !== 'running') return store.dropTraces(context, letter.rehearsalId)
  const now = outcome.state !== 'waits' ? null : outcome.trouble === 'sender' ? 'sender' : 'server'
  if (now !== trouble) await store.updateRehearsal(context, id, { trouble: now })
  if (outcome.state === 'waits') {
    await store.dropLink(context, tokenHash)
    const dueAt = new Date(context.now.getTime() + againMinutes * 60_000)
    return store.putOff(context, { ...letter, dueAt })
  }
  await store.dropLetter(context, letter)
  await store.updateLink(context, tokenHash, {
    sentAt: context.now,
    isRefused: outcome.state === 'refused',
  })
}
