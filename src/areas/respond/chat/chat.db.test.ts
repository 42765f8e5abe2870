import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { users } from '../../../../tests/chat-servers.ts'
import { chatTalk, verifier } from '../../../../tests/chat-talk.ts'
import type { Fields } from '../../../../tests/guards/town/company.ts'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import { asSystem, type Context } from '../../../platform/action.ts'
import { slackSignature } from '../../../platform/chat/slack-signature.ts'
import { claimListening, knownConnection } from './store/connections.ts'

let w: World
beforeAll(async () => {
  w = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
})
afterAll(() => w.close())
afterEach(() => w.setNow(undefined))

const { as, idle, chatOf, minutesOn, declare, channelOf, connected, typed, delivered, link } = chatTalk(
  () => w,
)
const kindsOf = async (stream: string) => (await w.leaves({ stream })).map(({ kind }) => kind)

test('U37 a channel and a meeting open with the incident, who has something to do is let in, and it is archived after the last word', async () => {
  const meet = 'https://meet.example.org/{name}'
  await as(w.owner)('setMeeting', { link: meet, dialIn: '+43 1 234', pin: '4711' })
  const { fake, hook, made } = await connected('mattermost')
  expect(made).toMatchObject({ settings: { connection: { trouble: '', team: 'bakery' } } })
  expect(JSON.stringify([await as(w.lead)('readChat', {}), await w.leaves()])).not.toMatch(/token-4711|-0815/)
  await link(hook, w.lead)
  const anew = await as(w.owner)('connectChat', { kind: 'mattermost', team: 'bakery', isHookNew: true })
  expect([typeof anew['commandUrl'], anew]).toMatchObject(['string', { settings: { linked: 1 } }])
  await expect(typed(hook, {}, 'help')).rejects.toMatchObject({ kind: 'not_found' })
  const id = await declare()
  await as(w.lead)('takeLead', { id, memberId: w.lead.memberId })
  const { name, meeting, seats, unlinked } = await chatOf(w.lead, id)
  expect(name).toMatch(/^inc-\d+-[a-z]+$/)
  expect(meeting?.link).toMatch(/^https:\/\/meet\.example\.org\/m[0-9a-f]{32}$/)
  expect([seats, unlinked]).toEqual([[{ name: expect.any(String), state: 'in' }], []])
  const channel = channelOf(fake, name)
  expect(channel.said[0]).toContain(meeting?.link.replaceAll(/[_*~]/g, String.raw`\$&`))
  await minutesOn(5)
  expect(channel.said.filter((line) => line.includes('Locked files'))).toHaveLength(1)

  const before = channel.said.length
  fake.forced.push({ status: 429, headers: { 'retry-after': '120' } })
  await as(w.lead)('changeSeverity', { id, severity: 'S2', reason: 'Less than feared' })
  expect(await chatOf(w.lead, id)).toMatchObject({ trouble: 'later' })
  await minutesOn(1)
  expect(channel.said).toHaveLength(before)
  await minutesOn(2)
  expect(channel.said.at(-1)).toContain('S2')

  const { evidence, pages } = await as(w.lead)('keepCaseChat', { id })
  const opened = await as(w.lead)('openEvidence', { id, evidence })
  const file = opened as unknown as { open(): Promise<AsyncIterable<Uint8Array>> } // a download
  const parts: Uint8Array[] = []
  for await (const part of await file.open()) parts.push(part)
  const [page] = JSON.parse(Buffer.concat(parts).toString()) as { posts: { said: string[] } }[] // as the server sent it
  expect([pages, page?.posts.said]).toEqual([1, channel.said])

  await as(w.lead)('closeIncident', {
    id,
    summary: 'Done',
    initialVector: 'unknown',
    disposition: 'false_alarm',
  })
  expect(await chatOf(w.lead, id)).toMatchObject({ state: 'archived' })
  expect([channel.isArchived, channel.said.at(-1)]).toEqual([true, expect.stringContaining('false alarm')])
  await as(w.lead)('reopenIncident', { id, reason: 'It is back' })
  const again = await chatOf(w.lead, id)
  expect(again.name).not.toBe(name)
  expect([...channelOf(fake, again.name).members]).toEqual([users.mattermost])
  const kinds = await kindsOf(id)
  for (const kind of ['chat.open', 'chat.ready', 'chat.invite', 'chat.keep', 'chat.close'])
    expect(kinds).toContain(kind)
})

