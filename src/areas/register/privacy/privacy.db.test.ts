import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acting, furnishedCompany, type Act } from '../../../../tests/guards/town/company.ts'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import { asSystem, type Context } from '../../../platform/action.ts'
import { privacyJobs, privacyPorts } from '../../../app/areas-privacy.ts'
import { runVerify } from '../../../verify/command.ts'
import { joinMember } from '../people/public/people.ts'
import { goOn } from './actions/erase.ts'
import { goOnWithAll, keepRulesOf } from './jobs.ts'

const anna = { name: 'Annegret Lübcke', email: 'annegret.luebcke@example.org', phone: '+43 664 1234567' }
const day = '2026-01-05'

describe('personal data that ends', () => {
  let place: World
  let owner: Act
  let lead: Act
  beforeAll(async () => {
    place = await world()
    owner = acting(place.house, place.owner)
    lead = acting(place.house, place.lead)
  })
  afterAll(() => place?.close())

  test('U62 an owner erases somebody who left: no column of the organisation holds their words, and the record verifies', async () => {
    const left = await joined(anna)
    const hers = acting(place.house, left)
    const closed = await caseWith(hers, 'Closed one')
    await owner('suspendMember', { id: left.memberId, reason: 'Has left', atOnce: true })
    await lead('addContact', {
      ...{ kind: 'helper', name: 'Lübcke, privately', organisation: '' },
      ways: [{ kind: 'mobile', value: anna.phone }],
      note: `Was ${anna.name.toUpperCase()}, mail ${anna.email}`,
    })
    expect(await holding(anna.email)).not.toEqual([])
    const request = await owner('openDataRequest', {
      ...{ kind: 'erasure', name: anna.name, memberId: left.memberId, receivedOn: day },
      ...{ phones: [anna.phone], names: ['Lübcke'] },
    })
    expect(request).toMatchObject({ number: 1, dueOn: '2026-02-05', outcome: null })
    const shown = await owner('getDataRequest', { id: request['id'] })
    expect(roomsOf(shown)).toEqual(expect.arrayContaining(['people', 'contacts', 'record']))

    const done = await owner('endDataRequest', {
      ...{ id: request['id'], outcome: 'erased', answer: 'All is gone.', confirm: 1 },
    })

    expect(done).toMatchObject({ outcome: 'erased', name: 'Erased person #1' })
    for (const word of [anna.name, anna.email, '1234567', 'Lübcke']) expect(await holding(word)).toEqual([])
    const after = await owner('getDataRequest', { id: request['id'] })
    expect(after).toMatchObject({ rooms: [], erasure: { isDone: true, waiting: 0, stuck: 0 } })
    const { code, said } = await verified(closed)
    expect(said).toMatch(/ERASED \d+ fields/)
    expect(code).toBe(0)
    expect(said).not.toContain('Annegret')
    const { items } = await owner('listTimeline', { id: closed })
    expect(JSON.stringify(items)).toContain('Erased person #1')
  })

  test('U62 what stands in a running case or under legal hold waits, and goes when the case closes and the hold ends', async () => {
    const id = await openCase('Running')
    await lead('addToTimeline', { id, kind: 'note', text: 'Called Zebulon Quax at his home' })
    await lead('holdIncident', { id, reason: 'The court asks' })
    const request = await asked('Zebulon Quax')
    const shown = await owner('getDataRequest', { id: request })
    expect(JSON.stringify(shown['rooms'])).toContain('"standing":"open"')
    await erased(request)
    expect(await holding('Zebulon Quax')).not.toEqual([])
    expect(await owner('getDataRequest', { id: request })).toMatchObject({ erasure: { isDone: false } })

    await close(id)
    await goOnWithAll(place.house, place.tenantId, privacyPorts)
    expect(await holding('Zebulon Quax')).not.toEqual([])
    await owner('releaseIncident', { id, reason: 'The court is done' })
    await goOnWithAll(place.house, place.tenantId, privacyPorts)

    expect(await holding('Zebulon Quax')).toEqual([])
    expect(await owner('getDataRequest', { id: request })).toMatchObject({ erasure: { isDone: true } })
    expect((await verified(id)).code).toBe(0)
  })

  test('U62 an erasure that is killed half-way is gone on with by the job, and two that run at once do each batch once', async () => {
    const names = Array.from({ length: 450 }, (_, at) => `Place ${at} of Ottokar Wimmelreich`)
    await asSystem(place.house, place.tenantId, 'Test', async (context) => {
      for (const name of names)
        await context.tx.$client.query(
          `insert into app.contact (id, kind, name, organisation, job, ways, languages, away, note, added_at, changed_at)
           values ($1, 'helper', $2, '', '', '[]', '{}', '[]', '', now(), now())`,
          [randomUUID(), name],
        )
      context.record({ stream: 'audit', kind: 'contact.add' })
    })
    const request = await asked('Ottokar Wimmelreich')
    let batches = 0
    const killed = {
      separately: async <T>(name: string, work: (context: never) => Promise<T>): Promise<T> => {
        batches += 1
        if (batches === 2) throw new Error('killed')
        return asSystem(place.house, place.tenantId, name, work as never)
      },
    }
    await orderedOnly(request)
    const [{ id }] = await undone()
    await expect(goOn(killed as never, id, { ports: privacyPorts })).rejects.toThrow('killed')
    expect((await holding('Ottokar Wimmelreich')).length).toBeGreaterThan(0)

    await Promise.all([
      goOnWithAll(place.house, place.tenantId, privacyPorts),
      goOnWithAll(place.house, place.tenantId, privacyPorts),
    ])

    expect(await holding('Ottokar Wimmelreich')).toEqual([])
    const shown = await owner('getDataRequest', { id: request })
    // The contacts, and the request itself.
    expect(shown['erasure']).toMatchObject({ isDone: true, rows: 451 })
  })

  test('U62 nobody who works here is erased, nor anybody without the second confirmation, and a refusal has its reason', async () => {
    const { name } = place.staff
    const request = await asked(name)
    await expect(erased(request)).rejects.toThrow('still works here')
    await expect(
      owner('endDataRequest', { id: request, outcome: 'erased', answer: 'Gone', confirm: 999 }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    const refused = await owner('endDataRequest', {
      ...{ id: request, outcome: 'refused', answer: 'They still work here.' },
    })
    expect(refused).toMatchObject({ outcome: 'refused', answer: 'They still work here.' })
    await expect(erased(request)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(lead('listDataRequests', {})).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('U62 an owner sees nothing of a case that is closed to them, and it is erased all the same once it has ended', async () => {
    const id = await openCase('Closed to others')
    await lead('restrictIncident', { id, people: [], suspects: [place.owner.memberId], reason: 'The owner is in it' })
    await lead('addToTimeline', { id, kind: 'note', text: 'Seen by Quirin Ahnungslos' })
    const request = await asked('Quirin Ahnungslos')
    expect(await owner('getDataRequest', { id: request })).toMatchObject({ rooms: [] })
    await expect(
      owner('blackOutPassage', { incidentId: id, passage: 'Quirin', reason: 'Hide it' }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await owner('blackOutPassage', { passage: 'Quirin Ahnungslos', reason: 'Everywhere' })
    expect(await holding('Quirin Ahnungslos', { only: ['opening'] })).not.toEqual([])
  })

  test('U62 an owner blacks out a passage: the words are gone, a bar stands there, the record says who and why and verifies', async () => {
    const id = await openCase('Passage')
    await lead('addToTimeline', { id, kind: 'note', text: 'The card number is 4111 1111 1111 1111, ask Bo.' })
    await expect(
      lead('blackOutPassage', { incidentId: id, passage: '4111 1111 1111 1111', reason: 'A card' }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await owner('blackOutPassage', { incidentId: id, passage: '4111 1111 1111 1111', reason: 'A card number' })

    expect(await holding('4111 1111')).toEqual([])
    const { items } = await owner('listTimeline', { id })
    const words = JSON.stringify(items)
    expect(words).toContain('The card number is █████, ask Bo.')
    expect(words).toContain('A card number')
    const { code, said } = await verified(id)
    expect(said).toMatch(/ERASED 1 field/)
    expect(code).toBe(0)
    await owner('holdIncident', { id, reason: 'The court asks' })
    await expect(
      owner('blackOutPassage', { incidentId: id, passage: 'ask Bo', reason: 'No more' }),
    ).rejects.toThrow('legal hold')
  })

  test('U62 nothing is kept shorter before an owner switched it on, and then a night ends what is old, with its figure', async () => {
    const at = (kind: string, answer: Record<string, unknown>) =>
      (answer['kinds'] as { kind: string; ended: number; isOn: boolean }[]).find((one) => one.kind === kind)
    await asSystem(place.house, place.tenantId, 'Test', async (context) => {
      await context.tx.$client.query(
        `insert into app.outbound (id, item_id, member_id, channel, recipient, subject, body, urgent, held, state, why, tries, next_try_at, message_id, created_at, settled_at)
         select gen_random_uuid(), null, $1, 'mail', 'old@example.org', 'Old', 'Old words', false, false, 'reached', '', 1, now(), gen_random_uuid()::text, now() - interval '400 days', now() - interval '400 days' from generate_series(1, 14)`,
        [place.owner.memberId],
      )
      context.record({ stream: 'audit', kind: 'contact.add' })
    })
    expect(at('outbox', await owner('readRetention', {}))).toMatchObject({ ended: 14, isOn: false })
    await keepRulesOf(place.house, place.tenantId, privacyPorts)
    expect(await holding('old@example.org')).not.toEqual([])
    await expect(
      owner('changeRetention', { kind: 'outbox', isOn: true, days: 5, ending: 'black_out' }),
    ).rejects.toMatchObject({ kind: 'invalid' })

    await owner('changeRetention', { kind: 'outbox', isOn: true, days: 365, ending: 'black_out' })
    await keepRulesOf(place.house, place.tenantId, privacyPorts)

    expect(await holding('old@example.org')).toEqual([])
    const shown = await owner('readRetention', {})
    expect(at('outbox', shown)).toMatchObject({ ended: 0 })
    expect(JSON.stringify(shown['items'])).toContain('"kind":"outbox"')
    expect((await place.leaves()).filter(({ kind }) => kind === 'retention.apply')).toHaveLength(1)
  })

  test('U62 a kind that asks first waits for a word, and what ended since waits for the next', async () => {
    const left = await joined({ name: 'Berta Weg', email: 'berta.weg@example.org', phone: '+43 664 7654321' })
    await owner('suspendMember', { id: left.memberId, reason: 'Has left', atOnce: true })
    place.setNow(new Date(Date.now() + 400 * 86_400_000))
    const rule = { kind: 'leavers', isOn: true, days: 365, ending: 'ask' }
    await owner('changeRetention', rule)
    await keepRulesOf(place.house, place.tenantId, privacyPorts)
    expect(await holding('664 7654321', { only: ['member'] })).not.toEqual([])
    await owner('changeRetention', { ...rule, agree: true })
    await keepRulesOf(place.house, place.tenantId, privacyPorts)
    expect(await holding('664 7654321', { only: ['member'] })).toEqual([])
    place.setNow(undefined)
  })

  test('U62 the log of sign-ins is shortened by its rule, and the organisation’s own record still opens', async () => {
    place.setNow(new Date(Date.now() - 500 * 86_400_000))
    await asSystem(place.house, place.tenantId, 'Sign-in', async (context) => {
      context.record({ stream: 'audit', kind: 'session.sign_in', fields: { address: '203.0.113.77' } })
    })
    place.setNow(undefined)
    await owner('changeRetention', { kind: 'sign_ins', isOn: true, days: 365, ending: 'black_out' })
    expect(privacyJobs.map(({ name }) => name)).toEqual(['privacy.erasures', 'privacy.retention'])
    for (const job of privacyJobs) await job.once(place.house)
    // The log's time never runs back, so this sign-in counts as of its writing and stays.
    expect(await holding('203.0.113.77')).not.toEqual([])
  })

  test('U62 a marker in every text of a whole company goes from every column that holds words', async () => {
    const wanted = { turn: 'further', userId: randomUUID(), email: 'm@example.org', session: '' } as const
    const { tenantId, marker } = await furnishedCompany(place.house, wanted)
    const order = { id: randomUUID(), words: JSON.stringify([{ kind: 'passage', text: marker }]) }
    await asSystem(place.house, tenantId, 'Test', async (context) => {
      await context.tx.$client.query(
        `insert into app.erasure (id, kind, words, marks, reason, asked_at, asked_by, asked_ref)
         values ($1, 'passage', $2, '{"name":"gone","email":"x@x.invalid","phone":"+999","passage":"gone"}', 'Test', now(), 'Test', 'system')`,
        [order.id, order.words],
      )
      context.record({ stream: 'audit', kind: 'passage.black_out' })
    })
    const program = {
      separately: <T>(name: string, work: (context: Context) => Promise<T>) =>
        asSystem(place.house, tenantId, name, work),
    }
    const spareNothing = async () => ({ running: [], held: [], restricted: [] })
    await goOn(program, order.id, { ports: { ...privacyPorts, casesToSpare: spareNothing } })
    // The name of the organisation is nobody's.
    expect(await holding(marker, { of: tenantId })).toEqual(['app.tenant.slug', 'app.tenant.name'])
  })

  async function joined({ name, email, phone }: typeof anna): Promise<MemberActor> {
    const userId = randomUUID()
    const { memberId } = await asSystem(place.house, place.tenantId, 'Test', (context) =>
      joinMember(context, { name, email, role: 'responder', userId }),
    )
    const actor: MemberActor = {
      ...{ kind: 'member', tenantId: place.tenantId, memberId, userId, name, role: 'responder' },
      ...{ ref: `u:${memberId}`, sessionId: randomUUID() },
    }
    await owner('changeMemberContact', { id: memberId, name, phone, nightPhone: '' })
    return actor
  }

  async function openCase(title: string): Promise<string> {
    return String((await lead('openIncident', { title, kind: 'ransomware', severity: 'S3' }))['id'])
  }

  async function caseWith(hers: Act, title: string): Promise<string> {
    const id = await openCase(title)
    await hers('addToTimeline', { id, kind: 'note', text: `I am ${anna.name}, call ${anna.phone}` })
    await hers('addTask', { id, title: `Ask ${anna.email} first` })
    await close(id)
    return id
  }

  async function close(id: string): Promise<void> {
    await lead('closeIncident', {
      ...{ id, summary: 'Over', initialVector: 'unknown', disposition: 'false_alarm' },
    })
  }

  async function asked(name: string): Promise<string> {
    const wanted = { kind: 'erasure', name, receivedOn: day }
    return String((await owner('openDataRequest', wanted))['id'])
  }

  async function erased(id: string): Promise<void> {
    const { number } = await owner('getDataRequest', { id })
    await owner('endDataRequest', { id, outcome: 'erased', answer: 'Gone.', confirm: number })
  }

  /** As a process leaves it that ends right behind the order. */
  async function orderedOnly(id: string): Promise<void> {
    await asSystem(place.house, place.tenantId, 'Test', async (context) => {
      await context.tx.$client.query(
        `insert into app.erasure (id, kind, request_id, words, marks, reason, asked_at, asked_by, asked_ref)
         select $2, 'person', id, words, '{"name":"X#9","email":"x@x.invalid","phone":"+999","passage":"X"}', 'Test', now(), 'Test', 'system' from app.data_request where id = $1`,
        [id, randomUUID()],
      )
      await context.tx.$client.query(
        `update app.data_request set outcome = 'erased', ended_at = now(), ended_by = 'Test' where id = $1`,
        [id],
      )
      context.record({ stream: 'audit', kind: 'data_request.end' })
    })
  }

  async function undone(): Promise<[{ id: string }]> {
    return place.house.wall.inTenant(place.tenantId, async ({ $client }) => {
      const { rows } = await $client.query<{ id: string }>('select id from app.erasure where done_at is null')
      expect(rows).toHaveLength(1)
      return rows as [{ id: string }] // of this length, as was just seen
    })
  }

  /** Every column of every table of every schema in which these words stand, past the wall and past our own code. */
  async function holding(
    words: string,
    { only, of }: { only?: readonly string[]; of?: string } = {},
  ): Promise<string[]> {
    const admin = new Client(place.config.databaseUrl)
    await admin.connect()
    const { rows: columns } = await admin.query<{ table: string; column: string; type: string }>(
      `select c.oid::regclass::text as table, a.attname as column, format_type(a.atttypid, null) as type
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'auth') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         and ($1 = '' or n.nspname = 'app') and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'json', 'bytea', 'tsvector', 'character varying')`,
      [of ?? ''],
    )
    const found: string[] = []
    for (const { table, column, type } of columns) {
      if (only !== undefined && !only.includes(table.replace('app.', ''))) continue
      const shown = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`
      const { rows } = await admin.query<{ count: string }>(
        `select count(*) from ${table} where position(lower($1) in lower(${shown})) > 0
         ${of === undefined ? '' : 'and tenant_id = $2'}`,
        of === undefined ? [words] : [words, of],
      )
      if (Number(rows[0]?.count) > 0) found.push(`${table}.${column}`)
    }
    await admin.end()
    return found
  }

  async function verified(id: string): Promise<{ code: number; said: string }> {
    const folder = await mkdtemp(join(tmpdir(), 'muster-erased-'))
    const [bundle, key] = [join(folder, 'bundle.json'), join(folder, 'key.pub')]
    await writeFile(bundle, await bytesOf(await lead('makeBundle', { id })))
    await writeFile(key, await bytesOf(await lead('readLedgerKey', {})))
    const said: string[] = []
    const out = (text: string) => said.push(text)
    const code = runVerify([bundle, '--key', key, '--show'], { out, error: out })
    await rm(folder, { recursive: true })
    return { code, said: said.join('\n') }
  }
})

async function bytesOf(download: Readonly<Record<string, unknown>>): Promise<Uint8Array> {
  const { open } = download as unknown as { open: () => Promise<Uint8Array> }
  return open()
}

function roomsOf(shown: Readonly<Record<string, unknown>>): string[] {
  return (shown['rooms'] as { room: string }[]).map(({ room }) => room)
}
