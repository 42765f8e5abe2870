import { dayIn } from '../../../base/calendar-day.ts'
import { asSystem, type Context, type House } from '../../../platform/action.ts'
import { readDnsText } from '../../../platform/dns-text.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { newLinkToken } from '../../../platform/link-token.ts'
import { base64Lines } from '../../../platform/mail/mime.ts'
import { sendMail, type MailOutcome, type MailServer } from '../../../platform/mail/send.ts'
import { organisationFor, peopleFor, type Person } from '../../register/people/public/people.ts'
import { endRehearsal } from './actions/end-rehearsal.ts'
import { momentsFor } from './actions/moments.ts'
import { noteLook } from './actions/prove-domain.ts'
import { provedOf, type PhishingPorts } from './actions/shapes.ts'
import { isLookDue, isProvedStill, mayReceive, recordNameOf, recordValueOf } from './rules/domains.ts'
import { filled } from './rules/letter.ts'
import { markHeader } from './rules/spotted.ts'
import { isWorkingTime } from './rules/spread.ts'
import * as store from './store/rehearsals.ts'
import { getDomain, listDomains } from './store/setup.ts'

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
/** No mail is begun later in a run: the next organisation waits, and what was taken is taken again after a while. */
const runSeconds = 60
/** Far longer than a run and the last mail of it take, so that what was taken before that was broken off. */
const lostMinutes = 10
const againMinutes = 10
/** For whom the own domain has lost its proof: it may come back. */
const unprovedMinutes = 60

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
  const moments = momentsFor(waiting.length, { startsOn: today, endsOn: until, timeZone }, context.now)
  await store.spreadAnew(context, { rehearsalId: id, memberIds: waiting, moments })
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
  const until = house.now().getTime() + runSeconds * 1000
  let sent = 0
  const left = [...batch.ready]
  while (house.now().getTime() < until) {
    const done = left.shift()
    if (done === undefined) break
    // The last wall: whatever stood above, nothing leaves for an address outside.
    const outcome: MailOutcome = mayReceive(done.to, batch.proved)
      ? await handOver(house, batch.server, done)
      : { state: 'refused', trouble: 'recipient' }
    await asSystem(house, tenantId, 'Rehearsals', (context) => settle(context, done, outcome))
    if (outcome.state !== 'waits') sent += 1
    if (outcome.state === 'waits' && outcome.trouble !== 'later') break
  }
  if (left.length > 0) await asSystem(house, tenantId, 'Rehearsals', (context) => giveBack(context, left))
  if (sent === 0) return
  await asSystem(house, tenantId, 'Rehearsals', async (context) =>
    context.record({ stream: 'audit', kind: 'phishing.send', fields: { mails: sent } }),
  )
}

/** Their letters are still due; no link is left that nobody has. */
async function giveBack(context: Context, left: readonly Ready[]): Promise<void> {
  const hashes = left.map(({ tokenHash }) => tokenHash)
  await store.dropLinks(context, hashes)
  for (const rehearsalId of new Set(left.map(({ letter }) => letter.rehearsalId))) {
    const own = left.filter(({ letter }) => letter.rehearsalId === rehearsalId)
    await store.giveBack(context, { rehearsalId, memberIds: own.map(({ letter }) => letter.memberId) })
  }
}

/** A domain that is no longer proved stops everything that goes to it, until its record is found again. */
async function lookForRecords(house: House, tenantId: string): Promise<void> {
  const due = await asSystem(house, tenantId, 'Rehearsals', async (context) =>
    (await store.runningRehearsals(context)).length === 0
      ? []
      : (await listDomains(context)).filter((domain) => isLookDue(domain, context.now)),
  )
  for (const row of due) {
    const found = await readDnsText(house.services, recordNameOf(row.domain))
    const isThere = found.state === 'found' && found.texts.includes(recordValueOf(row.code))
    const shown = found.state === 'failed' ? 'silent' : isThere ? 'there' : 'gone'
    // A name server that is silent says nothing of the record: the next run asks again, as long as the proof is not too old.
    if (shown === 'silent' && (row.verifiedAt === null || isProvedStill(row, house.now()))) continue
    await asSystem(house, tenantId, 'Rehearsals', (context) => noteLook(context, row, shown))
  }
}

