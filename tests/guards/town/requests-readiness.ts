import { randomUUID } from 'node:crypto'
import { tokenIn, type Act } from './company.ts'
import type { Example } from './requests.ts'

const dead = { token: 'A'.repeat(22) }

/** A page outside, made and opened, with the marker in its name and in the line that it may show. */
export async function furnishReadiness(
  act: Act,
  marker: string,
): Promise<{ readonly readinessPage: string }> {
  const { id, token } = await newPage(act, marker)
  await act('viewReadinessPage', { token })
  return { readinessPage: id }
}

async function newPage(act: Act, name: string): Promise<{ readonly id: string; readonly token: string }> {
  const made = await act('shareReadiness', { name, days: 30, lines: [await provedNow(act, name)] })
  return { id: String((made['page'] as { id: string }).id), token: tokenIn(made) } // as its contract says
}

/** The key of a restore that was proved an hour ago. */
async function provedNow(act: Act, marker: string): Promise<string> {
  const name = `Backup ${marker} ${randomUUID()}`
  const { id } = await act('addBackup', { name, everyHours: 24 })
  const testedAt = new Date(Date.now() - 3_600_000).toISOString()
  const words = { restored: marker, used: marker, evidence: marker, tester: marker, minutes: 5 }
  await act('recordRestoreTest', { id, testedAt, succeeded: true, ...words })
  return `restore ${String(id)} ${name}`
}

const customer = 'A customer'

export const readinessExamples: Readonly<Record<string, Example>> = {
  shareReadiness: {
    fresh: async ({ act }) => ({
      input: { name: customer, days: 30, lines: [await provedNow(act, customer)] },
    }),
    standing: () => ({ input: { name: customer, days: 30, lines: ['exercise'] } }),
  },
  revokeReadinessPage: {
    fresh: async ({ act }) => ({ input: { id: (await newPage(act, customer)).id } }),
    standing: ({ ids }) => ({ input: { id: ids.readinessPage } }),
  },
  viewReadinessPage: {
    fresh: async ({ act }) => ({ input: { token: (await newPage(act, customer)).token } }),
    standing: () => ({ input: dead }),
  },
}
