import { randomUUID } from 'node:crypto'
import { addClient } from '../../areas/register/clients/actions/add-client.ts'
import { acceptAgreement, proposeAgreement } from '../../areas/register/clients/actions/agree.ts'
import { assignClientStaff, enterClient } from '../../areas/register/clients/actions/work-clients.ts'
import { changeOrganisation } from '../../areas/register/people/actions/organisation.ts'
import { allowClients, createOrganisation } from '../../areas/register/people/public/organisation.ts'
import { joinMember } from '../../areas/register/people/public/people.ts'
import { open } from '../../areas/respond/incidents/actions/open-incident.ts'
import type { Actor } from '../../base/access.ts'
import type { BrandColour } from '../../base/brand.ts'
import { dayAfter } from '../../base/calendar-day.ts'
import type { IncidentKind } from '../../base/incident-kinds.ts'
import { asSystem, perform, type House } from '../../platform/action.ts'
import { tenantIds } from '../../platform/jobs/jobs.ts'

type Person = Extract<Actor, { kind: 'member' }>

const place = { country: 'GB', timeZone: 'Europe/London', size: '1-9' } as const

interface Firm {
  readonly name: string
  readonly owner: string
  readonly sector: 'health' | 'construction' | 'finance'
  readonly colour: BrandColour
  readonly mark: string
  readonly incident?: {
    readonly title: string
    readonly kind: IncidentKind
    readonly severity: 'S2' | 'S3'
  }
}

const firms: readonly Firm[] = [
  {
    name: 'Marsh Lane Dental (demo)',
    owner: 'Hana Ito',
    sector: 'health',
    colour: 'teal',
    mark: 'MLD',
    incident: { title: 'Letters sent to the wrong patients', kind: 'misdirected-data', severity: 'S2' },
  },
  {
    name: 'Old Mill Joinery (demo)',
    owner: 'Ivo Marek',
    sector: 'construction',
    colour: 'amber',
    mark: 'OMJ',
    incident: { title: 'Laptop missing from the van', kind: 'lost-or-stolen-device', severity: 'S3' },
  },
  { name: 'Bright Accounting (demo)', owner: 'Jo Lindqvist', sector: 'finance', colour: 'plum', mark: 'BA' },
]

/**
 * The provider that looks after the bakery and after three small firms. You own it too, so its queue can be looked at;
 * at the bakery, which is yours already, somebody else of it goes in and out.
 */
export async function seedProvider(
  house: House,
  bakery: {
    readonly tenantId: string
    readonly ownerId: string
    readonly name: string
    readonly userId: string
  },
): Promise<void> {
  const { name, userId } = bakery
  const { tenantId, ownerId } = await createOrganisation(house, {
    organisation: { ...place, name: 'Quayside IT (demo)', sector: 'technology' },
    demo: true,
    owner: { name, email: 'you@quayside-it.example' },
    turn: 'further',
    account: async () => ({ userId }),
  })
  const boss = person({ tenantId, memberId: ownerId, name, userId, role: 'owner' })
  await asSystem(house, tenantId, 'Demo', (context) => allowClients(context, true))
  await brand(house, tenantId, {
    name: 'Quayside IT (demo)',
    sector: 'technology',
    colour: 'blue',
    mark: 'QI',
  })
  for (const firm of firms) await seedFirm(house, boss, firm)
  await careForBakery(house, boss, bakery)
}

async function seedFirm(house: House, boss: Person, firm: Firm): Promise<void> {
  const { name, owner, sector, incident } = firm
  const email = `${owner.split(' ')[0]?.toLowerCase() ?? 'owner'}@${firm.mark.toLowerCase()}.example`
  const organisation = { ...place, name, sector }
  const known = new Set(await tenantIds(house))
  const input = { organisation, owner: { name: owner, email }, role: 'lead' }
  const { id } = await perform(house, addClient, boss, { input })
  const tenantId = (await tenantIds(house)).find((one) => !known.has(one))
  if (tenantId === undefined) return
  await brand(house, tenantId, firm)
  if (incident === undefined) return
  await perform(house, enterClient, boss, { input: { id, reason: 'They called' } })
  await perform(house, open, system(tenantId), { input: incident })
}

async function careForBakery(
  house: House,
  boss: Person,
  bakery: {
    readonly tenantId: string
    readonly ownerId: string
    readonly name: string
    readonly userId: string
  },
): Promise<void> {
  const userId = randomUUID()
  const tom = { name: 'Tom Reyes', email: 'tom@quayside-it.example', role: 'responder', userId } as const
  const { memberId } = await asSystem(house, boss.tenantId, 'Demo', (context) => joinMember(context, tom))
  const { tenantId, ownerId, name } = bakery
  const owner = person({ tenantId, memberId: ownerId, name, userId: bakery.userId, role: 'owner' })
  const endsOn = dayAfter(house.now().toISOString().slice(0, 10), 12, 'months')
  const proposed = { role: 'responder', endsOn }
  const { id, code } = await perform(house, proposeAgreement, owner, { input: proposed })
  await perform(house, acceptAgreement, boss, { input: { code, isAgreed: true } })
  await perform(house, assignClientStaff, boss, { input: { id, memberIds: [memberId] } })
  const technician = person({ ...tom, memberId, tenantId: boss.tenantId })
  const reason = 'Looked at the till that answers slowly'
  await perform(house, enterClient, technician, { input: { id, reason } })
}

async function brand(
  house: House,
  tenantId: string,
  { name, sector, colour, mark }: { name: string; sector: string; colour: BrandColour; mark: string },
): Promise<void> {
  const input = { ...place, name, sector, colour, mark }
  await perform(house, changeOrganisation, system(tenantId), { input })
}

const system = (tenantId: string): Actor => ({ kind: 'system', tenantId, ref: 'system', name: 'Demo' })

function person(who: Pick<Person, 'tenantId' | 'memberId' | 'name' | 'userId' | 'role'>): Person {
  const { tenantId, memberId, name, userId, role } = who
  return { kind: 'member', ref: `u:${memberId}`, sessionId: 'demo', tenantId, memberId, name, userId, role }
}
