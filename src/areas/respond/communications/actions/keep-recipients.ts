import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import { incidentFor, lockedIncidentFor, refuseUnfitFor } from '../../incidents/public/incidents.ts'
import { noteTold } from '../../investigation/public.ts'
import * as contract from '../contract/recipients.ts'
import type { RecipientChannel } from '../contract/statement-words.ts'
import { readAddressees } from '../rules/addressees.ts'
import { messageIdOf, statementBell } from '../rules/delivery.ts'
import { firstWay, otherWays, tellingWay, whySentence } from '../rules/reaching.ts'
import * as store from '../store/recipients.ts'
import {
  getStatement,
  getStatementToChange,
  isMailHostile,
  type StatementRecord,
} from '../store/statements.ts'

/** People on one list at most. */
const mostRecipients = 100_000

export const list = action(
  contract.listRecipients,
  async (context, { id, statement, state, limit, cursor }) => {
    await incidentFor(context, id)
    await getStatement(context, id, statement)
    const isHostile = await isMailHostile(context, id)
    const page = { statementId: statement, state, after: placeAfter(cursor), limit }
    const rows = await store.listRecipients(context, page)
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return {
      items: shown.map((row) => recipientOf(row, isHostile)),
      next: last === undefined ? null : encodeCursor([last.place]),
    }
  },
)

function placeAfter(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  const [place] = decodeCursor(cursor, 1) ?? []
  return typeof place === 'number' && Number.isInteger(place) && Math.abs(place) < 2 ** 31
    ? place
    : refuse('invalid', 'Start the list again: this cursor is not one of ours.')
}

function recipientOf(row: store.RecipientRecord, isHostile: boolean): contract.Recipient {
  const { id, name, email, phone, post, memberId, channel, state, tries, settledBy, note } = row
  return {
    ...{ id, name, email, phone, post, memberId, channel, state, tries, settledBy, note },
    why: whySentence(row.why),
    settledAt: row.settledAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    // Offered from the first try that failed on: nobody waits three days for a mail that may never arrive.
    others:
      state === 'not reached' || (state === 'waiting' && tries > 0) ? otherWays(row, channel, isHostile) : [],
  }
}

export const add = action(
  contract.addRecipients,
  async (context, { id: incidentId, statement, csv, firstRow, memberIds }) => {
    await lockedIncidentFor(context, incidentId)
    const record = await getStatementToChange(context, incidentId, statement)
    refuseUnless(record.state === 'draft', 'conflict', 'It went out already. Write an update for others.')
    const known = await store.emailsOf(context, statement)
    const { people, broken } =
      csv === '' ? { people: [], broken: [] } : readAddressees(csv, { firstRow, known })
    const isHostile = await isMailHostile(context, incidentId)
    const place = await store.nextPlaceOf(context, statement)
    refuseUnless(
      (await store.countOf(context, statement)) + people.length + memberIds.length <= mostRecipients,
      'invalid',
      `A list holds at most ${mostRecipients} people. Begin a second statement for the rest.`,
    )
    const rows = people.map((person, at) =>
      rowFor(context, record, { ...person, memberId: null, place: place + at, isHostile }),
    )
    for (const memberId of memberIds) await refuseUnfitFor(context, incidentId, memberId)
    const added = await store.addRecipients(context, [
      ...rows,
      ...(await rowsOfMembers(context, record, { memberIds, place: place + people.length })),
    ])
    const all = await store.countOf(context, statement)
    const fields = { statement, number: record.number, added, all, broken: broken.length }
    context.record({ stream: incidentId, kind: 'recipient.add', fields })
    return { added, all, broken: broken.slice(0, 500) }
  },
)

/** People of the house on the list of a statement; whether they may see the case is asked before. */
export async function rowsOfMembers(
  context: Context,
  record: Pick<StatementRecord, 'id'>,
  { memberIds, place }: { memberIds: readonly string[]; place: number },
): Promise<store.NewRecipient[]> {
  const names = await namesOf(context, memberIds)
  return [...new Set(memberIds)].map((memberId, at) =>
    rowFor(context, record, {
      ...{ name: names.get(memberId) ?? '', email: '', phone: '', post: [] },
      ...{ memberId, place: place + at, isHostile: true },
    }),
  )
}

