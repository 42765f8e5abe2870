import type * as z from 'zod'
import type { Answer } from '../contract/answers.ts'
import type { Questionnaire } from '../contract/questionnaire.ts'
import { saysOtherwise, type FlatFacts } from '../rules/case-facts.ts'
import { settledFacts } from '../rules/weighing.ts'
import type { AnswerRecord } from '../store/answers.ts'
import type { QuestionnaireRecord } from '../store/questionnaires.ts'

/** A stored answer as others read it. */
export function answerOf(row: AnswerRecord): Answer {
  const { id, incidentId, incidentNumber, dutyKey, kind, reason, channel, reference, evidenceId } = row
  return {
    id,
    incidentId,
    incidentNumber,
    key: dutyKey,
    kind,
    ...row.duty,
    reason,
    sentAt: row.sentAt?.toISOString() ?? null,
    channel,
    reference,
    evidenceId,
    isLate: row.isLate,
    factsHash: row.factsHash,
    factBase: row.factBase,
    signedAt: row.signedAt.toISOString(),
    signedBy: row.signedBy,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawnBy: row.withdrawnBy,
    withdrawnReason: row.withdrawnReason,
  }
}

/** Of each kind the last one counts; an older one that nobody read was replaced. */
export function questionnairesOf(
  newestFirst: readonly QuestionnaireRecord[],
  known: FlatFacts,
): z.input<typeof Questionnaire>[] {
  return newestFirst.map((row, at) => {
    const { id, kind, number, answers, proposed, conclusion, reason, verdict, factsHash, filledBy } = row
    const isLast = !newestFirst.slice(0, at).some((newer) => newer.kind === kind)
    return {
      ...{ id, kind, number, answers: [...answers], proposed, conclusion, reason, factsHash, filledBy },
      points: row.points === null ? null : Number(row.points),
      state: verdict ?? (isLast ? 'waiting' : 'replaced'),
      isOvertaken: saysOtherwise(knownThen(row), known, settledFacts),
      filledAt: row.filledAt.toISOString(),
      reviewedAt: row.reviewedAt?.toISOString() ?? null,
      reviewedBy: row.reviewedBy,
      note: row.note ?? '',
    }
  })
}

/** What was known as it was weighed; kept by whoever filled it in. */
export function knownThen({ facts }: Pick<QuestionnaireRecord, 'facts'>): FlatFacts {
  return facts['known'] as FlatFacts // as it was stored
}
