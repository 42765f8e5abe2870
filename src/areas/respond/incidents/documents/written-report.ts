import type { Block } from '../../../../base/document-blocks.ts'
import type { WrittenDocument, WrittenSection } from '../../../../platform/documents/written.ts'
import type { ReportChapter } from '../contract/report-words.ts'
import type { ChosenReport } from './chosen-report.ts'
import type { ReportProof, printedTimeline } from './print-report.ts'
import { proofBlocks } from './report-proof.ts'
import type { Entries } from './report-parts.ts'
import { words } from './report-words.ts'

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
  const { organisation, reference, title, kind, mode, asOf, isOpen, timeZone } = report
  return {
    title,
    organisation,
    language: words.language,
    label: report.tlp,
    lead: [
      `${words.report} ${reference}: ${kind}`,
      ...(mode === '' ? [] : [mode]),
      ...(isOpen ? [`This incident is still open. The report says what was on the record on ${asOf}.`] : []),
      `Times are local to ${timeZone}, each with its distance from UTC. "Entry" is the number of a line in the record of this incident.`,
    ],
    footer: `${reference}. Record as of ${asOf}`,
    hasContents: false,
    isPaged: false,
    sections: [
      section('Facts', [table(['Fact', 'On the record'], report.facts)]),
      ...report.parts.map((part) =>
        'chapter' in part
          ? section(titles[part.chapter], chapterOf(part.chapter, report, { proof, timeline }))
          : section(part.title, [paragraph(part.text)]),
      ),
    ],
  }
}

const titles: Readonly<Record<ReportChapter, string>> = {
  summary: 'Summary',
  sign_off: 'Sign-off',
  decisions: 'Decisions',
  notes: 'Notes',
  systems: 'Affected systems',
  tasks: 'Tasks',
  playbook: 'Playbook',
  evidence: 'Evidence',
  cost: 'Cost',
  signals: 'Signals',
  timeline: 'Timeline',
  proof: 'How to check this record',
}

interface Beside {
  readonly proof: ReportProof
  readonly timeline: Lines
}

function chapterOf(chapter: ReportChapter, report: ChosenReport, { proof, timeline }: Beside): Block[] {
  switch (chapter) {
    case 'summary':
      return summaryBlocks(report)
    case 'sign_off':
      return signOffBlocks(report)
    case 'decisions':
      return decisionBlocks(report)
    case 'notes':
      return noteBlocks(report)
    case 'systems':
      return systemBlocks(report)
    case 'tasks':
      return taskBlocks(report)
    case 'playbook':
      return playbookBlocks(report)
    case 'evidence':
      return evidenceBlocks(report)
    case 'cost':
      return costBlocks(report)
    case 'signals':
      return (report.signals ?? []).length === 0
        ? [paragraph('None was joined to this incident.')]
        : [
            table(
              ['Signal', 'Joined'],
              (report.signals ?? []).map((signal) => [signal.title, `${signal.at}, ${entriesOf(signal)}`]),
            ),
          ]
    case 'timeline':
      return timelineBlocks(timeline)
    case 'proof':
      return proofBlocks(proof)
  }
}

function summaryBlocks({ summary = '', isOpen, openAtClosing = [] }: ChosenReport): Block[] {
  const none = isOpen ? 'It is written when the incident is closed.' : nothing
  return [
    paragraph(summary === '' ? none : summary),
    ...(openAtClosing.length === 0 ? [] : [heading('Still open at closing'), list(openAtClosing)]),
  ]
}

function signOffBlocks({ signOff = { state: nothing, lines: [] } }: ChosenReport): Block[] {
  const rows = signOff.lines.map((line) => [
    `${line.by}\n${line.at}, ${entriesOf(line)}`,
    `${line.what}\n${line.text}`.trimEnd(),
  ])
  return [paragraph(signOff.state), ...(rows.length === 0 ? [] : [table(['Who', 'What was said'], rows)])]
}

function decisionBlocks({ decisions = [] }: ChosenReport): Block[] {
  if (decisions.length === 0) return [paragraph(nothing)]
  return decisions.flatMap((decision, at) => [
    heading(`Decision ${at + 1}: ${decision.at}, ${decision.by}, ${entriesOf(decision)}`),
    paragraph(decision.text),
    ...(decision.options.length === 0
      ? []
      : [paragraph('Options known at that moment:'), list(decision.options)]),
  ])
}

