/** Eight of the actions of the plan are decisions: who holds one is written under Who decides, and only there. */
import type { Decision } from '../../../register/powers/contract/words.ts'
import { personOf, type PlanMaterial, type PlanPowers } from './material.ts'
import { chargeIds, type ChargeId } from './words/charges.ts'

export type Charge = PlanMaterial['charges'][number]

/** Every decision is an action of the plan under the same name. */
export const chargeOf = (decision: Decision): ChargeId => decision

/** Who answers for each action: by Who decides where somebody holds the decision, else as the plan says itself. */
export function chargesBy(
  powers: Pick<PlanPowers, 'rights'>,
  kept: readonly Omit<Charge, 'from'>[],
): Charge[] {
  return chargeIds.map((charge): Charge => {
    const right = powers.rights.find(({ decision }) => chargeOf(decision) === charge)
    if (right?.holder)
      return {
        charge,
        accountableId: right.holder.id,
        deputyId: right.deputy?.id ?? null,
        from: 'powers',
      }
    const own = kept.find((row) => row.charge === charge)
    return {
      charge,
      accountableId: own?.accountableId ?? null,
      deputyId: own?.deputyId ?? null,
      from: '',
    }
  })
}

/** Names of all who have a voice in a decision, once each. */
export function voicesIn(
  { holder, deputy, also }: PlanPowers['rights'][number],
  material: Pick<PlanMaterial, 'people'>,
): string[] {
  const names = [holder, deputy, ...also].flatMap((one) =>
    one === null ? [] : [one.name || (personOf(material, one.id)?.name ?? '')],
  )
  return [...new Set(names)].filter((name) => name !== '')
}
