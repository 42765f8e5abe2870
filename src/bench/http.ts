import { Agent, request, type IncomingMessage } from 'node:http'

export interface Answer {
  readonly status: number
  readonly text: string
}

/** One client that keeps its connections, and comes from another network each time. */
export interface HttpClient {
  ask(
    method: string,
    path: string,
    body?: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  /** The stream of live updates; each of its data lines is handed on. Returns how to leave. */
  follow(path: string, onData: (line: string) => void): Promise<() => void>
  close(): void
}

export function httpClient(base: string, authorization: string, sockets: number): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  let count = 0
  const headersOf = () => {
    count += 1
    return {
      authorization,
      'x-forwarded-for': `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`,
    }
  }
  return {
    ask: (method, path, body, headers = {}) =>
      new Promise((resolve, reject) => {
        const type = body === undefined ? {} : { 'content-type': 'application/json' }
        const sent = request(
          base + path,
          { method, agent, headers: { ...headersOf(), ...type, ...headers } },
          (answer) => void read(answer).then(resolve, reject),
        )
        sent.once('error', reject)
        sent.end(body)
      }),
    follow: (path, onData) =>
      new Promise((resolve, reject) => {
        const sent = request(base + path, { agent: false, headers: headersOf() }, (answer) => {
          if (answer.statusCode !== 200) reject(new Error(`Live updates answered ${answer.statusCode}`))
          answer.setEncoding('utf8').on('data', (text: string) => {
            for (const line of text.split('\n')) if (line.startsWith('data: ')) onData(line.slice(6))
          })
          answer.once('data', () => resolve(() => sent.destroy()))
        })
        sent.once('error', reject)
        sent.end()
      }),
    close: () => agent.destroy(),
  }
}

async function read(answer: IncomingMessage): Promise<Answer> {
  let text = ''
  for await (const part of answer.setEncoding('utf8')) text += String(part)
  return { status: answer.statusCode ?? 0, text }
}
