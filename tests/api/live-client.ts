/** Follows live updates as a browser does, and may leave and come back with the last event it saw. */
import type { LedgerEvent } from '../../src/base/event.ts'

export interface Followed {
  /** The index that the server began at. */
  readonly position: number
  /** The next event, of this kind if one is named; those passed over are given by `leave`. Rejects when the connection ends. */
  next(kind?: string): Promise<LedgerEvent>
  /** Cuts the connection, and answers what had arrived but was not taken, up to the last one. */
  leave(): Promise<LedgerEvent[]>
}

/** @param after index of the last event that was seen; the present when it is not given */
export async function follow(base: string, authorization: string, after?: number): Promise<Followed> {
  const cut = new AbortController()
  const response = await fetch(`${base}/api/v1/live`, {
    headers: { authorization, ...(after === undefined ? {} : { 'last-event-id': String(after) }) },
    signal: cut.signal,
  })
  if (response.status !== 200 || response.body === null)
    throw new Error(`Live updates answered ${response.status}`)
  const arrived: LedgerEvent[] = []
  const messages = messagesIn(response.body)
  const first = await messages.next()
  const position = first.done === true ? -1 : first.value.index
  const take = async (): Promise<LedgerEvent> => {
    const { done, value } = await messages.next()
    if (done === true) throw new Error('The connection ended')
    return value
  }
  return {
    position,
    next: async (kind) => {
      for (;;) {
        const event = await take()
        if (kind === undefined || event.kind === kind) return event
        arrived.push(event)
      }
    },
    leave: async () => {
      cut.abort()
      return arrived
    },
  }
}

/** The data of each message; comments and the retry line carry none. */
async function* messagesIn(body: ReadableStream<Uint8Array>): AsyncGenerator<LedgerEvent, undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of body) {
    text += decoder.decode(part, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
      text = text.slice(end + 2)
      if (data !== undefined) yield JSON.parse(data) as LedgerEvent // base/event.ts
    }
  }
  return undefined
}
