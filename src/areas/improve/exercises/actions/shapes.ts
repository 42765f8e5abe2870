import type { Context } from '../../../../platform/action.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import { numbersOf } from '../../../respond/incidents/public/incidents.ts'
import type { Exercise, ExerciseRow, RatedObjective, ShownInject } from '../contract/exercise.ts'
import type { Inject } from '../contract/scenario.ts'
import { nextInject, scriptOf, type Played } from '../rules/script.ts'
import { elapsed, whyNotMoved } from '../rules/clock.ts'
import { triedObjectives } from '../rules/plan-tests.ts'
import {
  deliveredIn,
  entriesOf,
  observationsOf,
  ratingsOf,
  responsesOf,
  washesOf,
  type EntryRecord,
  type ObservationRecord,
  type RatingRecord,
  type ResponseRecord,
} from '../store/captures.ts'
import {
  casesOf,
  playersOf,
  type PlayerRecord,
  type SessionRecord,
  type ShortSession,
} from '../store/sessions.ts'
import { copyName } from '../../../prepare/backups/public.ts'
import { isLeading, isSeated, mySeat, seesScript } from './seats.ts'

/** Sessions as lists show them, each with its case where whoever asks sees that. */
export async function rowsOf(context: Context, sessions: readonly ShortSession[]): Promise<ExerciseRow[]> {
  const cases = await casesOf(
    context,
    sessions.map(({ id }) => id),
  )
  const numbers = await numbersOf(context, [...cases.values()])
  const names = await namesOf(
    context,
    sessions.flatMap(({ facilitatorId }) => facilitatorId ?? []),
  )
  return sessions.map((row) => {
    const incidentId = cases.get(row.id)
    const number = incidentId === undefined ? undefined : numbers.get(incidentId)
    const { id, title, kind, form, lengthMinutes, state, plannedOn, startedAt, endedAt, facilitatorId } = row
    return {
      ...{ id, title, kind, form, lengthMinutes, state, plannedOn },
      startedAt: startedAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
      facilitator: facilitatorId === null ? '' : (names.get(facilitatorId) ?? ''),
      incident: incidentId === undefined || number === undefined ? null : { id: incidentId, number },
      retest:
        row.retestOf === null || row.retestObjective === null
          ? null
          : { id: row.retestOf, objective: row.retestObjective },
    }
  })
}

/** All that was captured in a session. */
export interface Captured {
  readonly players: readonly PlayerRecord[]
  readonly entries: readonly EntryRecord[]
  readonly responses: readonly ResponseRecord[]
  readonly observations: readonly ObservationRecord[]
  readonly ratings: readonly RatingRecord[]
}

export async function capturedIn(context: Context, id: string): Promise<Captured> {
  return {
    players: await playersOf(context, id),
    entries: await entriesOf(context, id),
    responses: await responsesOf(context, id),
    observations: await observationsOf(context, id),
    ratings: await ratingsOf(context, id),
  }
}

export function playedOf(session: SessionRecord, { entries, responses }: Captured): Played {
  const keys = (wanted: EntryRecord['kind']) =>
    new Set(entries.flatMap(({ kind, key }) => (kind === wanted ? [key] : [])))
  return {
    lengthMinutes: session.lengthMinutes,
    form: session.form,
    document: session.document,
    delivered: keys('deliver'),
    skipped: keys('skip'),
    chosen: new Set(
      responses.flatMap(({ injectKey, choice }) => (choice === null ? [] : [`${injectKey}:${choice}`])),
    ),
  }
}

