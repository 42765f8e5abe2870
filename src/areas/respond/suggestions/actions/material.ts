import type { Permission } from '../../../../base/permissions.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { listEverybody } from '../../../register/people/public/people.ts'
import { incidentFor, latestSituation } from '../../incidents/public/incidents.ts'
import { newestEntriesOf } from '../../incidents/public/look-back.ts'
import { partiesOf } from '../../investigation/public.ts'
import { signalFor } from '../../signals/public.ts'
import type { Barrier, Purpose, SuggestionLanguage } from '../contract.ts'
import { whyBarred } from '../rules/barring.ts'
import { hiding, type Hiding } from '../rules/hiding.ts'
import { factLines, signalLines, spokenKinds, timelineLines } from '../rules/lines.ts'
import { questionOf, type KnownLine, type ModelQuestion } from '../rules/question.ts'

/** All that a model would be given, and what it stands on. */
export interface Material {
  readonly incidentId: string | null
  readonly signalId: string | null
  readonly barred: Barrier | null
  readonly question: ModelQuestion
  readonly hiding: Hiding
}

interface Wish {
  readonly purpose: Purpose
  /** The case, or the signal. */
  readonly of: string
  readonly language: SuggestionLanguage
  readonly letters: number
}

/** Whoever may write the words that are proposed may have them proposed. */
const needed: Readonly<Record<Purpose, Permission>> = {
  situation: 'incident.brief',
  statement: 'statement.draft',
  signal: 'signal.triage',
  lessons: 'review.write',
}

export function refuseOtherTask(context: Pick<Context, 'can'>, purpose: Purpose): void {
  refuseUnless(
    context.can(needed[purpose]),
    'forbidden',
    'Your role does not allow you to write these words. Ask somebody who may.',
  )
}

/**
 * Whether its marks keep it here, without reading what it holds.
 * @throws Refusal `not_found` for a case or a signal that whoever asks does not see
 */
export async function barrierFor(
  context: Context,
  wish: Pick<Wish, 'purpose' | 'of'>,
): Promise<Barrier | null> {
  return whyBarred(await subjectFor(context, wish))
}

/** @throws Refusal `not_found` for a case or a signal that whoever asks does not see */
export async function materialFor(context: Context, wish: Wish): Promise<Material> {
  const { purpose, of } = wish
  const subject = await subjectFor(context, wish)
  const marked = whyBarred(subject)
  // Where nothing may go, nothing is even made ready.
  const found = marked === null ? await linesOf(context, purpose, subject) : nothing
  const hidden = hiding(found.names)
  const { lines, isCut: lacksOlder } = found
  return {
    ...{ incidentId: subject.incident?.id ?? null, signalId: purpose === 'signal' ? of : null },
    ...{ barred: marked ?? whyBarred({ ...subject, lines }), hiding: hidden },
    question: questionOf({ ...wish, lines, lacksOlder, hide: hidden.hide }),
  }
}

/**
 * A signal may have come into a case since, which is closed to whoever asks.
 * @throws Refusal `not_found`
 */
export async function refuseUnseen(
  context: Context,
  { signalId }: { readonly signalId: string | null },
): Promise<void> {
  if (signalId !== null) await subjectFor(context, { purpose: 'signal', of: signalId })
}

interface Subject {
  readonly incident: Awaited<ReturnType<typeof incidentFor>> | undefined
  readonly signal?: Awaited<ReturnType<typeof signalFor>>
  readonly isConcern?: boolean
}

async function subjectFor(context: Context, { purpose, of }: Pick<Wish, 'purpose' | 'of'>): Promise<Subject> {
  if (purpose !== 'signal') return { incident: await incidentFor(context, of) }
  const signal = await signalFor(context, of)
  // One that belongs to a case is as open as the case is.
  const incident = signal.incidentId === null ? undefined : await incidentFor(context, signal.incidentId)
  return { incident, signal, isConcern: signal.isConcern }
}

interface Found {
  readonly lines: readonly KnownLine[]
  readonly names: readonly string[]
  readonly isCut: boolean
}

const nothing: Found = { lines: [], names: [], isCut: false }
/** Of a case; far more than any model is given. */
const mostEntries = 2000

async function linesOf(context: Context, purpose: Purpose, { incident, signal }: Subject): Promise<Found> {
  const parties = incident === undefined ? [] : await partiesOf(context, incident.id)
  const names = [...(await listEverybody(context)), ...parties].map(({ name }) => name)
  if (signal !== undefined) return { ...nothing, names, lines: signalLines(signal) }
  if (incident === undefined) return nothing
  if (purpose === 'statement') {
    const latest = await latestSituation(context, incident.id)
    return { ...nothing, names, lines: latest === undefined ? [] : factLines(latest.body) }
  }
  const { entries, isCut } = await newestEntriesOf(context, incident.id, {
    kinds: spokenKinds,
    most: mostEntries,
  })
  return { names, isCut, lines: timelineLines(entries) }
}
