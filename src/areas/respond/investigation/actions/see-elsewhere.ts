import { Refusal } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import { findElsewhere, type ObservableRecord } from '../store/observables.ts'

export interface OtherIncident {
  readonly id: string
  readonly number: number
  readonly title: string
}

/** Other cases that are looked up for one answer; a trace in more of them is no trace but the weather. */
const casesAtMost = 50

/**
 * In which other incidents the same traces stand, by `<kind> <value>`, newest first. The incidents room is asked for
 * each of them as this person, so that a case they may not see is not even counted.
 */
export async function seenElsewhere(
  context: Context,
  incidentId: string,
  traces: readonly Pick<ObservableRecord, 'kind' | 'value'>[],
): Promise<Map<string, OtherIncident[]>> {
  const values = traces.map(({ value }) => value)
  const wanted = new Set(traces.map(({ kind, value }) => `${kind} ${value}`))
  const places = (await findElsewhere(context, incidentId, values)).filter(({ kind, value }) =>
    wanted.has(`${kind} ${value}`),
  )
  const seen = new Map<string, OtherIncident[]>()
  for (const id of [...new Set(places.map((place) => place.incidentId))].slice(0, casesAtMost)) {
    const other = await visible(context, id)
    if (other === undefined) continue
    for (const { kind, value, incidentId: where } of places) {
      if (where !== id) continue
      const key = `${kind} ${value}`
      seen.set(key, [...(seen.get(key) ?? []), other])
    }
  }
  return seen
}

async function visible(context: Context, id: string): Promise<OtherIncident | undefined> {
  try {
    const { number, title } = await incidentFor(context, id)
    return { id, number, title }
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not_found') return undefined
    throw error
  }
}
