import { plain, text } from './building.ts'
import type { Act } from './company.ts'
import type { Example, Site } from './requests.ts'

export const scorecardNouns = ['supplierCase'] as const

/** A review that a case opened, with an entry, another that is decided, and the marker in each table. */
export async function furnishScorecards(
  act: Act,
  { marker }: { readonly marker: string },
): Promise<Readonly<Record<(typeof scorecardNouns)[number], string>>> {
  const decided = await newReview(act, marker)
  await act('decideSupplierReview', { id: decided, what: 'keep', reason: marker })
  return { supplierCase: await newReview(act, marker) }
}

async function newReview(act: Act, marker = text): Promise<string> {
  const vendorId = String(
    (await act('addVendor', { name: `Supplier ${crypto.randomUUID()}`, note: marker }))['id'],
  )
  const id = String(
    (await act('openIncident', { title: marker, kind: 'supplier-breach', severity: 'S4' }))['id'],
  )
  const made = await act('logSupplierEvent', { id, vendorId, kind: 'told_us', note: marker })
  await act('closeIncident', { id, summary: marker, initialVector: 'unknown' })
  return String(made['id'])
}

export const scorecardExamples: Readonly<Record<string, Example>> = {
  listSupplierCases: plain(),
  getSupplierCase: plain(({ supplierCase: id }) => ({ id })),
  logSupplierEvent: {
    fresh: async ({ make, company }: Site) => ({
      input: { id: await make.incident(), vendorId: company.ids.vendor, kind: 'asked' },
    }),
    standing: ({ ids }) => ({ input: { id: ids.incident, vendorId: ids.vendor, kind: 'asked' } }),
  },
  decideSupplierReview: {
    fresh: async ({ act }: Site) => ({ input: { id: await newReview(act), what: 'keep', reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.supplierCase, what: 'keep', reason: text } }),
  },
}
