import { dayIn } from '../../../../base/calendar-day.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, organisationFor } from '../../../register/people/public/people.ts'
import { powersStanding } from '../../../register/powers/public.ts'
import { proposalsFrom, proposeWords, wordsOfSection } from '../../../prepare/plan/public.ts'
import { improvementsNamed, proposeImprovement } from '../../improvements/public.ts'
import { reviewOf } from '../../reviews/public.ts'
import * as contract from '../contract/report.ts'
import type { Report } from '../contract/report.ts'
import { reportDocument } from '../documents/report-paper.ts'
import {
  cardTiming,
  chainOf,
  comparedRestore,
  decisionsTried,
  findingWords,
  ratingCounts,
} from '../rules/report.ts'
import { addFinding, findingsAmong, ratingsAmong, washesOf } from '../store/captures.ts'
import { casesOf, retestsOf, type SessionRecord } from '../store/sessions.ts'
import { heldFor, sessionFor } from './seats.ts'
import { capturedIn, cardOf, drillOf, playedOf, ratedObjectives, rowsOf, shownInjects } from './shapes.ts'

export const read = action(contract.readExerciseReport, async (context, { id }) =>
  reportOf(context, await sessionFor(context, id)),
)

export const print = action(contract.printExerciseReport, async (context, { id, language }) => {
  const session = await sessionFor(context, id)
  const report = await reportOf(context, session)
  const { name: organisation, timeZone } = await organisationFor(context)
  const { now, typesetter } = context
  const fields = leafFields({ exercise: id, title: session.title })
  context.record({ stream: 'audit', kind: 'exercise.print', fields })
  const paper = reportDocument(report, { organisation, timeZone, language, madeAt: now })
  return {
    name: 'exercise-report.pdf',
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(paper),
  }
})

export const takeUp = action(
  contract.takeUpFinding,
  async (context, { id, objective: key, dueOn, target, why, planWords, ...given }) => {
    const session = await heldFor(context, id)
    refuseUnlessReadable(session)
    const objective = session.document.objectives.find((one) => one.key === key)
    if (objective === undefined) return refuseUnknownObjective()
    if (given.ownerId !== null) await getMember(context, given.ownerId)
    const { ratings } = await capturedIn(context, id)
    const note = ratings.find(({ objectiveKey }) => objectiveKey === key)?.note ?? ''
    const [section] = objective.sections
    const part = section === undefined ? null : { kind: 'plan' as const, id: section }
    const origin = { kind: 'exercise', id, incidentId: null } as const
    const improvementId = await proposeImprovement(context, origin, {
      ...given,
      why: why === '' ? findingWords(objective, note).why : why,
      target: target === undefined ? part : target,
      // Noon is on the same day in every zone but the very last.
      dueAt: dueOn === null ? null : new Date(`${dueOn}T12:00:00Z`),
    })
    await addFinding(context, { sessionId: id, objectiveKey: key, improvementId })
    if (planWords !== '') {
      if (section === undefined) return refuseNoSection()
      const proposal = { section, words: planWords, reason: given.title, sourceId: improvementId }
      // The form shows the words that stand there; left as they are they propose nothing.
      if ((await wordsOfSection(context, section)) !== planWords) await proposeWords(context, proposal)
    }
    context.record({
      stream: 'audit',
      kind: 'exercise.take_up',
      fields: leafFields({ exercise: id, title: session.title, objective: key, improvement: improvementId }),
    })
    return reportOf(context, session)
  },
)

