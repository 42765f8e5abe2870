import type { Context } from '../../../../platform/action.ts'
import type { PastCase } from '../../../prepare/controls/contract/network.ts'
import { firstTitlesOf } from '../../signals/public.ts'
import { listPastCases } from '../store/past-incidents.ts'

const mostCases = 30

/** Fills the port of the controls: what happened here and how it was noticed, as far as whoever asks may see it. */
export async function pastCases(context: Context): Promise<PastCase[]> {
  const cases = await listPastCases(context, mostCases)
  const notices = await firstTitlesOf(
    context,
    cases.map(({ id }) => id),
  )
  // Without a signal the words with which somebody declared it are how it was noticed.
  return cases.map(({ id, number, title, kind }) => ({
    id,
    number,
    title,
    kind,
    notice: notices.get(id) ?? title,
  }))
}
