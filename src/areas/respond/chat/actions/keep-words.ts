import { refuse } from '../../../../base/refusal.ts'
import { longAction } from '../../../../platform/action.ts'
import type { Called, ChatTrouble } from '../../../../platform/chat/call.ts'
import type { ChatService } from '../../../../platform/chat/server.ts'
import { chatService } from '../../../../platform/chat/service.ts'
import { sealFor } from '../../evidence/public.ts'
import { openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract.ts'
import { knownConnection, serverOf } from '../store/connections.ts'
import { findRoom } from '../store/rooms.ts'

const mostBytes = 64 * 2 ** 20
const mostPages = 500

/** A list of the pages in the bytes that came, so that anybody can compare them with what the server still has. */
export const keepWords = longAction(contract.keepCaseChat, async (work, { id }) => {
  const { room, server, number } = await work.look(async (context) => {
    const incident = await openIncidentFor(context, id)
    const found = await findRoom(context, id)
    if (found === undefined || found.connectionId === null || found.remoteRef === '')
      refuse('conflict', 'There is no channel in this case whose words could be kept.')
    const connection = await knownConnection(context, found.connectionId)
    return { room: found, server: serverOf(context, connection), number: incident.number }
  })
  const asked: Asked = { pages: 0, failure: undefined }
  const body = asList(chatService(work.services.egress, server), room.remoteRef, asked)
  const file = await work.services.files
    .put(work.tenantId, body, { maxBytes: mostBytes })
    .catch((error: unknown) => {
      if (asked.failure === undefined) throw error
      return refuse('unavailable', sentenceOf(asked.failure.trouble), {
        retryAfterSeconds: asked.failure.retryAfterSeconds ?? 60,
      })
    })
  return work.step(async (context) => {
    const sealed = await sealFor(context, {
      ...{ incidentId: id, mediaType: 'application/json', file },
      name: `${room.name === '' ? `INC-${number}-chat` : room.name}.json`,
      where: `${server.kind}, ${new URL(server.address).host}`,
      why: 'Words of the channel of this case, as the server gives them',
    })
    const { pages } = asked
    context.record({
      stream: id,
      kind: 'chat.keep',
      fields: { evidence: sealed.id, pages, sha256: file.sha256 },
    })
    return { evidence: sealed.id, pages, size: file.size }
  })
})

interface Asked {
  pages: number
  failure: { readonly trouble: ChatTrouble; readonly retryAfterSeconds?: number } | undefined
}

/** The whole of it or nothing: evidence that leaves out what came after a hiccup would mislead. */
async function* asList(service: ChatService, channel: string, asked: Asked): AsyncGenerator<Uint8Array> {
  yield Buffer.from('[')
  for await (const page of service.pages(channel)) {
    const failure = failureOf(page)
    if (failure !== undefined || asked.pages === mostPages) {
      asked.failure = failure ?? { trouble: 'too_big' }
      throw new Error('The channel could not be read to its end')
    }
    if (page.state === 'done')
      yield Buffer.concat([Buffer.from(asked.pages === 0 ? '\n' : ',\n'), page.value])
    asked.pages += 1
  }
  yield Buffer.from('\n]\n')
}

function failureOf(page: Called<Buffer>): Asked['failure'] {
  return page.state === 'failed' ? page : undefined
}

function sentenceOf(trouble: ChatTrouble): string {
  if (trouble === 'later') return 'The chat server asks for patience. Try again in a while.'
  if (trouble === 'login' || trouble === 'rights')
    return 'The bot may not read this channel. An owner gives it the right under Settings, Chat; then try again.'
  if (trouble === 'gone')
    return 'The channel is not there any more. Ask whoever runs the chat server for a copy.'
  if (trouble === 'too_big')
    return 'The channel is too long to be kept in one piece. Export it on the chat server and hand the file in.'
  return 'The channel could not be read to its end, so nothing was kept. Try again.'
}