test('U37 a restricted case is talked about only where its lead says so, and who is cut off loses the channel', async () => {
  const { fake, hook } = await connected('mattermost')
  const second = 'v'.repeat(26)
  await link(hook, w.lead)
  await link(hook, w.responder, { user_id: second })
  const people = [w.lead.memberId, w.owner.memberId, w.responder.memberId]
  const id = await declare('S3')
  await as(w.lead)('takeLead', { id, memberId: w.lead.memberId })
  await as(w.lead)('restrictIncident', { id, people, suspects: [], reason: 'Staff' })
  expect(await chatOf(w.owner, id)).toMatchObject({ state: null, needsYes: true })
  const open = (actor: MemberActor, allowsWords: boolean) => as(actor)('openCaseChat', { id, allowsWords })
  await expect(open(w.owner, true)).rejects.toMatchObject({ detail: { reason: 'needs_lead' } })
  await expect(open(w.lead, false)).rejects.toMatchObject({ detail: { reason: 'needs_lead' } })
  await expect(open(w.staff, true)).rejects.toMatchObject({ kind: 'forbidden' })
  await open(w.lead, true)
  const { name } = await chatOf(w.lead, id)
  const channel = channelOf(fake, name)
  expect([...channel.members].toSorted()).toEqual([users.mattermost, second])
  await as(w.lead)('endAccess', { id, member: w.responder.memberId })
  await idle()
  expect([...channel.members]).toEqual([users.mattermost])
  const ref = [...fake.channels].find(([, one]) => one === channel)?.[0] ?? ''
  const lost = await typed(hook, { channel_id: ref, user_id: second }, 'status')
  expect(lost).toMatchObject({ response_type: 'ephemeral' })
  expect(lost.text).not.toContain('Locked files')
  const guessed = await typed(hook, { channel_id: ref, user_id: second }, 'task x @nobody-of-that-name')
  expect(guessed.text).not.toContain('nobody-of-that-name')
  expect((await typed(hook, { channel_id: ref }, 'status')).text).toContain('Locked files')

  await as(w.lead)('distrustCaseChat', { id, isHostile: true, reason: 'An account was taken over' })
  expect((await typed(hook, { channel_id: ref }, 'note hello')).text).toContain('no command is taken')
  await as(w.lead)('changeSeverity', { id, severity: 'S2', reason: 'x' })
  await idle()
  expect(channel.said.join()).not.toContain('S2')

  const marked = await declare('S3')
  await as(w.lead)('trustMail', { id: marked, isHostile: true, reason: 'Mailbox taken over' })
  await expect(as(w.lead)('openCaseChat', { id: marked })).rejects.toMatchObject({
    detail: { reason: 'mail_hostile' },
  })
})

test('U37 between two lines the case may go into other hands, an account may change, and an invitation may break off', async () => {
  const { fake, hook } = await connected('mattermost')
  const [second, third] = ['v'.repeat(26), 'w'.repeat(26)]
  await link(hook, w.lead)
  const id = await declare()
  await as(w.lead)('takeLead', { id, memberId: w.lead.memberId })
  const channel = channelOf(fake, (await chatOf(w.lead, id)).name)
  const ref = [...fake.channels].find(([, one]) => one === channel)?.[0] ?? ''

  await link(hook, w.responder, { user_id: third })
  fake.meanwhile.push({
    path: /members$/,
    run: async () => {
      channel.members.add(third)
      fake.forced.push({ status: 503 })
    },
  })
  await as(w.responder)('openCaseChat', { id })
  expect(await chatOf(w.lead, id)).toMatchObject({ trouble: 'later' })
  await as(w.responder)('unlinkOwnChat', {})
  await minutesOn(3)
  expect([...channel.members]).toEqual([users.mattermost])

  fake.forced.push({ status: 429, headers: { 'retry-after': '120' } })
  await as(w.lead)('changeSeverity', { id, severity: 'S2', reason: 'x' })
  await idle()
  await link(hook, w.lead, { user_id: second })
  await as(w.lead)('openCaseChat', { id })
  await as(w.lead)('changeSeverity', { id, severity: 'S3', reason: 'x' })
  await idle()
  const before = channel.said.length
  fake.meanwhile.push({
    path: /posts$/,
    run: async () =>
      void (await as(w.lead)('distrustCaseChat', { id, isHostile: true, reason: 'A stranger is in there' })),
  })
  await minutesOn(3)
  expect([...channel.members]).toEqual([second])
  expect(channel.said.slice(before)).toEqual([expect.stringContaining('S2')])

  await as(w.lead)('distrustCaseChat', { id, isHostile: false, reason: 'Looked at' })
  await as(w.lead)('markTlp', { id, tlp: 'red' })
  const said = await typed(hook, { channel_id: ref, user_id: second }, 'note hidden')
  expect(said).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('hidden') })
})