function noteBlocks({ notes = [] }: ChosenReport): Block[] {
  if (notes.length === 0) return [paragraph(nothing)]
  return notes.flatMap((page) => [
    heading(page.title),
    paragraph([`Version ${page.version}, ${page.at}`, ...page.writers, entriesOf(page)].join(', ')),
    paragraph(page.text),
  ])
}

function systemBlocks({ systems = [] }: ChosenReport): Block[] {
  if (systems.length === 0) return [paragraph(nothing)]
  const step = (one: (typeof systems)[number]['history'][number]) =>
    `${one.state}: ${one.at}, ${one.by}${one.reason === '' ? '' : `. ${one.reason}`}`
  return [
    table(
      ['System', 'Last state', 'How it got there'],
      systems.map((system) => [
        `${system.name}\n${entriesOf(system)}`,
        system.state,
        system.history.map(step).join('\n'),
      ]),
    ),
  ]
}

function taskBlocks({ tasks = [] }: ChosenReport): Block[] {
  if (tasks.length === 0) return [paragraph(nothing)]
  const state = (task: (typeof tasks)[number]) => {
    if (task.movedTo !== '') return `Moved to ${task.movedTo}`
    if (!task.isDone) return task.dueAt === '' ? 'Open' : `Open, due ${task.dueAt}`
    return [`Done: ${task.doneAt}, ${task.doneBy}`, task.note].filter(Boolean).join('\n')
  }
  return [
    table(
      ['Task', 'State'],
      tasks.map((task) => [
        `${task.title}\n${[task.owner, entriesOf(task)].filter(Boolean).join(', ')}`,
        state(task),
      ]),
    ),
  ]
}

function playbookBlocks({ run }: ChosenReport): Block[] {
  if (run === undefined || run === null) return [paragraph('No playbook was started.')]
  const steps = (head: string, of: typeof run.done) =>
    of.length === 0
      ? []
      : [
          table(
            [head, 'By and when'],
            of.map((step) => [
              [step.title, step.note].filter(Boolean).join('\n'),
              `${step.by}\n${step.at}, ${entriesOf(step)}`,
            ]),
          ),
        ]
  return [
    paragraph(
      `${run.title}: ${run.done.length} done, ${run.skipped.length} skipped, ${run.open.length} neither.`,
    ),
    ...steps('Done', run.done),
    ...steps('Skipped, and why', run.skipped),
    ...(run.open.length === 0 ? [] : [heading('Neither done nor skipped'), list(run.open)]),
  ]
}

function evidenceBlocks({ evidence = [] }: ChosenReport): Block[] {
  if (evidence.length === 0) return [paragraph(nothing)]
  return [
    table(
      ['File', 'Acquired'],
      evidence.map((file) => [
        `${file.name}\n${file.size}, SHA-256\n${file.sha256}\n${entriesOf(file)}`,
        `${file.acquiredBy}, ${file.acquiredAt}\nWhere: ${file.where}\nWhy: ${file.why}`,
      ]),
    ),
  ]
}

function costBlocks({ costs = { lines: [], sums: [] } }: ChosenReport): Block[] {
  if (costs.lines.length === 0) return [paragraph(nothing)]
  return [
    ...costs.sums.map(({ sum, byKind }) => paragraph(`${sum} (${byKind.join('; ')})`)),
    table(
      ['What', 'Cost', 'Recorded'],
      costs.lines.map((line) => [
        [line.text, line.kind, line.struck === '' ? '' : `Struck out: ${line.struck}`]
          .filter(Boolean)
          .join('\n'),
        line.struck === '' ? line.money : `(${line.money})`,
        `${line.by}\n${line.at}, ${entriesOf(line)}`,
      ]),
    ),
  ]
}

function timelineBlocks(lines: Lines): Block[] {
  return [
    table(
      ['Entry', 'Time', 'Who', 'What'],
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

const nothing = 'None on the record.'

function entriesOf({ entries }: Entries): string {
  return `${entries.length === 1 ? 'entry' : 'entries'} ${entries.join(', ')}`
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
