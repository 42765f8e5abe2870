import { onIncident, plain } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

// An address inside is refused on the way out: nothing leaves the test, and the connection is kept as not tried.
const server = {
  ...{ kind: 'mattermost', address: 'https://127.0.0.1', team: 'bakery' },
  ...{ token: 'token of a bot', verifier: 'token of a command' },
}
const meeting = { link: 'https://meet.example.org/{name}', dialIn: '+43 1 234', pin: '4711' }

const room: Example = {
  fresh: async ({ act, make }) => {
    const id = await make.incident()
    await connect(act)
    await act('openCaseChat', { id })
    return { input: { id } }
  },
  standing: ({ ids }) => ({ input: { id: ids.incident } }),
}

/** Where incidents are talked about. */
export const chatExamples: Readonly<Record<string, Example>> = {
  readChat: plain(),
  connectChat: plain(() => server),
  disconnectChat: {
    fresh: async ({ act }) => {
      await connect(act)
      return { input: {} }
    },
    standing: () => ({ input: {} }),
  },
  setMeeting: plain(() => meeting),
  readOwnChat: plain(),
  linkOwnChat: {
    fresh: async ({ act }) => {
      await connect(act)
      return { input: {} }
    },
    standing: () => ({ input: {} }),
  },
  // Linked by a line in the chat alone, which no request of ours is.
  unlinkOwnChat: { ...plain(), status: 409 },
  readCaseChat: onIncident(),
  openCaseChat: {
    fresh: async ({ act, make }) => {
      await connect(act)
      return { input: { id: await make.incident() } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident } }),
  },
  distrustCaseChat: {
    fresh: async (site) => {
      const { input } = await room.fresh(site)
      return { input: { ...input, isHostile: true, reason: 'An account was taken over' } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, isHostile: true, reason: 'x' } }),
  },
  // Only a channel has words, and no server took one.
  keepCaseChat: { ...room, status: 409 },
  receiveChatCommand: {
    ...plain(() => ({ token: 'A'.repeat(32) })),
    status: 404,
    fresh: () => ({ input: { token: 'A'.repeat(32) }, bytes: Buffer.from('token=x') }),
    standing: () => ({ input: { token: 'A'.repeat(32) }, bytes: Buffer.from('token=x') }),
  },
}

/** A server that was not tried, a meeting, and where one case is talked about. */
export async function furnishChat(
  act: Act,
  { incident, marker }: { incident: string; marker: string },
): Promise<void> {
  await act('connectChat', { ...server, token: `Token ${marker}` })
  await act('setMeeting', { ...meeting, dialIn: marker })
  await act('linkOwnChat', {})
  await act('openCaseChat', { id: incident })
}

async function connect(act: Act): Promise<void> {
  await act('connectChat', server)
  await act('setMeeting', meeting)
}
