import type { Act, Company, Furniture } from './company.ts'
import type { Example, Site } from './requests.ts'

const text = 'Plain words of a test'
const outside = { name: text, contact: text }

/** Evidence that somebody from outside holds, so that whoever may hand things on may hand on this one. */
async function heldOutside({ make, act }: { make: Furniture; act: Act }) {
  const id = await make.incident()
  const evidence = await make.evidence(id)
  const signed = await make.evidence(id)
  const { id: handover } = await act('offerEvidence', { id, evidence, what: text, purpose: text, outside })
  await act('receiveEvidence', { id, evidence, handover, signed })
  return { id, evidence, signed }
}

/** The same, and on its way to somebody else from outside. */
async function onItsWay(site: Pick<Site, 'make' | 'act'>) {
  const held = await heldOutside(site)
  const { id, evidence } = held
  const offered = await site.act('offerEvidence', { id, evidence, what: text, purpose: text, outside })
  return { ...held, handover: String(offered['id']) }
}

const standing = (rest: Record<string, unknown>) => (company: Company) => {
  const { incident: id, evidence } = company.ids
  return { input: { id, evidence, ...rest } }
}

/** On evidence of an incident of its own. */
function onEvidence(rest: Record<string, unknown> = {}): Example {
  return {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, evidence: await make.evidence(id), ...rest } }
    },
    standing: standing(rest),
  }
}

/** On a hand-over that waits for its taker. */
function onHandover(rest: Record<string, unknown> = {}): Example {
  return {
    fresh: async (site) => {
      const { id, evidence, handover } = await onItsWay(site)
      return { input: { id, evidence, handover, ...rest } }
    },
    standing: (company) => standing({ handover: company.ids.handover, ...rest })(company),
  }
}

/** What the guards ask of custody. */
export const custodyExamples: Readonly<Record<string, Example>> = {
  openLockedEvidence: onEvidence(),
  copyEvidence: onEvidence({ why: text }),
  readCustody: onEvidence(),
  classifyEvidence: onEvidence({ sensitivity: 'personal', isSample: true, reason: text }),
  retainEvidence: onEvidence({ until: '2099-01-01T00:00:00Z', reason: text }),
  holdEvidence: onEvidence({ reason: text }),
  releaseEvidence: {
    fresh: async ({ make, act }) => {
      const id = await make.incident()
      const evidence = await make.evidence(id)
      await act('holdEvidence', { id, evidence, reason: text })
      return { input: { id, evidence, reason: text } }
    },
    standing: standing({ reason: text }),
  },
  removeEvidence: onEvidence({ reason: text }),
  offerEvidence: {
    fresh: async (site) => {
      const { id, evidence } = await heldOutside(site)
      return { input: { id, evidence, what: text, purpose: text, outside } }
    },
    standing: (company) => standing({ what: text, purpose: text, memberId: company.ids.member })(company),
  },
  receiveEvidence: {
    fresh: async (site) => {
      const { id, evidence, handover, signed } = await onItsWay(site)
      return { input: { id, evidence, handover, signed } }
    },
    standing: (company) => standing({ handover: company.ids.handover })(company),
  },
  declineHandover: onHandover({ note: text }),
  printReceipt: onHandover(),
}

/** What a furnished company has of custody: something under hold, and the first evidence on its way to somebody. */
export async function furnishCustody(
  act: Act,
  { make, marker, id, evidence }: { make: Furniture; marker: string; id: string; evidence: string },
) {
  await act('holdEvidence', { id, evidence: await make.evidence(id), reason: `Letter ${marker}` })
  const what = { what: `Disk ${marker}`, purpose: marker, outside: { name: marker, contact: marker } }
  const handover = String((await act('offerEvidence', { id, evidence, ...what }))['id'])
  return { handover }
}
