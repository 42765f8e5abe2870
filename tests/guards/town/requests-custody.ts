import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Act, Company, Furniture } from './company.ts'
import type { Example, Site } from './requests.ts'

const text = 'Plain words of a test'
const outside = { name: text, contact: text }

/** Evidence that somebody from outside holds, so that whoever may hand things on may hand on this one. */
async function heldOutside({ make, act }: { make: Furniture; act: Act }) {
  const id = await make.incident()
  const evidence = await make.evidence(id)
  const { id: handover } = await act('offerEvidence', { id, evidence, what: text, purpose: text, outside })
  await act('receiveEvidence', { id, evidence, handover, signed: await make.evidence(id) })
  return { id, evidence }
}

/** The same, and on its way to somebody else from outside. */
async function onItsWay(site: Pick<Site, 'make' | 'act'>) {
  const held = await heldOutside(site)
  const { id, evidence } = held
  const offered = await site.act('offerEvidence', { id, evidence, what: text, purpose: text, outside })
  // Sealed after the offer, as a receipt is.
  return { ...held, handover: String(offered['id']), signed: await site.make.evidence(id) }
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

/** On the incident that stands there. */
function onEvery(): Example {
  return {
    fresh: ({ company }) => ({ input: { id: company.ids.incident } }),
    standing: ({ ids }) => ({ input: { id: ids.incident } }),
  }
}

/** On nothing in particular. */
function bare(input: Record<string, unknown> = {}): Example {
  return { fresh: () => ({ input }), standing: () => ({ input }) }
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

/**
 * A file on its way, small enough to be one part.
 * @param isWhole whether all of it has arrived
 */
async function begunUpload(site: Site, isWhole = false) {
  const { make, act, house, company, asker, userId } = site
  const id = await make.incident()
  const { id: upload } = await act('beginUpload', { id, acquisition, size: partOfAll.length })
  const part = { id, upload, offset: 0 }
  if (isWhole) await act('sendPart', part, { upload: { body: Readable.from([partOfAll]) } })
  // Whoever begins an upload alone goes on with it, so it becomes the asker's own: a person's, or else the key's.
  await house.wall.inTenant(company.tenantId, ({ $client }) =>
    $client.query(
      `update app.evidence_upload set actor = coalesce(
         (select 'k:' || id from app.api_key where $3 and name = $2), 'u:' || $4) where id = $1`,
      [upload, `Tool ${company.marker}`, userId === undefined, asker],
    ),
  )
  return { id, upload: String(upload) }
}

const acquisition = { name: 'image.dd', acquiredAt: '2026-03-01T09:00:00Z', where: 'FILE01', why: text }
const partOfAll = Buffer.from('All the bytes of it')
const sha256 = createHash('sha256').update(partOfAll).digest('hex')

/** An archive of nothing: the record of its end alone. */
const emptyZip = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)])

/** What the guards ask of custody. */
export const custodyExamples: Readonly<Record<string, Example>> = {
  addEvidence: {
    fresh: async ({ make }) => ({
      input: { id: await make.incident(), acquisition },
      bytes: Buffer.from(randomUUID()),
    }),
    standing: ({ ids }) => ({ input: { id: ids.incident, acquisition }, bytes: Buffer.from(text) }),
  },
  listEvidence: onEvery(),
  openEvidence: onEvidence(),
  makeBundle: onEvery(),
  makeCourtPack: onEvery(),
  readLedgerKey: bare(),
  readVerifier: bare(),
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
  unpackEvidence: {
    fresh: async ({ make, act }) => {
      const id = await make.incident()
      const upload = { body: Readable.from([emptyZip]) }
      const { id: evidence } = await act('addEvidence', { id, acquisition }, { upload })
      return { input: { id, evidence } }
    },
    standing: standing({}),
  },
  listAnchors: bare(),
  takeCheckpoint: bare(),
  printAnchor: bare(),
  // a real stamp and a real mail are for the test of the anchors themselves
  addTimestamp: { ...bare({ reply: 'AAAA' }), status: 422 },
  askTimestamp: { ...bare(), status: 409 },
  addMailAnchor: { ...bare({ mail: 'AAAA' }), status: 422 },
  configureAuthority: bare({ url: 'https://127.0.0.1/tsr' }),
  beginUpload: {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), acquisition, size: 10 } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, acquisition, size: 10 } }),
  },
  listUploads: onEvery(),
  sendPart: {
    fresh: async (site) => ({ input: { ...(await begunUpload(site)), offset: 0 }, bytes: partOfAll }),
    standing: ({ ids }) => ({
      input: { id: ids.incident, upload: ids.upload, offset: 0 },
      bytes: partOfAll,
    }),
  },
  finishUpload: {
    fresh: async (site) => {
      return { input: { ...(await begunUpload(site, true)), sha256 } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, upload: ids.upload, sha256 } }),
  },
  dropUpload: {
    fresh: async (site) => ({ input: await begunUpload(site) }),
    standing: ({ ids }) => ({ input: { id: ids.incident, upload: ids.upload } }),
  },
}

/** What a furnished company has of custody: something under hold, and the first evidence on its way to somebody. */
export async function furnishCustody(
  act: Act,
  { make, marker, id, evidence }: { make: Furniture; marker: string; id: string; evidence: string },
) {
  await act('holdEvidence', { id, evidence: await make.evidence(id), reason: `Letter ${marker}` })
  const what = { what: `Disk ${marker}`, purpose: marker, outside: { name: marker, contact: marker } }
  const handover = String((await act('offerEvidence', { id, evidence, ...what }))['id'])
  const named = { ...acquisition, name: marker, where: marker, why: marker }
  const upload = String((await act('beginUpload', { id, acquisition: named, size: partOfAll.length }))['id'])
  // An authority inside is refused on the way out, so asking it ends in 409.
  await act('configureAuthority', { url: `https://127.0.0.1/${marker}` })
  return { handover, upload }
}
