import { groupSignals } from '../../../src/areas/respond/signals/intake/group-signals.ts'
import { asSystem, type House } from '../../../src/platform/action.ts'
import { plain, text } from './building.ts'
import type { Act, Fields, Furniture } from './company.ts'
import { furnishQuestion, furnishSigma } from './requests-questions.ts'
import type { Example, Site } from './requests.ts'

const day = 86_400_000
const later = () => new Date(Date.now() + day).toISOString()
const mute = () => ({ sort: 'mute', thing: 'host spare', reason: text, endsAt: later() })

interface Place {
  readonly house: House
  readonly tenantId: string
  readonly act: Act
}

/** Two signals, the group that holds the first, a rule of silence, one of Sigma, and a question about an account. */
export async function furnishSignals(
  place: Place & { readonly memberId: string },
  furniture: Furniture,
  marker: string,
) {
  const [signal, dismissedSignal] = [await furniture.signal(), await furniture.dismissedSignal()]
  const rule = await place.act('beginQuiet', { ...mute(), name: `Noise ${marker}`, reason: marker })
  return {
    signal,
    dismissedSignal,
    alertGroup: await groupOf(place, signal),
    quietRule: String(rule['id']),
    sigmaRule: await furnishSigma(place.act, marker),
    question: await furnishQuestion(place.act, { signalId: signal, memberId: place.memberId, marker }),
  }
}

async function groupOf({ house, tenantId, act }: Place, signal: string): Promise<string> {
  // Others send meanwhile, and a storm is not waited for.
  while (await asSystem(house, tenantId, 'Test', groupSignals));
  const { title } = await act('getSignal', { id: signal })
  const { items } = await act('listAlertGroups', { q: String(title) })
  const [group] = items as readonly Fields[] // as its contract says
  if (group === undefined) throw new Error('the signal stands in no group')
  return String(group['id'])
}

async function freshGroup({ house, company, act, make }: Site): Promise<string> {
  return groupOf({ house, tenantId: company.tenantId, act }, await make.signal())
}

/** Alert groups, what is kept quiet, and groups that go to a case. */
export const groupExamples: Readonly<Record<string, Example>> = {
  listAlertGroups: plain(),
  getAlertGroup: plain(({ alertGroup: id }) => ({ id })),
  judgeAlertGroups: {
    fresh: ({ company }) => ({
      input: { ids: [company.ids.alertGroup], verdict: 'snooze', reason: text, until: later() },
    }),
    standing: ({ ids }) => ({ input: { ids: [ids.alertGroup], verdict: 'snooze', until: later() } }),
  },
  findRelations: plain(({ alertGroup: alertGroupId }) => ({ alertGroupId })),
  listQuietRules: plain(),
  beginQuiet: {
    fresh: () => ({ input: mute() }),
    standing: ({ ids }) => ({ input: { ...mute(), sourceId: ids.source } }),
  },
  endQuiet: {
    fresh: async ({ act }) => ({ input: { id: (await act('beginQuiet', mute()))['id'] } }),
    standing: ({ ids }) => ({ input: { id: ids.quietRule } }),
  },
  joinAlertGroup: {
    fresh: async (site) => ({ input: { id: await site.make.incident(), groupId: await freshGroup(site) } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, groupId: ids.alertGroup } }),
  },
  leaveAlertGroup: {
    fresh: async (site) => {
      const input = { id: await site.make.incident(), groupId: await freshGroup(site) }
      await site.act('joinAlertGroup', input)
      return { input }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, groupId: ids.alertGroup } }),
  },
}
