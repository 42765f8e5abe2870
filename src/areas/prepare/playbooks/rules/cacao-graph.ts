import { refuseUnless } from '../../../../base/refusal.ts'
import { cut, listOf, recordOf, type Loose } from './loose.ts'

/** Ways from one step to another in the largest playbook that is read; what people draw has a few for each step. */
export const mostEdges = 20_000

/** One edge of a workflow, with the field that says so. */
export interface Edge {
  readonly field: string
  readonly to: string
}

export interface GraphFault {
  readonly step: string
  readonly what: 'dangling' | 'looping' | 'unreachable'
  readonly to?: string
}

export interface WorkflowOrder {
  /** Steps that can be reached, so that every edge that is kept leads forwards; then those that cannot. */
  readonly order: readonly string[]
  /** Edges that are kept: their target exists, and they do not lead back. */
  readonly edges: ReadonlyMap<string, readonly Edge[]>
  readonly faults: readonly GraphFault[]
}

/** Fields of a CACAO 2.0 workflow step (sections 4.1 to 4.10) that lead to another step, the way on first. */
const leading = ['on_completion', 'on_failure', 'on_success', 'on_false', 'on_true'] as const

/** All edges of one step, each target once for each field, in reverse of the order in which its branches are read. */
export function edgesOf(step: Loose): Edge[] {
  const single = leading.flatMap((field) =>
    [...new Set([step[field]].flat())].flatMap((to) => (typeof to === 'string' ? [{ field, to }] : [])),
  )
  const parallel = [...new Set(listOf(step['next_steps']))].map((to) => ({ field: 'next_steps', to }))
  const names = new Map<string, string[]>()
  for (const [name, to] of Object.entries(recordOf(step['cases']) ?? {})) {
    if (typeof to !== 'string') continue
    const same = names.get(to)
    if (same === undefined) names.set(to, [name])
    else if (same.length < 10) same.push(name)
  }
  const cases = [...names].map(([to, same]) => ({ field: `cases ${same.join(' or ')}`, to }))
  return [...single, ...parallel.toReversed(), ...cases.toReversed()]
}

/**
 * Puts a workflow into one line: reverse postorder, so that a step stands after everything that leads to it, and
 * where branches meet comes after both. Walks without recursion; a playbook of thousands of steps is read in one go.
 * @throws Refusal `invalid` for more than `mostEdges` ways
 */
export function orderOf(workflow: Readonly<Record<string, Loose>>, starts: readonly string[]): WorkflowOrder {
  const faults: GraphFault[] = []
  const edges = new Map<string, Edge[]>()
  let count = 0
  for (const [id, step] of Object.entries(workflow)) {
    const known: Edge[] = []
    for (const edge of edgesOf(step)) {
      count += 1
      if (Object.hasOwn(workflow, edge.to)) known.push(edge)
      else faults.push({ step: id, what: 'dangling', to: edge.to })
    }
    refuseUnless(
      count <= mostEdges,
      'invalid',
      `This playbook has more than ${mostEdges} ways between its steps. Split it.`,
    )
    edges.set(id, known)
  }
  const back = new Set<Edge>()
  const ways: Ways = { workflow, edges, faults, back }
  const reached = walk(ways, starts)
  const missed = Object.keys(workflow).filter((id) => !reached.has(id))
  for (const step of missed) faults.push({ step, what: 'unreachable' })
  // What cannot be reached is still shown, in its own order, so that nobody loses words.
  const rest = walk(ways, missed, reached)
  const kept = [...edges].map(([id, all]) => [id, all.filter((edge) => !back.has(edge))] as const)
  return { order: [...reached, ...[...rest].filter((id) => !reached.has(id))], edges: new Map(kept), faults }
}

interface Frame {
  readonly id: string
  next: number
}

interface Ways {
  readonly workflow: Readonly<Record<string, Loose>>
  readonly edges: ReadonlyMap<string, readonly Edge[]>
  /** What the walk finds: faults, and the edges that lead back. */
  readonly faults: GraphFault[]
  readonly back: Set<Edge>
}

function walk(
  { workflow, edges, faults, back }: Ways,
  starts: readonly string[],
  done: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const finished = new Set(done)
  const open = new Set<string>()
  const postorder: string[] = []
  for (const start of starts.toReversed()) {
    if (!Object.hasOwn(workflow, start) || finished.has(start)) continue
    const stack: Frame[] = [{ id: start, next: 0 }]
    open.add(start)
    while (stack.length > 0) {
      const frame = stack.at(-1)
      if (frame === undefined) break
      const edge = edges.get(frame.id)?.[frame.next]
      frame.next += 1
      if (edge === undefined) {
        stack.pop()
        open.delete(frame.id)
        finished.add(frame.id)
        postorder.push(frame.id)
      } else if (open.has(edge.to)) {
        // A way back: cut here, and said.
        faults.push({ step: frame.id, what: 'looping', to: edge.to })
        back.add(edge)
      } else if (!finished.has(edge.to)) {
        open.add(edge.to)
        stack.push({ id: edge.to, next: 0 })
      }
    }
  }
  return new Set(postorder.toReversed())
}

/** The name by which people know a step of the file. */
export function nameOf(step: Loose | undefined): string | null {
  return cut(step?.['name'], 2000) ?? cut(step?.['description'], 120) ?? null
}
