import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import { tokenIn, type Act, type Company } from './company.ts'
import { furnishReadiness } from './requests-readiness.ts'
import type { Example } from './requests.ts'

type Furnish = { readonly marker: string; readonly memberId: string; readonly asset: string }

const testedAt = '2026-03-01T09:00:00Z'
const shown = { testedAt, succeeded: true, minutes: 5 }
const endsOn = '2035-01-01'

/** A backup with a test, and a gap, with the marker in each of their tables. */
export async function furnishBackups(
  act: Act,
  { marker, memberId, asset }: Furnish,
): Promise<{ readonly backup: string; readonly gap: string; readonly readinessPage: string }> {
  const backup = await newBackup(act, { marker, assetIds: [asset] })
  const words = { restored: marker, used: marker, evidence: marker, tester: marker }
  await act('recordRestoreTest', { id: backup, ...shown, ...words })
  const gap = await act('acceptGap', { assetId: asset, ownerId: memberId, reason: marker, endsOn })
  return { backup, gap: String(gap['id']), ...(await furnishReadiness(act, marker)) }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const proof = { ...shown, restored: text, used: text, evidence: text, tester: text }

export const backupExamples: Readonly<Record<string, Example>> = {
  listBackups: reading,
  getBackup: onBackup(() => ({})),
  addBackup: {
    fresh: ({ company }) => ({ input: backup(company) }),
    standing: (company) => ({ input: backup(company) }),
  },
  changeBackup: onBackup(() => ({ name: randomUUID(), everyHours: 24 })),
  endBackup: onBackup(() => ({ reason: text })),
  sightBackup: onBackup(() => ({ where: text })),
  recordRestoreTest: onBackup(() => proof),
  linkHeartbeat: onBackup(() => ({})),
  unlinkHeartbeat: {
    fresh: async ({ act }) => {
      const id = await newBackup(act)
      await act('linkHeartbeat', { id })
      return { input: { id, reason: text } }
    },
    standing: ({ ids }) => ({ input: { id: ids.backup, reason: text } }),
  },
  beat: {
    fresh: async ({ act }) => {
      const id = await newBackup(act)
      return { input: { token: tokenIn(await act('linkHeartbeat', { id })) } }
    },
    standing: () => ({ input: { token: 'A'.repeat(22) } }),
  },
  readCoverage: reading,
  acceptGap: {
    fresh: async ({ make, company }) => ({
      input: {
        assetId: await make.containment.asset(),
        ownerId: company.owner.memberId,
        reason: text,
        endsOn,
      },
    }),
    standing: ({ ids, owner }) => ({
      input: { assetId: ids.asset, ownerId: owner.memberId, reason: text, endsOn },
    }),
  },
  endGap: {
    fresh: async ({ make, company, act }) => {
      const assetId = await make.containment.asset()
      const gap = { assetId, ownerId: company.owner.memberId, reason: text, endsOn }
      return { input: { id: String((await act('acceptGap', gap))['id']), reason: text } }
    },
    standing: ({ ids }) => ({ input: { id: ids.gap, reason: text } }),
  },
  readReadiness: reading,
}

const backup = ({ ids, owner }: Company) => ({
  name: randomUUID(),
  everyHours: 24,
  ownerId: owner.memberId,
  custodianId: owner.memberId,
  assetIds: [ids.asset],
})

async function newBackup(
  act: Act,
  { marker = text, assetIds = [] }: { marker?: string; assetIds?: string[] } = {},
): Promise<string> {
  const name = `Backup ${marker} ${randomUUID()}`
  return String((await act('addBackup', { name, everyHours: 24, note: marker, assetIds }))['id'])
}

function onBackup(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newBackup(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.backup, ...rest() } }),
  }
}
