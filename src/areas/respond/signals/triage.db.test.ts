import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem, perform } from '../../../platform/action.ts'
import { tenantStreams } from '../../../platform/ledger/read.ts'
import { create } from './actions/manage-sources.ts'
import { receive } from './actions/receive-signals.ts'
import { closeLink, makeLink, readForm, readLink, readReceipt, submit } from './actions/report-something.ts'
import { groups } from './actions/read-groups.ts'
import { dismiss, get, list, restore } from './actions/triage-signals.ts'
import {
  drainIntake,
  getSignalTitle,
  linkSignal,
  newSignals,
  settleSignalsOf,
  sharedSources,
  signalsOf,
} from './public.ts'

let small: World
beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())

/** A signal as a tool would bring it; answers its id. */
async function arrived(body: Record<string, unknown>): Promise<string> {
  const { id, secret } = await small.perform(create, small.owner, { kind: 'generic', name: 'Camera' })
  await perform(small.house, receive, small.nobody, {
    input: { source: id, token: secret },
    webhook: { body: Buffer.from(JSON.stringify(body)), headers: {} },
  })
  const { items } = await small.perform(list, small.lead, { sourceId: id })
  return items[0]?.id ?? ''
}

const incident = { incidentId: '01900000-0000-7000-8000-0000000000aa', incidentNumber: 7 }
const inSystem = <T>(work: Parameters<typeof asSystem<T>>[3]) =>
  asSystem(small.house, small.tenantId, 'Test', work)

async function token(): Promise<string> {
  const { url } = await small.perform(makeLink, small.owner, {})
  return url.split('/').at(-1) ?? ''
}

test('a responder dismisses a signal with a reason and takes it back, both on the record', async () => {
  const id = await arrived({ title: 'Door open' })

  const dismissed = await small.perform(dismiss, small.responder, { id, reason: 'The cleaner' })
  const again = small.perform(dismiss, small.responder, { id, reason: 'Twice' })
  await expect(again).rejects.toMatchObject({ kind: 'conflict' })
  const restored = await small.perform(restore, small.responder, { id })

  expect([dismissed.status, dismissed.dismissedReason]).toEqual(['dismissed', 'The cleaner'])
  expect([restored.status, restored.dismissedReason]).toEqual(['new', null])
  const kinds = (await intakeLeaves()).map(({ kind }) => kind)
  expect(kinds.slice(-2)).toEqual(['signal.dismiss', 'signal.restore'])
})

test('an auditor reads signals and cannot dismiss one', async () => {
  const id = await arrived({ title: 'Seen by the auditor' })

  const seen = await small.perform(get, small.auditor, { id })
  const tried = small.perform(dismiss, small.auditor, { id, reason: 'no' })

  expect(seen.can.triage).toBe(false)
  await expect(tried).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a stranger gets the same answer for our signal as for none', async () => {
  const id = await arrived({ title: 'Not theirs' })
  const unknown = '01900000-0000-7000-8000-0000000000ff'

  const refusals = await Promise.all(
    [id, unknown].map((each) =>
      small
        .perform(dismiss, small.stranger, { id: each, reason: 'mine now' })
        .catch((error: unknown) => error),
    ),
  )

  expect(refusals[0]).toMatchObject({ kind: 'not_found' })
  expect(String(refusals[0])).toBe(String(refusals[1]))
})

test('a signal belongs to one incident; a dismissed one may still join', async () => {
  const id = await arrived({ title: 'Ransom note on FILE01' })
  await small.perform(dismiss, small.lead, { id, reason: 'A joke' })

  const linked = await inSystem((context) => linkSignal(context, { signalId: id, ...incident }))
  const elsewhere = inSystem((context) =>
    linkSignal(context, { ...incident, signalId: id, incidentId: id, incidentNumber: 8 }),
  )

  expect(linked.title).toBe('Ransom note on FILE01')
  await expect(elsewhere).rejects.toMatchObject({
    kind: 'conflict',
    message: 'This signal belongs to INC-7 already.',
  })
  await expect(small.perform(dismiss, small.lead, { id, reason: 'x' })).rejects.toMatchObject({
    kind: 'conflict',
  })
  const [found] = await inSystem((context) => signalsOf(context, incident.incidentId))
  expect(found).toMatchObject({ id, status: 'linked', dismissedReason: null })
  expect(await inSystem((context) => getSignalTitle(context, id))).toBe('Ransom note on FILE01')
})

test('a lead sees which cases share a source, the newest first, also where one source is loud', async () => {
  const [loud, quiet] = [await arrived({ title: 'Loud one' }), await arrived({ title: 'Quiet one' })]
  await copies(loud, 600, 1)
  await copies(quiet, 1, 1)
  await copies(quiet, 1, 2)
  await copies(quiet, 1, 3)

  const shared = await inSystem((context) =>
    sharedSources(context, { incidentId: '01900000-0000-7000-8000-000000000101' }),
  )
  expect(shared.map(({ incidentId }) => incidentId.at(-1))).toEqual(['3', '2', '1'])
})

/** As many more signals of the same source, in this incident. */
async function copies(of: string, count: number, incidentNumber: number): Promise<void> {
  await small.house.wall.inTenant(small.tenantId, ({ $client }) =>
    $client.query(
      `insert into app.signal (id, source_id, group_id, delivery_id, fingerprint, episode, title, summary, state, status,
         severity, severity_word, labels, count, said_text, first_at, last_at, incident_id, incident_number, search)
       select gen_random_uuid(), source_id, group_id, delivery_id, fingerprint || '-' || $3 || '-' || n, episode, title,
         summary, state, 'linked', severity, severity_word, labels, count, said_text, first_at, last_at,
         ('01900000-0000-7000-8000-00000000010' || $3)::uuid, $3::int, search
       from app.signal, generate_series(1, $2) n where id = $1`,
      [of, count, String(incidentNumber)],
    ),
  )
}

