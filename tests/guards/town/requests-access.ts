import { randomUUID } from 'node:crypto'
import { plain, text } from './building.ts'
import type { Act, Fields } from './company.ts'
import type { Example, Site } from './requests.ts'

export const accessNouns = ['accessAccount', 'accessProfile'] as const

/** A campaign over one system, with an answer, a task and a leaver check, and the marker in each table. */
export async function furnishAccess(
  act: Act,
  { marker, memberId }: { readonly marker: string; readonly memberId: string },
): Promise<Readonly<Record<(typeof accessNouns)[number], string>>> {
  const { asset, account } = await newAccount(act, marker)
  const systems = [{ assetId: asset, reviewerId: memberId }]
  await act('saveAccounts', { id: asset, how: 'one', login: `open ${marker}` })
  await act('startAccessCampaign', { name: marker, dueOn: '2035-01-01', systems })
  await act('answerAccount', { id: account, verdict: 'remove', reason: marker })
  await act('checkLeaver', { name: `Gone ${marker}`, note: marker })
  return { accessAccount: account, accessProfile: await newProfile(act, marker) }
}

async function newProfile(act: Act, marker = ''): Promise<string> {
  // The marker is 34 letters long, and two profiles of one name are refused.
  const name = `${marker} ${randomUUID().slice(0, 20)}`.trim()
  return String(
    (await act('addAccessProfile', { name, baseRole: 'staff', permissions: ['risk.read'] }))['id'],
  )
}

async function newAccount(act: Act, marker = text): Promise<{ asset: string; account: string }> {
  const made = await act('addAsset', { name: `Access ${marker} ${randomUUID()}`, kind: 'cloud_service' })
  const asset = String(made['id'])
  await act('saveAccounts', { id: asset, how: 'one', login: marker, holder: marker, rights: marker })
  const [first] = itemsOf(await act('getAccess', { id: asset }))
  return { asset, account: String(first?.['id']) }
}

export const accessExamples: Readonly<Record<string, Example>> = {
  letAssistantsIn: plain(() => ({ isOpen: true })),
  listAccessProfiles: plain(),
  addAccessProfile: {
    fresh: () => ({ input: { name: randomUUID(), baseRole: 'staff', permissions: ['risk.read'] } }),
    standing: () => ({ input: { name: randomUUID(), baseRole: 'staff', permissions: ['risk.read'] } }),
  },
  changeAccessProfile: {
    fresh: async ({ act }: Site) => ({
      input: { id: await newProfile(act), name: randomUUID(), permissions: [], version: 1 },
    }),
    standing: ({ ids }) => ({ input: { id: ids.accessProfile, name: text, permissions: [], version: 1 } }),
  },
  removeAccessProfile: {
    fresh: async ({ act }: Site) => ({ input: { id: await newProfile(act) } }),
    standing: ({ ids }) => ({ input: { id: ids.accessProfile } }),
  },
  listAccess: plain(),
  getAccess: plain(({ asset: id }) => ({ id })),
  saveAccounts: {
    fresh: ({ company }: Site) => ({ input: { id: company.ids.asset, how: 'one', login: randomUUID() } }),
    standing: ({ ids }) => ({ input: { id: ids.asset, how: 'one', login: text } }),
  },
  startAccessCampaign: {
    // Only one runs at a time: what runs is answered to its end first.
    fresh: async ({ act, asker, company }: Site) => {
      await endRunning(act)
      const systems = [{ assetId: company.ids.asset, reviewerId: asker }]
      return { input: { name: text, dueOn: '2035-01-01', systems } }
    },
    standing: ({ ids, owner }) => ({
      input: {
        name: text,
        dueOn: '2035-01-01',
        systems: [{ assetId: ids.asset, reviewerId: owner.memberId }],
      },
    }),
  },
  answerAccount: {
    fresh: async ({ act }: Site) => ({ input: { id: (await newAccount(act)).account, verdict: 'keep' } }),
    standing: ({ ids }) => ({ input: { id: ids.accessAccount, verdict: 'keep' } }),
  },
  checkLeaver: {
    fresh: async ({ act }: Site) => {
      await newAccount(act)
      return { input: { name: randomUUID() } }
    },
    standing: () => ({ input: { name: randomUUID() } }),
  },
}

async function endRunning(act: Act): Promise<void> {
  for (const one of itemsOf(await act('listAccess', { limit: 200 }))) {
    if (one['review'] === null) continue
    const id = String(one['id'])
    await act('saveAccounts', { id, how: 'one', login: text })
    for (const account of itemsOf(await act('getAccess', { id, limit: 200 })))
      await act('answerAccount', { id: String(account['id']), verdict: 'keep', reason: text })
  }
}

function itemsOf({ items }: Fields): readonly Fields[] {
  return items as readonly Fields[] // as its contract says
}
