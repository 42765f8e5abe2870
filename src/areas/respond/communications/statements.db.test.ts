import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { pushService } from '../../../../tests/push-service.ts'
import { caseFacts, statementDesk } from '../../../../tests/statement-desk.ts'
import { world, type World } from '../../../../tests/world.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import { createEgress } from '../../../platform/egress.ts'
import * as briefing from '../incidents/actions/brief-people.ts'
import * as systems from '../incidents/actions/work-systems.ts'
import * as parties from '../investigation/actions/tell-parties.ts'
import * as inbox from './actions/inbox.ts'
import * as addressing from './actions/keep-recipients.ts'
import * as papers from './actions/print-statements.ts'
import * as briefings from './actions/read-briefings.ts'
import * as releasing from './actions/release-statements.ts'
import * as rules from './actions/statement-rules.ts'
import * as writing from './actions/write-statements.ts'
import { answerStatementBell } from './jobs/send-statements.ts'

let w: World
let chat: Awaited<ReturnType<typeof pushService>>
beforeAll(async () => {
  chat = await pushService()
  w = await world()
  // The real way out; only that it trusts the certificate of the chat tool in this test.
  const egress = createEgress({ allow: ['127.0.0.0/8'], trust: [chat.certificate.cert] })
  Object.assign(w.house.services, { egress })
  answerStatementBell(w.house)
})
afterAll(async () => {
  await w.close()
  await chat.stop()
})
afterEach(() => w.setNow(undefined))

const { declare, draft, list, write, tick, release, agreed, post, outside, delivered, rowsOf, bytesOf } =
  statementDesk(() => w)

test('R20 R40 R73 a statement leaves with its facts, its ticks and its people, is kept as sent, and a correction names it', async () => {
  const server = await post()
  const id = await declare()
  const party = await w.perform(parties.add, w.lead, { id, name: 'Our customers', audience: 'customers' })
  const first = await draft(id)
  expect(first.body).toMatchObject({ confirmed: caseFacts.confirmed, checking: caseFacts.checking })
  expect(first.missing).toEqual(['approver', 'legal', 'insurer'])

  // The sentence itself comes back.
  const bold = 'Customer data was copied by somebody.'
  await expect(write(id, first, { doing: `We work on it. ${bold}` })).rejects.toMatchObject({
    kind: 'invalid',
    detail: {
      reason: 'unconfirmed',
      faults: [{ path: 'body.doing', message: expect.stringContaining(bold) }],
    },
  })
  await expect(write(id, first, { confirmed: caseFacts.checking })).rejects.toMatchObject({ kind: 'invalid' })

  const words = await write(id, first, { doing: 'We work on it day and night.' }, [party.id])
  const broken = await list(
    id,
    first.id,
    'name,email\nAnn,ann@example.org\nBob,bob@@example.org\nCem,cem@example.org',
  )
  expect(broken).toMatchObject({ added: 2, all: 2, broken: [{ row: 3 }] })
  await expect(release(id, words)).rejects.toThrow('approver, legal, insurer')
  await expect(tick(id, words, w.lead, 'legal')).rejects.toMatchObject({ kind: 'forbidden' })
  await agreed(id, words)
  // A change of the words takes every agreement with it.
  const again = await write(id, words, { closing: 'Kind regards' }, [party.id])
  expect(again.missing).toHaveLength(3)
  await agreed(id, again)
  const sent = await release(id, again)
  await delivered()

  expect(
    outside(server)
      .map(({ to }) => to.join())
      .toSorted(),
  ).toEqual(['ann@example.org', 'cem@example.org'])
  expect(outside(server)[0]?.subject).toContain('Harbour Bakery')
  expect(sent.sentSha256).toBe(
    createHash('sha256').update(`${sent.body.subject}\n\n${sent.sentText}`).digest('hex'),
  )
  const leaves = await w.leaves({ stream: id })
  expect(leaves.find(({ kind }) => kind === 'statement.release')?.fields).toMatchObject({
    sha256: sent.sentSha256,
  })
  expect(leaves.filter(({ kind }) => kind === 'recipient.reach')).toHaveLength(2)
  expect((await rowsOf(id, first.id)).map(({ state, settledBy }) => [state, settledBy])).toEqual([
    ['reached', w.lead.name],
    ['reached', w.lead.name],
  ])
  // R40: the affected party ends as told at, by, how, by the sending itself.
  const [told] = (await w.perform(parties.list, w.auditor, { id })).items
  expect(told).toMatchObject({ toldBy: w.lead.name, toldHow: 'email', toldNote: 'Statement 1' })
  await expect(write(id, sent, { doing: '' })).rejects.toMatchObject({ kind: 'conflict' })

  const correction = await draft(id, { corrects: first.id })
  expect(correction).toMatchObject({ stage: 'correction', corrects: 1, recipients: { all: 2 } })
  await agreed(id, correction)
  await release(id, correction)
  await delivered()
  expect(outside(server)).toHaveLength(4)
  // A copy sent twice is seen for what it is only where the name of the message was made once.
  const names = outside(server).map(({ raw }) => /^Message-ID:\s*(\S+)/im.exec(raw)?.[1])
  expect(names.every((name) => name?.includes(w.house.services.signer.install))).toBe(true)
  const board = await w.perform(writing.read, w.auditor, { id })
  expect(
    board.statements.map(({ number, corrects, correctedBy }) => [number, corrects, correctedBy]),
  ).toEqual([
    [1, null, 2],
    [2, 1, null],
  ])
  const proof = await w.perform(papers.print, w.lead, { id, statement: first.id, what: 'proof' })
  const csv = Buffer.from(await bytesOf(proof)).toString()
  expect(csv).toContain(`SHA-256 ${sent.sentSha256}`)
  expect(csv.match(/,reached,/g)).toHaveLength(2)
})

