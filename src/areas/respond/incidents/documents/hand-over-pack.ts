import { csvLine } from '../../../../base/csv-line.ts'
import type { ArchiveEntry } from '../../../../platform/files/archive-writer.ts'
import { marksOf } from './print-report.ts'
import { sealedFile, type RecordLeaf } from './record-leaf.ts'
import type { ReportData } from './report-data.ts'
import { put, sentencesIn } from './words/words.ts'

/**
 * What stands in the hand-over pack, all of it from the incident's own record: report, bundle, timeline, tasks and the
 * list of evidence. Sealed lanes are streams of their own, so nothing of them can be here.
 */
export function packFiles(
  data: ReportData,
  leaves: readonly RecordLeaf[],
  made: { readonly report: () => Promise<Uint8Array>; readonly bundle: string; readonly at: Date },
): ArchiveEntry[] {
  const { reference } = data
  const { at } = made
  const text = (name: string, words: string): ArchiveEntry => ({
    name: `${reference}-${name}`,
    at,
    open: async () => new TextEncoder().encode(words),
  })
  return [
    text('read-me-first.txt', readMe(data)),
    { name: `${reference}-report.pdf`, at, open: made.report },
    text('bundle.json', made.bundle),
    text('timeline.csv', csv([['entry', 'time', 'who', 'kind', 'words'], ...timeline(data, leaves)], data)),
    text('tasks.csv', csv([['task', 'owner', 'state', 'due', 'done by', 'done at'], ...tasks(data)], data)),
    text(
      'evidence.csv',
      csv(
        [['file', 'SHA-256', 'bytes', 'acquired at', 'by', 'where', 'why'], ...evidence(data, leaves)],
        data,
      ),
    ),
  ]
}

function timeline(data: ReportData, leaves: readonly RecordLeaf[]): string[][] {
  return leaves.map(({ number, at, kind }, index) => {
    const line = data.timeline[index]
    const words = line === undefined ? '' : `${line.what}: ${line.text}`
    return [String(number), at.toISOString(), line?.by ?? '', kind, words]
  })
}

function tasks({ tasks: all }: ReportData): string[][] {
  return all.map((task) => [task.title, task.owner, stateOf(task), task.dueAt, task.doneBy, task.doneAt])
}

function stateOf({ isDone, movedTo }: ReportData['tasks'][number]): string {
  if (movedTo !== '') return `moved to ${movedTo}`
  return isDone ? 'done' : 'open'
}

function evidence({ language }: ReportData, leaves: readonly RecordLeaf[]): string[][] {
  return leaves
    .filter(({ kind }) => kind === 'evidence.add')
    .map((leaf) => {
      const { name, sha256, size } = sealedFile(leaf, sentencesIn(language))
      const of = (field: string) => leaf.fields[field] ?? ''
      return [name, sha256, size, of('acquiredAt'), of('acquiredBy'), of('where'), of('why')]
    })
}

/** Under the label. */
function csv(rows: readonly (readonly string[])[], data: ReportData): string {
  return [[marksOf(data)], ...rows].map(csvLine).join('')
}

function readMe(data: ReportData): string {
  const { reference, title, organisation, asOf, language } = data
  const { pack } = sentencesIn(language).sentences
  return [
    marksOf(data),
    '',
    `${reference}: ${title}`,
    put(pack.asOf, { organisation, when: asOf }),
    '',
    ...pack.files,
    '',
    marksOf(data),
    '',
  ].join('\r\n')
}
