/**
 * An event on a MISP server: added once under a uuid of its own, edited afterwards, deleted. What broke off is said to be
 * unclear, and the next time the server is asked what it holds before anything is sent.
 */
import type { ExchangeTrouble } from '../contract/exchanges.ts'
import { askServer, below, type Said, type Server } from './ask-server.ts'

export interface Delivered {
  readonly state: 'done' | 'failed' | 'unclear'
  readonly trouble: ExchangeTrouble | null
  /** False where the server surely got nothing: what stood there stands as it did. */
  readonly isReached: boolean
}

const done: Delivered = { state: 'done', trouble: null, isReached: true }

export async function sendEvent(
  server: Server,
  {
    uuid,
    event,
    isPublished,
  }: { readonly uuid: string; readonly event: unknown; readonly isPublished: boolean },
): Promise<Delivered> {
  const { row } = server
  const held = await askServer(server, { url: below(row, `events/view/${uuid}`) })
  // Only where the server says that it has no such event: any other answer leaves open whether a second one would stand there.
  if (held.state === 'failed' && held.trouble !== 'gone')
    return { state: 'failed', trouble: held.trouble, isReached: false }
  const sent =
    held.state === 'said'
      ? await askServer(server, { method: 'PUT', url: below(row, `events/edit/${uuid}`), body: event })
      : await askServer(server, { method: 'POST', url: below(row, 'events/add'), body: event })
  if (sent.state === 'failed') return endOf(sent)
  if (!isPublished) return done
  const told = await askServer(server, {
    method: 'POST',
    url: below(row, `events/publish/${uuid}`),
    body: {},
  })
  // The event itself is in: whatever the publishing came to, nobody may read that nothing was sent.
  return told.state === 'said' ? done : { state: 'unclear', trouble: told.trouble, isReached: true }
}

/** One that is not there any more is as good as deleted. */
export async function deleteEvent(server: Server, uuid: string): Promise<Delivered> {
  const url = below(server.row, `events/delete/${uuid}`)
  const said = await askServer(server, { method: 'DELETE', url })
  return said.state === 'failed' && said.trouble === 'gone' ? done : endOf(said)
}

function endOf(said: Said): Delivered {
  if (said.state === 'said') return done
  return { state: said.isAsked ? 'unclear' : 'failed', trouble: said.trouble, isReached: true }
}
