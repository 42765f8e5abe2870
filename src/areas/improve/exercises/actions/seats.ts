import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Exercise } from '../contract/exercise.ts'
import {
  getSession,
  holdSession,
  playersOf,
  refuseUnknownExercise,
  type PlayerRecord,
  type SessionRecord,
} from '../store/sessions.ts'

/** Who leads it: the facilitator; a key or a job acts with the trust that it was given. */
export function isLeading(context: Context, { facilitatorId }: SessionRecord): boolean {
  const { actor } = context
  if (actor.kind !== 'member') return context.can('exercise.run')
  return facilitatorId === actor.memberId || (facilitatorId === null && context.can('exercise.run'))
}

/** Whoever plays alone is not told what comes. */
export function seesScript(context: Context, session: SessionRecord): boolean {
  return isLeading(context, session) && session.form !== 'solo'
}

export function mySeat(
  context: Context,
  session: SessionRecord,
  players: readonly PlayerRecord[],
): Exercise['mine'] {
  const { actor } = context
  if (actor.kind !== 'member') return null
  const own = players.find(({ memberId }) => memberId === actor.memberId)
  if (session.facilitatorId === actor.memberId) return { seat: 'facilitator', role: own?.role ?? 'everyone' }
  return own === undefined ? null : { seat: own.seat, role: own.role }
}

/** A session that this person may see: those who read exercises see each, others those that they take part in. */
export async function sessionFor(context: Context, id: string): Promise<SessionRecord> {
  return refuseHidden(context, await getSession(context, id))
}

/** The same, held until the transaction ends. */
export async function heldFor(context: Context, id: string): Promise<SessionRecord> {
  return refuseHidden(context, await holdSession(context, id))
}

async function refuseHidden(context: Context, session: SessionRecord): Promise<SessionRecord> {
  const { actor } = context
  if (context.can('exercise.read') || actor.kind !== 'member' || isLeading(context, session)) return session
  const players = await playersOf(context, session.id)
  return players.some(({ memberId }) => memberId === actor.memberId) ? session : refuseUnknownExercise()
}

export function refuseUnlessLeading(context: Context, session: SessionRecord): void {
  refuseUnless(isLeading(context, session), 'forbidden', 'Whoever leads the exercise does this. Ask them.')
}

/** What is captured comes from the table: from whoever leads, or has a seat; an answer from whoever plays. */
export async function refuseUnlessSeated(
  context: Context,
  session: SessionRecord,
  seat: 'player' | 'any' = 'any',
): Promise<void> {
  if (isSeated(context, session, { players: await playersOf(context, session.id), seat })) return
  const message =
    seat === 'player'
      ? 'Those who play answer. Ask whoever leads for a seat.'
      : 'This is for those at the table. Ask whoever leads for a seat.'
  refuse('forbidden', message)
}

export function isSeated(
  context: Context,
  session: SessionRecord,
  { players, seat }: { readonly players: readonly PlayerRecord[]; readonly seat: 'player' | 'any' },
): boolean {
  if (isLeading(context, session)) return true
  const mine = mySeat(context, session, players)
  return mine !== null && (seat === 'any' || mine.seat === seat)
}

/** Observing and rating is for whoever leads or was asked to observe. */
export async function refuseUnlessObserving(context: Context, session: SessionRecord): Promise<void> {
  if (isLeading(context, session)) return
  const mine = mySeat(context, session, await playersOf(context, session.id))
  if (mine?.seat !== 'evaluator')
    refuse('forbidden', 'Whoever leads or observes the exercise notes this. Ask to observe it.')
}