async function takeBatch(context: Context, { mailServer, isSerious }: PhishingPorts) {
  const running = await store.runningRehearsals(context)
  if (running.length === 0) return undefined
  const { timeZone, name: organisation } = await organisationFor(context)
  const server = await mailServer(context)
  if (server === undefined || !isWorkingTime(context.now, timeZone) || (await isSerious(context)))
    return undefined
  const domains = await listDomains(context)
  const still = domains.filter((domain) => isProvedStill(domain, context.now))
  const own = { proved: provedOf(still), known: domains.map(({ domain }) => domain) }
  const ready: Ready[] = []
  for (const row of running) {
    if (row.pausedWhy !== null || !still.some(({ id }) => id === row.domainId)) continue
    const limit = mostAtOnce - ready.length
    for (const { letter, person } of await takeLetters(context, row, { ...own, limit }))
      ready.push(await written(context, { row, letter, person, organisation }))
  }
  return { server, proved: own.proved, ready }
}

/** Those that are due, with whoever gets them. */
async function takeLetters(
  context: Context,
  { id: rehearsalId }: store.RehearsalRecord,
  { proved, known, limit }: { proved: readonly string[]; known: readonly string[]; limit: number },
): Promise<{ letter: store.LetterRecord; person: Recipient }[]> {
  const lostBefore = new Date(context.now.getTime() - lostMinutes * 60_000)
  await store.dropLost(context, rehearsalId, lostBefore)
  const letters = await store.takeDue(context, { rehearsalId, lostBefore, limit })
  const people = await peopleFor(
    context,
    letters.map(({ memberId }) => memberId),
  )
  const due = letters.map((letter) => ({ letter, person: people.get(letter.memberId) }))
  const isGone = (person: (typeof due)[number]['person']) => person?.status !== 'active'
  const idsOf = (which: typeof due) => which.map(({ letter }) => letter.memberId)
  // Who left meanwhile, or whose address changed to one elsewhere, gets nothing.
  const lost = due.filter(({ person }) => isGone(person) || !mayReceive(person?.email ?? '', known))
  await store.dropLetters(context, { rehearsalId, memberIds: idsOf(lost) })
  const kept = due.filter((one) => !lost.includes(one))
  const waiting = kept.filter(({ person }) => !mayReceive(person?.email ?? '', proved))
  const dueAt = new Date(context.now.getTime() + unprovedMinutes * 60_000)
  await store.putOff(context, { rehearsalId, memberIds: idsOf(waiting), dueAt })
  return kept.flatMap(({ letter, person }) =>
    person !== undefined && mayReceive(person.email, proved) ? [{ letter, person }] : [],
  )
}

type Recipient = Pick<Person, 'name' | 'email'>

async function written(
  context: Context,
  wanted: {
    readonly row: store.RehearsalRecord
    readonly letter: store.LetterRecord
    readonly person: Recipient
    readonly organisation: string
  },
): Promise<Ready> {
  const { row, letter, person, organisation } = wanted
  const { token, hash: tokenHash } = newLinkToken()
  const { groupName } = letter
  await store.insertLink(context, { tokenHash, rehearsalId: row.id, groupName, takenAt: context.now })
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
    await store.dropLinks(context, [tokenHash])
    const dueAt = new Date(context.now.getTime() + againMinutes * 60_000)
    return store.putOff(context, { rehearsalId: id, memberIds: [letter.memberId], dueAt })
  }
  await store.dropLetters(context, { rehearsalId: id, memberIds: [letter.memberId] })
  await store.updateLink(context, tokenHash, {
    takenAt: null,
    sentAt: context.now,
    isRefused: outcome.state === 'refused',
  })
}
