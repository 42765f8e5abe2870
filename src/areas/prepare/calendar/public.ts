import type { Context } from '../../../platform/action.ts'
import { starterRoutines } from './content/routines.ts'
import { heldRoutines, lastTurnsOf, listRoutineRows } from './store.ts'

export { heldRoutines }

/** A routine of the firm, when it was last done and is done next. */
export interface KnownRoutine {
  readonly id: string
  readonly name: string
  /** Its place among those to begin with, where it still has that name; null otherwise. */
  readonly starter: number | null
  readonly doneAt: Date | null
  readonly nextOn: string
}

export async function listRoutines(context: Pick<Context, 'tx'>): Promise<KnownRoutine[]> {
  const rows = await listRoutineRows(context)
  const turns = await lastTurnsOf(
    context,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, name, nextOn }) => {
    const places = [starterRoutines.en, starterRoutines.de].map((all) =>
      all.findIndex((one) => one.name === name),
    )
    const starter = places.find((place) => place >= 0) ?? null
    return { id, name, nextOn, starter, doneAt: turns.get(id)?.doneAt ?? null }
  })
}
