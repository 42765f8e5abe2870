import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import type { SentInputOf } from '../src/base/endpoint.ts'
import type { addConnection } from '../src/areas/register/connections/contract.ts'

export interface Taken {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A real program on this machine that answers as it is told. */
export async function program(answer: (response: ServerResponse, taken: Taken) => void) {
  const taken: Taken[] = []
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { method, url, headers } = request
      taken.push({ method, url, headers, body: body.toString() })
      answer(response, { method, url, headers, body: body.toString() })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // it listens
  return { taken, base: `http://127.0.0.1:${port}` }
}

/** What it asks for. */
export const key = 'sekrit-4711'
/** A request that looks something up there. */
export const plain: Omit<SentInputOf<typeof addConnection>, 'name' | 'address'> = {
  ...{ does: 'Asks who knows this', purpose: 'look_up', kinds: ['domain', 'ipv4'], method: 'GET' },
  ...{ bodyKind: 'none', body: '', shown: [], seconds: 5, perMinute: 30, needsSecond: false },
  headers: [{ name: 'X-Key', value: '{{secret}}' }],
}
