import { createHash } from 'node:crypto'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import type { ReportData } from './report-data.ts'
import { proofChapter, reportTemplate } from './report-template.ts'
import { words } from './report-words.ts'

/** What ties the printed report to the record: see the chapter "How to check this record". */
export interface ReportProof {
  /** How many entries of the stream the report tells of. */
  readonly entries: number
  /** Number of the `report.export` entry that holds `dataSha256`. */
  readonly exportEntry: number
  readonly verifierPath: string
  readonly dataSha256: string
  /** The verifier key line, cut where it is to break on paper. */
  readonly key: readonly string[]
  /** The checkpoint's note, line by line. */
  readonly checkpoint: readonly string[]
}

/** The exact bytes that are attached to the PDF, and their SHA-256 in hex, which the record keeps. */
export function reportBytes(data: ReportData): { bytes: Uint8Array; sha256: string } {
  const bytes = new TextEncoder().encode(JSON.stringify(data))
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The report as a document that the typesetter takes. */
export function reportDocument(input: {
  readonly data: ReportData
  readonly bytes: Uint8Array
  readonly proof: ReportProof
  readonly madeAt: Date
}): DocumentToSet {
  const { data, bytes, proof, madeAt } = input
  return {
    template: reportTemplate,
    data,
    title: data.title,
    author: data.organisation,
    language: words.language,
    madeAt,
    files: {
      'report-data.json': bytes,
      'proof.json': new TextEncoder().encode(JSON.stringify(proof)),
      'proof.typ': new TextEncoder().encode(proofChapter),
    },
  }
}
