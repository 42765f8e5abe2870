import { text } from './building.ts'
import type { Act, Company } from './company.ts'
import type { Example } from './requests.ts'

export const controlNouns = ['controlProof', 'controlAudit'] as const

/** Who watches the network and what is asked of controls, with the marker in each of their tables. */
export async function furnishControls(
  act: Act,
  {
    marker,
    memberId,
    routine,
  }: { readonly marker: string; readonly memberId: string; readonly routine: string },
): Promise<{ readonly controlProof: string; readonly controlAudit: string }> {
  await act('saveNetworkWatch', { ...watch(marker), basedOn: 0, ownerId: memberId })
  await act('changeClosingRule', { asks: 'used', reason: marker })
  await act('judgeEarlySign', await sign(act, marker))
  await act('chooseControls', { name: 'downloads', isOn: true })
  await act('reviewControl', { ...saying(marker), basedOn: 0, ownerId: memberId })
  const controlProof = await newProof(act, marker)
  await act('tieControl', { kind: 'routine', thingId: routine, key: 'updates' })
  const controlAudit = await newAudit(act, marker)
  await act('lookAtControl', { id: controlAudit, ...(await finding(act, controlAudit, marker)) })
  return { controlProof, controlAudit }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

export const controlExamples: Readonly<Record<string, Example>> = {
  readNetworkWatch: reading,
  saveNetworkWatch: {
    fresh: async ({ act, company }) => {
      const { version } = await act('readNetworkWatch', {})
      return { input: { ...watch(), basedOn: version, ownerId: company.owner.memberId } }
    },
    standing: ({ owner }: Company) => ({ input: { ...watch(), basedOn: 1, ownerId: owner.memberId } }),
  },
  readControls: reading,
  listControlAudits: reading,
  chooseControls: {
    fresh: () => ({ input: { name: 'nis2', isOn: true } }),
    standing: () => ({ input: { name: 'nis2', isOn: true } }),
  },
  reviewControl: {
    fresh: async ({ act, company }) => {
      // as its contract says
      const { controls } = (await act('readControls', {})) as { controls: { key: string; version: number }[] }
      const basedOn = controls.find(({ key }) => key === 'updates')?.version ?? 0
      return { input: { ...saying(), basedOn, ownerId: company.owner.memberId } }
    },
    standing: ({ owner }: Company) => ({ input: { ...saying(), basedOn: 1, ownerId: owner.memberId } }),
  },
  proveControl: {
    fresh: () => ({ input: { key: 'firewall', checkedOn: '2026-01-01', words: text } }),
    standing: () => ({ input: { key: 'firewall', checkedOn: '2026-01-01', words: text } }),
  },
  withdrawControlProof: {
    fresh: async ({ act }) => ({ input: { id: await newProof(act), reason: text } }),
    standing: ({ ids }) => ({ input: { id: ids.controlProof, reason: text } }),
  },
  tieControl: {
    fresh: ({ company }) => ({ input: { kind: 'routine', thingId: company.ids.routine, key: 'firewall' } }),
    standing: ({ ids }) => ({ input: { kind: 'routine', thingId: ids.routine, key: 'firewall' } }),
  },
  makeControlEvidence: {
    fresh: () => ({ input: { framework: 'csf', format: 'csv' } }),
    standing: () => ({ input: { framework: 'csf', format: 'csv' } }),
  },
  startControlAudit: {
    fresh: async ({ act, company }) => {
      await act('chooseControls', { name: 'downloads', isOn: true })
      return { input: { title: text, dueOn, ownerId: company.owner.memberId } }
    },
    standing: ({ owner }: Company) => ({ input: { title: text, dueOn, ownerId: owner.memberId } }),
  },
  lookAtControl: {
    fresh: async ({ act }) => {
      const id = await newAudit(act)
      return { input: { id, ...(await finding(act, id)) } }
    },
    standing: ({ ids }) => ({
      input: { id: ids.controlAudit, key: 'updates', verdict: 'finding', words: text },
    }),
  },
  judgeEarlySign: {
    fresh: async ({ act }) => {
      await act('changeClosingRule', { asks: 'used', reason: text })
      return { input: await sign(act) }
    },
    standing: ({ ids }) => ({
      input: { kind: 'ransomware', incidentId: ids.incident, sign: text, verdict: 'seen' },
    }),
  },
}

const dueOn = '2035-01-01'
const saying = (words = text) => ({ key: 'updates', answer: 'partly', words })

async function newProof(act: Act, marker = text): Promise<string> {
  const proof = { key: 'malware_guard', checkedOn: '2026-01-01', words: marker, link: marker }
  // as its contract says
  const { controls } = (await act('proveControl', proof)) as {
    controls: { key: string; proofs: { id: string; words: string }[] }[]
  }
  // of proofs of one day the one that was kept last stands first
  return controls.find(({ key }) => key === 'malware_guard')?.proofs[0]?.id ?? ''
}

async function newAudit(act: Act, title = text): Promise<string> {
  await act('chooseControls', { name: 'downloads', isOn: true })
  return String((await act('startControlAudit', { title, size: 2, dueOn }))['id'])
}

/** Of the first control of its sample. */
async function finding(act: Act, audit: string, words = text) {
  // as its contract says
  const { items } = (await act('listControlAudits', {})) as {
    items: { id: string; items: { key: string }[] }[]
  }
  const key = items.find(({ id }) => id === audit)?.items[0]?.key ?? ''
  return { key, verdict: 'finding', words }
}

function watch(marker = text) {
  const segment = {
    name: `Office ${marker}`.slice(0, 200),
    watched: 'yes',
    how: marker,
    checkedOn: '2026-01-01',
  }
  return { segments: [segment], reason: marker }
}

/** The sign by which a case of its own was noticed. */
async function sign(act: Act, marker = text) {
  const title = `Case ${marker}`
  const { id } = await act('openIncident', { title, kind: 'ransomware', severity: 'S4' })
  await act('closeIncident', { id, summary: marker, initialVector: 'unknown', disposition: 'resolved' })
  return { kind: 'ransomware', incidentId: id, sign: title, verdict: 'unseen', how: marker }
}