test('a lead searches signals by the beginning of words and pages through all of them once', async () => {
  for (let number = 0; number < 7; number += 1)
    await arrived({ title: `Überlauf ${number}`, host: 'nas01.example.org' })

  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await small.perform(list, small.lead, { q: 'überl NAS01', limit: 3, cursor })
    seen.push(...page.items.map(({ title }) => title))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)

  expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, number) => `Überlauf ${number}`))
  expect((await small.perform(list, small.lead, { q: '!!' })).items).toEqual([])
  expect((await small.perform(list, small.lead, { q: "'; drop & | ! <-> :*" })).items).toEqual([])
  expect((await small.perform(list, small.stranger, { q: 'überlauf' })).items).toEqual([])
})

test('a lead cannot page with a cursor that is not ours', async () => {
  const cursor = 'WyJ4Il0'

  const refusals = await Promise.all([
    small.perform(list, small.lead, { cursor }).catch((error: unknown) => error),
    small.perform(groups, small.lead, { cursor }).catch((error: unknown) => error),
  ])

  expect(refusals).toMatchObject([{ kind: 'invalid' }, { kind: 'invalid' }])
})

test('a lead sees signals that belong together with the reason in words', async () => {
  await arrived({ title: 'Mail queue grows', group: 'mail-1' })

  await drainIntake(small.house)
  const { items } = await small.perform(groups, small.lead, { q: 'mail', limit: 1 })

  expect(items).toMatchObject([
    {
      title: 'Mail queue grows',
      signals: 1,
      firing: 1,
      because: expect.stringContaining('stands by itself'),
    },
  ])
})

test('R30 someone reports without signing in and reads behind the receipt how far it is', async () => {
  const form = await small.perform(readForm, small.nobody, { token: await token() })
  const sent = await small.perform(submit, small.nobody, {
    token: await token(),
    what: 'A mail asked me for my password\nand I typed it in',
    where: 'Reception',
    stillGoing: 'yes',
  })
  const status = async () =>
    (
      await small.perform(readReceipt, small.nobody, {
        receipt: sent.receipt.toLowerCase().replaceAll('-', ' '),
      })
    ).status
  const before = await status()
  const { newest } = await inSystem((context) => newSignals(context))
  await inSystem((context) => linkSignal(context, { signalId: newest[0]?.id ?? '', ...incident }))
  const during = await status()
  await inSystem((context) => settleSignalsOf(context, incident.incidentId))

  expect(form.organisation).toBe('Harbour Bakery')
  expect([before, during, await status()]).toEqual(['received', 'being handled', 'closed'])
  expect(newest[0]).toMatchObject({
    title: 'A mail asked me for my password',
    state: 'report',
    sourceId: null,
  })
  expect((await intakeLeaves()).map(({ kind }) => kind)).toContain('report.receive')
})

test('an anonymous report leaves nothing about who wrote it in the database', async () => {
  const address = '203.0.113.77'
  await small.perform(
    submit,
    small.nobody,
    { token: await token(), what: 'My boss shares his password' },
    { address },
  )

  const found = await small.house.wall.inTenant(small.tenantId, async ({ $client }) => {
    const { rows: tables } = await $client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'app'`,
    )
    const texts = await tables.reduce<Promise<string[]>>(async (before, { name }) => {
      const read = await before
      const { rows } = await $client.query<{ row: string }>(`select t::text as row from app."${name}" t`)
      return [...read, ...rows.map(({ row }) => row)]
    }, Promise.resolve([]))
    const { rows: reports } = await $client.query(
      'select name, contact from app.report order by id desc limit 1',
    )
    return { texts: texts.filter((text) => text.includes(address)), reports }
  })

  expect(found).toEqual({ texts: [], reports: [{ name: '', contact: '' }] })
  expect(small.logged.filter((line) => line.includes(address))).toEqual([])
})

test('a report form that was closed or replaced, and a guessed one, answer alike', async () => {
  const replaced = await token()
  const closed = await token()
  await small.perform(closeLink, small.owner, {})

  const answers = await Promise.all(
    [replaced, closed, 'A'.repeat(22)].map((each) =>
      small
        .perform(submit, small.nobody, { token: each, what: 'Something odd' })
        .catch((error: unknown) => error),
    ),
  )

  expect(answers.map(String)).toEqual(Array.from({ length: 3 }, () => String(answers[0])))
  expect(answers[0]).toMatchObject({ kind: 'not_found' })
  expect((await small.perform(readLink, small.owner, {})).createdAt).toBeNull()
})

test('one network cannot send more than ten reports a minute, another still can', async () => {
  small.setNow(new Date('2026-03-01T08:00:10Z'))
  const link = await token()
  const report = (address: string) =>
    small
      .perform(submit, small.nobody, { token: link, what: 'Noise' }, { address })
      .then(() => 'taken')
      .catch((error: unknown) => error)

  const answers = []
  for (let turn = 0; turn < 11; turn += 1) answers.push(await report(`2001:db8::${turn}`))
  const other = await report('198.51.100.9')
  small.setNow(undefined)

  expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'taken'))
  expect(answers[10]).toMatchObject({ kind: 'too_many', detail: { retryAfterSeconds: 50 } })
  expect(other).toBe('taken')
})

async function intakeLeaves() {
  const streams = await small.house.wall.inTenant(small.tenantId, ({ $client }) => tenantStreams($client))
  return small.leaves({ stream: streams.intake })
}
