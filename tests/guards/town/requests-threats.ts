import { randomUUID } from 'node:crypto'
import { plain, text } from './building.ts'
import type { Act, Fields } from './company.ts'
import type { Example } from './requests.ts'

/** Servers with which warnings are exchanged. */
export const threatNouns = ['exchange'] as const

const wanted = {
  // An address inside is refused on the way out: nothing leaves the test.
  ...{ address: 'https://127.0.0.1/misp', login: 'key', secret: 'k', tlpBound: 'amber', wanted: {} },
  ...{ takes: true, sends: true, sights: false, isOn: true },
}
const { secret: _secret, ...change } = wanted

export const threatExamples: Readonly<Record<string, Example>> = {
  listExchanges: plain(),
  listIndicators: plain(),
  addExchange: {
    fresh: async ({ act }) => {
      await makeRoom(act)
      return { input: { ...wanted, kind: 'misp', name: randomUUID() } }
    },
    standing: () => ({ input: { ...wanted, kind: 'misp', name: text } }),
  },
  changeExchange: onExchange(() => ({ ...change, version: 1, name: randomUUID() })),
  removeExchange: onExchange(),
  askExchange: onExchange(),
  setHarmless: {
    fresh: async ({ act }) => ({ input: { version: await listVersion(act), lines: ['cdn.example.net'] } }),
    standing: () => ({ input: { version: 0, lines: [] } }),
  },
  readSharing: plain(({ incident }) => ({ id: incident })),
  shareIncident: {
    fresh: async ({ act }) => ({ input: await newWish(act) }),
    standing: ({ ids }) => ({
      input: { id: ids.incident, exchange: ids.exchange, ...mark, observables: [ids.observable] },
    }),
  },
  takeBackSharing: {
    fresh: async ({ act }) => {
      const { id, exchange } = await newSharing(act)
      return { input: { id, exchange } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, exchange: ids.exchange } }),
  },
}

const mark = { title: text, tlp: 'amber', distribution: 0 }

function onExchange(rest: () => Fields = () => ({})): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newExchange(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.exchange, ...rest() } }),
  }
}

export async function furnishThreats(
  act: Act,
  marker: string,
): Promise<Record<(typeof threatNouns)[number], string>> {
  const exchange = await newExchange(act, `Server ${marker}`)
  await act('setHarmless', {
    version: await listVersion(act),
    lines: [`${marker.toLowerCase()}.example.net`],
  })
  await newSharing(act)
  return { exchange }
}

async function newExchange(act: Act, name: string = randomUUID()): Promise<string> {
  await makeRoom(act)
  return String((await act('addExchange', { ...wanted, kind: 'misp', name }))['id'])
}

/** There may be ten: what earlier requests made goes first. */
async function makeRoom(act: Act): Promise<void> {
  const items = (await act('listExchanges', {}))['items'] as readonly Fields[] // as its contract says
  const made = items.filter(({ name }) => !String(name).startsWith('Server '))
  if (items.length >= 8) for (const { id } of made) await act('removeExchange', { id })
}

async function listVersion(act: Act): Promise<number> {
  const list = (await act('listExchanges', {}))['harmless'] as { version: number } // as its contract says
  return list.version
}

/** A case of its own that may leave, with one trace. */
async function newWish(act: Act): Promise<Fields> {
  const { id } = await act('openIncident', { title: text, kind: 'other', severity: 'S3' })
  const traces = await act('addObservables', { id, items: [{ value: '45.9.148.3', verdict: 'hostile' }] })
  const items = traces['items'] as readonly Fields[] // as its contract says
  return { id, exchange: await newExchange(act), ...mark, observables: [items[0]?.['id']] }
}

/** The way out refuses it, and that is how it ended. */
async function newSharing(act: Act): Promise<Fields> {
  const wish = await newWish(act)
  const { digest } = await act('shareIncident', wish)
  await act('shareIncident', { ...wish, seen: digest })
  return wish
}
