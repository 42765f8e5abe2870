import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acting, furnishedCompany } from '../../../../tests/guards/town/company.ts'
import { openPrivacyDesk, type PrivacyDesk } from '../../../../tests/privacy-desk.ts'
import { privacyPorts } from '../../../app/areas-privacy.ts'
import { asSystem, type Context } from '../../../platform/action.ts'
import { goOn } from './actions/erase.ts'
import { goOnWithAll } from './jobs.ts'

const anna = { name: 'Annegret Lübcke', email: 'annegret.luebcke@example.org', phone: '+43 664 1234567' }

describe('people and passages that are erased', () => {
  let desk: PrivacyDesk
  beforeAll(async () => {
    desk = await openPrivacyDesk()
  })
  afterAll(() => desk?.place.close())

  test('U62 an owner erases somebody who left: no column of the organisation holds their words, and the record verifies', async () => {
    const { place, owner, lead, joined, caseOf, holding, verified } = desk
    const left = await joined(anna)
    const hers = acting(place.house, left)
    const closed = await caseOf(hers, anna)
    await owner('suspendMember', { id: left.memberId, reason: 'Has left', atOnce: true })
    await lead('addContact', {
      ...{ kind: 'helper', name: 'Lübcke, privately', organisation: '' },
      ways: [{ kind: 'mobile', value: anna.phone }],
      note: `Was ${anna.name.toUpperCase()}, mail ${anna.email}`,
    })
    expect(await holding(anna.email)).not.toEqual([])
    const request = await owner('openDataRequest', {
      ...{ kind: 'erasure', name: anna.name, memberId: left.memberId, receivedOn: '2026-01-05' },
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

  test('U62 nobody opens a field of the record anew, or says another value under its salt', async () => {
    const { place } = desk
    const changed = place.house.wall.inTenant(place.tenantId, ({ $client }) =>
      $client.query(
        `update app.opening set fields = jsonb_set(fields, '{by,value}', '"Somebody else"') where fields ? 'by'`,
      ),
    )
    await expect(changed).rejects.toThrow('only ever closed')
  })

  test('U62 what stands in a running case or under legal hold waits, and goes when the case closes and the hold ends', async () => {
    const { place, owner, lead, openCase, close, asked, erased, holding, verified } = desk
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
    const { place, owner, asked, orderedOnly, holding } = desk
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
      separately: async <T>(name: string, work: (context: Context) => Promise<T>): Promise<T> => {
        batches += 1
        if (batches === 2) throw new Error('killed')
        return asSystem(place.house, place.tenantId, name, work)
      },
    }
    const id = await orderedOnly(request)
    await expect(goOn(killed, id, { ports: privacyPorts })).rejects.toThrow('killed')
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
    const { place, owner, lead, asked, erased } = desk
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
    const { place, owner, lead, openCase, close, asked, erased, holding } = desk
    const id = await openCase('Closed to others')
    await lead('restrictIncident', {
      id,
      people: [],
      suspects: [place.owner.memberId],
      reason: 'The owner is in it',
    })
    await lead('addToTimeline', { id, kind: 'note', text: 'Seen by Quirin Ahnungslos' })
    const request = await asked('Quirin Ahnungslos')
    expect(await owner('getDataRequest', { id: request })).toMatchObject({ rooms: [] })
    await expect(
      owner('blackOutPassage', { incidentId: id, passage: 'Quirin', reason: 'Hide it' }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await owner('blackOutPassage', { passage: 'Seen by Quirin', reason: 'Everywhere' })
    expect(await holding('Seen by Quirin', { only: ['opening'] })).not.toEqual([])
    await erased(request)
    expect(await holding('Quirin Ahnungslos', { only: ['opening'] })).not.toEqual([])
    // That something waits would say that there is a case.
    expect(await owner('getDataRequest', { id: request })).toMatchObject({
      erasure: { isDone: true, waiting: 0 },
    })
    const said = await toldOnAudit(place)
    const figures = await figuresOf(owner)
    await close(id)
    await goOnWithAll(place.house, place.tenantId, privacyPorts)
    expect(await holding('Quirin Ahnungslos')).toEqual([])
    expect(await toldOnAudit(place)).toEqual(said)
    expect(await figuresOf(owner)).toEqual(figures)
  })

  test('U62 an owner blacks out a passage: the words are gone, a bar stands there, the record says who and why and verifies', async () => {
    const { owner, lead, openCase, holding, verified } = desk
    const id = await openCase('Passage')
    await lead('addToTimeline', { id, kind: 'note', text: 'The card number is 4111 1111 1111 1111, ask Bo.' })
    await expect(
      lead('blackOutPassage', { incidentId: id, passage: '4111 1111 1111 1111', reason: 'A card' }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await owner('blackOutPassage', {
      incidentId: id,
      passage: '4111 1111 1111 1111',
      reason: 'A card number',
    })

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

  test('U62 what a tool sent with letters written as numbers is found in what was kept of it, and goes', async () => {
    const { place, owner, asked, erased } = desk
    const payload = String.raw`{"title":"Odd","by":"Bj\u00f6rn Th\u00e5rup"}`
    const kept = () =>
      place.house.wall.inTenant(place.tenantId, async ({ $client }) => {
        const { rows } = await $client.query<{ payload: Buffer }>('select payload from app.delivery')
        return rows.map((row) => row.payload.toString())
      })
    await desk.sent(payload)
    expect(await kept()).toContain(payload)
    const request = await asked('Björn Thårup')
    expect(roomsOf(await owner('getDataRequest', { id: request }))).toContain('signals')
    await erased(request)
    expect(await kept()).not.toContain(payload)
  })

  test('U62 a marker in every text of a whole company goes from every column that holds words', async () => {
    const { place, holding } = desk
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
})

/** What the organisation's own stream says of erasures. */
async function toldOnAudit(place: PrivacyDesk['place']) {
  return (await place.leaves())
    .filter(({ kind }) => kind.startsWith('erasure.'))
    .map(({ kind, fields }) => ({ kind, fields }))
}

async function figuresOf(owner: PrivacyDesk['owner']) {
  const { items } = await owner('readRetention', {})
  return items
}

function roomsOf(shown: Readonly<Record<string, unknown>>): string[] {
  return (shown['rooms'] as { room: string }[]).map(({ room }) => room) // as the contract has it
}
