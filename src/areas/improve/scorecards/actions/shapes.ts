import { dayIn } from '../../../../base/calendar-day.ts'
import { grouped } from '../../../../base/grouped.ts'
import type { Context } from '../../../../platform/action.ts'
import { coverNames } from '../../../register/insurance/public.ts'
import { namesOf, organisationFor, todayOf } from '../../../register/people/public/people.ts'
import type { Contract } from '../../../register/vendors/contract/contracts.ts'
import { contractsWith, vendorNames } from '../../../register/vendors/public.ts'
import { evidenceNames } from '../../../respond/evidence/public.ts'
import { casesNamed } from '../../../respond/incidents/public/incidents.ts'
import type { Scorecard, Supplier, SupplierCase, SupplierEvent } from '../contract.ts'
import { addUp, costsOf, type CaseCosts } from '../rules/costs.ts'
import {
  bindingOn,
  figuresOf,
  isLate,
  minutesOf,
  scorecardOf,
  strictest,
  type Agreed,
} from '../rules/figures.ts'
import { eventsOf, type CaseRecord, type EventRecord, type Subject } from '../store.ts'
import { costsIn } from './read-costs.ts'

/** What stands beside the rows: names, contracts, entries and money, each read once for all of them. */
export interface Material {
  readonly today: string
  readonly suppliers: ReadonlyMap<string, Supplier>
  readonly agreed: ReadonlyMap<string, Agreed>
  readonly contracts: ReadonlyMap<string, readonly Contract[]>
  readonly cases: Awaited<ReturnType<typeof casesNamed>>
  readonly events: ReadonlyMap<string, readonly EventRecord[]>
  readonly evidence: ReadonlyMap<string, string>
  readonly owners: ReadonlyMap<string, string>
  readonly costs: ReadonlyMap<string, CaseCosts>
}

const nothingAgreed: Agreed = { answerMinutes: null, arriveMinutes: null, noticeMinutes: null, by: [] }
const idOf = ({ vendorId, retainerId, policyId }: Subject) => vendorId ?? retainerId ?? policyId

export async function materialFor(context: Context, rows: readonly CaseRecord[]): Promise<Material> {
  const incidentIds = [...new Set(rows.map(({ incidentId }) => incidentId))]
  const vendorIds = [...new Set(rows.flatMap(({ vendorId }) => vendorId ?? []))]
  const cover = await coverNames(context)
  const vendors = await vendorNames(context, vendorIds)
  const contracts = await contractsWith(context, vendorIds)
  const events = await eventsOf(
    context,
    rows.map(({ id }) => id),
  )
  const { timeZone } = await organisationFor(context)
  const shown = [...events.values()].flat().flatMap(({ evidenceId }) => evidenceId ?? [])
  const nameOf = (id: string) => vendors.get(id) ?? cover.get(id)?.name ?? ''
  return {
    today: await todayOf(context),
    suppliers: new Map(rows.map((row) => [row.id, supplierOf(row, nameOf)])),
    agreed: new Map(
      rows.map((row) => [
        row.id,
        row.agreed ?? agreedToday(row, contracts.get(row.vendorId ?? '') ?? [], { cover, timeZone }),
      ]),
    ),
    contracts,
    cases: await casesNamed(context, incidentIds),
    events,
    evidence: await evidenceNames(context, shown),
    owners: await namesOf(
      context,
      rows.flatMap(({ ownerId }) => ownerId ?? []),
    ),
    costs: await costsIn(context, incidentIds),
  }
}

function supplierOf(row: Subject, nameOf: (id: string) => string): Supplier {
  const id = idOf(row)
  const name = id === null ? '' : nameOf(id)
  if (row.vendorId !== null) return { kind: 'vendor', id, name }
  if (row.retainerId !== null) return { kind: 'retainer', id, name }
  return { kind: row.policyId === null ? 'unnamed' : 'policy', id, name }
}

/** By what stands today: of a case that runs, and of one that ended before the terms of its end were kept. */
function agreedToday(
  { retainerId, contractId, openedAt }: CaseRecord,
  contracts: readonly Contract[],
  { cover, timeZone }: { readonly cover: Awaited<ReturnType<typeof coverNames>>; readonly timeZone: string },
): Agreed {
  if (retainerId !== null) {
    const { answerHours: hours = null, name } = cover.get(retainerId) ?? {}
    const by = hours === null || name === undefined ? [] : [name]
    return { ...nothingAgreed, answerMinutes: hours === null ? null : hours * 60, by }
  }
  const bound = bindingOn(contracts, dayIn(openedAt, timeZone), contractId)
  return {
    by: bound.map(({ name }) => name),
    answerMinutes: strictest(bound.map(({ answerMinutes }) => answerMinutes)),
    arriveMinutes: strictest(bound.map(({ arriveMinutes }) => arriveMinutes)),
    noticeMinutes: strictest(bound.map(({ theyTell }) => minutesOf(theyTell))),
  }
}

export function caseOf(row: CaseRecord, material: Material): SupplierCase {
  const events = material.events.get(row.id) ?? []
  const incident = material.cases.get(row.incidentId)
  const supplier = material.suppliers.get(row.id) ?? { kind: 'unnamed', id: null, name: '' }
  const { costs, unnamed } = costsOf(supplier.name, material.costs.get(row.incidentId))
  return {
    id: row.id,
    supplier,
    incidentId: row.incidentId,
    number: incident?.number ?? 0,
    title: incident?.title ?? '',
    isClosed: incident?.status === 'closed',
    openedAt: row.openedAt.toISOString(),
    terms: {
      by: [...(material.agreed.get(row.id)?.by ?? [])],
      isOfToday: row.agreed === null,
    },
    figures: figuresOf(events, material.agreed.get(row.id) ?? nothingAgreed),
    costs,
    unnamedCosts: unnamed,
    events: events.map((event) => eventOf(event, material)),
    review: reviewOf(row, material),
  }
}

function eventOf(event: EventRecord, { evidence }: Material): SupplierEvent {
  const { id, kind, happenedAt, grade, note, evidenceId, recordedAt, recordedBy } = event
  return {
    ...{ id, kind, grade, note, evidenceId, recordedBy },
    evidence: evidence.get(evidenceId ?? '') ?? '',
    happenedAt: happenedAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    isLate: isLate(event),
  }
}

function reviewOf(row: CaseRecord, { owners, today }: Material): SupplierCase['review'] {
  const { reviewWhy, reviewOpenedAt, dueOn, ownerId, contractId, decision, reason } = row
  if (reviewWhy === null || reviewOpenedAt === null || dueOn === null) return null
  return {
    ...{ why: reviewWhy, dueOn, ownerId, contractId, verdict: decision, reason },
    openedAt: reviewOpenedAt.toISOString(),
    isLate: decision === null && dueOn < today,
    owner: owners.get(ownerId ?? '') ?? '',
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy ?? '',
    followUpOn: row.followUpOn,
    followedAt: row.followedAt?.toISOString() ?? null,
    followedBy: row.followedBy ?? '',
    followedWords: row.followedWords,
  }
}

/** One for each supplier that is named, of what really happened: what was rehearsed is no proof of anybody. */
export function scorecardsOf(rows: readonly CaseRecord[], material: Material): Scorecard[] {
  const real = rows.filter(
    (row) => idOf(row) !== null && material.cases.get(row.incidentId)?.mode !== 'exercise',
  )
  return [...grouped(real, (row) => idOf(row) ?? '').values()].flatMap((own) => {
    const shown = own.map((row) => caseOf(row, material))
    const [first] = shown
    return first === undefined ? [] : [scorecardOf(first.supplier, shown, addUp)]
  })
}
