import { randomUUID } from 'node:crypto'
import type { Act } from './company.ts'
import type { Example, Site } from './requests.ts'

const text = 'Plain words of a test'
const still = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

/** The form of the company with other words for S1. */
async function renamed({ act }: Pick<Site, 'act'>, word: string) {
  const { version, form } = await act('readForm', {})
  // As its contract says.
  const whole = { ...(form as object), severityWords: { S1: { en: word } } }
  return { basedOn: version, form: whole, reason: text }
}

/** Fields of one's own, and their answers. */
export const fieldExamples: Readonly<Record<string, Example>> = {
  readForm: still,
  listFormVersions: still,
  changeForm: {
    fresh: async (site) => ({ input: await renamed(site, `Word ${randomUUID()}`) }),
    standing: () => ({ input: { basedOn: 1, form: { fields: [] }, reason: text } }),
  },
  readDetails: {
    fresh: ({ company }) => ({ input: { id: company.ids.incident } }),
    standing: ({ ids }) => ({ input: { id: ids.incident } }),
  },
  changeDetails: {
    fresh: async ({ make }) => ({
      input: {
        id: await make.incident(),
        changes: [{ key: 'classification', value: 'fraud/phishing', was: 0 }],
      },
    }),
    standing: ({ ids }) => ({
      input: { id: ids.incident, changes: [{ key: 'classification', value: 'fraud', was: 0 }] },
    }),
  },
}

/** What a furnished company has of all this, with its marker in every text. */
export async function furnishFields(
  act: Act,
  { marker, id }: { readonly marker: string; readonly id: string },
): Promise<void> {
  const { version, form } = await act('readForm', {})
  const { fields } = form as { fields: object[] } // as its contract says
  const own = { key: 'own_words', kind: 'text', name: { en: marker.slice(0, 100) }, help: { en: marker } }
  await act('changeForm', { basedOn: version, form: { fields: [...fields, own] }, reason: marker })
  await act('changeDetails', { id, changes: [{ key: 'own_words', value: marker, was: 0 }] })
}
