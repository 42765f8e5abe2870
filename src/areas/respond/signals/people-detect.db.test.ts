import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { Refusal } from '../../../base/refusal.ts'
import { perform } from '../../../platform/action.ts'
import { createApp } from '../../../platform/http/app.ts'
import { tenantStreams } from '../../../platform/ledger/read.ts'
import { open } from '../incidents/actions/open-incident.ts'
import * as talk from './actions/answer-reports.ts'
import { handInMail } from './actions/hand-in-mail.ts'
import { makeLink, report, submit } from './actions/report-something.ts'
import { groups } from './actions/read-groups.ts'
import { dismiss, get, list } from './actions/triage-signals.ts'
import { drainIntake } from './public.ts'

let small: World
let token: string
beforeAll(async () => {
  small = await world()
  const { url } = await small.perform(makeLink, small.owner, {})
  token = url.split('/').at(-1) ?? ''
})
afterAll(() => small.close())

const newest = async () => {
  const { items } = await small.perform(list, small.lead, { limit: 1 })
  return small.perform(get, small.lead, { id: items[0]?.id ?? '' })
}
const handIn = (receipt: string, text: string, address = '192.0.2.1') =>
  perform(small.house, handInMail, small.nobody, {
    input: { receipt },
    address,
    webhook: { body: Buffer.from(text), headers: {} },
  })

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  return small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    const { rows: tables } = await $client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'app'`,
    )
    const texts: string[] = []
    for (const { name } of tables) {
      const { rows } = await $client.query<{ row: string }>(`select t::text as row from app."${name}" t`)
      texts.push(...rows.map(({ row }) => row))
    }
    return texts.join('\n')
  })
}

test('R32 a reporter without a name talks with us by code, and nothing of address, account or device is kept', async () => {
  const app = await createApp({
    house: small.house,
    actions: [submit, talk.readReceipt, talk.writeToReport],
    version: 'test',
  })
  const device = {
    'user-agent': 'Telltale/7.3 (Boss phone)',
    'accept-language': 'x-telltale-tongue',
    remoteAddress: '203.0.113.99',
  }
  const send = async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const { remoteAddress, ...headers } = device
    const answer = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers,
      remoteAddress,
      ...(payload && { payload }),
    })
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
  }
  const { receipt } = (
    await send('POST', `/report-forms/${token}/reports`, {
      kind: 'concern',
      what: 'Backups are switched off',
    })
  ).body as { receipt: string } // the declared answer
  const told = await newest()
  await small.perform(talk.answer, small.lead, { id: told.id, text: 'Since when?' })
  await send('POST', `/report-receipts/${receipt}/messages`, { text: 'Since spring' })
  await small.perform(talk.answer, small.responder, {
    id: told.id,
    text: 'Thank you, they run again.',
    outcome: 'mended',
  })

  const seen = await send('GET', `/report-receipts/${receipt.toLowerCase()}`)
  const wrong = await send('GET', '/report-receipts/00000-00000-00000-00000')
  await app.close()

  expect(seen.body).toMatchObject({
    kind: 'concern',
    status: 'closed',
    outcome: 'mended',
    messages: [
      { by: small.lead.name, text: 'Since when?' },
      { by: '', text: 'Since spring' },
      { by: small.responder.name, text: 'Thank you, they run again.' },
    ],
  })
  expect(wrong.status).toBe(404)
  const kept = `${await everything()}\n${small.logged.join('\n')}`
  for (const trace of ['Telltale', '203.0.113.99', 'telltale-tongue', receipt, receipt.replaceAll('-', '')])
    expect(kept).not.toContain(trace)
})

test('R32 one who is signed in and stays anonymous is in no row of the talk, and a guesser is slowed down', async () => {
  const { receipt } = await small.perform(report, small.counsel, {
    what: 'A concern of mine',
    anonymous: true,
    kind: 'concern',
  })
  await small.perform(talk.writeToReport, small.counsel, { receipt, text: 'One thing more' })

  const kept = await everything()
  const rows = kept
    .split('\n')
    .filter((row) => row.includes('One thing more') || row.includes('report.message'))
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row).not.toContain(small.counsel.memberId)
  small.setNow(new Date('2026-03-01T08:00:10Z'))
  const guesses = []
  for (let turn = 0; turn < 31; turn += 1)
    guesses.push(
      await small
        .perform(
          talk.readReceipt,
          small.nobody,
          { receipt: `${turn}`.padStart(20, '0') },
          { address: '198.51.100.7' },
        )
        .catch((error: unknown) => (error instanceof Refusal ? error.kind : error)),
    )
  small.setNow(undefined)
  expect(guesses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'not_found'))
  expect(guesses[30]).toBe('too_many')
})

test('R31 a near miss needs three answers and becomes an incident with what was said about it', async () => {
  const half = small.perform(submit, small.nobody, {
    token,
    kind: 'near_miss',
    what: 'Nearly paid a false bill',
  })
  await expect(half).rejects.toMatchObject({
    kind: 'invalid',
    detail: { faults: [{ path: 'stoppedBy' }, { path: 'wouldHelp' }] },
  })
  const { receipt } = await small.perform(submit, small.nobody, {
    token,
    kind: 'near_miss',
    what: 'Nearly paid a false bill',
    stoppedBy: 'I called the supplier',
    wouldHelp: 'Two people for each new account',
  })
  const before = await newest()
  await small.perform(talk.answer, small.lead, { id: before.id, text: 'Well done.' })
  const { id } = await small.perform(open, small.lead, {
    title: 'False bill',
    kind: 'business-email-compromise',
    severity: 'S4',
    mode: 'near_miss',
    signalId: before.id,
  })

  const after = await small.perform(get, small.lead, { id: before.id })
  expect(after).toMatchObject({
    incidentId: id,
    report: {
      kind: 'near_miss',
      stoppedBy: 'I called the supplier',
      wouldHelp: 'Two people for each new account',
      messages: [{ text: 'Well done.' }],
    },
  })
  expect(await small.perform(talk.readReceipt, small.nobody, { receipt })).toMatchObject({
    status: 'being handled',
  })
  const figures = await small.perform(talk.figures, small.lead, {})
  expect(figures.months.at(-1)?.nearMisses).toBeGreaterThan(0)
})

test('R30 the rate of reports and the time to an answer are measured, near misses left out of the rate', async () => {
  const figures = await small.perform(talk.figures, small.lead, {})

  expect(figures.people).toBe(6)
  expect(figures.perTenPeople).toBeGreaterThan(0)
  expect(figures.minutesToAnswer).toBe(0)
  expect(figures.months).toHaveLength(12)
})

test('an answer says something, to a person, by somebody who may judge', async () => {
  const { id } = await newest()

  await expect(small.perform(talk.answer, small.lead, { id })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(small.perform(talk.answer, small.auditor, { id, text: 'x' })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(small.perform(talk.answer, small.stranger, { id, text: 'x' })).rejects.toMatchObject({
    kind: 'not_found',
  })
})

const odd = (to: string, id: string) =>
  [
    `Delivered-To: ${to}`,
    `From: Parcel <service@p0st-office.test>`,
    `To: ${to}`,
    `Subject: Your parcel ${id}`,
    `Message-ID: <${id}@p0st-office.test>`,
    '',
    `Dear ${to}, pay at https://p0st-office.test/pay?for=${to} immediately`,
  ].join('\r\n')

