/** The text messages and calls that stand by for news that has to be read, beside its push message and its mail. */
import { randomInt } from 'node:crypto'
import { Refusal } from '../../../../../base/refusal.ts'
import type { Context } from '../../../../../platform/action.ts'
import { newLinkToken } from '../../../../../platform/link-token.ts'
import { endOfNumber } from '../../../../../base/telephone.ts'
import { memberOnCall } from '../../../../register/powers/public.ts'
import { incidentFor } from '../../../incidents/public/incidents.ts'
import type { Steps } from '../../contract/telephone.ts'
import { caseInPath } from '../../rules/delivery.ts'
import {
  callWords,
  linkHours,
  textWords,
  usableGateways,
  type PhoneLanguage,
} from '../../rules/telephone/phoning.ts'
import { languagesOf } from '../../store/choices.ts'
import type { InboxRow } from '../../store/inbox.ts'
import type { NewOutbound } from '../../store/outbox.ts'
import { listGateways } from '../../store/telephone/gateway.ts'
import { isPhoneHostile, type NewPhoneLink } from '../../store/telephone/links.ts'
import { wakeableAmong, type NumberRow } from '../../store/telephone/numbers.ts'

/** What waking needs to know of the news; whether everybody may know of its case. */
interface Insisting {
  readonly path: string
  readonly isOpen: boolean
  readonly steps: Steps
}

/** Who can be woken, and with what words. */
export interface Waking extends Insisting {
  /** Whether some gateway takes calls. */
  readonly hasCalls: boolean
  readonly numbers: ReadonlyMap<string, NumberRow>
  readonly languages: ReadonlyMap<string, PhoneLanguage>
  readonly onCall: string | undefined
  readonly number: string
  readonly isExercise: boolean
}

export interface PhoneRows {
  readonly rows: readonly NewOutbound[]
  readonly links: readonly NewPhoneLink[]
}

type Told = Pick<InboxRow, 'id' | 'memberId' | 'at'>

const nothing: PhoneRows = { rows: [], links: [] }

/** Undefined where nobody can be woken: no gateway, no proved number, or a case whose telephone is in other hands. */
export async function wakingFor(
  context: Context,
  news: Insisting,
  memberIds: readonly string[],
): Promise<Waking | undefined> {
  const gateways = await listGateways(context)
  if (usableGateways(gateways, 'text').length === 0) return undefined
  const numbers = await wakeableAmong(context, memberIds)
  if (numbers.length === 0) return undefined
  const incidentId = caseInPath(news.path)
  if (incidentId !== undefined && (await isPhoneHostile(context, incidentId))) return undefined
  return {
    ...news,
    hasCalls: usableGateways(gateways, 'call').length > 0,
    numbers: new Map(numbers.map((row) => [row.memberId, row])),
    languages: await languagesOf(context, memberIds),
    onCall: await memberOnCall(context),
    ...(await caseOf(context, incidentId, news.isOpen)),
  }
}

/** @param isChosen whether this person wants to be woken by news of this kind; who is on call is woken by all of it */
export function phoneRowsFor(
  context: Context,
  waking: Waking | undefined,
  { item, isChosen }: { readonly item: Told; readonly isChosen: boolean },
): PhoneRows {
  const known = waking?.numbers.get(item.memberId)
  if (waking === undefined || known === undefined) return nothing
  if (!isChosen && waking.onCall !== item.memberId) return nothing
  const { hasCalls, steps } = waking
  const calls = known.calls && hasCalls
  const made = [
    ...(known.texts
      ? [messageFor(context, waking, { item, known, channel: 'text' as const, minutes: steps.textMinutes })]
      : []),
    ...(calls
      ? [messageFor(context, waking, { item, known, channel: 'call' as const, minutes: steps.callMinutes })]
      : []),
  ]
  return { rows: made.map(({ row }) => row), links: made.map(({ link }) => link) }
}

function messageFor(
  context: Context,
  { languages, number, isExercise }: Waking,
  wanted: {
    readonly item: Told
    readonly known: NumberRow
    readonly channel: 'text' | 'call'
    readonly minutes: number
  },
): { row: NewOutbound; link: NewPhoneLink } {
  const { item, known, channel, minutes } = wanted
  const id = context.newId()
  const { token, hash: tokenHash } = newLinkToken()
  const code = String(randomInt(10_000)).padStart(4, '0')
  const language = languages.get(item.memberId) ?? 'en'
  const { url: origin } = context.services.config
  const url = `${origin}/phone/${token}`
  const body =
    channel === 'text'
      ? textWords(language, { number, isExercise, url, code })
      : callWords(language, { number, isExercise })
  const dueAt = new Date(item.at.getTime() + minutes * 60_000)
  return {
    row: {
      ...{ id, itemId: item.id, memberId: item.memberId, channel, body, urgent: true, held: true },
      recipient: endOfNumber(known.number),
      // Of a call there is nothing to read: the address its report goes to stands where a mail has its subject.
      subject: `${origin}/api/v1/phone-reports/${token}`,
      why: channel === 'text' ? 'waiting.text' : 'waiting.call',
      nextTryAt: dueAt,
      // Counted from when it is due: that is when it begins to be late.
      createdAt: dueAt,
      messageId: id,
    },
    link: {
      ...{ outboundId: id, itemId: item.id, memberId: item.memberId, tokenHash, code },
      endsAt: new Date(item.at.getTime() + linkHours * 3_600_000),
    },
  }
}

/** Its number where everybody may know it, and whether it is a rehearsal. */
async function caseOf(
  context: Context,
  incidentId: string | undefined,
  isOpen: boolean,
): Promise<{ number: string; isExercise: boolean }> {
  if (incidentId === undefined) return { number: '', isExercise: false }
  try {
    const { number, mode } = await incidentFor(context, incidentId)
    return { number: isOpen ? `INC-${number}` : '', isExercise: mode === 'exercise' }
  } catch (error) {
    // Whoever caused the news may not see the case themselves; those who are told may.
    if (error instanceof Refusal) return { number: '', isExercise: false }
    throw error
  }
}
