import type { Answer } from '../contract/answers.ts'
import type { AnswerRecord } from '../store/answers.ts'

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
