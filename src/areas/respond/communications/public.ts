import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { inCases } from '../incidents/public/search.ts'
import { personMay } from '../../../base/access.ts'
import type { Context } from '../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../platform/database/circle.ts'
import type { MailServer } from '../../../platform/mail/send.ts'
import {
  listActiveMembers,
  ownersOf,
  pathInOrganisation,
  type Person,
} from '../../register/people/public/people.ts'
import { caseInPath, deliveryBell, holdSeconds, isInnerPath, messageIdOf } from './rules/delivery.ts'
import { phoneRowsFor, wakingFor } from './actions/telephone/wake-by-phone.ts'
import { isQuiet, waysFor } from './rules/choices.ts'
import { choicesOf } from './store/choices.ts'
import { listDevicesOf, type DeviceRow } from './store/devices.ts'
import { callState, type CallState } from './rules/called.ts'
import { addInboxItems, listCallsInto, listReached, listToldUnread, type InboxRow } from './store/inbox.ts'
import { findMail, isMailOn, noteMail, serverOf } from './store/mail-settings.ts'
import { addOutbound, type NewOutbound } from './store/outbox.ts'
import { isMailHostile, searchStatements } from './store/statements.ts'
import { stepsOf } from './store/telephone/gateway.ts'
import { addPhoneLinks, type NewPhoneLink } from './store/telephone/links.ts'
import type { Steps } from './contract/telephone.ts'

/** Whether the mail of this case is in other hands; what hangs on the same accounts is no safer. */
export { isMailHostile } from './store/statements.ts'

export { mailAbout, messageIdOf, nextTryAt, sentenceOf, type Why } from './rules/delivery.ts'
export { whyKeptFrom } from './rules/outside.ts'
export { readersOf, readersWithoutCase, toldIn, type Reader } from './actions/look-back.ts'
export { noteMail }

/** The server that was confirmed, with its password, for the post alone; undefined while mail is off. */
export async function mailServerFor(context: Context): Promise<MailServer | undefined> {
  const row = await findMail(context)
  return row === undefined || row.confirmedAt === null ? undefined : serverOf(context, row)
}

/** What people are told. The title is read in the app only; a push message carries kind and path, never the title. */
export interface News {
  /** What it is about, as `incident.opened`: for pictures and sorting, holds no content. */
  readonly kind: string
  readonly title: string
  /** Where it leads inside the organisation, as `/incidents/<id>`. */
  readonly path: string
  /** Words for mail, which leaves the house and may be read by an attacker: no incident content. A link is added. */
  readonly mail?: { readonly subject: string; readonly text: string }
  /** Push and mail at once. Otherwise mail only stands in where no push message was accepted within a minute. */
  readonly urgent?: boolean
  /**
   * Somebody has to read it. Push first; unread after some minutes it goes by mail too, then as a text message and in a
   * call to whoever chose to be woken; in the end, while none of those who were told has read it, the next person is
   * asked to call them. After how many minutes, the organisation sets.
   */
  readonly insists?: boolean
  /**
   * Minutes in which whoever was told of this kind by push or mail and has not read it is not told so again: for what
   * anybody can set off as often as they like. The inbox keeps each.
   */
  readonly quietMinutes?: number
  /** Members whom it reaches whatever they chose for news of this kind, as the one whose legal clock it is. */
  readonly mustReach?: readonly string[]
}

/**
 * Leaves the news in the inbox of each of these people who is active, and what goes out by push and mail in the
 * outbox, all in the caller's transaction; sending starts after it commits. Unknown ids are passed over.
 */
export async function tell(
  context: Context,
  { memberIds, ...news }: News & { readonly memberIds: readonly string[] },
): Promise<void> {
  const wanted = new Set(memberIds)
  const people = (await listActiveMembers(context)).filter(({ id }) => wanted.has(id))
  await tellPeople(context, people, news)
}

/** What calls people into a case. */
const calling = ['people.called', 'incident.opened', 'severity.raised', 'role.assigned'] as const

/** Who was called into this case, whether it got through, and when they read it; the port of the incidents room. */
export async function calledInto(
  context: Context,
  incidentId: string,
): Promise<readonly { memberId: string; at: Date; state: CallState }[]> {
  const rows = await listCallsInto(context, { path: `/incidents/${incidentId}`, kinds: calling })
  const newest = new Map(rows.toReversed().map((row) => [row.memberId, row]))
  const shown = [...newest.values()]
  const ways = await listReached(
    context,
    shown.map(({ id }) => id),
  )
  return shown.map(({ id, memberId, at, readAt }) => ({
    memberId,
    at,
    state: callState(
      readAt !== null,
      ways.filter(({ itemId }) => itemId === id).map(({ state }) => state),
    ),
  }))
}

/** The same for all active owners. */
export async function tellOwners(context: Context, news: News): Promise<void> {
  await tellPeople(context, await ownersOf(context), news)
}

