import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

/** Things of powers of which a company has one each. */
export const powerNouns = ['mandate', 'ownRole'] as const
type Made = Readonly<Record<(typeof powerNouns)[number], string>>

/** A decision, a role of one's own, a mandate and a rota, with the marker in each. */
export async function furnishPowers(
  act: Act,
  { marker, contact }: { readonly marker: string; readonly contact: string },
): Promise<Made> {
  await act('setDecisionRight', { decision: 'spend', holderId: contact, note: marker })
  const { role } = await act('addStandingRole', { name: `Role ${marker}`, duties: marker, holderId: contact })
  await act('planRota', { ...plan([contact]), note: marker })
  await act('swapTurn', { weekOf: firstWeek, contactId: contact, reason: marker })
  return { mandate: await newMandate(act, contact, marker), ownRole: String(role) }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const firstWeek = '2090-01-02'
const plan = (order: readonly string[]) => ({ startsOn: firstWeek, weeks: 2, order })
const term = { startsOn: '2026-01-01', endsOn: '2090-01-01' }

export const powerExamples: Readonly<Record<string, Example>> = {
  readPowers: reading,
  addStandingRole: {
    fresh: async ({ act }) => {
      await dropAll(act)
      return { input: { name: `Role ${randomUUID()}` } }
    },
    standing: ({ ids }) => ({ input: { name: `Role ${randomUUID()}`, holderId: ids.contact } }),
  },
  setStandingRole: {
    fresh: async ({ act }) => ({
      input: { role: 'legal', holderId: await newContact(act), deputyId: await newContact(act) },
    }),
    standing: ({ ids, owner }) => ({
      input: { role: ids.ownRole, name: text, holderId: ids.contact, deputyId: owner.memberId },
    }),
  },
  dropStandingRole: {
    fresh: async ({ act }) => {
      await dropAll(act)
      return { input: { role: (await act('addStandingRole', { name: `Role ${randomUUID()}` }))['role'] } }
    },
    standing: ({ ids }) => ({ input: { role: ids.ownRole } }),
  },
  setDecisionRight: {
    fresh: async ({ act }) => ({
      input: { decision: 'notify', holderId: await newContact(act), alsoIds: [await newContact(act)] },
    }),
    standing: ({ ids, owner }) => ({
      input: { decision: 'spend', holderId: owner.memberId, deputyId: ids.contact, alsoIds: [ids.contact] },
    }),
  },
  addMandate: {
    fresh: async ({ act }) => ({ input: { title: text, contactId: await newContact(act), ...term } }),
    standing: ({ ids }) => ({
      input: { title: text, contactId: ids.contact, role: ids.ownRole, ...term },
    }),
  },
  // Whoever asks is the holder; only an owner could give it.
  signMandate: {
    fresh: async ({ act, asker }) => {
      const id = await newMandate(act, asker)
      const { items } = await act('listMyMandates', {})
      const mandates = items as readonly { id: string; holder: string }[] // as its contract says
      return { input: { id, as: 'holder', name: mandates.find((one) => one.id === id)?.holder } }
    },
    standing: ({ ids }) => ({ input: { id: ids.mandate, as: 'giver', name: text } }),
  },
  endMandate: onMandate({ reason: text }),
  listMyMandates: reading,
  printMandate: {
    fresh: async ({ act, asker }) => ({ input: { id: await newMandate(act, asker) } }),
    standing: ({ ids }) => ({ input: { id: ids.mandate } }),
  },
  readRota: reading,
  planRota: {
    fresh: async ({ act }) => ({ input: plan([await newContact(act)]) }),
    standing: ({ ids }) => ({ input: plan([ids.contact]) }),
  },
  swapTurn: {
    fresh: async ({ act }) => {
      const contactId = await newContact(act)
      await act('planRota', plan([contactId]))
      return { input: { weekOf: firstWeek, contactId, reason: text } }
    },
    standing: ({ ids }) => ({ input: { weekOf: firstWeek, contactId: ids.contact, reason: text } }),
  },
}

async function newContact(act: Act): Promise<string> {
  return String((await act('addContact', { kind: 'helper', name: `Contact ${randomUUID()}` }))['id'])
}

async function newMandate(act: Act, contactId: string, marker = text): Promise<string> {
  const input = { title: `Mandate ${marker}`, contactId, limits: marker, terms: marker, ...term }
  return String((await act('addMandate', input))['id'])
}

/** There may be twenty at most: those that nobody holds make room. */
async function dropAll(act: Act): Promise<void> {
  const { roles } = await act('readPowers', {})
  const own = roles as readonly { role: string; isOwn: boolean; holder: unknown }[] // as its contract says
  for (const { role } of own.filter((one) => one.isOwn && one.holder === null))
    await act('dropStandingRole', { role })
}

function onMandate(rest: Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newMandate(act, await newContact(act)), ...rest } }),
    standing: ({ ids }) => ({ input: { id: ids.mandate, ...rest } }),
  }
}
