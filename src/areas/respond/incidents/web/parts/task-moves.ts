export type Direction = 'up' | 'down' | 'left' | 'right'

interface Standing {
  readonly id: string
  readonly state: string
}

/**
 * What a task is put before when it goes up or down in its own column.
 * @param tasks of all columns, in the order of the board
 * @returns an id, null for the end, undefined where there is no way further
 */
export function neighbourBefore(
  tasks: readonly Standing[],
  task: Standing,
  direction: 'up' | 'down',
): string | null | undefined {
  const column = tasks.filter(({ state }) => state === task.state)
  const index = column.findIndex(({ id }) => id === task.id)
  if (direction === 'up') return column[index - 1]?.id
  if (index === column.length - 1) return undefined
  return column[index + 2]?.id ?? null
}
