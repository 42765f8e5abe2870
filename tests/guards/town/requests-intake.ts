import { alert, onThing, text } from './building.ts'
import type { Example, Site } from './requests.ts'

const delivered: Example = {
  fresh: ({ company }) => ({
    input: { source: company.ids.source, token: company.sourceSecret },
    bytes: alert(),
  }),
  standing: ({ ids, sourceSecret }) => ({
    input: { source: ids.source, token: sourceSecret },
    bytes: alert(),
  }),
}

const challenge = { 'x-okta-verification-challenge': 'a-challenge' }

/** A source of a kind of its own, and the same on the one that stands. */
function onKind(kind: string, more: Readonly<Record<string, unknown>>): Example {
  const make = async ({ act }: Site) => String((await act('createSource', { kind, name: text }))['id'])
  return {
    fresh: async (site) => ({ input: { id: await make(site), ...more } }),
    standing: ({ ids }) => ({ input: { id: ids.source, ...more } }),
  }
}

const asking = {
  ...{ isOn: false, everyMinutes: 15, secret: 'a password of nobody' },
  ...{ host: 'imap.example.org', user: 'box@example.org', address: 'https://tool.example.org/alerts' },
}

/** Asked where nobody answers, since nothing leaves the town. */
const askedOne: Example = {
  fresh: async ({ act }) => {
    const id = String((await act('createSource', { kind: 'generic', name: text }))['id'])
    await act('scheduleAsking', { id, ...asking, header: '', secret: '', address: 'https://127.0.0.1/' })
    return { input: { id } }
  },
  standing: ({ ids }) => ({ input: { id: ids.source } }),
}

/** Setting sources up, and the addresses that tools know already. */
export const intakeExamples: Readonly<Record<string, Example>> = {
  receiveTheHive: delivered,
  receiveTheHive5: delivered,
  receiveIris: delivered,
  verifySource: {
    fresh: async ({ act }) => {
      const { id, secret } = await act('createSource', { kind: 'okta', name: text })
      return { input: { source: id, token: secret }, headers: challenge }
    },
    standing: ({ ids, sourceSecret }) => ({
      input: { source: ids.source, token: sourceSecret },
      headers: challenge,
    }),
  },
  receivePagerDuty: delivered,
  testSource: onThing('source'),
  readSample: onThing('source'),
  mapSource: onThing('source', { mapping: { title: 'title' } }),
  changeSigning: onKind('standard-webhooks', { secret: `whsec_${'A'.repeat(43)}=` }),
  watchSilence: onThing('source', { mode: 'chosen', minutes: 60 }),
  scheduleAsking: onKind('mail', asking),
  askNow: askedOne,
  importTable: onKind('csv', { csv: 'title,severity\nA test,low\n' }),
}
