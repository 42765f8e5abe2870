import { randomUUID } from 'node:crypto'
import { plain, text } from './building.ts'
import type { Act, Fields } from './company.ts'
import type { Example, Site } from './requests.ts'
import { furnishTelephone } from './requests-telephone.ts'

/** What programs are told, and what each person chose to hear of. */
export const newsNouns = ['webhook', 'webhookDelivery'] as const

const groups = ['incidents', 'assigned', 'reminders', 'alerts', 'clocks', 'statements', 'readiness']
const chosen = {
  choices: Object.fromEntries(groups.map((group) => [group, { push: true, mail: 'digest' }])),
  digest: { every: 'week', weekday: 1, hour: 7, zone: 'Europe/Vienna', language: 'de' },
}
// An address inside is refused on the way out: nothing leaves the test.
const address = 'https://127.0.0.1/hook'
const events = ['backup.stale']

export const newsExamples: Readonly<Record<string, Example>> = {
  readMyNews: plain(),
  chooseMyNews: plain(() => chosen),
  listWebhooks: plain(),
  addWebhook: {
    fresh: async ({ act }) => {
      await makeRoom(act)
      return { input: { name: randomUUID(), address, events } }
    },
    standing: () => ({ input: { name: text, address, events } }),
  },
  changeWebhook: onWebhook(() => ({ name: randomUUID(), events, isOn: true })),
  renewWebhookSecret: onWebhook(),
  testWebhook: onWebhook(),
  removeWebhook: onWebhook(),
  listWebhookDeliveries: onWebhook(),
  repeatDelivery: {
    fresh: async ({ act }) => {
      const id = await newWebhook(act)
      return { input: { id, delivery: await newDelivery(act, id) } }
    },
    standing: ({ ids }) => ({ input: { id: ids.webhook, delivery: ids.webhookDelivery } }),
  },
}

function onWebhook(rest: () => Fields = () => ({})): Example {
  return {
    fresh: async ({ act }: Pick<Site, 'act'>) => ({ input: { id: await newWebhook(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.webhook, ...rest() } }),
  }
}

/** A program, what was sent to it, and what its owner chose to hear of. */
export async function furnishNews(
  act: Act,
  marker: string,
): Promise<Record<(typeof newsNouns)[number], string>> {
  await act('chooseMyNews', chosen)
  await furnishTelephone(act)
  const webhook = await newWebhook(act, `Program ${marker}`)
  return { webhook, webhookDelivery: await newDelivery(act, webhook) }
}

async function newWebhook(act: Act, name: string = randomUUID()): Promise<string> {
  await makeRoom(act)
  const { webhook } = await act('addWebhook', { name, address, events })
  return String((webhook as Fields)['id']) // as its contract says
}

/** There may be ten: what earlier requests made goes first. */
async function makeRoom(act: Act): Promise<void> {
  const items = (await act('listWebhooks', {}))['items'] as readonly Fields[] // likewise
  const made = items.filter(({ name }) => !String(name).startsWith('Program '))
  if (items.length >= 8) for (const { id } of made) await act('removeWebhook', { id })
}

/** A test that failed at once, since the address is one of our own. */
async function newDelivery(act: Act, webhook: string): Promise<string> {
  return String((await act('testWebhook', { id: webhook }))['id'])
}
