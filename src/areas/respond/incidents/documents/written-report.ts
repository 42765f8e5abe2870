import type { Block } from '../../../../base/document-blocks.ts'
import type { WrittenDocument, WrittenSection } from '../../../../platform/documents/written.ts'
import type { ReportChapter } from '../contract/report-words.ts'
import type { ChosenReport } from './chosen-report.ts'
import { marksOf, type ReportProof, type printedTimeline } from './print-report.ts'
import { proofBlocks } from './report-proof.ts'
import type { Entries } from './report-parts.ts'
import type { ReportSentences } from './words/shapes.ts'
import { put, sentencesIn } from './words/words.ts'

type Lines = ReturnType<typeof printedTimeline>

/**
 * The report in words, for the writers of Word files, web pages and plain text.
 * @param timeline the lines that it shows, which may be fewer than the record has
 */
export function writtenReport(
  report: ChosenReport,
  proof: ReportProof,
  timeline: Lines = report.timeline ?? [],
): WrittenDocument {
  const { organisation, reference, title, kind, mode, asOf, isOpen, timeZone, language } = report
  const { lists, sentences } = sentencesIn(language)
  const { paper } = sentences
  return {
    title,
    organisation,
    language,
    label: marksOf(report),
    lead: [
      `${sentences.report} ${reference}: ${kind}`,
      ...(mode === '' ? [] : [mode]),
      ...(isOpen ? [`${paper.isOpen} ${put(paper.openWhat, { when: asOf })}`] : []),
      put(paper.times, { zone: timeZone }),
    ],
    footer: `${reference}. ${put(paper.asOf, { when: asOf })}`,
    hasContents: false,
    isPaged: false,
    sections: [
      section(paper.facts, [table([paper.fact, paper.onRecord], report.facts)]),
      ...report.parts.map((part) =>
        'chapter' in part
          ? section(
              lists.chapter[part.chapter],
              chapterOf(part.chapter, report, { proof, timeline, sentences }),
            )
          : section(part.title, [paragraph(part.text)]),
      ),
    ],
  }
}

interface Beside {
  readonly proof: ReportProof
  readonly timeline: Lines
  readonly sentences: ReportSentences
}

function chapterOf(chapter: ReportChapter, report: ChosenReport, beside: Beside): Block[] {
  const { proof, timeline, sentences } = beside
  const { paper } = sentences
  switch (chapter) {
    case 'summary':
      return summaryBlocks(report, sentences)
    case 'sign_off':
      return signOffBlocks(report, sentences)
    case 'decisions':
      return decisionBlocks(report, sentences)
    case 'notes':
      return noteBlocks(report, sentences)
    case 'systems':
      return systemBlocks(report, sentences)
    case 'tasks':
      return taskBlocks(report, sentences)
    case 'playbook':
      return playbookBlocks(report, sentences)
    case 'evidence':
      return evidenceBlocks(report, sentences)
    case 'cost':
      return costBlocks(report, sentences)
    case 'signals':
      return (report.signals ?? []).length === 0
        ? [paragraph(paper.noSignals)]
        : [
            table(
              [paper.signal, paper.joined],
              (report.signals ?? []).map((signal) => [
                signal.title,
                `${signal.at}, ${entriesOf(signal, sentences)}`,
              ]),
            ),
          ]
    case 'timeline':
      return timelineBlocks(timeline, sentences)
    case 'proof':
      return proofBlocks(proof, sentences)
  }
}

function summaryBlocks(
  { summary = '', isOpen, openAtClosing = [] }: ChosenReport,
  sentences: ReportSentences,
): Block[] {
  const { paper } = sentences
  const none = isOpen ? paper.whenClosed : sentences.none
  return [
    paragraph(summary === '' ? none : summary),
    ...(openAtClosing.length === 0 ? [] : [heading(paper.stillOpen), list(openAtClosing)]),
  ]
}

function signOffBlocks({ signOff }: ChosenReport, sentences: ReportSentences): Block[] {
  const { state = sentences.none, lines = [] } = signOff ?? {}
  const rows = lines.map((line) => [
    `${line.by}\n${line.at}, ${entriesOf(line, sentences)}`,
    `${line.what}\n${line.text}`.trimEnd(),
  ])
  const { paper } = sentences
  return [paragraph(state), ...(rows.length === 0 ? [] : [table([paper.who, paper.said], rows)])]
}

function decisionBlocks({ decisions = [] }: ChosenReport, sentences: ReportSentences): Block[] {
  if (decisions.length === 0) return [paragraph(sentences.none)]
  return decisions.flatMap((decision, at) => [
    heading(
      `${put(sentences.paper.decision, { number: at + 1 })}: ${decision.at}, ${decision.by}, ${entriesOf(decision, sentences)}`,
    ),
    paragraph(decision.text),
    ...(decision.options.length === 0
      ? []
      : [paragraph(`${sentences.paper.options}:`), list(decision.options)]),
  ])
}

