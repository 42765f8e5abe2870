import { randomUUID } from 'node:crypto'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/captures.ts'
import { elapsed } from '../rules/clock.ts'
import { triedObjectives } from '../rules/plan-tests.ts'
import {
  addObservation,
  addResponse,
  addWash,
  capturesAtMost,
  entriesOf,
  observationsOf,
  responsesOf,
  saveRating,
  deliveredIn,
  washesOf,
} from '../store/captures.ts'
import { getSession } from '../store/sessions.ts'
import { heldFor, refuseUnlessObserving, refuseUnlessSeated } from './seats.ts'
import { exerciseOf } from './shapes.ts'

export const answer = action(
  contract.answerInject,
  async (context, { id, inject, role, text, choice, decision, called, planStep }) => {
    const session = await heldFor(context, id)
    await refuseUnlessSeated(context, session, 'player')
    refuseUnless(
      session.state === 'running',
      'conflict',
      'The clock stands still. Answers count while the exercise runs.',
      { reason: 'not_now' },
    )
    const came = (await entriesOf(context, id)).some(({ kind, key }) => kind === 'deliver' && key === inject)
    refuseUnless(came, 'not_found', 'This has not come yet.')
    const known = session.document.injects.find(({ key }) => key === inject)
    const isChoice = choice === undefined || known?.choices.some(({ key }) => key === choice) === true
    refuseUnless(isChoice, 'invalid', 'This is none of the choices.', {
      faults: [{ path: 'choice', message: 'Choose one of those that are offered.' }],
    })
    refuseUnless(
      text !== '' || choice !== undefined,
      'invalid',
      'Say what you would do, or choose one of the answers.',
      { faults: [{ path: 'text', message: 'Some words, or a choice.' }] },
    )
    refuseFull((await responsesOf(context, id)).length)
    const elapsedSeconds = elapsed(session, context.now)
    await addResponse(context, {
      ...{ sessionId: id, id: context.newId(), injectKey: inject, role, answer: text },
      ...{ choice: choice ?? null, decision: decision ?? null, called, planStep },
      ...{ elapsedSeconds, at: context.now },
    })
    context.record({
      stream: 'audit',
      kind: 'exercise.respond',
      fields: {
        ...leafFields({ exercise: id, title: session.title, inject, role, choice: choice ?? '' }),
        ...nobodyInParticular,
      },
    })
    return exerciseOf(context, session)
  },
)

export const observe = action(contract.observeExercise, async (context, { id, objective, saw }) => {
  const session = await heldFor(context, id)
  await refuseUnlessObserving(context, session)
  refuseUnless(
    ['running', 'paused', 'hot_wash', 'done'].includes(session.state),
    'conflict',
    'There is nothing to observe: the exercise has not begun, or was broken off.',
    { reason: 'not_now' },
  )
  const known = session.document.objectives.some(({ key }) => key === objective)
  refuseUnless(known, 'not_found', 'This exercise has no such objective.')
  const tried = triedObjectives(session.document, deliveredIn(await entriesOf(context, id)))
  refuseUnless(tried.has(objective), 'conflict', 'Nothing that tries this has come yet.', {
    reason: 'not_tried',
  })
  const { title } = session
  if (saw.what === 'rating') {
    const { rating, note } = saw
    await saveRating(context, { sessionId: id, objectiveKey: objective, rating, note, ratedAt: context.now })
    const fields = leafFields({ exercise: id, title, objective, rating, note })
    context.record({ stream: 'audit', kind: 'exercise.rate', fields })
  } else {
    const { kind, severity, note, inject } = saw
    refuseFull((await observationsOf(context, id)).length)
    await addObservation(context, {
      ...{ sessionId: id, id: context.newId(), objectiveKey: objective, injectKey: inject ?? null },
      ...{ kind, severity, note, at: context.now },
      elapsedSeconds: elapsed(session, context.now),
    })
    const fields = leafFields({ exercise: id, title, objective, observed: kind, severity, note })
    context.record({ stream: 'audit', kind: 'exercise.observe', fields })
  }
  return exerciseOf(context, await getSession(context, id))
})

/** Who answered without a name leaves nothing: no name, no instant, an id that tells no time, and a leaf by nobody. */
export const wash = action(contract.washUp, async (context, { id, anonymous, ...said }) => {
  const session = await heldFor(context, id)
  await refuseUnlessSeated(context, session)
  refuseUnless(
    session.state === 'hot_wash',
    'conflict',
    'The three questions are asked when the exercise has ended, and before its results are read.',
    { reason: 'not_now' },
  )
  const known = await washesOf(context, id)
  refuseFull(known.length)
  const name = anonymous ? '' : context.actor.name
  await addWash(context, { ...said, sessionId: id, id: randomUUID(), name, saidOn: await todayOf(context) })
  context.record({
    stream: 'audit',
    kind: 'exercise.wash',
    fields: {
      ...leafFields({ exercise: id, title: session.title }),
      ...(anonymous ? nobodyInParticular : {}),
    },
  })
  return { said: known.length + 1 }
})

/** The plan is tried, not a person: who spoke for a role, and who answered without a name, is on no record. */
const nobodyInParticular = { actor: 'participant', by: 'Somebody who took part' } as const

function refuseFull(count: number): void {
  if (count >= capturesAtMost)
    refuse('conflict', 'This exercise holds as much as it can. End it, and arrange another one.', {
      reason: 'full',
    })
}
