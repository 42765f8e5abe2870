import type { ImportRemark } from '../contract/exchange.ts'
import { stepRoles, type EvidenceItem, type PlaybookStep, type StepRole } from '../contract/playbook.ts'
import { nameOf, type WorkflowOrder } from './cacao-graph.ts'
import { cut, recordOf, recordsOf, textOf, type Loose } from './loose.ts'
import { remark } from './remarks.ts'
import { wipes } from './wipes.ts'

export interface MadeStep {
  readonly step: PlaybookStep
  readonly remarks: readonly ImportRemark[]
}

/** What an imported step that wipes has to wait for: the file itself never says what is lost. */
export const evidenceBeforeWiping: EvidenceItem = {
  id: 'e1',
  what: 'Logs, files and settings that the wiping steps would destroy',
  where: 'On the systems that the step names',
  how: 'Copy them to a safe place first, and note who did it and when.',
  lostIf: 'Gone for good once the step is done.',
}

/** Types of a workflow step that carry work or a question; the others only join. */
const working = ['action', 'playbook-action', 'if-condition', 'while-condition', 'switch-condition']

interface Surroundings {
  readonly workflow: Readonly<Record<string, Loose>>
  readonly order: WorkflowOrder
  readonly file: Loose
  /** Our id for each step that is made. */
  readonly ids: ReadonlyMap<string, string>
  /** Our id of the last step, where branches end that lead to nothing more. */
  readonly end: string
}

/** One step of ours for each step of the workflow that carries work or a question, in an order without ways back. */
export function stepsOf(
  workflow: Readonly<Record<string, Loose>>,
  order: WorkflowOrder,
  { file, exception }: { file: Loose; exception?: string },
): MadeStep[] {
  const wanted = order.order.filter((id) => working.includes(typeOf(workflow[id])))
  const ids = new Map(wanted.map((id, index) => [id, `s${index + 1}`]))
  const end = `s${wanted.length + 1}`
  const around: Surroundings = { workflow, order, file, ids, end }
  const conditions = conditionsOf(around, exception)
  const made = wanted.map((id) => stepOf(id, around, conditions.get(id)))
  const needsEnd = made.some(({ step }) => step.ask?.yes === end || step.ask?.no === end)
  return needsEnd ? [...made, { step: lastStep(end), remarks: [] }] : made
}

function stepOf(id: string, around: Surroundings, when: string | undefined): MadeStep {
  const source = around.workflow[id] ?? {}
  const remarks: ImportRemark[] = []
  const say = (what: ImportRemark['what'], sentence: string) =>
    remarks.push(remark(id, nameOf(source), what, sentence))
  const how = howOf(source, say)
  const title = nameOf(source) ?? how[0] ?? cut(typeOf(source), 200) ?? 'unknown'
  const ask = askOf(source, id, around, say)
  const isWiping = wipes([title, ...how].join('\n'))
  if (isWiping)
    say('note', 'It looks as if it wipes or resets something, so it waits for saved evidence here.')
  sayLost(source, say)
  return {
    step: {
      id: around.ids.get(id) ?? around.end,
      title,
      who: roleOf(source, around.file),
      ...(when === undefined ? {} : { when }),
      why: cut(source['description'], 2000) ?? 'The imported playbook does not say.',
      minutes: 30,
      how: how.length > 0 ? how : [title],
      destructive: isWiping,
      ...(isWiping ? { needsEvidence: [evidenceBeforeWiping.id] } : {}),
      undo: 'The imported playbook does not say.',
      ...(ask === undefined ? {} : { ask }),
      doneWhen: 'The imported playbook does not say.',
      csf: [],
    },
    remarks,
  }
}

type Say = (what: ImportRemark['what'], sentence: string) => unknown

/** Lines that say how: as many as a step holds, one of them kept for another playbook that is called. */
const mostLines = 40

/** Commands as words. What was meant for a machine says so, and is done by a person or not at all. */
function howOf(source: Loose, say: Say): string[] {
  const commands = recordsOf(source['commands'])
  const called = cut(source['playbook_id'], 200)
  const most = called === undefined ? mostLines : mostLines - 1
  const machines = new Set<string>()
  const lines = commands.slice(0, most).flatMap((command) => {
    const type = cut(command['type'], 60) ?? 'unknown'
    const words =
      textOf(command['command']) ?? decoded(command['command_b64']) ?? textOf(command['description'])
    if (type !== 'manual') machines.add(type)
    if (words === undefined) return type === 'manual' ? [] : [`Meant for a tool (${type}).`]
    return cut(type === 'manual' ? words : `Meant for a tool (${type}): ${words}`, 2000) ?? []
  })
  if (machines.size > 0) {
    const request = machines.has('http-api')
      ? ' For its request, define a connection and choose it in this step.'
      : ''
    say(
      'lost',
      `It was meant to be run by a machine (${[...machines].join(', ')}). Here a person reads it.${request}`,
    )
  }
  if (commands.length > most) say('lost', `It has ${commands.length} commands; the first ${most} are shown.`)
  if (called === undefined) return lines
  say('lost', 'It calls another playbook, which is not part of this file.')
  return [...lines, `Work through the other playbook: ${called}`]
}

