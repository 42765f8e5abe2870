/** The board: where a task stands among the others, and who is told when its time comes. */
import type { Severity } from '../../../../base/incident-words.ts'

interface Placed {
  readonly id: string
  readonly place: number
}

/** Two places nearer than this have no room between them any more. */
const narrowest = 1e-6

/**
 * The place of a task that is put before another, or at the end.
 * @param others the tasks of the column in their order, without the one that moves
 * @returns undefined when the neighbours leave no room: then everything is numbered anew
 */
export function placeBefore(others: readonly Placed[], before: string | null): number | undefined {
  const index = before === null ? others.length : others.findIndex((one) => one.id === before)
  const [above, below] = [others[index - 1]?.place, others[index]?.place]
  if (below === undefined) return (above ?? 0) + 1
  const from = above ?? below - 2
  return below - from < narrowest ? undefined : (from + below) / 2
}

/** The order after the move: what a renumbering makes lasting. */
export function orderWith(others: readonly Placed[], moved: string, before: string | null): string[] {
  const ids = others.map((one) => one.id)
  const index = before === null ? ids.length : ids.indexOf(before)
  return ids.toSpliced(index, 0, moved)
}

export interface TimedTask {
  readonly ownerId: string | null
  readonly addedAt: Date
  readonly dueAt: Date | null
  readonly doneAt: Date | null
  readonly remindedAt: Date | null
  readonly overdueAt: Date | null
  readonly escalatedAt: Date | null
}

export type Notice = 'reminder' | 'overdue' | 'escalation'

/** The longest time before its end at which a task is brought to mind. */
const remindMinutes = 30

/** Minutes after the end at which a second person hears of it. */
const escalateMinutes: Readonly<Record<Severity, number>> = { S1: 10, S2: 15, S3: 60, S4: 240 }

/**
 * What is to be said about a task now, the most pressing alone: whoever hears that a task is long overdue needs no
 * reminder. Each notice is given once; a new due time begins anew.
 */
export function noticeFor(task: TimedTask, severity: Severity, now: Date): Notice | undefined {
  if (task.doneAt !== null || task.dueAt === null) return undefined
  const [due, at] = [task.dueAt.getTime(), now.getTime()]
  if (at >= due + escalateMinutes[severity] * 60_000) {
    // First its owner, then the second person: each has a moment of their own, also after an outage.
    if (task.overdueAt === null) return 'overdue'
    return task.escalatedAt === null ? 'escalation' : undefined
  }
  if (at >= due) return task.overdueAt === null ? 'overdue' : undefined
  return at >= remindAt(task, due) && task.remindedAt === null ? 'reminder' : undefined
}

/** Half an hour before the end; for a short task when half of its time is over. */
function remindAt({ addedAt }: TimedTask, due: number): number {
  return Math.max(due - remindMinutes * 60_000, (addedAt.getTime() + due) / 2)
}

export interface Leader {
  readonly id: string
  readonly role: string
}

/**
 * Whom a notice goes to. Reminder and overdue: the owner, or who leads while nobody has it. Escalation: who leads,
 * and where that is the owner of the task, somebody else who may lead.
 * @param leaders active people who may lead, in the order in which they stand in
 */
export function hearerOf(
  notice: Notice,
  task: Pick<TimedTask, 'ownerId'>,
  leadId: string | null,
  leaders: readonly Leader[],
  /** Whoever is on call at this moment, by the rota. */
  onCall?: string,
): string | undefined {
  const lead = leadId ?? onCall ?? leaders[0]?.id
  const first = task.ownerId ?? lead
  if (notice !== 'escalation') return first
  // They are awake and expect to be asked; whoever leads may be asleep.
  if (onCall !== undefined && onCall !== first) return onCall
  if (lead !== undefined && lead !== first) return lead
  return leaders.find((one) => one.id !== first)?.id
}
