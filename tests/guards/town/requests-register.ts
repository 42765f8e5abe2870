import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import type { Act } from './company.ts'
import { clientExamples } from './requests-clients.ts'
import type { Example } from './requests.ts'
import { contactNouns, furnishContacts } from './requests-contacts.ts'
import { furnishPowers, powerNouns } from './requests-powers.ts'
import { backupExamples, furnishBackups } from './requests-backups.ts'
import { furnishKeeping, keepingExamples, keepingNouns } from './requests-keeping.ts'

/** Things of the registers of which a company has one each. */
export const registerNouns = [
  'readinessPage',
  'backup',
  'gap',
  'vendor',
  'vendorContact',
  'contract',
  'policy',
  'attestation',
  'retainer',
  ...contactNouns,
  ...powerNouns,
  ...keepingNouns,
] as const

type Made = Readonly<Record<(typeof registerNouns)[number], string>>
type Furnish = { readonly marker: string; readonly memberId: string; readonly asset: string }

/** One of everything in the registers, with the marker in each of its tables. */
export async function furnishRegister(act: Act, { marker, memberId, asset }: Furnish): Promise<Made> {
  const vendor = await newVendor(act, { marker, memberId, assetIds: [asset] })
  const vendorContact = await newContact(act, vendor, marker)
  const contract = await newContract(act, vendor, marker)
  await act('decideContract', { id: contract, what: 'leave', reason: marker })
  await act('judgeClause', { id: contract, clause: 'audit', state: 'missing', note: marker })
  const policy = await newPolicy(act, marker)
  const attestation = await newAttestation(act, policy, marker)
  await act('recordConsent', { ...consent(), id: policy, what: marker })
  const retainer = await newRetainer(act, marker)
  await act('takeCard', {})
  const copied = await furnishBackups(act, { marker, memberId, asset })
  const reached = await furnishContacts(act, marker)
  const { mandate, ownRole } = await furnishPowers(act, { marker, contact: reached.contact })
  return {
    vendor,
    vendorContact,
    contract,
    policy,
    attestation,
    retainer,
    ...copied,
    ...reached,
    mandate,
    ownRole,
    ...(await furnishKeeping(act, { marker, memberId })),
  }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const reason = text
const consent = () => ({ what: text, givenBy: text, givenAt: '2026-03-01T09:00:00Z' })
const proof = { checkedOn: '2026-03-01', validUntil: '2026-09-01', words: text }
const terms = () => ({ name: `Terms ${randomUUID()}`, endsOn: '2035-01-01', theyTellValue: 24 })

export const registerExamples: Readonly<Record<string, Example>> = {
  ...backupExamples,
  ...clientExamples,
  ...keepingExamples,
  listVendors: reading,
  getVendor: {
    fresh: async ({ act }) => ({ input: { id: await newVendor(act) } }),
    standing: ({ ids }) => ({ input: { id: ids.vendor } }),
  },
  addVendor: {
    fresh: ({ company }) => ({
      input: { name: randomUUID(), ownerId: company.owner.memberId, assetIds: [company.ids.asset] },
    }),
    standing: ({ ids, owner }) => ({
      input: { name: randomUUID(), ownerId: owner.memberId, assetIds: [ids.asset] },
    }),
  },
  changeVendor: onVendor(() => ({ name: randomUUID() })),
  archiveVendor: onVendor(() => ({ reason })),
  importVendors: list(() => `name\nImported ${randomUUID()}\n`),
  addVendorContact: onVendor(() => ({ name: text, phone: '1' })),
  changeVendorContact: onContact({ name: text, phone: '2' }),
  removeVendorContact: onContact({ reason }),
  confirmVendorContact: onContact({ how: 'called' }),
  listContracts: reading,
  addContract: {
    fresh: async ({ act, company }) => ({
      input: { vendorId: await newVendor(act), ownerId: company.owner.memberId, ...terms() },
    }),
    standing: ({ ids, owner }) => ({
      input: { vendorId: ids.vendor, ownerId: owner.memberId, ...terms() },
    }),
  },
  changeContract: onContract(terms),
  endContract: onContract(() => ({ reason })),
  judgeClause: onContract(() => ({ clause: 'audit', state: 'present' })),
  decideContract: onContract(() => ({ what: 'keep', reason })),
  moveExitStep: {
    fresh: async ({ act }) => {
      const id = await newContract(act, await newVendor(act), text)
      await act('decideContract', { id, what: 'leave', reason })
      return { input: { id, step: 'data_back', state: 'done' } }
    },
    standing: ({ ids }) => ({ input: { id: ids.contract, step: 'data_back', state: 'done' } }),
  },
  importContracts: {
    fresh: async ({ act }) => {
      const name = randomUUID()
      await act('addVendor', { name })
      return { input: { csv: `name,vendor\nImported ${name},${name}\n` } }
    },
    standing: () => ({ input: { csv: 'name,vendor\nImported,Nobody known\n' } }),
  },
  listPolicies: reading,
  getPolicy: onPolicy(() => ({})),
  addPolicy: {
    fresh: ({ company }) => ({
      input: { name: randomUUID(), insurer: text, ownerId: company.owner.memberId },
    }),
    standing: ({ owner }) => ({ input: { name: randomUUID(), insurer: text, ownerId: owner.memberId } }),
  },
  changePolicy: onPolicy(() => ({ name: randomUUID(), insurer: text })),
  endPolicy: onPolicy(() => ({ reason })),
  addAttestation: onPolicy(() => ({ statement: text, check: text })),
  proveAttestation: onAttestation(proof),
  withdrawAttestation: onAttestation({ reason }),
  recordConsent: onPolicy(consent),
  listRetainers: reading,
  addRetainer: {
    fresh: ({ company }) => ({
      input: { name: randomUUID(), phone: '1', ownerId: company.owner.memberId },
    }),
    standing: ({ owner }) => ({ input: { name: randomUUID(), phone: '1', ownerId: owner.memberId } }),
  },
  changeRetainer: onRetainer(() => ({ name: randomUUID(), phone: '2' })),
  endRetainer: onRetainer(() => ({ reason })),
  readFirstHourCard: reading,
}

async function newVendor(
  act: Act,
  { marker = text, memberId, assetIds = [] }: Partial<Omit<Furnish, 'asset'>> & { assetIds?: string[] } = {},
): Promise<string> {
  const name = `Supplier ${marker} ${randomUUID()}`
  const input = { name, does: marker, note: marker, assetIds, ...(memberId && { ownerId: memberId }) }
  return String((await act('addVendor', input))['id'])
}

async function newContact(act: Act, id: string, marker = text): Promise<string> {
  const made = await act('addVendorContact', { id, name: marker, phone: marker.slice(0, 40) })
  const contacts = made['contacts'] as readonly { id: string }[] // as its contract says
  return contacts.at(-1)?.id ?? ''
}

async function newContract(act: Act, vendorId: string, marker: string): Promise<string> {
  const input = { vendorId, note: marker, ...terms(), name: `Terms ${marker} ${randomUUID()}` }
  return String((await act('addContract', input))['id'])
}

function onVendor(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newVendor(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.vendor, ...rest() } }),
  }
}