function noteBlocks({ notes = [] }: ChosenReport, sentences: ReportSentences): Block[] {
  if (notes.length === 0) return [paragraph(sentences.none)]
  return notes.flatMap((page) => [
    heading(page.title),
    paragraph(
      [
        put(sentences.paper.version, { version: page.version }),
        page.at,
        ...page.writers,
        entriesOf(page, sentences),
      ].join(', '),
    ),
    paragraph(page.text),
  ])
}

function systemBlocks({ systems = [] }: ChosenReport, sentences: ReportSentences): Block[] {
  if (systems.length === 0) return [paragraph(sentences.none)]
  const { paper } = sentences
  const step = (one: (typeof systems)[number]['history'][number]) =>
    `${one.state}: ${one.at}, ${one.by}${one.reason === '' ? '' : `. ${one.reason}`}`
  return [
    table(
      [paper.system, paper.lastState, paper.way],
      systems.map((system) => [
        `${system.name}\n${entriesOf(system, sentences)}`,
        system.state,
        system.history.map(step).join('\n'),
      ]),
    ),
  ]
}

function taskBlocks({ tasks = [] }: ChosenReport, sentences: ReportSentences): Block[] {
  if (tasks.length === 0) return [paragraph(sentences.none)]
  const { paper } = sentences
  const state = (task: (typeof tasks)[number]) => {
    if (task.movedTo !== '') return put(sentences.movedTo, { to: task.movedTo })
    if (!task.isDone)
      return task.dueAt === '' ? paper.open : `${paper.open}, ${put(paper.due, { when: task.dueAt })}`
    return [`${paper.done}: ${task.doneAt}, ${task.doneBy}`, task.note].filter(Boolean).join('\n')
  }
  return [
    table(
      [paper.task, paper.state],
      tasks.map((task) => [
        `${task.title}\n${[task.owner, entriesOf(task, sentences)].filter(Boolean).join(', ')}`,
        state(task),
      ]),
    ),
  ]
}

function playbookBlocks({ run }: ChosenReport, sentences: ReportSentences): Block[] {
  const { paper } = sentences
  if (run === undefined || run === null) return [paragraph(paper.noPlaybook)]
  const steps = (head: string, of: typeof run.done) =>
    of.length === 0
      ? []
      : [
          table(
            [head, paper.byWhen],
            of.map((step) => [
              [step.title, step.note].filter(Boolean).join('\n'),
              `${step.by}\n${step.at}, ${entriesOf(step, sentences)}`,
            ]),
          ),
        ]
  return [
    paragraph(
      put(paper.sums, {
        title: run.title,
        done: run.done.length,
        skipped: run.skipped.length,
        open: run.open.length,
      }),
    ),
    ...steps(paper.done, run.done),
    ...steps(paper.skipped, run.skipped),
    ...(run.open.length === 0 ? [] : [heading(paper.neither), list(run.open)]),
  ]
}

function evidenceBlocks({ evidence = [] }: ChosenReport, sentences: ReportSentences): Block[] {
  if (evidence.length === 0) return [paragraph(sentences.none)]
  const { paper } = sentences
  return [
    table(
      [paper.file, paper.acquired],
      evidence.map((file) => [
        `${file.name}\n${file.size}, SHA-256\n${file.sha256}\n${entriesOf(file, sentences)}`,
        `${file.acquiredBy}, ${file.acquiredAt}\n${paper.where} ${file.where}\n${paper.why} ${file.why}`,
      ]),
    ),
  ]
}

function costBlocks({ costs = { lines: [], sums: [] } }: ChosenReport, sentences: ReportSentences): Block[] {
  if (costs.lines.length === 0) return [paragraph(sentences.none)]
  const { paper } = sentences
  return [
    ...costs.sums.map(({ sum, byKind }) => paragraph(`${sum} (${byKind.join('; ')})`)),
    table(
      [paper.what, paper.cost, paper.recorded],
      costs.lines.map((line) => [
        [line.text, line.kind, line.struck === '' ? '' : put(paper.struck, { why: line.struck })]
          .filter(Boolean)
          .join('\n'),
        line.struck === '' ? line.money : `(${line.money})`,
        `${line.by}\n${line.at}, ${entriesOf(line, sentences)}`,
      ]),
    ),
  ]
}

function timelineBlocks(lines: Lines, { paper }: ReportSentences): Block[] {
  return [
    table(
      [paper.entryHead, paper.time, paper.who, paper.what],
      lines.map((line) =>
        'gap' in line
          ? ['', '', '', line.gap]
          : [
              String(line.number),
              `${line.day} ${line.time} ${line.offset}`,
              line.by,
              [line.what, line.text].filter(Boolean).join(': '),
            ],
      ),
    ),
  ]
}

function entriesOf({ entries }: Entries, { paper }: ReportSentences): string {
  return put(entries.length === 1 ? paper.entry : paper.entries, { numbers: entries.join(', ') })
}

function section(title: string, blocks: Block[]): WrittenSection {
  return { title, note: '', blocks }
}

function heading(text: string): Block {
  return { kind: 'heading', text }
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text }
}

function list(items: readonly string[]): Block {
  return { kind: 'list', items: [...items], isOrdered: false }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { kind: 'table', head: [...head], rows: rows.map((row) => [...row]) }
}