test('U37 a linked person commands the incident from the chat, with their own rights, once, and on the record as by chat', async () => {
  const { fake, hook } = await connected('mattermost')
  const stranger = await typed(hook, {}, 'status')
  expect(stranger).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringContaining('your account'),
  })
  expect(await typed(hook, {}, 'link ABCDEFGHJK')).toMatchObject({
    text: expect.stringContaining('not valid'),
  })
  await link(hook, w.lead)
  const auditor = 'w'.repeat(26)
  await link(hook, w.auditor, { user_id: auditor })
  const id = await declare()
  await as(w.lead)('takeLead', { id, memberId: w.lead.memberId })
  const { name } = await chatOf(w.lead, id)
  const ref = [...fake.channels].find(([, one]) => one.name === name)?.[0] ?? ''
  const here = (text: string, more: Fields = {}) => typed(hook, { channel_id: ref, ...more }, text)

  const noted = await here('note see https://evil.example @all *now*')
  expect(noted).toMatchObject({ response_type: 'in_channel' })
  expect(noted.text).not.toMatch(/:\/\/evil|(?<!\S)@all|(?<!\\)\*now/)
  await here('entscheidung Server aus')
  const first = w.responder.name.split(' ').at(-1) ?? ''
  const task = await here(`aufgabe Bank anrufen @${first} bis 15:00`)
  expect(task.text).toContain('Aufgabe 1')
  expect((await here('done 1')).text).toContain('is done')
  expect((await here('done 1')).text).toContain('done already')
  const [done] = (await as(w.lead)('listTasks', { id }))['items'] as {
    ownerId: string
    dueAt: string
    doneBy: string
  }[] // as its contract says
  expect(done).toMatchObject({ ownerId: w.responder.memberId, doneBy: `${w.lead.name} (chat)` })
  expect(done?.dueAt).toMatch(/T1[34]:00:00/)
  expect((await here('wer')).text).toContain(w.lead.name.split(' ')[0])
  expect((await here('clock')).text).toMatch(/deadline/)
  expect((await typed(hook, {}, 'note x')).text).toContain('channel of the incident')

  const leaves = await w.leaves({ stream: id })
  const byChat = leaves.filter(({ fields }) => fields['by'] === `${w.lead.name} (chat)`)
  expect(byChat.map(({ kind }) => kind)).toEqual(['note.add', 'decision.record', 'task.add', 'task.done'])
  const refused = await here('note I may not', { user_id: auditor })
  expect(refused).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringContaining('Nothing was done'),
  })

  // The same request again, another secret, another team, another address: each changes nothing.
  const form = { token: verifier, team_id: 't'.repeat(26), channel_id: ref, user_id: users.mattermost }
  const body = new URLSearchParams({
    ...form,
    user_name: 'anna',
    text: 'note once',
    trigger_id: 'same',
  }).toString()
  await delivered(hook, body, {})
  await expect(delivered(hook, body, {})).rejects.toMatchObject({ kind: 'conflict' })
  for (const change of [{ token: 'wrong' }, { team_id: 'x' }, { user_id: '' }])
    await expect(typed(hook, { ...form, ...change }, 'note no')).rejects.toMatchObject({ kind: 'not_found' })
  await expect(typed('A'.repeat(32), form, 'note no')).rejects.toMatchObject({ kind: 'not_found' })
  await as(w.lead)('unlinkOwnChat', {})
  expect((await here('status')).text).toContain('your account')
  await idle()
  expect([...channelOf(fake, name).members]).toEqual([])
})

