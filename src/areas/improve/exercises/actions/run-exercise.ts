import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { InputOf } from '../../../../base/endpoint.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { keepRestoreTest } from '../../../prepare/backups/public.ts'
import { keepLeadershipActs } from '../../../prepare/budget/public.ts'
import { peopleFor } from '../../../register/people/public/people.ts'
import { closeRehearsal, openRehearsal } from '../../../respond/incidents/public/rehearsals.ts'
import { judgeByExercise, planReviewOfExercise } from '../../reviews/public.ts'
import * as contract from '../contract/exercise.ts'
import { elapsed, whoMoves, whyNotMoved } from '../rules/clock.ts'
import { asksForMore } from '../rules/report.ts'
import { nextInject, scriptOf } from '../rules/script.ts'
import { judgedSections } from '../rules/sections.ts'
import { addEntry, deliveredIn, entriesOf, ratingsOf, takeBackEntry } from '../store/captures.ts'
import {
  casesOf,
  changeSession,
  getSession,
  linkCase,
  playersOf,
  type SessionRecord,
} from '../store/sessions.ts'
import type { EntryRecord } from '../store/captures.ts'
import { seat, standingToday } from './arrange-exercise.ts'
import { heldFor, refuseUnlessLeading, refuseUnlessSeated } from './seats.ts'
import { capturedIn, exerciseOf, playedOf } from './shapes.ts'

type Move = InputOf<typeof contract.moveExercise>['move']
type MoveOf<K extends Move['do']> = Extract<Move, { do: K }>

export const move = action(contract.moveExercise, async (context, { id, move: wanted }) => {
  const session = await heldFor(context, id)
  await refuseUnlessMoving(context, session, wanted.do)
  const why = whyNotMoved(wanted.do, session.state)
  refuseUnless(why === undefined, 'conflict', why ?? '', { reason: 'not_now' })
  await make(context, session, wanted)
  return exerciseOf(context, await getSession(context, id))
})

async function refuseUnlessMoving(
  context: Context,
  session: SessionRecord,
  wanted: Move['do'],
): Promise<void> {
  const who = whoMoves(wanted)
  if (who.endsWith('_or_running') && context.can('exercise.run')) return
  if (who.startsWith('seated')) return refuseUnlessSeated(context, session)
  refuseUnlessLeading(context, session)
}

async function make(context: Context, session: SessionRecord, wanted: Move): Promise<void> {
  switch (wanted.do) {
    case 'start':
      return start(context, session)
    case 'pause':
    case 'resume':
      return halt(context, session, wanted)
    case 'deliver':
      return deliver(context, session, wanted)
    case 'skip':
      return skip(context, session, wanted)
    case 'card':
      return tick(context, session, wanted)
    case 'untick':
      return untick(context, session, wanted)
    case 'hand_over':
      return handOver(context, session, wanted)
    case 'people':
      await seat(context, session.id, wanted.players, await playersOf(context, session.id))
      return note(context, session, { what: 'people', fields: { people: wanted.players.length } })
    case 'end':
      return end(context, session, wanted)
    case 'close_wash':
      return finish(context, session)
    case 'stop':
    case 'cancel':
      return breakOff(context, session, wanted)
  }
}

/** The clock begins, and with it a case of the mode exercise on the screens that people know. */
async function start(context: Context, session: SessionRecord): Promise<void> {
  const { id, title, kind, document, facilitatorId, form } = session
  const { severity } = document
  const players = await playersOf(context, id)
  const lead = players.find(
    ({ role, seat: at, memberId, isAbsent }) =>
      role === 'lead' && at === 'player' && memberId !== null && !isAbsent,
  )
  const leadId = lead?.memberId ?? facilitatorId
  const hasPlaybook = form !== 'drill'
  const opened = await openRehearsal(context, { title, kind, severity, leadId, hasPlaybook })
  await linkCase(context, id, opened.id)
  const { now } = context
  const stands = await standingToday(context, { kind, form })
  await changeSession(context, id, { ...stands, state: 'running', startedAt: now, resumedAt: now })
  await entry(context, session, 'start')
  await note(context, session, { what: 'start', fields: { case: `INC-${opened.number}` } })
}