function onContact(rest: Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => {
      const id = await newVendor(act)
      return { input: { id, contact: await newContact(act, id), ...rest } }
    },
    standing: ({ ids }) => ({ input: { id: ids.vendor, contact: ids.vendorContact, ...rest } }),
  }
}

function onContract(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({
      input: { id: await newContract(act, await newVendor(act), text), ...rest() },
    }),
    standing: ({ ids }) => ({ input: { id: ids.contract, ...rest() } }),
  }
}

function list(csv: () => string): Example {
  return { fresh: () => ({ input: { csv: csv() } }), standing: () => ({ input: { csv: csv() } }) }
}

async function newPolicy(act: Act, marker = text): Promise<string> {
  const name = `Policy ${marker} ${randomUUID()}`
  return String((await act('addPolicy', { name, insurer: marker, note: marker }))['id'])
}

async function newAttestation(act: Act, id: string, marker = text): Promise<string> {
  const made = await act('addAttestation', { id, statement: marker, check: marker })
  const attestations = made['attestations'] as readonly { id: string }[] // as its contract says
  return attestations.at(-1)?.id ?? ''
}

async function newRetainer(act: Act, marker = text): Promise<string> {
  const name = `Firm ${marker} ${randomUUID()}`
  return String((await act('addRetainer', { name, phone: '1', note: marker }))['id'])
}

function onPolicy(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newPolicy(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.policy, ...rest() } }),
  }
}

function onAttestation(rest: Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => {
      const id = await newPolicy(act)
      return { input: { id, attestation: await newAttestation(act, id), ...rest } }
    },
    standing: ({ ids }) => ({ input: { id: ids.policy, attestation: ids.attestation, ...rest } }),
  }
}

function onRetainer(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newRetainer(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.retainer, ...rest() } }),
  }
}