test('U37 a request that Slack signed is taken once within five minutes, and one that it did not sign never', async () => {
  const { hook } = await connected('slack')
  const form = {
    team_id: 'T1DC2JH3J',
    channel_id: 'C0',
    user_id: users.slack,
    user_name: 'anna',
    text: 'help',
  }
  const body = new URLSearchParams(form).toString()
  const signed = (offset: number, secret = verifier) => {
    const seconds = String(Math.floor(w.house.now().getTime() / 1000) + offset)
    return {
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': slackSignature(secret, seconds, Buffer.from(body)),
    }
  }
  const headers = signed(0)
  expect((await delivered(hook, body, headers)).text).toContain('/muster note')
  await expect(delivered(hook, body, headers)).rejects.toMatchObject({
    kind: 'conflict',
    detail: { reason: 'replay' },
  })
  for (const bad of [signed(-301), signed(0, 'other'), {}])
    await expect(delivered(hook, body, bad)).rejects.toMatchObject({ kind: 'not_found' })
})

test('U37 a bot reads the rooms of Matrix, links who types the code there, and tells a stranger alone what to do', async () => {
  const { fake, made } = await connected('matrix', { language: 'de' })
  const { code } = await as(w.lead)('linkOwnChat', { account: users.matrix })
  await idle()
  const [direct = ''] = fake.channels.keys()
  const line = (room: string, sender: string, body: string) =>
    fake.written.push({ room, sender, body, event: `$${fake.written.length}` })
  line(direct, users.matrix, `!muster link ${String(code)}`)
  await minutesOn(1)
  expect(fake.channels.get(direct)?.said.at(-1)).toContain('linked to you')
  const id = await declare()
  await as(w.lead)('takeLead', { id, memberId: w.lead.memberId })
  await idle()
  const [, room = ''] = fake.channels.keys()
  expect([...(fake.channels.get(room)?.members ?? [])]).toEqual([users.matrix])
  line(room, users.matrix, '!muster notiz Die Bank rief an')
  line(room, '@mallory:evil.example', '!muster status')
  line(room, users.matrix, 'not for the bot')
  await minutesOn(1)
  const notes = (await w.leaves({ stream: id })).filter(({ kind }) => kind === 'note.add')
  expect(notes.map(({ fields }) => fields['text'])).toEqual(['Die Bank rief an'])
  expect(fake.channels.get(room)?.said.at(-1)).toContain('Im Protokoll')
  const [, , alone = ''] = fake.channels.keys()
  expect([...(fake.channels.get(alone)?.members ?? [])]).toEqual(['@mallory:evil.example'])
  expect(fake.channels.get(alone)?.said.join()).toContain('Muster weiß nicht')
  expect(fake.channels.get(room)?.said.join()).not.toContain('weiß nicht')

  const other = as(w.lead)('linkOwnChat', { account: '@ana:example.org' })
  await expect(other).rejects.toMatchObject({ kind: 'conflict' })
  const { code: again } = await as(w.lead)('linkOwnChat', { account: users.matrix })
  line(room, users.matrix, `!muster link ${String(again)}`)
  await minutesOn(1)
  expect(fake.channels.get(direct)?.said.at(-1)).toContain('not valid any more')
  // Whoever finds that another process listens leaves it its time.
  const connectionId = (made['settings'] as { connection: { id: string } }).connection.id // as its contract says
  const until = new Date(w.house.now().getTime() + 600_000)
  const inside = <T>(work: (context: Context) => Promise<T>) => asSystem(w.house, w.tenantId, 'Chat', work)
  const lease = { held: undefined, until }
  expect(await inside((context) => claimListening(context, connectionId, lease))).toEqual(until)
  await minutesOn(1)
  expect((await inside((context) => knownConnection(context, connectionId))).listeningUntil).toEqual(until)
})
