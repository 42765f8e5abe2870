/** The register as a sheet: what a law asks to be shown of each notice, sent or not. */
import type { RegisterRow } from '../contract/answering.ts'

export const registerHeading = [
  'incident',
  'duty',
  'law',
  'citation',
  'recipient',
  'answer',
  'due',
  'sent',
  'late',
  'channel',
  'reference',
  'evidence',
  'reason',
  'signed',
  'signed_by',
  'withdrawn',
  'withdrawn_by',
  'withdrawn_reason',
  'facts_sha256',
  'fact_base',
  'facts',
]

export function registerCells(row: RegisterRow): string[] {
  return [
    `INC-${row.incidentNumber}`,
    row.key,
    row.regime,
    row.citation,
    row.recipient,
    row.kind === 'declined' ? 'no notice needed' : 'sent',
    row.dueAt ?? '',
    row.sentAt ?? '',
    row.isLate ? 'yes' : 'no',
    row.channel,
    row.reference,
    row.evidenceId ?? '',
    row.reason,
    row.signedAt,
    row.signedBy,
    row.withdrawnAt ?? '',
    row.withdrawnBy ?? '',
    row.withdrawnReason ?? '',
    row.factsHash,
    row.factBase,
    JSON.stringify(row.facts),
  ]
}
