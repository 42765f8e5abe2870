import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { caseFacts, statementDesk } from '../../../../tests/statement-desk.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import { world, type World } from '../../../../tests/world.ts'
import { createEgress } from '../../../platform/egress.ts'
import { createApp } from '../../../platform/http/app.ts'
import * as briefing from '../incidents/actions/brief-people.ts'
import * as marking from '../incidents/actions/mark-incident.ts'
import * as circle from '../incidents/actions/restrict-incident.ts'
import * as systems from '../incidents/actions/work-systems.ts'
import * as pages from './actions/partner-pages.ts'
import * as abuse from './actions/report-abuse.ts'
import * as publicPages from './actions/public-page.ts'
import * as releasing from './actions/release-statements.ts'
import { answerStatementBell } from './jobs/send-statements.ts'

let w: World
let app: Awaited<ReturnType<typeof createApp>>
beforeAll(async () => {
  w = await world()
  Object.assign(w.house.services, { egress: createEgress({ allow: ['127.0.0.0/8'] }) })
  answerStatementBell(w.house)
  const actions = [pages.view, publicPages.read, publicPages.subscribe, publicPages.settle]
  app = await createApp({ house: w.house, actions, version: 'test' })
})
afterAll(async () => {
  await app.close()
  await w.close()
})
afterEach(() => w.setNow(undefined))

const { declare, draft, list, agreed, release, post, outside, delivered, rowsOf, bytesOf } = statementDesk(
  () => w,
)