/** One person or place on the list of a statement, by the way they are reached first. */
export function rowFor(
  context: Context,
  record: Pick<StatementRecord, 'id'>,
  who: {
    readonly name: string
    readonly email: string
    readonly phone: string
    readonly post: readonly string[]
    readonly memberId: string | null
    readonly place: number
    readonly isHostile: boolean
    readonly way?: RecipientChannel | undefined
  },
): store.NewRecipient {
  const { isHostile, post, way, ...rest } = who
  const id = context.newId()
  return {
    ...rest,
    id,
    post: [...post],
    statementId: record.id,
    channel: way === undefined || (way === 'mail' && isHostile) ? firstWay(who, isHostile) : way,
    state: 'listed',
    why: 'listed',
    messageId: messageIdOf(id, context.services.signer.install),
  }
}

export const remove = action(contract.removeRecipients, async (context, { id, statement }) => {
  await lockedIncidentFor(context, id)
  const record = await getStatementToChange(context, id, statement)
  refuseUnless(record.state === 'draft', 'conflict', 'It went out already: the list is part of the record.')
  const removed = await store.removeRecipients(context, statement)
  const fields = { statement, number: record.number, removed }
  context.record({ stream: id, kind: 'recipient.remove', fields })
  return { removed }
})

export const note = action(contract.noteTelling, async (context, wish) => {
  const { id, statement, recipients, what, how, at, note: words } = wish
  const incident = await lockedIncidentFor(context, id)
  const record = await getStatementToChange(context, id, statement)
  const target = { statementId: statement, ids: recipients }
  if (recipients.length > 0) await store.getRecipients(context, target)
  refuseUnless(record.state === 'released', 'conflict', 'Let the statement go first; then note who was told.')
  refuseUnless(
    recipients.length > 0 || (how === 'letter' && what === 'told'),
    'invalid',
    'Choose whom this is about.',
  )
  const when = at === undefined ? context.now : new Date(at)
  refuseUnless(
    when.getTime() - context.now.getTime() <= 300_000,
    'invalid',
    'This time lies in the future. Note it once they were told.',
  )
  refuseUnless(
    incident.mode !== 'exercise' || what !== 'again' || how === 'inbox' || isForHands(how),
    'conflict',
    'This is an exercise: nothing goes to people outside. Choose a way by hand.',
  )
  const isMailBarred = how === 'mail' && what === 'again' && (await isMailHostile(context, id))
  if (isMailBarred) refuse('conflict', 'Mail is marked as hostile in this case. Choose another way.')
  const settled = { channel: how, settledAt: when, settledBy: context.actor.name, note: words }
  const change =
    what === 'told'
      ? { ...settled, state: 'reached' as const, why: 'told' }
      : what === 'not told'
        ? { ...settled, state: 'not reached' as const, why: 'untold' }
        : {
            ...{ channel: how, state: 'waiting' as const, note: words, settledAt: null },
            ...{ why: isForHands(how) ? 'by hand' : 'waiting.first', nextTryAt: context.now },
          }
  const changed = await store.changeRecipients(context, target, change)
  if (what === 'told' && changed.length > 0)
    await noteTold(context, id, {
      ...{ partyIds: record.partyIds, at: when, by: context.actor.name, how: tellingWay[how] },
      note: `Statement ${record.number}`,
    })
  const fields = { statement, number: record.number, what, how, count: changed.length, note: words }
  context.record({ stream: id, kind: 'recipient.tell', fields })
  const { services, tenantId } = context
  if (what === 'again') context.afterCommit(() => services.wake.ring(statementBell, tenantId))
  return { noted: changed.length }
})

/** Ways that somebody walks; mail, chat and the app go by themselves. */
function isForHands(how: RecipientChannel): boolean {
  return how !== 'mail' && how !== 'inbox' && how !== 'chat'
}
