import type { Permission } from '../../../../base/permissions.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { listEverybody } from '../../../register/people/public/people.ts'
import { incidentFor, latestSituation } from '../../incidents/public/incidents.ts'
import { lookBackOf } from '../../incidents/public/look-back.ts'
import { partiesOf } from '../../investigation/public.ts'
import { signalFor } from '../../signals/public.ts'
import type { Barrier, Purpose, SuggestionLanguage } from '../contract.ts'
import { whyBarred } from '../rules/barring.ts'
import { hiding, type Hiding } from '../rules/hiding.ts'
import { factLines, signalLines, timelineLines } from '../rules/lines.ts'
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

/** @throws Refusal `not_found` for a case or a signal that whoever asks does not see */
export async function materialFor(
  context: Context,
  { purpose, of, language, letters }: Wish,
): Promise<Material> {
  const found =
    purpose === 'signal' ? await signalMaterial(context, of) : await caseMaterial(context, of, purpose)
  const names = [...(await listEverybody(context)).map(({ name }) => name), ...found.names]
  const hidden = hiding(names)
  const barred = whyBarred(found)
  // Where nothing may go, nothing is even made ready.
  const lines = barred === null ? found.lines.map((line) => ({ ...line, text: hidden.hide(line.text) })) : []
  return {
    ...{ incidentId: found.incident?.id ?? null, signalId: purpose === 'signal' ? of : null },
    ...{ barred, hiding: hidden },
    question: questionOf({ purpose, language, lines, letters }),
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
  if (signalId !== null) await signalMaterial(context, signalId)
}

interface Found {
  readonly incident: Awaited<ReturnType<typeof incidentFor>> | undefined
  readonly lines: readonly KnownLine[]
  readonly names: readonly string[]
  readonly isConcern?: boolean
}

async function signalMaterial(context: Context, id: string): Promise<Found> {
  const signal = await signalFor(context, id)
  // One that belongs to a case is as open as the case is.
  const incident = signal.incidentId === null ? undefined : await incidentFor(context, signal.incidentId)
  return { incident, lines: signalLines(signal), names: [], isConcern: signal.isConcern }
}

async function caseMaterial(context: Context, id: string, purpose: Purpose): Promise<Found> {
  const incident = await incidentFor(context, id)
  const names = (await partiesOf(context, id)).map(({ name }) => name)
  if (purpose === 'statement') {
    const latest = await latestSituation(context, id)
    return { incident, names, lines: latest === undefined ? [] : factLines(latest.body) }
  }
  return { incident, names, lines: timelineLines((await lookBackOf(context, id)).entries) }
}
