import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import { tokenIn, type Act } from './company.ts'
import type { Example } from './requests.ts'

/** Things of the list of contacts of which a company has one each. */
export const contactNouns = ['contact', 'contactImport', 'reachTest'] as const
type Made = Readonly<Record<(typeof contactNouns)[number], string>>

/** A contact, a list that was taken in, a call tree and a trial of it that runs. */
export async function furnishContacts(act: Act, marker: string): Promise<Made> {
  const contact = await newContact(act, marker)
  const contactImport = await newImport(act, marker)
  return { contact, contactImport, reachTest: await newTest(act, contact, marker) }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const dead = { token: 'A'.repeat(22) }
const list = (marker: string) => `name,note\nImported ${marker} ${randomUUID()},${marker}\n`

export const contactExamples: Readonly<Record<string, Example>> = {
  listContacts: reading,
  getContact: onContact(() => ({})),
  addContact: {
    fresh: ({ company }) => ({ input: { ...someone(), deputyId: company.owner.memberId } }),
    standing: ({ owner }) => ({ input: { ...someone(), deputyId: owner.memberId } }),
  },
  changeContact: onContact(() => ({ name: text, ways: [{ kind: 'mobile', value: '12345' }] })),
  confirmContact: onContact(() => ({ how: 'called' })),
  removeContact: onContact(() => ({ reason: text })),
  importContacts: {
    fresh: () => ({
      input: { trial: 'no', name: 'people.csv' },
      bytes: Buffer.from(list(text)),
    }),
    standing: () => ({
      input: { trial: 'no', name: 'people.csv' },
      bytes: Buffer.from(list(text)),
    }),
  },
  listContactImports: reading,
  undoContactImport: {
    fresh: async ({ act }) => ({ input: { id: await newImport(act, text) } }),
    standing: ({ ids }) => ({ input: { id: ids.contactImport } }),
  },
  readCallTree: reading,
  setCallTree: {
    fresh: async ({ act }) => ({ input: { links: [{ contactId: await newContact(act) }] } }),
    standing: ({ ids }) => ({ input: { links: [{ contactId: ids.contact, calledBy: null }] } }),
  },
  printCallTree: reading,
  startReachTest: {
    fresh: async ({ act }) => {
      await act('endReachTest', { id: await newTest(act, await newContact(act)) })
      return { input: { note: text } }
    },
    standing: () => ({ input: { note: text } }),
  },
  listReachTests: reading,
  answerReachTest: {
    // Everybody may answer for themselves: the one who asks is the one who is asked.
    fresh: async ({ act, asker }) => ({
      input: { id: await newTest(act, asker), contactId: asker, channel: 'app' },
    }),
    standing: ({ ids }) => ({ input: { id: ids.reachTest, contactId: ids.contact, channel: 'phone' } }),
  },
  linkReachTest: {
    fresh: async ({ act }) => {
      const contactId = await newContact(act)
      return { input: { id: await newTest(act, contactId), contactId } }
    },
    standing: ({ ids }) => ({ input: { id: ids.reachTest, contactId: ids.contact } }),
  },
  endReachTest: {
    fresh: async ({ act }) => ({ input: { id: await newTest(act, await newContact(act)) } }),
    standing: ({ ids }) => ({ input: { id: ids.reachTest } }),
  },
  readReachLink: { fresh: freshLink, standing: () => ({ input: dead }) },
  answerReachLink: { fresh: freshLink, standing: () => ({ input: dead }) },
}

const someone = (name = `Contact ${randomUUID()}`) => ({ kind: 'helper', name, note: text })

async function newContact(act: Act, marker = text): Promise<string> {
  const ways = [{ kind: 'messenger', value: marker }]
  const input = { ...someone(`Contact ${marker} ${randomUUID()}`), organisation: marker, job: marker, ways }
  return String((await act('addContact', input))['id'])
}

async function newImport(act: Act, marker: string): Promise<string> {
  const input = { trial: 'no', name: `${marker}.csv` }
  return String((await act('importContacts', input, { upload: { body: bytesOf(list(marker)) } }))['importId'])
}

/** A trial of one; what was running ends, since two at once are refused. */
async function newTest(act: Act, contactId: string, marker = text): Promise<string> {
  const { running } = await act('readCallTree', {})
  if (running !== null) await act('endReachTest', { id: (running as { id: string }).id }) // as its contract says
  await act('setCallTree', { links: [{ contactId }] })
  return String((await act('startReachTest', { note: marker }))['id'])
}

async function freshLink({ act }: { readonly act: Act }) {
  const contactId = await newContact(act)
  const made = await act('linkReachTest', { id: await newTest(act, contactId), contactId })
  return { input: { token: tokenIn(made) } }
}

function onContact(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({ input: { id: await newContact(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.contact, ...rest() } }),
  }
}

async function* bytesOf(file: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(file)
}