/** Made from what was captured, whenever it is read: it stands as soon as the three questions are closed. */
async function reportOf(context: Context, session: SessionRecord): Promise<Report> {
  refuseUnlessReadable(session)
  const captured = await capturedIn(context, session.id)
  const [exercise] = await rowsOf(context, [session])
  if (exercise === undefined) throw new Error('one session gives one row')
  const { players, entries, responses } = captured
  // Who held what when it began; sessions from before this was kept are read beside the register of today.
  const rights = session.rights ?? (await powersStanding(context)).rights
  const { delivered } = playedOf(session, captured)
  const present = players.filter(({ isAbsent, seat }) => !isAbsent && seat === 'player')
  const leads = session.facilitatorId
  const isLeadSeated = present.some(({ memberId }) => memberId === leads)
  const objectives = await objectivesOf(context, session, captured)
  const rated = objectives.flatMap(({ rating }) => (rating === null ? [] : [{ rating }]))
  const drill = await drillOf(context, session)
  const review = context.can('review.read')
    ? ((await reviewOf(context, { kind: 'exercise', id: session.id })) ??
      (await reviewOfCase(context, session.id)))
    : undefined
  const titles = new Map(session.document.injects.map(({ key, title }) => [key, title]))
  return {
    exercise,
    readyAt: (session.finishedAt ?? context.now).toISOString(),
    planVersion: session.planVersion,
    people: present.length + (leads === null || isLeadSeated ? 0 : 1),
    absent: players.filter(({ isAbsent }) => isAbsent).map(({ name }) => name),
    roles: [...new Set(present.map(({ role }) => role))],
    ranSeconds: session.ranSeconds,
    pauses: entries.flatMap(({ kind, elapsedSeconds, note }) =>
      kind === 'pause' ? [{ elapsedSeconds, reason: note }] : [],
    ),
    skipped: entries.flatMap(({ kind, key, note }) =>
      kind === 'skip' ? [{ title: titles.get(key) ?? key, reason: note }] : [],
    ),
    counts: ratingCounts(rated),
    unrated: objectives.length - rated.length,
    objectives,
    decisions: decisionsTried(session.document, { delivered, answers: responses, rights }),
    card: cardTiming(cardOf(session, captured).map(({ does, doneSeconds }) => ({ does, doneSeconds }))),
    injects: shownInjects(session, captured),
    drill: drill === null ? null : comparedRestore(drill),
    wash: (await washesOf(context, session.id)).map(({ kept, changed, surprised, name }) => ({
      ...{ kept, changed, surprised, name },
    })),
    debrief: session.document.debrief,
    review: review === undefined ? null : { id: review.id, state: review.state },
    can: { takeUp: context.can('exercise.run'), print: context.can('exercise.read') },
  }
}

async function objectivesOf(
  context: Context,
  session: SessionRecord,
  captured: Awaited<ReturnType<typeof capturedIn>>,
): Promise<Report['objectives']> {
  const { timeZone } = await organisationFor(context)
  const root = session.retestOf ?? session.id
  // A finding and its retests are one story, whichever of them is read.
  const tries = await retestsOf(context, [root])
  const links = await findingsAmong(context, [root, ...tries.map(({ id }) => id)])
  const found = links.map(({ improvementId }) => improvementId)
  const known = await improvementsNamed(context, found)
  const proposed = await proposalsFrom(context, found)
  const isLater = ({ id, endedAt }: (typeof tries)[number]) =>
    id !== session.id && (endedAt === null || session.endedAt === null || endedAt > session.endedAt)
  const again = tries.filter(isLater)
  const rated = await ratingsAmong(
    context,
    again.map((one) => one.id),
  )
  return ratedObjectives(session, captured).map((objective) => {
    const ids = links.filter((one) => one.objectiveKey === objective.key).map((one) => one.improvementId)
    const improvements = known
      .filter((one) => ids.includes(one.id))
      .map(({ id: improvement, title, state }) => ({ id: improvement, title, state }))
    const proposals = proposed
      .filter(({ sourceId }) => ids.includes(sourceId))
      .map(({ id: proposal, section, before, after, state }) => ({
        ...{ id: proposal, section, before, after, state },
      }))
    const retests = again
      .filter(({ retestObjective }) => retestObjective === objective.key)
      .map(({ id: retest, state, endedAt }) => ({
        ...{ id: retest, state },
        rating: rated.find(({ sessionId }) => sessionId === retest)?.rating ?? null,
        on: endedAt === null ? null : dayIn(endedAt, timeZone),
      }))
    return {
      ...objective,
      improvements,
      proposals,
      retests,
      chain: chainOf({ rating: objective.rating, improvements, retests }),
    }
  })
}

function refuseUnlessReadable({ state }: SessionRecord): void {
  const why =
    state === 'hot_wash'
      ? 'First everybody answers the three questions, then the report opens. Whoever leads closes them.'
      : 'There is no report yet. It stands as soon as the exercise is over.'
  refuseUnless(state === 'done', 'conflict', why, { reason: 'not_now' })
}

function refuseUnknownObjective(): never {
  refuse('not_found', 'This exercise has no such objective.')
}

function refuseNoSection(): never {
  const message = 'This objective tries no part of the plan. Leave the words out, or change the plan itself.'
  refuse('invalid', message, { faults: [{ path: 'planWords', message }] })
}

/** Somebody who looked back at the case in which it was played has looked back at it. */
async function reviewOfCase(context: Context, sessionId: string) {
  const caseId = (await casesOf(context, [sessionId])).get(sessionId)
  return caseId === undefined ? undefined : reviewOf(context, { kind: 'incident', id: caseId })
}