async function halt(
  context: Context,
  session: SessionRecord,
  wanted: MoveOf<'pause'> | MoveOf<'resume'>,
): Promise<void> {
  const { id } = session
  const ranSeconds = elapsed(session, context.now)
  const reason = wanted.do === 'pause' ? wanted.reason : ''
  if (wanted.do === 'pause')
    await changeSession(context, id, { state: 'paused', ranSeconds, resumedAt: null })
  else await changeSession(context, id, { state: 'running', resumedAt: context.now })
  await entry(context, session, wanted.do, '', reason)
  await note(context, session, { what: wanted.do, fields: { reason } })
}

async function deliver(
  context: Context,
  session: SessionRecord,
  { inject }: MoveOf<'deliver'>,
): Promise<void> {
  const played = playedOf(session, await capturedIn(context, session.id))
  const script = scriptOf(played, elapsed(session, context.now))
  const wanted =
    inject === undefined
      ? nextInject(script, played.chosen)
      : session.document.injects.find(({ key }) => key === inject)
  if (wanted === undefined)
    refuse('conflict', 'Nothing more is to come. End the exercise when you are ready.', { reason: 'no_more' })
  // What was skipped may come after all.
  await takeBackEntry(context, { sessionId: session.id, kind: 'skip', key: wanted.key })
  if (!(await entry(context, session, 'deliver', wanted.key)))
    refuse('conflict', 'This came already.', { reason: 'came_already' })
  await note(context, session, { what: 'deliver', fields: { inject: wanted.key, title: wanted.title } })
  if (session.form === 'apart') await tellPlayers(context, session, 'inject')
}

async function skip(context: Context, session: SessionRecord, wanted: MoveOf<'skip'>): Promise<void> {
  const { inject, reason } = wanted
  const known = session.document.injects.find(({ key }) => key === inject)
  refuseUnless(known !== undefined, 'not_found', 'The scenario has no such inject.')
  if (!(await entry(context, session, 'skip', inject, reason)))
    refuse('conflict', 'This came already, or was skipped.', { reason: 'came_already' })
  await note(context, session, { what: 'skip', fields: { inject, reason } })
}

async function tick(context: Context, session: SessionRecord, { step }: MoveOf<'card'>): Promise<void> {
  const known = session.card.some(({ key }) => key === step)
  refuseUnless(known, 'not_found', 'The card has no such step.')
  if (!(await entry(context, session, 'card', step)))
    refuse('conflict', 'Somebody ticked this step already.', { reason: 'came_already' })
  await note(context, session, { what: 'card', fields: { step } })
}

async function untick(
  context: Context,
  session: SessionRecord,
  { step, reason }: MoveOf<'untick'>,
): Promise<void> {
  const gone = await takeBackEntry(context, { sessionId: session.id, kind: 'card', key: step })
  refuseUnless(gone, 'conflict', 'This step is not ticked.', { reason: 'came_already' })
  await note(context, session, { what: 'untick', fields: { step, reason } })
}

/** Whoever led may be ill, or gone: somebody who may lead exercises says who leads from now on. */
async function handOver(
  context: Context,
  session: SessionRecord,
  { memberId }: MoveOf<'hand_over'>,
): Promise<void> {
  refuseUnless(memberId !== session.facilitatorId, 'conflict', 'This person leads it already.')
  const person = (await peopleFor(context, [memberId])).get(memberId)
  if (person === undefined) return refuse('not_found', 'There is no such person here.')
  await changeSession(context, session.id, { facilitatorId: memberId })
  await note(context, session, { what: 'hand_over', fields: { to: person.name } })
}

/** The clock stops. What was captured stays; the three questions come before anybody reads results. */
async function end(context: Context, session: SessionRecord, { restore }: MoveOf<'end'>): Promise<void> {
  const { id, copyId } = session
  const ranSeconds = elapsed(session, context.now)
  const isDrill = copyId !== null
  if (isDrill && restore === undefined)
    refuse('invalid', 'Say what the restore showed. That is what the drill was for.', {
      faults: [{ path: 'move.restore', message: 'What was restored, used and seen, and how long it took.' }],
    })
  const tookMinutes = isDrill ? (restore?.minutes ?? Math.max(1, Math.ceil(ranSeconds / 60))) : null
  if (copyId !== null && restore !== undefined) {
    const shown = { ...restore, minutes: tookMinutes, tester: context.actor.name }
    await keepRestoreTest(context, copyId, { ...shown, testedAt: context.now.toISOString() })
  }
  const over = { state: 'hot_wash' as const, ranSeconds, resumedAt: null, endedAt: context.now }
  // A restore that failed has no time that could be compared.
  await changeSession(context, id, {
    ...over,
    tookMinutes: restore?.succeeded === false ? null : tookMinutes,
  })
  await entry(context, session, 'end')
  // Ended before anything came it proves nothing, and nobody took part in anything.
  const isWhole = isDrill || deliveredIn(await entriesOf(context, id)).size > 0
  await closeCase(context, session, { summary: `Exercise: ${session.title}`, isWhole })
  await note(context, session, { what: 'end', fields: { seconds: ranSeconds } })
  await tellPlayers(context, session, 'wash')
  if (isWhole) await keepActs(context, session)
}