function decoded(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 100_000) return undefined
  try {
    const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0))
    return textOf(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** Conditions become questions that a person answers; what a question cannot say is reported. */
function askOf(source: Loose, id: string, around: Surroundings, say: Say): PlaybookStep['ask'] {
  const type = typeOf(source)
  const to = (field: string) => targetOf(id, field, around)
  switch (type) {
    case 'if-condition':
    case 'while-condition': {
      if (type === 'while-condition') say('lost', 'It repeats by itself. Here a person asks again.')
      const asked = cut(source['condition'], longestCondition) ?? nameOf(source) ?? '?'
      const question = cut(`Is this so: ${asked}`, 2000) ?? '?'
      const on = to('on_completion') ?? around.end
      return { question, yes: to('on_true') ?? on, no: to('on_false') ?? on }
    }
    case 'switch-condition':
      say('lost', 'It chooses between several cases. Here the steps of each case say when they apply.')
      return undefined
    default: {
      const worked = to('on_success')
      const failed = to('on_failure')
      if (worked === undefined && failed === undefined) return undefined
      return { question: 'Did it work?', yes: worked ?? around.end, no: failed ?? around.end }
    }
  }
}

/** Through joints that carry no work, to the first step that was made; undefined where the way ends. */
function targetOf(from: string, field: string, { order, ids }: Surroundings): string | undefined {
  let edge = order.edges.get(from)?.find((one) => one.field === field)
  for (let hops = 0; edge !== undefined && hops < 2000; hops += 1) {
    const found = ids.get(edge.to)
    if (found !== undefined) return found
    edge = order.edges.get(edge.to)?.at(-1)
  }
  return undefined
}

/** A condition stands behind a few words of ours, and in one step for each of its branches. */
const longestCondition = 1900

/** In words, when the first step of a branch applies; everything behind it stays open to be skipped. */
function conditionsOf(
  { workflow, order }: Surroundings,
  exception: string | undefined,
): ReadonlyMap<string, string> {
  const conditions = new Map<string, string>()
  for (const [id, edges] of order.edges) {
    const source = workflow[id] ?? {}
    const asked =
      cut(source['condition'], longestCondition) ??
      cut(source['switch'], longestCondition) ??
      cut(nameOf(source), longestCondition) ??
      ''
    for (const { field, to } of edges) {
      if (conditions.has(to)) continue
      const words = cut(branchWords(field, asked), 2000)
      if (words !== undefined) conditions.set(to, words)
    }
  }
  if (exception !== undefined) conditions.set(exception, 'Something in this playbook went wrong')
  return conditions
}

function branchWords(field: string, asked: string): string | undefined {
  if (field === 'on_true') return `This is so: ${asked}`
  if (field === 'on_false') return `This is not so: ${asked}`
  if (field === 'on_failure') return `This did not work: ${asked}`
  return field.startsWith('cases ') ? `${asked} is ${field.slice('cases '.length)}` : undefined
}

const kept = new Set([
  'type',
  'name',
  'description',
  'commands',
  'agent',
  'condition',
  'switch',
  'cases',
  'next_steps',
  'playbook_id',
  'on_completion',
  'on_success',
  'on_failure',
  'on_true',
  'on_false',
])

function sayLost(source: Loose, say: Say): void {
  const lost = Object.keys(source).filter((field) => !kept.has(field))
  if (lost.length > 0) say('lost', `These have no place here: ${lost.join(', ').slice(0, 400)}.`)
}

/** A step for a role of ours when the agent is called so, as in our own exports; else the technical person's. */
function roleOf(source: Loose, file: Loose): StepRole {
  const agent = recordOf(recordOf(file['agent_definitions'])?.[textOf(source['agent']) ?? ''])
  const name = textOf(agent?.['name'])
  return stepRoles.find((role) => role === name) ?? 'technical'
}

function lastStep(id: string): PlaybookStep {
  return {
    id,
    title: 'All branches end here: look whether anything is left',
    who: 'lead',
    why: 'The imported playbook ends in several places; this is where they meet.',
    minutes: 10,
    how: ['Read through the steps once more and see whether one was left out.'],
    destructive: false,
    undo: 'Not needed.',
    doneWhen: 'Every step is done, skipped with a reason, or did not apply.',
    csf: [],
  }
}

function typeOf(step: Loose | undefined): string {
  return textOf(step?.['type']) ?? 'unknown'
}
