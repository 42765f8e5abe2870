import { createHash } from 'node:crypto'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import type { ReportLanguage } from '../contract/report-words.ts'
import type { RecordLine } from './record-lines.ts'
import type { ChosenReport } from './chosen-report.ts'
import { proofChapter, reportTemplate } from './report-template.ts'
import { put, sentencesIn } from './words/words.ts'

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
export function reportBytes(data: ChosenReport): { bytes: Uint8Array; sha256: string } {
  const bytes = new TextEncoder().encode(JSON.stringify(data))
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The report as a document that the typesetter takes. */
export function reportDocument(input: {
  readonly data: ChosenReport
  readonly bytes: Uint8Array
  readonly proof: ReportProof
  readonly madeAt: Date
}): DocumentToSet {
  const { data, bytes, proof, madeAt } = input
  const { lists, sentences } = sentencesIn(data.language)
  return {
    template: reportTemplate,
    data: {
      ...data,
      marks: marksOf(data),
      words: { ...sentences.paper, report: sentences.report, none: sentences.none, chapter: lists.chapter },
      movedTo: sentences.movedTo,
      ...(data.timeline && { timeline: printedTimeline(data.timeline, data.language) }),
    },
    title: data.title,
    author: data.organisation,
    language: data.language,
    madeAt,
    files: {
      'report-data.json': bytes,
      'proof.json': new TextEncoder().encode(
        JSON.stringify({ ...proof, words: { ...sentences.proof, title: lists.chapter.proof } }),
      ),
      'proof.typ': new TextEncoder().encode(proofChapter),
    },
  }
}

/** How far it may travel, and what may be done with it, as they stand on each page. */
export function marksOf({ tlp, pap }: Pick<ChosenReport, 'tlp' | 'pap'>): string {
  return pap === '' ? tlp : `${tlp} ${pap}`
}

/** What one timeline may take on paper; the typesetter's memory is the reason. The attached data holds all of it. */
const maxLines = 5000
const maxCharacters = 1_500_000
/** What a line takes besides its words, in characters. */
const lineCost = 60

/** The whole timeline, or its beginning and its end with a line between them that says what is left out. */
export function printedTimeline(
  lines: readonly RecordLine[],
  language: ReportLanguage = 'en',
  elsewhere: 'inData' | 'inPage' = 'inData',
): readonly (RecordLine | { readonly gap: string })[] {
  const head = fitting(lines)
  if (head === lines.length) return lines
  const half = { lines: maxLines / 2, characters: maxCharacters / 2 }
  const first = lines.slice(0, fitting(lines, half))
  const last = lines.slice(lines.length - fitting(lines.toReversed(), half))
  const [from, to] = [lines[first.length]?.number, lines[lines.length - last.length - 1]?.number]
  const { paper } = sentencesIn(language).sentences
  const gap = put(paper.gap, { from: from ?? 0, to: to ?? 0, elsewhere: paper[elsewhere] })
  return [...first, { gap }, ...last]
}

/** How many lines from the start fit. */
function fitting(
  lines: readonly RecordLine[],
  limit = { lines: maxLines, characters: maxCharacters },
): number {
  let characters = 0
  const over = lines.findIndex((line, index) => {
    characters += lineCost + line.text.length + line.by.length
    return index >= limit.lines || characters > limit.characters
  })
  return over === -1 ? lines.length : over
}
