import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { ImportRemark, ImportReport } from '../contract/exchange.ts'
import { mostSteps, PlaybookDraft, type Playbook, type PlaybookStep } from '../contract/playbook.ts'
import { orderOf, nameOf, type WorkflowOrder } from './cacao-graph.ts'
import { evidenceBeforeWiping, stepsOf, type MadeStep } from './cacao-steps.ts'
import { nearlyEmpty } from './draft.ts'
import { cut, listOf, recordOf, recordsOf, textOf, type Loose } from './loose.ts'
import { ownDocument } from './own-extension.ts'
import { remark } from './remarks.ts'
import { unknownRequests } from './unknown-requests.ts'

/** Workflow steps of the largest playbook that is read. */
export const mostWorkflowSteps = 2000

export interface ReadCacao {
  readonly draft: PlaybookDraft
  readonly report: ImportReport
}

export interface Wanted {
  readonly as: PlaybookDraft['id']
  readonly today: string
  /** What ships for a kind: its steps are known, so nothing is said of them. */
  readonly shipped?: (kind: PlaybookDraft['id']) => Playbook | undefined
  /** Ids of the connections that this organisation has. */
  readonly connections?: ReadonlySet<string>
}

/** Remarks that are listed; a file that draws more is not read line by line by anybody. */
const mostRemarks = 5000

/**
 * A CACAO 2.0 playbook (OASIS CS01, November 2023) as a draft of ours, with one remark for whatever of a record did
 * not fit. Commands become words that a person reads; nothing of the file is ever run.
 * @param text the whole file
 * @throws Refusal `invalid` for what is no CACAO 2.0 playbook, or does not fit into a draft
 */
export function readCacao(text: string, wanted: Wanted): ReadCacao {
  const file = parsed(text)
  const workflow = workflowOf(file)
  const start = textOf(file['workflow_start'])
  const name = cut(file['name'], 200) ?? 'Imported playbook'
  const exception = textOf(file['workflow_exception'])
  const order = orderOf(
    workflow,
    [start, exception].filter((id) => id !== undefined),
  )
  const faults = [
    ...(start === undefined || !Object.hasOwn(workflow, start)
      ? [remark('playbook', name, 'fault', 'It does not say where its workflow starts.')]
      : []),
    ...graphRemarks(workflow, order),
  ]
  const own = ownDocument(file, name, wanted.shipped)
  if (own.document !== undefined) {
    const requests = unknownRequests(own.document, wanted.connections)
    const remarks = [...faults, ...own.remarks, ...requests, ...warnings(file, name)]
    return {
      draft: fitting({ ...own.document, id: wanted.as }),
      report: reportOf(file, name, { remarks, order, made: countSteps(own.document), isWhole: true }),
    }
  }
  const made = stepsOf(workflow, order, { ...(exception !== undefined && { exception }), file })
  refuseUnless(
    made.length <= mostSteps,
    'invalid',
    `This playbook would become ${made.length} steps; ${mostSteps} are the most that one phase holds. Split it.`,
  )
  const remarks = [
    ...faults,
    ...own.remarks,
    ...playbookRemarks(file, name),
    ...parallelRemarks(workflow),
    ...made.flatMap((step) => step.remarks),
  ]
  return {
    draft: fitting(draftOf(file, name, { made, ...wanted })),
    report: reportOf(file, name, { remarks, order, made: made.length, isWhole: false }),
  }
}

/** What is kept can be opened again: it has the shape of a draft, whatever stood in the file. */
function fitting(draft: PlaybookDraft): PlaybookDraft {
  const found = PlaybookDraft.safeParse(draft)
  if (found.success) return found.data
  const place = found.error.issues[0]?.path.join(' ') ?? 'playbook'
  refuse(
    'invalid',
    `This playbook does not fit here, at ${place.slice(0, 100)}. Split it or shorten it there.`,
  )
}

function parsed(text: string): Loose {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    refuse('invalid', 'This file is no JSON. Export the playbook again and choose that file.', {
      status: 400,
      cause: error,
    })
  }
  const file = recordOf(value)
  if (file?.['type'] !== 'playbook') {
    refuse('invalid', 'This file holds no CACAO playbook: its type is not “playbook”.')
  }
  const version = textOf(file['spec_version']) ?? 'none'
  refuseUnless(
    version === 'cacao-2.0',
    'invalid',
    `Only CACAO 2.0 is read; this file says ${version.slice(0, 40)}. Convert it first.`,
  )
  return file
}

function workflowOf(file: Loose): Readonly<Record<string, Loose>> {
  const entries = Object.entries(recordOf(file['workflow']) ?? {})
  refuseUnless(
    entries.length > 0,
    'invalid',
    'This playbook has no workflow, so there is nothing to bring in.',
  )
  refuseUnless(
    entries.length <= mostWorkflowSteps,
    'invalid',
    `This playbook has ${entries.length} steps; ${mostWorkflowSteps} are the most that can be read. Split it.`,
  )
  return Object.fromEntries(entries.map(([id, step]) => [id, recordOf(step) ?? {}]))
}

const graphWords = {
  dangling: (to: string) => `It leads to ${to}, which the file does not hold. The way there was left out.`,
  looping: (to: string) =>
    `It leads back to ${to}. The way back was cut; add a question if it is to be done again.`,
  unreachable: () => 'Nothing leads to it. It stands at the end of the steps.',
}