async function tellPeople(context: Context, anyone: readonly Person[], wanted: News): Promise<void> {
  if (!isInnerPath(wanted.path)) throw new Error(`${wanted.kind} leads nowhere inside the organisation`)
  const { people, isOpen } = await hearersOf(context, wanted, anyone)
  if (people.length === 0) return
  const news = await trusted(context, isOpen ? wanted : withoutNumber(wanted))
  const quiet = await toldAlready(context, news)
  const path = await pathInOrganisation(context, news.path)
  const ids = people.map(({ id }) => id)
  const devices = await listDevicesOf(context, ids)
  const mayMail = await isMailOn(context)
  const chosen = await choicesOf(context, ids)
  const { steps } = await stepsOf(context)
  const waking =
    news.insists === true ? await wakingFor(context, { path: news.path, isOpen, steps }, ids) : undefined
  const { kind, title } = news
  const items: Omit<InboxRow, 'tenantId'>[] = []
  const links: NewPhoneLink[] = []
  const rows: NewOutbound[] = []
  for (const person of people) {
    const ways = waysFor(news, person.id, chosen.get(person.id))
    const isTold = !quiet.has(person.id)
    const own = {
      id: context.newId(),
      memberId: person.id,
      kind,
      title,
      path: news.path,
      at: context.now,
      readAt: null,
      inDigest: ways.mail === 'digest',
    }
    const phone = phoneRowsFor(context, isTold ? waking : undefined, { item: own, isChosen: ways.phone })
    const mustCall = news.insists === true && isTold && (!isQuiet(ways) || phone.rows.length > 0)
    const item = { ...own, callsAt: mustCall ? minutesAfter(context.now, steps.passOnMinutes) : null }
    items.push(item)
    if (!isTold) continue
    const reached = ways.push ? devices.filter(({ memberId }) => memberId === person.id) : []
    rows.push(
      ...reached.map((device) => pushRow(context, { item, device, path, isUrgent: news.urgent === true })),
    )
    const hasDevice = reached.length > 0 && ways.mail !== 'at_once'
    if (news.mail !== undefined && (ways.mail === 'usual' || ways.mail === 'at_once'))
      rows.push(mailRow(context, { item, person, path, news, mayMail, hasDevice, steps }))
    rows.push(...phone.rows)
    links.push(...phone.links)
  }
  await addInboxItems(context, items)
  await addOutbound(context, rows)
  await addPhoneLinks(context, links)
  const { services, tenantId } = context
  if (rows.length > 0) context.afterCommit(() => services.wake.ring(deliveryBell, tenantId))
}

/** Anyone, where the news lead to no case; else those who may hear of it, and nobody where that is not known. */
export async function hearersOf(
  context: Context,
  { path }: Pick<News, 'path'>,
  everybody: readonly Person[],
): Promise<{ people: readonly Person[]; isOpen: boolean }> {
  const id = caseInPath(path)
  const anyone = everybody.filter(({ isCarer }) => !isCarer)
  if (id === undefined) return { people: anyone, isOpen: true }
  const audience = (await audienceOf(context.tx.$client, [id])).get(id)
  // A profile may leave out cases, though its role would be told of them.
  const readers = anyone.filter((person) => person.granted === null || personMay(person, 'incident.read'))
  const people = readers.filter((person) => mayHear({ memberId: person.id, role: person.role }, audience))
  return { people, isOpen: audience?.isOpen === true }
}

/** Where the mail of a case is in other hands, its news go through the app and push alone. */
async function trusted(context: Context, news: News): Promise<News> {
  const id = caseInPath(news.path)
  if (news.mail === undefined || id === undefined || !(await isMailHostile(context, id))) return news
  const { mail: _mail, ...rest } = news
  return rest
}

async function toldAlready(context: Context, { kind, quietMinutes }: News): Promise<ReadonlySet<string>> {
  if (quietMinutes === undefined) return new Set()
  const since = new Date(context.now.getTime() - quietMinutes * 60_000)
  return new Set(await listToldUnread(context, { kind, since }))
}

/** Of a restricted case not even its number leaves the house: mail is read by others, and its subject is on the record. */
function withoutNumber(news: News): News {
  if (news.mail === undefined) return news
  const text =
    'There is news for you in Muster.\n\nOpen Muster to read it. If you doubt this mail, do not follow the link: open Muster as you always do.'
  return { ...news, mail: { subject: 'Muster: there is news for you', text } }
}

type Item = Omit<InboxRow, 'tenantId'>

function pushRow(
  context: Context,
  { item, device, path, isUrgent }: { item: Item; device: DeviceRow; path: string; isUrgent: boolean },
): NewOutbound {
  return {
    ...rowFor(context, item),
    channel: 'push',
    deviceId: device.id,
    recipient: device.device,
    body: JSON.stringify({ title: 'Muster', kind: item.kind, path, id: item.id }),
    urgent: isUrgent,
    why: 'waiting.first',
  }
}

function mailRow(
  context: Context,
  wanted: {
    item: Item
    person: Person
    path: string
    news: News
    mayMail: boolean
    hasDevice: boolean
    steps: Steps
  },
): NewOutbound {
  const { item, person, path, news, mayMail, hasDevice, steps } = wanted
  const isHeld = hasDevice && news.urgent !== true
  return {
    ...rowFor(context, item),
    channel: 'mail',
    recipient: person.email,
    subject: news.mail?.subject ?? '',
    body: `${news.mail?.text ?? ''}\n\n${context.services.config.url}${path}\n`,
    urgent: news.urgent === true,
    held: isHeld,
    why: isHeld ? heldBy(news) : mayMail ? 'waiting.first' : 'mail.off',
    ...(isHeld && { nextTryAt: minutesAfter(context.now, holdMinutes(news, steps)) }),
  }
}

function heldBy({ insists }: News): 'waiting.unread' | 'waiting.held' {
  return insists === true ? 'waiting.unread' : 'waiting.held'
}

function holdMinutes({ insists }: News, { mailMinutes }: Steps): number {
  return insists === true ? mailMinutes : holdSeconds / 60
}

function minutesAfter(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000)
}

function rowFor(context: Context, item: Item) {
  const id = context.newId()
  return {
    id,
    itemId: item.id,
    memberId: item.memberId,
    nextTryAt: context.now,
    createdAt: context.now,
    messageId: messageIdOf(id, context.services.signer.install),
  }
}

export const statementSearch: SearchSource = {
  kind: 'statement',
  permission: 'incident.read',
  find: async (context, sought) => inCases(context, await searchStatements(context, sought)),
}
