import { createHash } from 'node:crypto'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { factBaseEdition } from '../../../register/obligations/public.ts'
import { peopleInside } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/weighing.ts'
import { saysOtherwise } from '../rules/case-facts.ts'
import {
  faultsOfFilling,
  methods,
  settledFacts,
  weigh,
  whyNotCounsel,
  type GivenAnswer,
} from '../rules/weighing.ts'
import { sortedJson } from '../../../../base/sorted-json.ts'
import * as store from '../store/questionnaires.ts'
import { knownThen } from './answer-shape.ts'
import { applyChanges, openCase, refuseFaults, refuseStale } from './change-facts.ts'
import { judgeCase } from './judge-case.ts'
import { boardOf } from './read-duties.ts'

/** Handed in: kept with the facts as they stood, and brought to counsel. It settles nothing yet. */
export const fill = action(contract.weighLaw, async (context, { id, kind, revision, ...filling }) => {
  const row = await openCase(context, id)
  refuseStale(row, revision)
  refuseFaults(faultsOfFilling({ kind, ...filling }))
  const { incident, known, facts } = await judgeCase(context, id, row)
  const { answers, conclusion, reason } = filling
  const { points, proposed } = weigh(kind, answers)
  const kept = { known, judged: facts }
  const number = ((await store.findLastOf(context, id, kind))?.number ?? 0) + 1
  const questionnaire = context.newId()
  const factsHash = createHash('sha256').update(sortedJson(kept)).digest('hex')
  await store.addQuestionnaire(context, {
    ...{ id: questionnaire, incidentId: id, kind, number, answers, proposed, conclusion, reason },
    ...{ points: points === null ? null : String(points), revision, facts: kept, factsHash },
    factBase: factBaseEdition,
    ...{ filledAt: context.now, filledBy: context.actor.name, filledRef: context.actor.ref },
  })
  context.record({
    stream: id,
    kind: 'duty.weigh',
    fields: {
      ...{ questionnaire, kind, number, points: points === null ? '' : String(points), reason },
      ...{ conclusion: String(conclusion), proposed: String(proposed ?? ''), facts: factsHash },
      text: answers.map(wordsOf).join('\n'),
    },
  })
  const counsel = (await peopleInside(context, id)).filter(({ role }) => role === 'counsel')
  const readers = counsel.length > 0 ? counsel : await ownersInside(context, id)
  await context.announce({
    ...{ kind: 'law.weighed', state: 'waiting', incidentId: id, number: incident.number },
    memberIds: readers.map((person) => person.id),
  })
  return boardOf(context, id, row)
})

async function ownersInside(context: Context, id: string) {
  return (await peopleInside(context, id)).filter(({ role }) => role === 'owner')
}

function wordsOf({ question, choice, reason }: GivenAnswer): string {
  return `${question}: ${choice}${reason === '' ? '' : ` (${reason})`}`
}

/** Signed, its conclusion is a fact of the case under the name of who signed; sent back, whoever filled it hears why. */
export const review = action(contract.reviewQuestionnaire, async (context, wish) => {
  const { id, questionnaire, revision, verdict, note } = wish
  const row = await openCase(context, id)
  refuseStale(row, revision)
  const record = await store.getQuestionnaire(context, id, questionnaire)
  await refuseUnlessOpen(context, record)
  const { actor, now } = context
  const why = whyNotCounsel(actor.kind === 'member' ? actor.role : undefined, note)
  if (why !== undefined) refuse('forbidden', why)
  refuseUnless(
    verdict === 'signed' || note !== '',
    'invalid',
    'Write what is missing, so that it can be mended.',
    {
      faults: [{ path: 'note', message: 'say what is missing' }],
    },
  )
  refuseUnless(
    verdict === 'sent_back' || !saysOtherwise(knownThen(record), row.facts, settledFacts),
    'conflict',
    'The facts of the case changed since this was filled in. Send it back, so that it is weighed by what is known now.',
    { reason: 'overtaken' },
  )
  await store.noteReview(context, questionnaire, { verdict, note, reviewedAt: now, reviewedBy: actor.name })
  const { kind, number, factsHash } = record
  const fields = { questionnaire, kind, number, verdict, note, facts: factsHash }
  context.record({ stream: id, kind: 'duty.review', fields })
  if (verdict === 'signed') {
    const { fact, name } = methods[kind]
    const points = record.points === null ? '' : `, ${Number(record.points)} points`
    const reason = `${name}, questionnaire ${number}${points}, signed by ${actor.name}. ${record.reason}`
    const changes = [{ fact, value: record.conclusion }]
    return applyChanges(context, { id, row, changes, reason: reason.slice(0, 1000).trim() })
  }
  const { incident } = await judgeCase(context, id, row)
  await context.announce({
    ...{ kind: 'law.weighed', state: 'sent_back', incidentId: id, number: incident.number },
    memberIds: record.filledRef.startsWith('u:') ? [record.filledRef.slice(2)] : [],
  })
  return { board: await boardOf(context, id, row), moved: [] }
})

async function refuseUnlessOpen(context: Context, record: store.QuestionnaireRecord): Promise<void> {
  if (record.verdict !== null)
    refuse('conflict', `${record.reviewedBy ?? ''} read this already. Fill it in anew to weigh it again.`)
  const last = await store.findLastOf(context, record.incidentId, record.kind)
  refuseUnless(last?.id === record.id, 'conflict', 'It was filled in anew meanwhile. Read that one.')
}