/** A session as this person may see it. */
export async function exerciseOf(context: Context, session: SessionRecord): Promise<Exercise> {
  const captured = await capturedIn(context, session.id)
  const [row] = await rowsOf(context, [session])
  if (row === undefined) throw new Error('one session gives one row')
  const played = playedOf(session, captured)
  const script = scriptOf(played, elapsed(session, context.now))
  const { players } = captured
  const isAtTable = isSeated(context, session, { players, seat: 'any' })
  const mayRun = context.can('exercise.run')
  const leads = isLeading(context, session)
  const mine = mySeat(context, session, captured.players)
  const isOver = session.state === 'done'
  const isRunning = session.state === 'running' || session.state === 'paused'
  const mayObserve = leads || mine?.seat === 'evaluator'
  const seesObjectives = isOver || (mayObserve && (session.form !== 'solo' || session.state === 'hot_wash'))
  return {
    ...row,
    situation: session.document.situation,
    clock: {
      ranSeconds: session.ranSeconds,
      resumedAt: session.resumedAt?.toISOString() ?? null,
      now: context.now.toISOString(),
    },
    players: players.map(({ tenantId: _tenant, sessionId: _session, ...player }) => player),
    mine,
    injects: shownInjects(session, captured),
    card: cardOf(session, captured),
    objectives: seesObjectives ? ratedObjectives(session, captured) : [],
    script: seesScript(context, session)
      ? script.map(({ inject, state, dueSeconds }) => ({ ...inject, state, dueSeconds }))
      : null,
    hasMore: nextInject(script, played.chosen) !== undefined,
    log:
      leads || isOver
        ? captured.entries.map(({ kind, key, elapsedSeconds, note }) => ({ kind, key, elapsedSeconds, note }))
        : [],
    said: (await washesOf(context, session.id)).length,
    drill: await drillOf(context, session),
    can: {
      run: leads,
      answer: session.state === 'running' && isSeated(context, session, { players, seat: 'player' }),
      observe: mayObserve && seesObjectives && session.state !== 'stopped',
      stop: isRunning && (isAtTable || mayRun),
      tick: isRunning && isAtTable,
      handOver: (leads || mayRun) && whyNotMoved('hand_over', session.state) === undefined,
      wash: session.state === 'hot_wash' && isAtTable,
      report: isOver,
    },
  }
}

/** What has come, in the order in which it came, with the answers of the roles. */
export function shownInjects(session: SessionRecord, { entries, responses }: Captured): ShownInject[] {
  const known = new Map(session.document.injects.map((inject) => [inject.key, inject]))
  return entries.flatMap(({ kind, key, elapsedSeconds }) => {
    const inject = kind === 'deliver' ? known.get(key) : undefined
    if (inject === undefined) return []
    const answers = responses
      .filter(({ injectKey }) => injectKey === key)
      .map(({ id, role, answer: text, choice, decision, called, planStep, elapsedSeconds: at }) => ({
        ...{ id, role, text, choice, decision, called, planStep, elapsedSeconds: at },
      }))
    const isTold = session.state === 'done' || (session.form === 'solo' && answers.length > 0)
    const { look, from, to, title, text, questions, decision, choices } = inject
    return [
      {
        ...{ key, look, from, to, title, text, questions, decision, elapsedSeconds, answers },
        choices: choices.map(({ key: letter, label }) => ({ key: letter, label })),
        after: isTold ? afterwards(inject, answers) : null,
      },
    ]
  })
}

function afterwards(
  { choices, expected }: Inject,
  answers: readonly { readonly choice: string | null }[],
): { outcome: string; expected: string[] } {
  const outcomes = choices
    .filter(({ key }) => answers.some(({ choice }) => choice === key))
    .map((one) => one.outcome)
  return { outcome: outcomes.join(' '), expected: [...expected] }
}

export function cardOf({ card }: SessionRecord, { entries }: Captured): Exercise['card'] {
  return card.map(({ key, does }) => {
    const ticked = entries.find((entry) => entry.kind === 'card' && entry.key === key)
    return { key, does, doneSeconds: ticked?.elapsedSeconds ?? null }
  })
}

/** Those that something tried which came: of the rest nothing was shown. */
export function ratedObjectives(
  { document }: SessionRecord,
  { entries, observations, ratings }: Captured,
): RatedObjective[] {
  const tried = triedObjectives(document, deliveredIn(entries))
  const objectives = document.objectives.filter(({ key }) => tried.has(key))
  return objectives.map((objective) => {
    const rated = ratings.find(({ objectiveKey }) => objectiveKey === objective.key)
    return {
      ...objective,
      rating: rated?.rating ?? null,
      note: rated?.note ?? '',
      observations: observations
        .filter(({ objectiveKey }) => objectiveKey === objective.key)
        .map(({ id, objectiveKey, injectKey, kind, severity, note, elapsedSeconds }) => ({
          ...{ id, objective: objectiveKey, inject: injectKey, kind, severity, note, elapsedSeconds },
        })),
    }
  })
}

export async function drillOf(context: Context, session: SessionRecord): Promise<Exercise['drill']> {
  const { copyId, aimMinutes, beforeMinutes, tookMinutes } = session
  if (copyId === null) return null
  const copy = await copyName(context, copyId)
  return { copy, aimMinutes, beforeMinutes, tookMinutes }
}
