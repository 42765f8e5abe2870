import type { Act, Fields } from './company.ts'
import { plain } from './building.ts'
import type { Example, Site } from './requests.ts'

const text = 'Plain words of a test'
const duty = 'eu.gdpr.33.lead'
const entry = {
  ...{ key: 'police.AT', name: text, site: '', form: '', phone: '133', note: '' },
  ...{ checkedOn: '2026-01-01', isConfirmed: true },
}
const later = { duty, kind: 'extension', until: '2190-01-01T00:00:00Z', grantedBy: text, reason: text }

function onCase(rest: Fields = {}): Example {
  return {
    fresh: async ({ make }: Site) => ({ input: { id: await make.incident(), ...rest } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, ...rest } }),
  }
}

async function newDelay(act: Act, id: string): Promise<string> {
  const board = await act('recordDelay', { id, ...later })
  const delays = (board['duties'] as readonly Fields[]).flatMap((one) => one['delays'] as readonly Fields[]) // as its contract says
  return String(delays[0]?.['id'])
}

async function newPart(act: Act, id: string, contractId: string): Promise<string> {
  const { items } = await act('addContractPart', { id, contractId, part: 'cause' })
  return String((items as readonly Fields[])[0]?.['id']) // as its contract says
}

/** More time and a contract's part in this incident; words of the firm in every table that holds some. */
export async function furnishEnd(
  act: Act,
  { incident, contract, marker, memberId }: Record<'incident' | 'contract' | 'marker' | 'memberId', string>,
) {
  await act('reviewPack', { pack: 'privacy', note: marker })
  const entries = [{ ...entry, key: 'police.AQ', name: marker }]
  const { hash: seen } = await act('updateDirectory', { entries })
  await act('updateDirectory', { entries, seen })
  await act('chargeDuty', { id: incident, duty, ownerId: memberId })
  await act('spendMoney', {
    ...{ id: incident, firm: marker, text: marker, kind: 'other', amount: '12.50', currency: 'EUR' },
    unaskedReason: marker,
  })
  return { delay: await newDelay(act, incident), contractPart: await newPart(act, incident, contract) }
}

export const dutyEndExamples: Readonly<Record<string, Example>> = {
  readLibrary: plain(() => ({ pack: 'contracts' })),
  reviewPack: plain(() => ({ pack: 'privacy', note: text })),
  readDirectory: plain(),
  updateDirectory: plain(() => ({ entries: [entry] })),
  chargeDuty: onCase({ duty, ownerId: null }),
  recordDelay: onCase(later),
  endDelay: {
    fresh: async ({ act, make }) => {
      const id = await make.incident()
      return { input: { id, delay: await newDelay(act, id), reason: text } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, delay: ids.delay, reason: text } }),
  },
  readDutyForm: onCase({ about: 'police' }),
  printDutyForm: onCase({ about: 'police', as: 'text' }),
  readClaim: onCase(),
  spendMoney: onCase({
    firm: text,
    text,
    kind: 'other',
    amount: '12.50',
    currency: 'EUR',
    unaskedReason: text,
  }),
  exportClaim: onCase({ as: 'csv' }),
  listContractParts: plain(({ incident: incidentId }) => ({ incidentId })),
  addContractPart: {
    fresh: async ({ make, company }) => ({
      input: { id: await make.incident(), contractId: company.ids.contract, part: 'hit' },
    }),
    standing: ({ ids }) => ({ input: { id: ids.incident, contractId: ids.contract, part: 'hit' } }),
  },
  removeContractPart: {
    fresh: async ({ act, make, company }) => {
      const id = await make.incident()
      return { input: { id, part: await newPart(act, id, company.ids.contract) } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, part: ids.contractPart } }),
  },
}
