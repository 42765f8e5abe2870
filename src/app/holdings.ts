import { heldImprovements } from '../areas/improve/improvements/public.ts'
import { heldSupplierReviews } from '../areas/improve/scorecards/public.ts'
import { heldAccess } from '../areas/prepare/access/public.ts'
import { heldArticles } from '../areas/prepare/articles/public.ts'
import { heldCopies } from '../areas/prepare/backups/public.ts'
import { heldRoutines } from '../areas/prepare/calendar/public.ts'
import { heldControls as heldWatch } from '../areas/prepare/controls/public.ts'
import { heldPlans } from '../areas/prepare/continuity/public.ts'
import { heldRules } from '../areas/prepare/policies/public.ts'
import { heldRisks } from '../areas/prepare/risks/public.ts'
import { heldExercises } from '../areas/improve/exercises/public.ts'
import { heldAssets } from '../areas/register/assets/public.ts'
import { heldPlaces } from '../areas/register/contacts/public.ts'
import { heldCover } from '../areas/register/insurance/public.ts'
import type { Holding } from '../areas/register/people/public/holdings.ts'
import { takenOnPowers } from '../areas/register/powers/public.ts'
import { heldVendors } from '../areas/register/vendors/public.ts'
import { heldControls } from '../areas/respond/containment/public.ts'
import { heldDuties } from '../areas/respond/duties/public.ts'
import { heldCases } from '../areas/respond/incidents/public/incidents.ts'
import type { Context } from '../platform/action.ts'

/** In the order in which it is missed: what runs now, what is decided at night, and what is looked after. */
const cases: readonly ((context: Context, memberId: string) => Promise<readonly Holding[]>)[] = [
  heldCases,
  heldDuties,
  heldControls,
  heldImprovements,
  heldSupplierReviews,
]

const registers: readonly ((context: Context, memberId: string) => Promise<readonly string[]>)[] = [
  async (context, memberId) => (await takenOnPowers(context)).get(memberId) ?? [],
  heldPlaces,
  heldCopies,
  heldAssets,
  heldVendors,
  heldCover,
  heldPlans,
  heldRisks,
  heldWatch,
  heldAccess,
  heldRules,
  heldArticles,
  heldExercises,
  heldRoutines,
]

/** What hangs on a person in every room. */
export async function heldBy(context: Context, memberId: string): Promise<Holding[]> {
  const held: Holding[] = []
  // One after the other: they share one transaction.
  for (const room of cases) held.push(...(await room(context, memberId)))
  for (const room of registers)
    for (const words of await room(context, memberId)) held.push({ words, isSealed: false })
  return held
}