const tokenIn = (url: string | null | undefined) => url?.split('/').at(-1) ?? ''
let turn = 0
/** As a browser that never signed in asks; each from a network of its own unless it says otherwise. */
const ask = (path: string, body?: object, remoteAddress = `198.51.${(turn += 1)}.7`) =>
  app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/api/v1${path}`,
    remoteAddress,
    ...(body !== undefined && { payload: body }),
  })
const open = (token: string, from?: string) => ask('/partner-page-views', { token }, from)
const known = { what: 'confirmed' as const, text: 'The customer server was encrypted on 6 March.' }
const wish = { name: 'Northern Hosting', audience: 'partners' as const }
const shareWith = (id: string, more: object = {}) =>
  w.perform(pages.share, w.lead, { id, ...wish, content: { note: 'Call us.', lines: [known] }, ...more })

test('U41 a partner without an account reads exactly what was shared with them, and each opening is kept', async () => {
  const id = await declare('A title that says too much')
  await w.perform(systems.add, w.lead, { id, name: 'FILESRV01', state: 'affected' })
  const sly = { note: 'It was FILESRV01.', lines: [] }
  await expect(shareWith(id, { content: sly })).rejects.toThrow('systems (“FILESRV01”)')
  await expect(
    shareWith(id, { content: { note: '', lines: [{ what: 'systems', text: 'FILESRV01: affected' }] } }),
  ).rejects.toMatchObject({ kind: 'invalid' })
  await expect(w.perform(pages.share, w.responder, { id, ...wish, content: sly })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  const { page, url } = await shareWith(id)
  const answer = await open(tokenIn(url))
  expect(answer.json()).toEqual({
    ...{ organisation: 'Harbour Bakery', name: wish.name, isExercise: false, number: 1 },
    content: { note: 'Call us.', lines: [known] },
    ...{ sharedAt: page.sharedAt, expiresAt: page.expiresAt },
  })
  expect(answer.headers).toMatchObject({
    'x-robots-tag': expect.stringContaining('noindex'),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  expect(answer.headers['set-cookie']).toBeUndefined()

  const again = await shareWith(id, { page: page.id, content: { note: 'We are back.', lines: [] } })
  expect(again.url).toBeNull()
  expect((await open(tokenIn(url))).json()).toMatchObject({ number: 2, content: { lines: [] } })
  const board = await w.perform(pages.read, w.auditor, { id })
  expect(board.partners).toMatchObject([{ number: 2, views: { all: 2, ofThis: 1 }, state: 'open' }])
  expect(JSON.stringify(board)).not.toContain(tokenIn(url))
  const leaves = await w.leaves({ stream: id })
  expect(leaves.filter(({ kind }) => kind === 'partner.view').map(({ fields }) => fields?.['share'])).toEqual(
    ['1', '2'],
  )
})

test('U41 whoever guesses, comes late or holds a closed link reads nothing, and learns nothing by the answer', async () => {
  const id = await declare()
  const { page, url } = await shareWith(id, { days: 1 })
  const dead = (await open(randomBytes(16).toString('base64url'))).body
  const refusedAs = async (token: string) => {
    const { statusCode, body } = await open(token)
    return [statusCode, body]
  }
  for (const guess of ['0', '../..', '%00', `${tokenIn(url)}=`, tokenIn(url).toLowerCase(), "' or 1=1 --"])
    expect(await refusedAs(guess), guess).toEqual([404, dead])

  w.setNow(new Date(Date.now() + 86_400_000))
  expect(await refusedAs(tokenIn(url))).toEqual([404, dead])
  w.setNow(undefined)
  expect((await open(tokenIn(url))).statusCode).toBe(200)

  // The mark and the circle reach what was shared before.
  await w.perform(marking.markTlp, w.lead, { id, tlp: 'red' })
  expect(await refusedAs(tokenIn(url))).toEqual([404, dead])
  await expect(shareWith(id)).rejects.toThrow('TLP:RED')
  await w.perform(marking.markTlp, w.lead, { id, tlp: 'amber' })
  await w.perform(pages.revoke, w.responder, { id, page: page.id })
  expect(await refusedAs(tokenIn(url))).toEqual([404, dead])

  const other = await declare()
  const closed = tokenIn((await shareWith(other)).url)
  await w.perform(circle.restrict, w.owner, { id: other, reason: 'It concerns one of us' })
  expect(await refusedAs(closed)).toEqual([404, dead])
  await expect(w.perform(pages.read, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })

  const network = '203.0.113.50'
  const answers = []
  for (let at = 0; at < 31; at += 1)
    answers.push((await open(randomBytes(16).toString('base64url'), network)).statusCode)
  expect(answers.at(0)).toBe(404)
  expect(answers.at(-1)).toBe(429)
})

test('U42 the public reads what was let go, with the next update and what was corrected, and nothing once it is closed', async () => {
  const id = await declare()
  const said = await draft(id, { audience: 'public' })
  await agreed(id, said)
  await expect(release(id, said)).rejects.toThrow('Open the public page')
  const next = new Date(Date.now() + 3_600_000).toISOString()
  const page = await w.perform(publicPages.set, w.lead, { id, isOpen: true, nextUpdateAt: next })
  const token = tokenIn(page?.url)
  await release(id, said)
  const shown = await ask(`/public-pages/${token}`)
  expect(shown.headers['set-cookie']).toBeUndefined()
  expect(shown.json()).toMatchObject({
    organisation: 'Harbour Bakery',
    nextUpdateAt: next,
    maySubscribe: false,
    updates: [
      {
        number: 1,
        correctedAt: null,
        parts: expect.arrayContaining([{ heading: 'What we know', isList: true, lines: [known.text] }]),
      },
    ],
  })
  expect(shown.body).not.toContain(id)
  const correction = await draft(id, { corrects: said.id })
  await agreed(id, correction)
  await release(id, correction)
  const { updates } = (await ask(`/public-pages/${token}`)).json<{
    updates: { correctedAt: string | null }[]
  }>()
  expect(updates.map(({ correctedAt }) => correctedAt === null)).toEqual([true, false])

  await w.perform(publicPages.set, w.lead, { id, isOpen: false })
  expect((await ask(`/public-pages/${token}`)).statusCode).toBe(404)
  const rehearsal = await declare('Rehearsal', { mode: 'exercise' })
  await expect(w.perform(publicPages.set, w.lead, { id: rehearsal, isOpen: true })).rejects.toThrow(
    'exercise',
  )
})

test('U42 a reader follows by mail after a yes from that address, stops by the link in each mail, and hostile mail carries nothing', async () => {
  const server = await post()
  const id = await declare()
  const page = await w.perform(publicPages.set, w.lead, { id, isOpen: true })
  const path = `/public-pages/${tokenIn(page?.url)}/subscriptions`
  expect((await ask(path, { token: undefined, email: 'no address' })).statusCode).toBe(422)
  for (const email of ['ann@example.org', 'Ann@Example.org', 'bob@example.org'])
    expect((await ask(path, { email })).json()).toEqual({ asked: true })
  await delivered()
  expect(
    outside(server)
      .map(({ to }) => to.join())
      .toSorted(),
  ).toEqual(['ann@example.org', 'bob@example.org'])
  const [question] = outside(server).filter(({ to }) => to.includes('ann@example.org'))
  const yes = /\/follow\/([\w-]{22})/.exec(question?.raw.replaceAll(/=\r?\n/g, '') ?? '')?.[1] ?? ''
  expect((await ask('/subscriptions', { token: yes, what: 'confirm' })).json()).toMatchObject({
    what: 'confirm',
  })

  const said = await draft(id, { audience: 'public' })
  await agreed(id, said)
  await release(id, said)
  await delivered()
  const news = outside(server).slice(2)
  expect(news.map(({ to }) => to.join())).toEqual(['ann@example.org'])
  expect(news[0]?.raw.replaceAll(/=\r?\n/g, '')).toMatch(
    new RegExp(`List-Unsubscribe:\\s+<[^>]*/unfollow/${yes}>`, 'i'),
  )
  expect((await rowsOf(id, said.id)).map(({ email, state }) => [email, state])).toEqual([
    ['ann@example.org', 'reached'],
  ])
  // Its correction carries the way out, too, and reaches whoever follows by then.
  const corrected = await draft(id, { corrects: said.id })
  await agreed(id, corrected)
  await release(id, corrected)
  await delivered()
  expect(
    outside(server)
      .slice(3)
      .map(({ raw }) => raw.includes('List-Unsubscribe')),
  ).toEqual([true])
  server.received.pop()
  const late = await draft(id, { corrects: corrected.id })
  expect((await ask('/subscriptions', { token: yes, what: 'end' })).statusCode).toBe(200)
  await agreed(id, late)
  await release(id, late)
  await delivered()
  expect(outside(server)).toHaveLength(3)
  const more = await draft(id, { audience: 'public', stage: 'update' })
  await agreed(id, more)
  await release(id, more)
  await delivered()
  expect(outside(server)).toHaveLength(3)

  await w.perform(releasing.trust, w.lead, { id, isHostile: true, reason: 'The attacker reads the mailbox' })
  expect((await ask(path, { email: 'cem@example.org' })).statusCode).toBe(409)
  await delivered()
  expect(outside(server)).toHaveLength(3)
})

test('R75 U38 a lead prints the report that the staff may read, and what they may not is not in it', async () => {
  const id = await declare()
  await w.perform(systems.add, w.lead, { id, name: 'FILESRV01', state: 'affected' })
  const { text } = readPdf(
    await bytesOf(await w.perform(pages.print, w.responder, { id, audience: 'customers', language: 'en' })),
  )
  expect(text).toContain(known.text)
  expect(text).not.toContain('FILESRV01')
  const management = await w.perform(pages.print, w.lead, { id, audience: 'management', language: 'de' })
  expect(readPdf(await bytesOf(management)).text).toContain('FILESRV01')
  // The mark of the case stands above every list: not on paper, and not as words that were agreed to.
  const said = await draft(id)
  await list(id, said.id, 'name,email\nAnn,ann@example.org')
  await agreed(id, said)
  await w.perform(marking.markTlp, w.lead, { id, tlp: 'amber+strict' })
  const barred = { kind: 'conflict', detail: { reason: 'barred' } }
  await expect(release(id, said)).rejects.toMatchObject(barred)
  await expect(
    w.perform(pages.print, w.responder, { id, audience: 'customers', language: 'en' }),
  ).rejects.toMatchObject(barred)
})

test('U44 a report of abuse finds its place, rests on what is confirmed of the target, and goes out as a statement', async () => {
  const id = await declare()
  const target = 'hxxps://login[.]evil[.]example/x'
  const place = { name: 'Example Hosting', email: 'Abuse@Hoster.example', checkedOn: '2026-02-01' }
  await expect(w.perform(abuse.keep, w.responder, { ...place, covers: ['two words'] })).rejects.toMatchObject(
    { detail: { faults: [{ path: 'covers.0' }] } },
  )
  const kept = await w.perform(abuse.keep, w.responder, { ...place, covers: ['evil.example'] })
  const found = await w.perform(abuse.find, w.responder, { id, target })
  expect(found).toMatchObject({ host: 'login.evil.example', facts: [] })
  expect(found.addressees[0]).toMatchObject({ email: 'abuse@hoster.example', from: 'directory' })
  const wish = { id, target, name: kept.name, email: kept.email }
  await expect(w.perform(abuse.draft, w.responder, wish)).rejects.toThrow('Nothing is confirmed of hxxps')
  const confirmed = ['The page login.evil.example copies our sign-in page.']
  await w.perform(briefing.save, w.lead, { id, basedOn: 1, body: { ...caseFacts, confirmed } })
  const said = await w.perform(abuse.draft, w.responder, wish)
  expect(said).toMatchObject({ body: { confirmed }, faults: [], recipients: { all: 1 } })
  expect(said.body.subject).toContain('hxxps[://]login[.]evil[.]example')
  const server = await post()
  await agreed(id, said)
  await release(id, said)
  await delivered()
  expect(outside(server).map(({ to }) => to.join())).toEqual(['abuse@hoster.example'])
  await w.perform(abuse.keep, w.responder, { ...place, contact: kept.id, covers: kept.covers, isGone: true })
  expect((await w.perform(abuse.find, w.responder, { id, target })).directory).toEqual([])
  await expect(w.perform(abuse.find, w.stranger, { id, target })).rejects.toMatchObject({ kind: 'not_found' })
})
