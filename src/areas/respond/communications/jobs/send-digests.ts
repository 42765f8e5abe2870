import type { Context } from '../../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../../platform/database/circle.ts'
import { reachablePeople } from '../../../register/contacts/public.ts'
import { getMember, pathInOrganisation, type Person } from '../../../register/people/public/people.ts'
import { numbersOf } from '../../incidents/public/incidents.ts'
import { digestKinds, isChosenKind, nextDigestAt, wantsDigest } from '../rules/choices.ts'
import { caseInPath, messageIdOf } from '../rules/delivery.ts'
import { digestSubject, digestText, type DigestItem } from '../rules/digest.ts'
import {
  findChoice,
  lastDigestOf,
  listForDigest,
  lockDueDigests,
  setNextDigest,
  type NewsChoiceRow,
} from '../store/choices.ts'
import { isMailOn } from '../store/mail-settings.ts'
import { addOutbound, type OutboundRow } from '../store/outbox.ts'
import { isMailHostile } from '../store/statements.ts'

/** So many in one minute; whoever is left comes in the next. */
const mostAtOnce = 200
/** As many items as one summary counts. */
const mostItems = 1000

/**
 * Puts the summaries that are due into the outbox: without words, since those are made when the mail goes. Whoever is
 * on leave, and whoever nothing waits for, gets none; what waits comes with the next one.
 */
export async function dueDigests(context: Context): Promise<void> {
  const due = await lockDueDigests(context, mostAtOnce)
  if (due.length === 0) return
  const mayMail = await isMailOn(context)
  const contacts = await reachablePeople(
    context,
    due.map(({ memberId }) => memberId),
  )
  for (const row of due) {
    await setNextDigest(
      context,
      row.memberId,
      wantsDigest(row.choices) ? nextDigestAt(row, context.now) : null,
    )
    const isAway = contacts.get(row.memberId)?.isAway === true
    if (mayMail && !isAway && (await isWanted(context, row))) await queue(context, row)
  }
}

/** One that still waits will hold what came since, too. */
async function isWanted(context: Context, { memberId }: NewsChoiceRow): Promise<boolean> {
  if ((await getMember(context, memberId)).status !== 'active') return false
  if ((await lastDigestOf(context, memberId))?.state === 'waiting') return false
  return (await listForDigest(context, memberId, 1)).length > 0
}

async function queue(context: Context, { memberId, language }: NewsChoiceRow): Promise<void> {
  const id = context.newId()
  const { now, services } = context
  const { email } = await getMember(context, memberId)
  await addOutbound(context, [
    {
      ...{ id, itemId: null, memberId, channel: 'mail', recipient: email, urgent: false },
      ...{ subject: digestSubject(language), why: 'waiting.first' },
      ...{ messageId: messageIdOf(id, services.signer.install), nextTryAt: now, createdAt: now },
    },
  ])
}

export interface Digest {
  readonly body: string
  /** The items that it counts, by id. */
  readonly counted: readonly string[]
}

/**
 * The words of a summary as things stand now; undefined when nothing is left to say. Cases that this person may no
 * longer see, and those whose mail is in other hands, are not in it.
 */
export async function digestFor(
  context: Context,
  { memberId }: Pick<OutboundRow, 'memberId'>,
  person: Person,
): Promise<Digest | undefined> {
  const row = await findChoice(context, memberId)
  if (row === undefined) return undefined
  const kinds: readonly string[] = digestKinds(row.choices)
  const waiting = (await listForDigest(context, memberId, mostItems)).filter(({ kind }) =>
    kinds.includes(kind),
  )
  const cases = await casesIn(
    context,
    waiting.flatMap(({ path }) => caseInPath(path) ?? []),
    person,
  )
  const said = waiting.flatMap(({ id, kind, path }): { id: string; item: DigestItem }[] => {
    if (!isChosenKind(kind)) return []
    const about = caseInPath(path)
    if (about === undefined) return [{ id, item: { kind, number: null, isSealed: false } }]
    const known = cases.get(about)
    return known === undefined ? [] : [{ id, item: { kind, ...known } }]
  })
  if (said.length === 0) return undefined
  const linkTo = async (path: string) =>
    `${context.services.config.url}${await pathInOrganisation(context, path)}`
  const links = { inbox: await linkTo('/inbox'), choices: await linkTo('/me/news') }
  return {
    body: digestText(
      said.map(({ item }) => item),
      { language: row.language, ...links },
    ),
    counted: said.map(({ id }) => id),
  }
}

type Named = Pick<DigestItem, 'number' | 'isSealed'>

/** The cases that a mail to this person may speak of. */
async function casesIn(
  context: Context,
  ids: readonly string[],
  { id: memberId, role }: Person,
): Promise<Map<string, Named>> {
  const named = new Map<string, Named>()
  const audiences = await audienceOf(context.tx.$client, ids)
  const numbers = await numbersOf(context, ids)
  for (const id of new Set(ids)) {
    const audience = audiences.get(id)
    if (!mayHear({ memberId, role }, audience) || (await isMailHostile(context, id))) continue
    const isSealed = audience?.isOpen !== true
    named.set(id, { number: isSealed ? null : (numbers.get(id) ?? null), isSealed })
  }
  return named
}
