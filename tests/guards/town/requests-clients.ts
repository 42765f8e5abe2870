import { randomUUID } from 'node:crypto'
import { actions } from '../../../src/app/areas.ts'
import { lookBy } from '../../../src/app/areas-clients.ts'
import { lookAgain } from '../../../src/areas/register/clients/actions/keep-standings.ts'
import { allowClients, createOrganisation } from '../../../src/areas/register/people/public/organisation.ts'
import { asSystem, type House } from '../../../src/platform/action.ts'
import type { MemberActor } from '../../world.ts'
import { organisation, text } from './building.ts'
import { acting, type Act, type Company } from './company.ts'
import type { Example, Site } from './requests.ts'

const terms = { role: 'responder', endsOn: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10) }

/** Another organisation of the installation, and its owner, who acts there. */
async function neighbour(house: House, name: string): Promise<{ act: Act; owner: MemberActor }> {
  const userId = randomUUID()
  const made = await createOrganisation(house, {
    organisation: { ...organisation, name },
    owner: { name, email: `${randomUUID()}@example.org` },
    turn: 'further',
    account: async () => ({ userId }),
  })
  const { tenantId, ownerId: memberId } = made
  const who = { ref: `u:${memberId}`, name, tenantId, memberId, userId, sessionId: randomUUID() }
  const owner: MemberActor = { kind: 'member', role: 'owner', ...who }
  return { act: acting(house, owner), owner }
}

/** A client of this company, given to this person of it. */
async function newClient(
  { house, act }: Pick<Site, 'house' | 'act'>,
  memberIds: readonly string[],
  name = `Client ${randomUUID()}`,
): Promise<{ id: string; client: Awaited<ReturnType<typeof neighbour>> }> {
  const client = await neighbour(house, name)
  const { id, code } = await client.act('proposeAgreement', terms)
  await act('acceptAgreement', { code, isAgreed: true })
  if (memberIds.length > 0) await act('assignClientStaff', { id, memberIds })
  return { id: String(id), client }
}

/** A client and a provider of this company, with its marker in each of the tables on its side. */
export async function furnishClients(
  house: House,
  { act, owner, marker }: { readonly act: Act; readonly owner: MemberActor; readonly marker: string },
): Promise<{ agreement: string }> {
  const { id, client } = await newClient({ house, act }, [owner.memberId], `Client ${marker}`)
  const { id: care, code } = await act('proposeAgreement', terms)
  await client.act('acceptAgreement', { code, isAgreed: true })
  await client.act('assignClientStaff', { id: care, memberIds: [client.owner.memberId] })
  await client.act('enterClient', { id: care, reason: marker })
  const cared = { client: owner.tenantId, provider: client.owner.tenantId, agreementId: String(care) }
  await lookAgain(
    house,
    cared,
    lookBy(() => actions),
  )
  return { agreement: id }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const newOrganisation = () => ({
  organisation: { ...organisation, name: `Firm ${randomUUID()}` },
  owner: { name: text, email: `${randomUUID()}@example.org` },
  role: 'lead',
})

export const clientExamples: Readonly<Record<string, Example>> = {
  listAgreements: reading,
  listClients: reading,
  listClientWork: reading,
  proposeAgreement: { fresh: () => ({ input: terms }), standing: () => ({ input: terms }) },
  acceptAgreement: {
    fresh: async ({ house }) => {
      const { act } = await neighbour(house, `Client ${randomUUID()}`)
      const { code } = await act('proposeAgreement', terms)
      return { input: { code, isAgreed: true } }
    },
    standing: () => ({ input: { code: 'AAAAAAAAAAAAAAAAAAAAAA', isAgreed: true } }),
  },
  endAgreement: {
    fresh: async ({ act }) => ({ input: { id: (await act('proposeAgreement', terms))['id'], reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.agreement, reason: text } }),
  },
  addClient: {
    fresh: async ({ house, company }) => {
      await asSystem(house, company.tenantId, 'Test', (context) => allowClients(context, true))
      return { input: newOrganisation() }
    },
    standing: () => ({ input: newOrganisation() }),
  },
  assignClientStaff: {
    fresh: async (site) => {
      const { id } = await newClient(site, [])
      return { input: { id, memberIds: [site.company.owner.memberId] } }
    },
    standing: ({ ids, owner }: Company) => ({ input: { id: ids.agreement, memberIds: [owner.memberId] } }),
  },
  enterClient: {
    fresh: async (site) => ({ input: { id: (await newClient(site, [site.asker])).id, reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.agreement, reason: text } }),
  },
}
