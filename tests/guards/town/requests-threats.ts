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
    fresh: async ({ act }) => ({ input: await seenWish(act) }),
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
  { marker, incident }: { readonly marker: string; readonly incident: string },
): Promise<Record<(typeof threatNouns)[number], string>> {
  const exchange = await newExchange(act, `Server ${marker}`)
  await act('setHarmless', {
    version: await listVersion(act),
    lines: [`${marker.toLowerCase()}.example.net`],
  })
  await newSharing(act, { id: incident, exchange, title: marker })
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

interface Told {
  readonly id?: string
  readonly exchange?: string
  readonly title?: string
}

/** One trace of a case that may leave: of one of its own unless said. */
async function seenWish(act: Act, { id: known, exchange, title = text }: Told = {}): Promise<Fields> {
  const id = known ?? (await act('openIncident', { title: text, kind: 'other', severity: 'S3' }))['id']
  const traces = await act('addObservables', { id, items: [{ value: '45.9.148.3', verdict: 'hostile' }] })
  const items = traces['items'] as readonly Fields[] // as its contract says
  const wish = { id, exchange: exchange ?? (await newExchange(act)), ...mark, title }
  const chosen = { ...wish, observables: [items[0]?.['id']] }
  return { ...chosen, seen: (await act('shareIncident', chosen))['digest'] }
}

/** The way out refuses it, and that is how it ended. */
async function newSharing(act: Act, told: Told = {}): Promise<Fields> {
  const wish = await seenWish(act, told)
  await act('shareIncident', wish)
  return wish
}
