import { listOf, recordOf, textOf, type Loose } from './loose.ts'

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

/** All edges of one step, in reverse of the order in which its branches are read. */
export function edgesOf(step: Loose): Edge[] {
  const single = leading.flatMap((field) =>
    [step[field]].flat().flatMap((to) => (typeof to === 'string' ? [{ field, to }] : [])),
  )
  const parallel = listOf(step['next_steps']).map((to) => ({ field: 'next_steps', to }))
  const cases = Object.entries(recordOf(step['cases']) ?? {}).flatMap(([name, to]) =>
    typeof to === 'string' ? [{ field: `cases ${name}`, to }] : [],
  )
  return [...single, ...parallel.toReversed(), ...cases.toReversed()]
}

/**
 * Puts a workflow into one line: reverse postorder, so that a step stands after everything that leads to it, and
 * where branches meet comes after both. Walks without recursion; a playbook of thousands of steps is read in one go.
 */
export function orderOf(workflow: Readonly<Record<string, Loose>>, starts: readonly string[]): WorkflowOrder {
  const faults: GraphFault[] = []
  const edges = new Map<string, Edge[]>()
  for (const [id, step] of Object.entries(workflow)) {
    const all = edgesOf(step)
    const known = all.filter(({ to }) => Object.hasOwn(workflow, to))
    for (const { to } of all.filter((edge) => !known.includes(edge)))
      faults.push({ step: id, what: 'dangling', to })
    edges.set(id, known)
  }
  const reached = walk(workflow, edges, starts, faults)
  const missed = Object.keys(workflow).filter((id) => !reached.has(id))
  faults.push(...missed.map((step): GraphFault => ({ step, what: 'unreachable' })))
  // What cannot be reached is still shown, in its own order, so that nobody loses words.
  const rest = walk(workflow, edges, missed, faults, reached)
  return { order: [...reached, ...[...rest].filter((id) => !reached.has(id))], edges, faults }
}

interface Frame {
  readonly id: string
  next: number
}

function walk(
  workflow: Readonly<Record<string, Loose>>,
  edges: Map<string, Edge[]>,
  starts: readonly string[],
  faults: GraphFault[],
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
        frame.next -= 1
        edges.get(frame.id)?.splice(frame.next, 1)
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
  return textOf(step?.['name']) ?? textOf(step?.['description'])?.slice(0, 120) ?? null
}
