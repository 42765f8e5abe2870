/** What runs in a case, of the law and of our own table, the nearest end first. */
import type { Board } from '../../contract/board.ts'

export interface OpenClock {
  readonly key: string
  readonly title: string
  readonly standing: 'overdue' | 'soon' | 'running' | 'at_once'
  readonly dueAt: string | null
}

/** @param own what stands before the name of a clock of our own table */
export function openClocks({ duties, house }: Pick<Board, 'duties' | 'house'>, own: string): OpenClock[] {
  const law = duties.flatMap(({ key, recipient, explanation, standing, dueAt }): OpenClock[] =>
    standing === 'overdue' || standing === 'soon' || standing === 'running' || standing === 'at_once'
      ? [{ key, title: `${explanation.regime}: ${recipient.name}`, standing, dueAt }]
      : [],
  )
  const ours = house.items.flatMap(({ id, name, standing, dueAt }): OpenClock[] =>
    standing === null ? [] : [{ key: id, title: `${own}: ${name}`, standing, dueAt }],
  )
  return [...law, ...ours].toSorted((a, b) => (endOf(a) < endOf(b) ? -1 : 1))
}

/** What has no end of its own stands behind what has one. */
function endOf({ dueAt }: OpenClock): number {
  return dueAt === null ? Infinity : Date.parse(dueAt)
}
