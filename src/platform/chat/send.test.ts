import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { selfSigned } from '../../../tests/certificate.ts'
import { createEgress, type Egress } from '../egress.ts'
import { chatAddressOf, plainChatAddress, sendChat, type ChatRoom } from './send.ts'

const Line = z.strictObject({
  type: z.literal('RichTextBlock'),
  spacing: z.enum(['None', 'Small', 'Default', 'Medium', 'Large', 'ExtraLarge', 'Padding']),
  inlines: z
    .array(
      z.strictObject({
        type: z.literal('TextRun'),
        text: z.string().min(1),
        weight: z.enum(['Default', 'Lighter', 'Bolder']).optional(),
      }),
    )
    .min(1),
})

/** What each tool takes by its documentation, and nothing beside it. */
const bodies = {
  slack: z.strictObject({
    text: z.string().min(1).max(40_000),
    mrkdwn: z.boolean(),
    unfurl_links: z.boolean(),
    unfurl_media: z.boolean(),
  }),
  mattermost: z.strictObject({ text: z.string().min(1).max(16_383) }),
  teams: z.strictObject({
    type: z.literal('message'),
    attachments: z
      .array(
        z.strictObject({
          contentType: z.literal('application/vnd.microsoft.card.adaptive'),
          contentUrl: z.null(),
          content: z.strictObject({
            $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
            type: z.literal('AdaptiveCard'),
            version: z.enum(['1.2', '1.3', '1.4', '1.5']),
            msteams: z.strictObject({ width: z.literal('Full') }),
            body: z.array(Line).min(1),
          }),
        }),
      )
      .length(1),
  }),
  matrix: z.strictObject({
    msgtype: z.literal('m.text'),
    body: z.string().min(1),
    'm.mentions': z.strictObject({}),
  }),
}

const paths: Readonly<Record<ChatRoom['kind'], string>> = {
  slack: '/services/T000/B000/secret',
  mattermost: '/hooks/secret',
  teams: '/workflows/secret/triggers/manual/paths/invoke?api-version=1&sig=secret',
  matrix: '/_matrix/client/v3/rooms/!crisis:example.org',
}
const success: Readonly<Record<ChatRoom['kind'], number>> = {
  slack: 200,
  mattermost: 200,
  teams: 202,
  matrix: 200,
}

let egress: Egress
let origin: string
let stop: () => Promise<void>
const seen: { path: string; body: string }[] = []

/** Answers as the four tools do: only what is right in path, method, head, size and body is taken. */
beforeAll(async () => {
  const certificate = selfSigned('localhost', '127.0.0.1')
  const server = createServer(certificate, (request, response) => {
    void bytesOf(request).then((body) => {
      const { status, type } = judged(request, body)
      seen.push({ path: request.url ?? '', body })
      response.writeHead(status, { 'content-type': type }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  origin = `https://127.0.0.1:${port}`
  egress = createEgress({ allow: [`127.0.0.1:${port}`], trust: [certificate.cert] })
  stop = async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  }
})
afterAll(() => stop())

async function bytesOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer) // no encoding is set
  return Buffer.concat(chunks).toString()
}

function judged(
  { method, url = '', headers }: IncomingMessage,
  body: string,
): { status: number; type: string } {
  const type = 'application/json'
  const kind = (['slack', 'mattermost', 'teams', 'matrix'] as const).find((one) => url.startsWith(paths[one]))
  if (kind === undefined) return { status: 404, type }
  const isEvent = /\/send\/m\.room\.message\/[\w-]+$/.test(url)
  if (kind === 'matrix' && headers.authorization !== 'Bearer syt_token') return { status: 401, type }
  const isAsked = kind === 'matrix' ? method === 'PUT' && isEvent : method === 'POST' && url === paths[kind]
  const isRight =
    headers['content-type'] === type && Number(headers['content-length']) === Buffer.byteLength(body)
  if (!isAsked || !isRight) return { status: 400, type }
  if (kind === 'teams' && Buffer.byteLength(body) > 28_000) return { status: 413, type }
  return { status: bodies[kind].safeParse(JSON.parse(body)).success ? success[kind] : 400, type }
}

const room = (kind: ChatRoom['kind'], token = kind === 'matrix' ? 'syt_token' : ''): ChatRoom => ({
  ...{ kind, token, address: chatAddressOf(kind, `${origin}${paths[kind]}`) ?? '' },
})
const words =
  'Update\n\nWhat we know\n- It is *locked* <!channel> @channel ann@example.org [here](https://evil.example) & so on'

test.each(['slack', 'mattermost', 'teams', 'matrix'] as const)(
  'U39 the room of %s takes the words as its documentation wants them, and nothing in them rings or links',
  async (kind) => {
    expect(await sendChat(egress, room(kind), { text: words, id: 'a-1' })).toEqual({ state: 'accepted' })
    const { path, body } = seen.at(-1) ?? { path: '', body: '' }
    const longest = '€'.repeat(60).concat('\n').repeat(57)
    expect(await sendChat(egress, room(kind), { text: longest, id: 'a-2' })).toEqual({ state: 'accepted' })
    const raw = JSON.stringify(JSON.parse(body))
    if (kind === 'slack') expect(raw).toContain('*locked* &lt;!channel&gt; @channel ann@example.org')
    if (kind === 'mattermost')
      expect(JSON.parse(body)).toEqual({
        text: String.raw`Update${'\n\n'}What we know${'\n'}- It is \*locked\* <!channel> @${'\u200b'}channel ann@example.org \[here\](https://evil.example) & so on`,
      })
    if (kind === 'teams') expect(raw.match(/TextRun/g)).toHaveLength(3)
    if (kind === 'matrix') expect(path).toBe(`${paths.matrix}/send/m.room.message/a-1`)
  },
)

test('a room that is gone, words that are refused and a tool inside are told apart', async () => {
  const message = { text: words, id: 'b-1' }
  expect(await sendChat(egress, room('matrix', 'stolen'), message)).toEqual({
    state: 'refused',
    trouble: 'gone',
  })
  const lost = { ...room('slack'), address: `${origin}/services/other` }
  expect(await sendChat(egress, lost, message)).toEqual({ state: 'refused', trouble: 'gone' })
  expect(await sendChat(egress, room('slack'), { text: '', id: 'b-2' })).toEqual({
    ...{ state: 'refused', trouble: 'content' },
  })
  const inside = createEgress({ allow: [] })
  expect(await sendChat(inside, room('slack'), message)).toEqual({
    state: 'waits',
    trouble: 'forbidden_address',
  })
})

test('only an address that the tool can have given is kept', () => {
  expect(plainChatAddress('http://hooks.example.org/x')).toBeUndefined()
  expect(plainChatAddress('https://ann:pw@hooks.example.org/x')).toBeUndefined()
  expect(chatAddressOf('teams', 'https://prod.example.org/workflows/1?sig=a')).toBeDefined()
  expect(chatAddressOf('matrix', 'https://matrix.example.org/')).toBeUndefined()
  expect(
    chatAddressOf('matrix', 'https://matrix.example.org/_matrix/client/v3/rooms/!a:b.org/send'),
  ).toBeUndefined()
  expect(
    chatAddressOf('matrix', 'https://matrix.example.org/_matrix/client/v3/rooms/%21a:b.org'),
  ).toBeDefined()
})
