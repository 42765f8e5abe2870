import { createHash } from 'node:crypto'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import type { EvaluatedDuty } from '../../../register/obligations/contract.ts'
import { factBaseEdition } from '../../../register/obligations/public.ts'
import { refuseUnknownEvidence } from '../../evidence/public.ts'
import * as contract from '../contract/answering.ts'
import { sortedJson } from '../../../../base/sorted-json.ts'
import { permittedUntil, titleOf } from '../rules/standing.ts'
import { addAnswer, getAnswer, withdrawAnswer, type AnswerRecord } from '../store/answers.ts'
import { changeCase } from '../store/cases.ts'
import { openCase, refuseFaults, refuseStale } from './change-facts.ts'
import { dutiesOf, judgeCase, type JudgedCase } from './judge-case.ts'
import { boardOf } from './read-duties.ts'

export const decline = action(contract.declineDuty, async (context, { id, duty: key, reason, revision }) => {
  const row = await openCase(context, id)
  refuseStale(row, revision)
  const found = await judgeCase(context, id, row)
  const duty = dutyIn(found, key)
  const answer = frozen(context, found, duty)
  await addAnswer(context, { ...answer, kind: 'declined', reason, isLate: false })
  context.record({ stream: id, kind: 'duty.decline', fields: { ...leafOf(answer), reason } })
  return settled(context, id)
})

export const submit = action(contract.submitDuty, async (context, { id, duty: key, ...sent }) => {
  const row = await openCase(context, id)
  const found = await judgeCase(context, id, row)
  const duty = dutyIn(found, key)
  const { sentAt, channel, reference, evidenceId, lateReason } = sent
  if (Date.parse(sentAt) > context.now.getTime())
    refuseFaults([{ path: 'sentAt', message: 'lies in the future: record it when it was sent' }])
  const until = permittedUntil(duty)
  const isLate = until !== undefined && Date.parse(sentAt) > until
  if (isLate && lateReason === '')
    refuseFaults([{ path: 'lateReason', message: 'was sent after it was due: say why, the law asks for it' }])
  if (evidenceId !== undefined) await refuseUnknownEvidence(context, id, [evidenceId])
  const answer = frozen(context, found, duty)
  await addAnswer(context, {
    ...answer,
    kind: 'submitted',
    reason: lateReason,
    sentAt: new Date(sentAt),
    channel,
    reference,
    evidenceId: evidenceId ?? null,
    isLate,
  })
  context.record({
    stream: id,
    kind: 'duty.submit',
    fields: {
      ...leafOf(answer),
      sentAt,
      channel,
      reference,
      late: String(isLate),
      reason: lateReason,
      ...(evidenceId !== undefined && { evidence: evidenceId }),
    },
  })
  return settled(context, id)
})

export const withdraw = action(contract.withdrawAnswer, async (context, { id, answer: answerId, reason }) => {
  await openCase(context, id)
  const answer = await getAnswer(context, id, answerId)
  refuseUnless(answer.withdrawnAt === null, 'conflict', `${answer.withdrawnBy} withdrew this already.`)
  const { now, actor } = context
  await withdrawAnswer(context, answerId, {
    withdrawnAt: now,
    withdrawnBy: actor.name,
    withdrawnReason: reason,
  })
  context.record({
    stream: id,
    kind: 'duty.withdraw',
    fields: { answer: answerId, duty: answer.dutyKey, title: answer.duty.title, reason },
  })
  return settled(context, id)
})

function dutyIn(found: JudgedCase, key: string): EvaluatedDuty {
  return (
    dutiesOf(found).find((duty) => duty.key === key) ??
    refuse('not_found', 'This case has no such duty by its facts. Look at the list again.')
  )
}

type Frozen = Omit<AnswerRecord, 'tenantId' | 'withdrawnAt' | 'withdrawnBy' | 'withdrawnReason'>

/** The duty and the facts as they stand, under the name of whoever signs. */
function frozen(context: Context, { incident, known, facts }: JudgedCase, duty: EvaluatedDuty): Frozen {
  const kept = { known, judged: facts }
  const { actor, now } = context
  return {
    id: context.newId(),
    incidentId: incident.id,
    incidentNumber: incident.number,
    dutyKey: duty.key,
    kind: 'declined',
    reason: '',
    sentAt: null,
    channel: '',
    reference: '',
    evidenceId: null,
    isLate: false,
    duty: {
      title: titleOf(duty),
      regime: duty.regime,
      citation: duty.explanation.citation,
      recipient: duty.recipient.name,
      dueAt: duty.dueAt,
    },
    facts: kept,
    factsHash: createHash('sha256').update(sortedJson(kept)).digest('hex'),
    factBase: factBaseEdition,
    signedAt: now,
    signedBy: actor.name,
    signedRef: actor.ref,
  }
}

function leafOf({ id, dutyKey, duty, factsHash, factBase }: Frozen) {
  return { answer: id, duty: dutyKey, title: duty.title, dueAt: duty.dueAt ?? '', facts: factsHash, factBase }
}

async function settled(context: Context, incidentId: string) {
  await changeCase(context, incidentId, { lookAt: context.now })
  return boardOf(context, incidentId)
}
