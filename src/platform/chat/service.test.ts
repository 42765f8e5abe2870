import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  botToken,
  matrixFake,
  mattermostFake,
  slackFake,
  users,
  type ChatFake,
} from '../../../tests/chat-servers.ts'
import { createEgress } from '../egress.ts'
import { listenMatrix, openDirectRoom } from './matrix.ts'
import { chatService, plainServerAddress, type ChatServer, type ChatServerKind } from './service.ts'

const egress = createEgress({ allow: ['127.0.0.0/8'] })
const kinds = ['mattermost', 'slack', 'matrix'] as const
const teamRefs = { mattermost: 't'.repeat(26), slack: 'T1DC2JH3J', matrix: '' }
/** What is left of `Severity is *S1* <!channel> @all & more`: nothing that such a server would act upon. */
const plainWords = {
  mattermost: String.raw`Severity is \*S1\* <!channel> @${'\u200b'}all & more`,
  slack: 'Severity is *S1* &lt;!channel&gt; @all &amp; more',
  matrix: 'Severity is *S1* <!channel> @all & more',
}
let fakes: Readonly<Record<ChatServerKind, ChatFake>>
beforeAll(async () => {
  fakes = { mattermost: await mattermostFake(), slack: await slackFake(), matrix: await matrixFake() }
})
afterAll(() => kinds.forEach((kind) => fakes[kind].close()))

const serverOf = (kind: ChatServerKind, change: Partial<ChatServer> = {}): ChatServer => ({
  ...{ kind, address: fakes[kind].address, token: botToken, team: 'bakery', teamRef: teamRefs[kind] },
  ...change,
})
const serviceOf = (kind: ChatServerKind, change: Partial<ChatServer> = {}) =>
  chatService(egress, serverOf(kind, change))
const made = async (kind: ChatServerKind, name: string) => {
  const channel = await serviceOf(kind).create({ name, topic: 'Run in Muster' })
  if (channel.state === 'failed') throw new Error(channel.trouble)
  return channel.value.ref
}

describe.each(kinds)('a bot at a server of %s', (kind) => {
  test('U37 a bot makes a channel, lets people in and out, speaks, and archives it, as the documentation has it', async () => {
    const service = serviceOf(kind)
    expect(await service.welcome()).toMatchObject({ state: 'done', value: { teamRef: teamRefs[kind] } })
    const ref = await made(kind, 'inc-7-cedar')
    const channel = fakes[kind].channels.get(ref)
    const done = { state: 'done', value: true }
    // Each twice: what is so already is as good as done.
    for (const _ of [1, 2]) expect(await service.invite(ref, users[kind])).toEqual(done)
    expect(channel?.members.has(users[kind])).toBe(true)
    expect(await service.post(ref, 'Severity is *S1* <!channel> @all & more', 'id-1')).toEqual(done)
    for (const _ of [1, 2]) expect(await service.remove(ref, users[kind])).toEqual(done)
    expect(channel?.members.size).toBe(0)
    const pages: Buffer[] = []
    for await (const page of service.pages(ref)) if (page.state === 'done') pages.push(page.value)
    expect(pages.length).toBeGreaterThan(0)
    expect(await service.archive(ref)).toEqual(done)
    expect(channel?.isArchived).toBe(true)
    expect(channel?.said).toHaveLength(1)
    expect(channel?.said[0]).toBe(plainWords[kind])
  })

  test('U37 an owner reads what is wrong: token, right, patience, or a server that answers nonsense', async () => {
    const { forced } = fakes[kind]
    expect(await serviceOf(kind, { token: 'old' }).welcome()).toMatchObject({ trouble: 'login' })
    forced.push({ status: 403 })
    expect(await serviceOf(kind).welcome()).toMatchObject({ trouble: 'rights' })
    forced.push({ status: 429, headers: { 'retry-after': '17' }, json: { errcode: 'M_LIMIT_EXCEEDED' } })
    expect(await serviceOf(kind).welcome()).toEqual({
      state: 'failed',
      trouble: 'later',
      retryAfterSeconds: 17,
    })
    forced.push({ status: 200, json: { ok: true } })
    expect(await serviceOf(kind).welcome()).toMatchObject({ state: 'failed', trouble: 'unreadable' })
    forced.push({ status: 302, headers: { location: 'http://127.0.0.1:1/' } })
    expect(await serviceOf(kind).welcome()).toMatchObject({ state: 'failed', trouble: 'refused' })
    const nowhere = createEgress({ allow: [] })
    expect(await chatService(nowhere, serverOf(kind)).welcome()).toMatchObject({ state: 'failed' })
  })
})

test('U37 a bot finds that a name is taken, and that somebody cannot be let in', async () => {
  for (const kind of ['mattermost', 'slack'] as const) {
    const ref = await made(kind, 'inc-8-cedar')
    expect(await serviceOf(kind).create({ name: 'inc-8-cedar', topic: '' })).toMatchObject({
      trouble: 'taken',
    })
    const stranger = kind === 'slack' ? 'U0' : 'x'.repeat(26)
    expect(await serviceOf(kind).invite(ref, stranger)).toMatchObject({ trouble: 'person' })
  }
})

test('U37 a bot at Matrix hears what is written after it began, leaves a room that is encrypted, and says each thing once', async () => {
  const sealed = await serviceOf('matrix').create({ name: 'sealed-room', topic: '' })
  expect(sealed).toMatchObject({ state: 'failed', trouble: 'encrypted' })
  expect(fakes.matrix.asked.at(-1)?.path).toMatch(/\/leave$/)
  const room = await made('matrix', 'inc-9-cedar')
  const direct = await openDirectRoom(egress, serverOf('matrix'), { user: users.matrix, name: 'Muster' })
  expect(direct).toMatchObject({ state: 'done' })
  const line = (event: string, sender: string) =>
    fakes.matrix.written.push({ room, event, sender, body: '!muster status' })
  line('$1', users.matrix)
  const listen = (since: string) =>
    listenMatrix(egress, serverOf('matrix'), { since, rooms: [room], bot: '@muster:example.org' })
  const first = await listen('')
  expect(first).toMatchObject({ value: { next: '1', messages: [] } })
  line('$2', users.matrix)
  line('$3', '@muster:example.org')
  expect(await listen('1')).toMatchObject({
    value: { next: '3', messages: [{ room, event: '$2', sender: users.matrix, text: '!muster status' }] },
  })
  for (const _ of [1, 2]) await serviceOf('matrix').post(room, 'Once', 'same-id')
  expect(fakes.matrix.channels.get(room)?.said).toEqual(['Once'])
})

test('U37 an owner enters the address of a server, and nothing that holds a login or leads elsewhere', () => {
  expect(plainServerAddress('https://chat.example.org/base/')).toBe('https://chat.example.org/base')
  const bad = [
    'https://u:p@x.example',
    'ftp://x.example',
    'https://x.example/?a=1',
    'https://x.example/#a',
    'x',
  ]
  expect(bad.map(plainServerAddress)).toEqual(bad.map(() => undefined))
})