test('N4 facts that moved after the agreement hold the statement back', async () => {
  const id = await declare()
  const first = await draft(id, { audience: 'authority' })
  await list(id, first.id, 'name,way\nData protection authority,portal')
  await agreed(id, first)
  await w.perform(briefing.save, w.lead, {
    id,
    basedOn: 1,
    body: { ...caseFacts, confirmed: [], checking: [...caseFacts.confirmed, ...caseFacts.checking] },
  })
  await expect(release(id, first)).rejects.toThrow('The facts moved since')
})

test('R75 a name that the press may not read does not leave, whoever agreed', async () => {
  const id = await declare()
  await w.perform(systems.add, w.lead, { id, name: 'FILESRV01', state: 'affected' })
  const first = await draft(id, { audience: 'press' })
  const sly = { opening: 'Tonight we had to stop filesrv01 and others.' }
  await expect(write(id, first, sly)).rejects.toThrow('may not see (systems: “FILESRV01”)')
  await expect(write(id, first, { opening: 'Of our 4 customers 3 called.' })).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('R72 a briefing reaches people in the app while mail is hostile, nothing of the case goes by mail, and who read it is known', async () => {
  const server = await post()
  const id = await declare()
  const waiting = await draft(id)
  await list(id, waiting.id, 'name,email,phone\nAnn,ann@example.org,0660 123456')
  const mail = await w.perform(releasing.trust, w.lead, {
    id,
    isHostile: true,
    reason: 'The attacker reads the mailbox',
  })
  expect(mail).toMatchObject({ isHostile: true, by: w.lead.name })

  const team = await draft(id, { audience: 'staff', language: 'de' })
  await w.perform(addressing.add, w.lead, {
    id,
    statement: team.id,
    memberIds: [w.staff.memberId, w.responder.memberId],
  })
  await tick(id, team, w.lead, 'approver')
  await release(id, team)
  await agreed(id, waiting)
  await release(id, waiting)
  await delivered()

  expect(outside(server)).toEqual([])
  const [ann] = await rowsOf(id, waiting.id)
  expect(ann).toMatchObject({ state: 'not reached', others: ['phone', 'hand'] })
  expect(ann?.why).toContain('hostile')
  const news = (await w.perform(inbox.listInbox, w.staff, {})).items.find(
    ({ kind }) => kind === 'briefing.sent',
  )
  expect(news).toMatchObject({ path: `/briefings/${team.id}`, reached: [] })
  const read = await w.perform(briefings.read, w.staff, { id: team.id })
  expect(read.text).toContain('Was wir noch prüfen\n- Whether customer data was copied.')
  await expect(w.perform(briefings.read, w.auditor, { id: team.id })).rejects.toMatchObject({
    kind: 'not_found',
  })
  await w.perform(briefings.confirm, w.staff, { id: team.id })
  const rows = await rowsOf(id, team.id)
  expect(rows.map(({ name, readAt }) => [name, readAt === null])).toContainEqual([w.staff.name, false])
  expect(rows.filter(({ readAt }) => readAt === null)).toHaveLength(1)

  // The next way, and the tick.
  await w.perform(addressing.note, w.lead, {
    ...{ id, statement: waiting.id, recipients: [ann?.id ?? ''], how: 'phone' as const },
    what: 'told',
    note: 'Spoke with Ann',
  })
  expect((await rowsOf(id, waiting.id))[0]).toMatchObject({ state: 'reached', note: 'Spoke with Ann' })
})

test('U39 a statement goes into a room of a chat tool, once, and a broken mail server shows who waits', async () => {
  const server = await post({
    onRecipient: (address) => (address.startsWith('gone') ? { code: 550 } : undefined),
  })
  const board = await w.perform(rules.addChat, w.owner, {
    name: 'Crisis room',
    kind: 'slack',
    address: `${chat.origin}/services/secret-4711`,
  })
  const room = board.channels[0]?.id ?? ''
  expect(JSON.stringify(board)).not.toContain('secret-4711')
  const id = await declare('Locked & loaded')
  const first = await draft(id, { audience: 'team' })
  await list(id, first.id, 'name,email\nGone,gone@example.org\nHere,here@example.org')
  await tick(id, first, w.lead, 'approver')
  await release(id, first, [room])
  await delivered()
  await delivered()
  expect(chat.received.map(({ path }) => path)).toEqual(['/services/secret-4711'])
  expect(JSON.parse(String(chat.received[0]?.body))).toMatchObject({
    text: expect.stringContaining('What we know'),
  })
  expect(outside(server)).toHaveLength(1)
  expect((await rowsOf(id, first.id)).map(({ name, state }) => [name, state])).toEqual([
    ['Gone', 'not reached'],
    ['Here', 'reached'],
    ['Crisis room', 'reached'],
  ])
})

test('R73 a clerk prints a letter for each who has only a postal address, and ticks them off as posted', async () => {
  const id = await declare()
  const first = await draft(id)
  await list(
    id,
    first.id,
    'name,street,postcode,city\nŁucja Żółć,Hauptstraße 1,1010,Wien\nBob,Nebenweg 2,8010,Graz',
  )
  await agreed(id, first)
  await release(id, first)
  const letters = await w.perform(papers.print, w.lead, { id, statement: first.id, what: 'letters' })
  const { text, pages } = readPdf(await bytesOf(letters))
  expect(pages).toBe(2)
  expect(text).toContain('Łucja Żółć')
  expect(text).toContain('Nebenweg 2')
  expect(text.match(/The customer server was encrypted/g)).toHaveLength(2)
  const all = { id, statement: first.id, what: 'told' as const, how: 'letter' as const }
  expect(await w.perform(addressing.note, w.lead, all)).toEqual({ noted: 2 })
  for (const what of ['statement', 'telephone', 'answers'] as const) {
    const made = await w.perform(papers.print, w.lead, { id, statement: first.id, what })
    expect(
      Buffer.from(await bytesOf(made))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }
})

test('in an exercise nothing goes to people outside', async () => {
  const server = await post()
  const id = await declare('Rehearsal', { mode: 'exercise' })
  const first = await draft(id)
  await list(id, first.id, 'name,email\nAnn,ann@example.org')
  await agreed(id, first)
  await release(id, first)
  await delivered()
  expect(outside(server)).toEqual([])
  const [ann] = await rowsOf(id, first.id)
  expect(ann?.why).toContain('exercise')
  const again = { id, statement: first.id, recipients: [ann?.id ?? ''], what: 'again' as const }
  await expect(w.perform(addressing.note, w.lead, { ...again, how: 'mail' })).rejects.toThrow('exercise')
  await w.perform(addressing.note, w.lead, { ...again, how: 'hand' })
  await delivered()
  expect(outside(server)).toEqual([])
})

test('two people who write at once do not overwrite each other, and nobody reads the statements of a stranger', async () => {
  const id = await declare()
  const first = await draft(id)
  await write(id, first, { ask: 'Please wait.' })
  await expect(write(id, first, { ask: 'Please call.' })).rejects.toMatchObject({
    detail: { reason: 'stale' },
  })
  await expect(w.perform(writing.read, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
})