function graphRemarks(workflow: Readonly<Record<string, Loose>>, order: WorkflowOrder): ImportRemark[] {
  const names = new Map<string, string | null>()
  return order.faults.slice(0, mostRemarks).map(({ step, what, to }) => {
    const name = names.get(step) ?? nameOf(workflow[step])
    names.set(step, name)
    return remark(step, name, 'fault', graphWords[what]((to ?? '').slice(0, 200)))
  })
}

const read = new Set([
  'type',
  'spec_version',
  'id',
  'name',
  'description',
  'created_by',
  'created',
  'modified',
  'severity',
  'external_references',
  'workflow_start',
  'workflow_exception',
  'workflow',
  'agent_definitions',
  'target_definitions',
  'playbook_processing_summary',
  'playbook_types',
])

const lostWords: Readonly<Record<string, string>> = {
  authentication_info_definitions:
    'Passwords or keys stand in this file. They were not taken over; the original still holds them, so change them.',
  signatures: 'Its digital signature is not checked here. The original keeps it.',
  markings: 'It is marked (such as TLP). Look at the original before you pass it on.',
  revoked: 'Its author has withdrawn it. Find out why before you use it.',
}

/** Said of every file, also of one whose steps came back whole. */
function warnings(file: Loose, name: string): ImportRemark[] {
  return Object.entries(lostWords).flatMap(([field, words]) =>
    says(file[field]) ? [remark('playbook', name, 'lost', words)] : [],
  )
}

function says(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0
}

function playbookRemarks(file: Loose, name: string): ImportRemark[] {
  const lost = Object.entries(file)
    .filter(([field, value]) => !read.has(field) && lostWords[field] === undefined && says(value))
    .slice(0, 100)
  const isAttack = listOf(file['playbook_types']).includes('attack')
  return [
    remark(
      'playbook',
      name,
      'note',
      'Working times, ways back and what can be seen when a step is done are not part of CACAO. Fill them in.',
    ),
    ...(isAttack
      ? [
          remark(
            'playbook',
            name,
            'note',
            'It describes what an attacker does, not what to do about it. Rewrite it before you use it.',
          ),
        ]
      : []),
    ...lost.map(([field]) =>
      remark('playbook', name, 'lost', `“${cut(field, 80) ?? ''}” has no place here.`),
    ),
    ...warnings(file, name),
  ]
}

function parallelRemarks(workflow: Readonly<Record<string, Loose>>): ImportRemark[] {
  return Object.entries(workflow)
    .filter(([, step]) => step['type'] === 'parallel')
    .map(([id, step]) =>
      remark(
        id,
        nameOf(step),
        'lost',
        'Its branches run at the same time. Here they stand one below the other.',
      ),
    )
}

function draftOf(
  file: Loose,
  name: string,
  { made, as, today }: { made: readonly MadeStep[] } & Wanted,
): PlaybookDraft {
  const steps: PlaybookStep[] = made.map(({ step }) => step)
  const about = cut(file['description'], 2000)
  const types = listOf(file['playbook_types'])
  const phase = types.includes('remediation') ? 'eradicate' : 'contain'
  return {
    ...nearlyEmpty(as, name, today),
    severity: { default: severityOf(file['severity']), raiseWhen: [], lowerWhen: [] },
    recognise: about === undefined ? [] : [about],
    evidenceFirst: steps.some(({ destructive }) => destructive) ? [evidenceBeforeWiping] : [],
    phases: { contain: [], eradicate: [], recover: [], learn: [], [phase]: steps },
    sources: sourcesOf(file),
  }
}

/** 1 to 100 is little to much (section 3.1); 0 and nothing mean that nobody said. */
function severityOf(value: unknown): PlaybookDraft['severity']['default'] {
  if (typeof value !== 'number' || value <= 0) return 'S3'
  if (value > 75) return 'S1'
  if (value > 50) return 'S2'
  return value > 25 ? 'S3' : 'S4'
}

function sourcesOf(file: Loose): PlaybookDraft['sources'] {
  const year = Number((textOf(file['created']) ?? '').slice(0, 4))
  return recordsOf(file['external_references'])
    .slice(0, 50)
    .flatMap((reference) => {
      const title = cut(reference['name'], 2000)
      if (title === undefined) return []
      const publisher = cut(reference['source'], 2000) ?? cut(reference['url'], 2000) ?? title
      return [{ title, publisher, year: year >= 1990 && year <= 2100 ? year : 2023 }]
    })
}

function countSteps(draft: PlaybookDraft): number {
  return Object.values(draft.phases).reduce((sum, steps) => sum + steps.length, 0)
}

function reportOf(
  file: Loose,
  name: string,
  found: { remarks: readonly ImportRemark[]; order: WorkflowOrder; made: number; isWhole: boolean },
): ImportReport {
  const { remarks, order, made, isWhole } = found
  return {
    playbook: cut(file['id'], 200) ?? 'none',
    name,
    read: order.order.length,
    made,
    isWhole,
    remarks: [
      ...remarks.slice(0, mostRemarks),
      ...(remarks.length > mostRemarks
        ? [remark('playbook', name, 'note', `${remarks.length - mostRemarks} more remarks are not listed.`)]
        : []),
    ],
  }
}