/** Taking part is an act of leadership of those who lead: of whoever was there, not of whoever was named absent. */
async function keepActs(context: Context, { id, title, facilitatorId }: SessionRecord): Promise<void> {
  const there = (await playersOf(context, id)).flatMap(({ memberId, isAbsent }) =>
    memberId === null || isAbsent ? [] : [memberId],
  )
  const memberIds = [...there, ...(facilitatorId === null ? [] : [facilitatorId])]
  await keepLeadershipActs(context, { kind: 'exercise_attended', memberIds, note: title })
}

/** Where a table found that something does not hold, its look back is planned as that of a case. */
async function finish(context: Context, session: SessionRecord): Promise<void> {
  const { id, title, form, retestOf, facilitatorId: leadId } = session
  await changeSession(context, id, { state: 'done', finishedAt: context.now })
  await entry(context, session, 'close_wash')
  const isTable = retestOf === null && (form === 'table_top' || form === 'apart')
  const ratings = await ratingsOf(context, id)
  const hasFailed = ratings.some(({ rating }) => asksForMore(rating))
  const found = judgedSections(session.document.objectives, ratings)
  const caseId = (await casesOf(context, [id])).get(id) ?? null
  if (found.length > 0) await judgeByExercise(context, { exerciseId: id, caseId, title, found })
  if (isTable && hasFailed) await planReviewOfExercise(context, { exerciseId: id, caseId, title, leadId })
  await note(context, session, { what: 'close_wash', fields: {} })
}

/** Something real happened, or the day does not suit: what was played so far stays, and proves nothing. */
async function breakOff(
  context: Context,
  session: SessionRecord,
  wanted: MoveOf<'stop'> | MoveOf<'cancel'>,
): Promise<void> {
  const { do: what, reason } = wanted
  const isStop = what === 'stop'
  const ranSeconds = elapsed(session, context.now)
  const over = isStop ? { endedAt: context.now } : {}
  await changeSession(context, session.id, {
    ...{ ...over, state: isStop ? 'stopped' : 'cancelled', ranSeconds, resumedAt: null },
  })
  await entry(context, session, what, '', reason)
  if (isStop) await closeCase(context, session, { summary: `Exercise stopped: ${reason}`, isWhole: false })
  await note(context, session, { what, fields: { reason } })
  if (isStop) await tellPlayers(context, session, 'stopped')
}

async function closeCase(
  context: Context,
  { id }: SessionRecord,
  ending: { readonly summary: string; readonly isWhole: boolean },
): Promise<void> {
  const incidentId = (await casesOf(context, [id])).get(id)
  if (incidentId !== undefined) await closeRehearsal(context, { id: incidentId, ...ending })
}

async function entry(
  context: Context,
  session: SessionRecord,
  kind: EntryRecord['kind'],
  key = '',
  words = '',
): Promise<boolean> {
  return addEntry(context, {
    ...{ id: context.newId(), sessionId: session.id, kind, key, note: words },
    elapsedSeconds: elapsed(session, context.now),
    at: context.now,
  })
}

async function note(
  context: Context,
  { id, title }: SessionRecord,
  { what, fields }: { readonly what: Move['do']; readonly fields: Readonly<Record<string, string | number>> },
): Promise<void> {
  const kind = what === 'stop' ? 'exercise.stop' : 'exercise.move'
  context.record({
    stream: 'audit',
    kind,
    fields: leafFields({ exercise: id, title, move: what, ...fields }),
  })
}

/** People of the firm alone: an exercise reaches nobody outside. */
async function tellPlayers(
  context: Context,
  { id, title }: SessionRecord,
  what: 'inject' | 'wash' | 'stopped',
): Promise<void> {
  const { actor } = context
  const me = actor.kind === 'member' ? actor.memberId : null
  const memberIds = (await playersOf(context, id)).flatMap(({ memberId }) =>
    memberId === null || memberId === me ? [] : [memberId],
  )
  if (memberIds.length > 0)
    await context.announce({ kind: 'exercise.told', what, exerciseId: id, title, memberIds })
}
