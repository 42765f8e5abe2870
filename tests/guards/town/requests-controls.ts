import { text } from './building.ts'
import type { Act, Company } from './company.ts'
import type { Example } from './requests.ts'

/** Who watches the network, with the marker in each of its tables. */
export async function furnishControls(
  act: Act,
  { marker, memberId }: { readonly marker: string; readonly memberId: string },
): Promise<void> {
  await act('saveNetworkWatch', { ...watch(marker), basedOn: 0, ownerId: memberId })
  await act('changeClosingRule', { asks: 'used', reason: marker })
  await act('judgeEarlySign', await sign(act, marker))
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
