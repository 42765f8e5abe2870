import { randomUUID } from 'node:crypto'
import type { Company, Noun } from './company.ts'
import type { Example } from './requests.ts'

export const text = 'Plain words of a test'
export const acquisition = {
  name: 'note.txt',
  acquiredAt: '2026-03-01T09:00:00Z',
  where: 'FILE01',
  why: text,
}
export const organisation = {
  name: 'Renamed Firm',
  country: 'AT',
  timeZone: 'Europe/Vienna',
  size: '10-49',
  sector: 'retail',
} as const
export const nothing = { input: {} }
export const alert = (): Uint8Array => Buffer.from(JSON.stringify({ title: `Alert ${randomUUID()}` }))

/** The same each time, on nothing or on the standing things. */
export function plain(input: (ids: Company['ids']) => Record<string, unknown> = () => ({})): Example {
  return {
    fresh: ({ company }) => ({ input: input(company.ids) }),
    standing: ({ ids }) => ({ input: input(ids) }),
  }
}

/** On an incident of its own. */
export function onIncident(rest: Record<string, unknown> = {}): Example {
  return {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), ...rest } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, ...rest } }),
  }
}

/** On a thing inside an incident of its own. */
export function inside(
  field: string,
  noun: 'task' | 'doneTask' | 'system' | 'evidence',
  rest: Record<string, unknown> = {},
): Example {
  return {
    fresh: async ({ make }) => {
      const id = await make.incident()
      return { input: { id, [field]: await make[noun](id), ...rest } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, [field]: ids[noun], ...rest } }),
  }
}

/** On a thing of the organisation, made anew. */
export function onThing(
  noun: Extract<Noun, 'signal' | 'dismissedSignal' | 'source' | 'member' | 'suspendedMember' | 'key'>,
  rest: Record<string, unknown> = {},
): Example {
  return {
    fresh: async ({ make }) => ({ input: { id: await make[noun](), ...rest } }),
    standing: ({ ids }) => ({ input: { id: ids[noun], ...rest } }),
  }
}
