/** Who could do what, from what people may do here already. A proposal: people look at it and change it. */
import type { MemberRole } from '../../../../base/permissions.ts'
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { PlanMaterial } from './material.ts'
import { charges, type Charge } from './words/charges.ts'

interface Candidate {
  readonly id: string
  readonly role: MemberRole
  readonly name: string
}

type Named = Omit<PlanMaterial['charges'][number], 'from'>

export interface Proposed {
  readonly ownerId: string | null
  readonly reviewOn: string
  readonly charges: readonly Named[]
}

/**
 * Keeps whoever was chosen, and fills the other place with the fittest who is left; nobody stands in for themselves.
 * Of two who fit alike the one comes first who has less to answer for, so that not all hangs on one person.
 */
export function proposals(
  material: { readonly charges: readonly Named[]; readonly today: string },
  people: readonly Candidate[],
): Proposed {
  const load = new Map<string, number>()
  const take = (id: string | null, weight: number) => {
    if (id !== null) load.set(id, (load.get(id) ?? 0) + weight)
    return id
  }
  const fittest = (charge: Charge, not: string | null): string | null => {
    const order = ({ role }: Candidate) =>
      charge.fits.includes(role) ? charge.fits.indexOf(role) : charge.fits.length
    const [best] = people
      .filter(({ id }) => id !== not)
      .toSorted(
        (a, b) =>
          order(a) - order(b) ||
          (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0) ||
          a.name.localeCompare(b.name, 'en'),
      )
    return best?.id ?? null
  }
  const filled = charges.map((charge) => {
    const kept = material.charges.find((row) => row.charge === charge.id)
    const accountableId = kept?.accountableId ?? take(fittest(charge, kept?.deputyId ?? null), 2)
    const deputyId = kept?.deputyId ?? take(fittest(charge, accountableId), 1)
    return { charge: charge.id, accountableId, deputyId }
  })
  const [keeper] = filled
  return {
    ownerId: keeper?.accountableId ?? null,
    reviewOn: dayAfter(material.today, 12, 'months'),
    charges: filled,
  }
}
