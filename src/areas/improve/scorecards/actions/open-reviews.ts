import type { Context } from '../../../../platform/action.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import { contractsWith, knownContracts, vendorNames } from '../../../register/vendors/public.ts'
import { listParts } from '../../../respond/duties/public.ts'
import { systemsOf } from '../../../respond/incidents/public/incidents.ts'
import type { KnownIncident } from '../../../respond/incidents/public/ports.ts'
import { factorKindsOf } from '../../../respond/investigation/public.ts'
import { openingsOf, reviewDue, type Opening, type Traces } from '../rules/reviews.ts'
import { changeCase, eventsOf, keptCase, listCases } from '../store.ts'
import { materialFor } from './shapes.ts'
import { vendorsOfSystems } from './vendors-of-systems.ts'

/** A case has so many suppliers at most. */
const mostSuppliers = 200
/** What a supplier did, beside being asked for help. */
const ownPart: readonly string[] = ['knew', 'told_us', 'not_told']

/** One review for each supplier that played a part. A case that was opened again and closed again keeps those it has. */
export async function openReviews(context: Context, incident: KnownIncident): Promise<void> {
  const openings = openingsOf(await tracesOf(context, incident))
  const vendorIds = openings.flatMap(({ vendorId }) => vendorId ?? [])
  const contracts = await contractsWith(context, vendorIds)
  const names = await vendorNames(context, vendorIds)
  const today = await todayOf(context)
  for (const opening of openings) {
    const own = contracts.get(opening.vendorId ?? '') ?? []
    const dueOn = reviewDue(
      today,
      own.map(({ noticeBy }) => noticeBy),
    )
    const ownerId = own.find(({ ownerId: one }) => one !== null)?.ownerId ?? incident.leadId
    const review = { reviewWhy: [...opening.why], reviewOpenedAt: context.now, dueOn, ownerId }
    await openReview(context, incident.id, opening, review, names.get(opening.vendorId ?? '') ?? '')
  }
}

async function openReview(
  context: Context,
  incidentId: string,
  { vendorId, contractId, why }: Opening,
  review: {
    reviewWhy: Opening['why'][number][]
    reviewOpenedAt: Date
    dueOn: string
    ownerId: string | null
  },
  name: string,
): Promise<void> {
  const whole = { ...review, contractId }
  const wanted = { id: context.newId(), incidentId, vendorId, retainerId: null, policyId: null }
  const row = await keptCase(context, { ...wanted, openedAt: context.now, ...whole })
  const isNew = row.id === wanted.id
  if (!isNew && row.reviewOpenedAt !== null) return
  if (!isNew) await changeCase(context, row.id, whole)
  context.record({
    stream: incidentId,
    kind: 'supplier_review.open',
    fields: { supplier: row.id, name, causes: why.join('\n'), dueOn: review.dueOn },
  })
}

/** What was agreed with each supplier of a case, as it stands when the case ends: it is judged by that from then on. */
export async function keepTerms(context: Context, incidentId: string): Promise<void> {
  const rows = (await listCases(context, { limit: mostSuppliers, incidentId })).filter(
    ({ agreed, vendorId, retainerId }) => agreed === null && (vendorId !== null || retainerId !== null),
  )
  const { agreed } = await materialFor(context, rows)
  for (const { id } of rows) await changeCase(context, id, { agreed: agreed.get(id) ?? null })
}

async function tracesOf(context: Context, { id, kind }: KnownIncident): Promise<Traces> {
  const contracts = new Map((await knownContracts(context)).map((one) => [one.id, one.vendorId]))
  const parts = await listParts(context, { incidentId: id })
  const rows = await listCases(context, { limit: mostSuppliers, incidentId: id })
  const events = await eventsOf(
    context,
    rows.map((row) => row.id),
  )
  const hangs = await vendorsOfSystems(context, await systemsOf(context, id))
  return {
    kind,
    hasSupplierFactor: (await factorKindsOf(context, [id])).get(id)?.includes('supplier_weakness') === true,
    parts: parts.flatMap(({ contractId, part }) => {
      const vendorId = contracts.get(contractId)
      return vendorId === undefined ? [] : [{ vendorId, part, contractId }]
    }),
    reviewed: rows.flatMap(({ reviewWhy }) => reviewWhy ?? []),
    systemVendors: [...new Set([...hangs.values()].flat())],
    loggedVendors: rows.flatMap((row) =>
      row.vendorId !== null && events.get(row.id)?.some((event) => ownPart.includes(event.kind)) === true
        ? [row.vendorId]
        : [],
    ),
  }
}