test('three colleagues hand in one mail and a responder sees one group; an anonymous one is not named by the mail', async () => {
  const receipts: string[] = []
  for (const name of ['Anna', 'Bernd', ''])
    receipts.push(
      (await small.perform(submit, small.nobody, { token, kind: 'mail', what: 'An odd mail', name })).receipt,
    )
  const verdicts = []
  for (const [index, receipt] of receipts.entries())
    verdicts.push(
      (await handIn(receipt, odd(`person${index}@bakery.test`, `${index}`), `192.0.2.${index}`)).verdict,
    )
  const again = await handIn(receipts[0] ?? '', odd('person0@bakery.test', '0'))

  await drainIntake(small.house)
  const { items } = await small.perform(groups, small.lead, { q: 'parcel', limit: 10 })
  expect(items).toMatchObject([
    { signals: 3, count: 3, because: expect.stringContaining('people handed in one and the same mail') },
  ])
  expect([...verdicts, again.verdict]).toEqual(Array.from({ length: 4 }, () => 'nothing_found'))
  const last = await newest()
  expect(last.report?.mails).toMatchObject([{ from: 'Parcel <service@p0st-office.test>' }])
  expect(JSON.stringify(last.report?.mails)).not.toMatch(/person2|https?:\/\//)
  expect(await everything()).not.toContain(Buffer.from('person2@bakery.test').toString('hex'))
  await expect(handIn(receipts[1] ?? '', 'no mail')).rejects.toMatchObject({ kind: 'invalid' })
})

test('a reporter whose signal was dismissed reads that it is closed, and every step of the talk is on the record', async () => {
  const { receipt } = await small.perform(submit, small.nobody, { token, what: 'A noise' })
  const { id } = await newest()
  await small.perform(dismiss, small.lead, { id, reason: 'The fan' })

  expect((await small.perform(talk.readReceipt, small.nobody, { receipt })).status).toBe('closed')
  const streams = await small.house.wall.inTenant(small.tenantId, ({ $client }) => tenantStreams($client))
  const leaves = await small.leaves({ stream: streams.intake })
  expect(new Set(leaves.map(({ kind }) => kind))).toEqual(
    new Set(['report.receive', 'report.message', 'report.settle', 'report.mail', 'signal.dismiss']),
  )
  expect(JSON.stringify(leaves)).not.toContain('Since spring')
})
