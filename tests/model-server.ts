import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What was asked of it, as a server of this protocol reads it. */
export interface AskedOfModel {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: {
    readonly model: string
    readonly stream: boolean
    readonly messages: readonly { readonly role: string; readonly content: string }[]
  }
}

export type ModelScript = (response: ServerResponse, asked: AskedOfModel) => void

/** A server that speaks `/v1/chat/completions` on this machine, and says what a test has it say. */
export interface ModelServer {
  readonly base: string
  readonly asked: AskedOfModel[]
  script: ModelScript
  close(): void
}

export async function modelServer(): Promise<ModelServer> {
  const asked: AskedOfModel[] = []
  const made = { base: '', asked, script: whole('{}') }
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const one = {
        path: `${request.method} ${request.url}`,
        headers: request.headers,
        body: JSON.parse(body) as AskedOfModel['body'], // what the program under test wrote
      }
      asked.push(one)
      made.script(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens
  return Object.assign(made, {
    base: `http://127.0.0.1:${port}/v1`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  })
}

/** All at once, as a server does that knows no streams. */
export function whole(content: string, finish = 'stop'): ModelScript {
  return (response) => {
    const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }]
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ id: 'c1', object: 'chat.completion', choices }))
  }
}

/** Letter by letter, thoughts first. */
export function streamed(content: string, { ends = true } = {}): ModelScript {
  return (response) => {
    response.setHeader('content-type', 'text/event-stream; charset=utf-8')
    response.write(': ping\n\n')
    const say = (delta: object, finish: string | null = null) =>
      response.write(
        `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
      )
    say({ role: 'assistant', content: null, reasoning_content: 'Let me see {"sentences":[]}' })
    for (const letter of content) say({ content: letter })
    if (!ends) return void response.end()
    say({}, 'stop')
    response.end('data: [DONE]\n\n')
  }
}

/** What a model says that does as it was asked. */
export function sentences(...said: readonly (readonly [text: string, ...lines: string[]])[]): string {
  return JSON.stringify({ sentences: said.map(([words, ...lines]) => ({ text: words, lines })) })
}
