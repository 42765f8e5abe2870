import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type MemberActor, type World } from '../../tests/world.ts'
import * as risks from '../areas/prepare/risks/actions.ts'
import * as assets from '../areas/register/assets/actions/manage-assets.ts'
import * as vendors from '../areas/register/vendors/actions/manage-vendors.ts'
import * as views from '../areas/register/views/actions.ts'
import * as leading from '../areas/respond/incidents/actions/lead-incident.ts'
import * as opening from '../areas/respond/incidents/actions/open-incident.ts'
import * as restricting from '../areas/respond/incidents/actions/restrict-incident.ts'
import * as lanes from '../areas/respond/incidents/actions/use-lanes.ts'
import * as traces from '../areas/respond/investigation/actions/collect-observables.ts'
import * as notes from '../areas/respond/notes/actions/write-pages.ts'
import { acting } from '../../tests/guards/town/company.ts'
import { searching } from './areas-search.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

/** Titles by kind, as this person finds them. */
async function find(who: MemberActor, q: string, more: object = {}) {
  const { groups } = await w.perform(searching, who, { q, ...more })
  return Object.fromEntries(groups.map(({ kind, items }) => [kind, items.map(({ title }) => title)]))
}
const declare = async (title: string, given: object = {}) =>
  w.perform(opening.open, w.lead, { title, kind: 'other', severity: 'S3', ...given })

/** A house rule that says this. */
const words = (text: string) => ({
  summary: 'Who may come in',
  clauses: [{ heading: 'Way', text: `Everybody comes by ${text}` }],
  questions: [],
})

describe('the search over everything', () => {
  test('U61 a lead finds what stands in many rooms with one word, grouped, each with the page where it stands', async () => {
    const { id, number } = await declare('Kassenserver Mühlbach steht')
    const page = await w.perform(notes.open, w.lead, { id, title: 'Anruf bei Mühlbach' })
    await w.perform(leading.note, w.lead, { id, kind: 'note', text: 'Herr Mühlbach ist informiert' })
    const asset = await w.perform(assets.add, w.lead, { name: 'Waage Mühlbach', kind: 'other' })
    const vendor = await w.perform(vendors.add, w.lead, { name: 'Mühlbach Waagen GmbH', does: 'Waagen' })
    await w.perform(vendors.addContact, w.lead, {
      id: vendor.id,
      name: 'Eva Roth',
      email: 'eva@muehlbach.example',
    })
    const { groups, isTooShort } = await w.perform(searching, w.lead, { q: 'mühlbach' })
    const paths = Object.fromEntries(groups.map(({ kind, items }) => [kind, items.map(({ path }) => path)]))
    expect(isTooShort).toBe(false)
    expect(groups.map(({ kind }) => kind)).toEqual(['incident', 'note', 'entry', 'vendor', 'asset'])
    expect(paths).toEqual({
      incident: [`/incidents/${id}`],
      note: [`/incidents/${id}/notes/${page.id}`],
      // At the line, so that nobody reads down to it.
      entry: [expect.stringMatching(new RegExp(`^/incidents/${id}\\?part=timeline&entry=\\d+$`))],
      vendor: [`/vendors/${vendor.id}`, `/vendors/${vendor.id}`],
      asset: [`/assets/${asset.id}/touches`],
    })
    expect(groups.find(({ kind }) => kind === 'note')?.items[0]?.more).toBe(`INC-${number}`)
  })

  test('U61 a searcher finds words of a statement and of a house rule, and a contact by number and address, each as far as they may read it', async () => {
    const lead = acting(w.house, w.lead)
    const { id, number } = await declare('Odd invoices')
    const said = await lead('addStatement', { id, audience: 'staff' })
    // as the contract has it
    const body = { ...(said['body'] as object), doing: 'We asked Firma Quittenbach to help.' }
    await lead('changeStatement', { id, statement: said['id'], revision: said['revision'], body })
    const rule = await lead('addHouseRule', {
      name: 'Visitors',
      approverIds: [],
      content: words('Holunderweg'),
    })
    const reach = await lead('addContact', {
      ...{ kind: 'helper', name: 'Locksmith', organisation: '' },
      ways: [
        { kind: 'mobile', value: '+43 664 987 6543' },
        { kind: 'work_mail', value: 'night@keys.example' },
      ],
    })
    const { groups } = await w.perform(searching, w.lead, { q: 'quittenb' })
    expect(groups).toMatchObject([
      {
        kind: 'statement',
        items: [
          { more: `INC-${number}`, path: `/incidents/${id}/statements?statement=${String(said['id'])}` },
        ],
      },
    ])
    expect((await find(w.lead, 'holunderweg'))['rule']).toEqual([rule['name']])
    // A draft is read by those who write rules alone.
    expect(await find(w.staff, 'holunderweg')).toEqual({})
    for (const q of ['+43 664 9876543', '0664/987 65 43', '9876543', 'night@keys', '+43 664 987 6543'])
      expect([q, (await find(w.lead, q))['contact']]).toEqual([q, [reach['name']]])

    await w.perform(restricting.restrict, w.lead, { id, people: [], reason: 'Only for some' })
    expect(await find(w.responder, 'quittenb')).toEqual({})
    expect(await find(w.stranger, 'quittenb')).toEqual({})
  })

  test('U61 a searcher finds by any spelling of an umlaut, in any case, by the middle of a word, a number and an address', async () => {
    const one = await declare('Grüße vom Bäcker')
    for (const q of [
      'GRUESSE',
      'grüsse',
      'grusse',
      'ruess',
      'Backer',
      'bäcker grü',
      `${one.number}`,
      `inc-${one.number}`,
    ])
      expect([q, (await find(w.lead, q))['incident']]).toEqual([q, expect.arrayContaining([one.title])])
    expect((await find(w.lead, 'eva@muehl'))['vendor']).toEqual(['Eva Roth'])
    expect(await find(w.lead, 'bäcker giraffe')).toEqual({})
    expect((await find(w.lead, '100%'))['incident']).toBeUndefined()
  })

  test('U61 a responder finds a trace of a case however it was defanged, whole and in part', async () => {
    const { id } = await declare('Odd mail')
    const items = [{ value: '203.0.113[.]77' }, { value: 'hxxps://evil[.]example/pay' }]
    await w.perform(traces.add, w.responder, { id, items })
    for (const q of ['203.0.113.77', '203.0.113[.]77', '0.113.77', '203[.]0[.]113'])
      expect([q, (await find(w.responder, q))['trace']]).toEqual([q, ['203.0.113.77']])
    for (const q of ['hxxps[:]//evil[.]example', 'https://evil.example/pay', 'evil[.]exam'])
      expect([q, (await find(w.responder, q))['trace']]).toEqual([q, ['https://evil.example/pay']])
    expect((await find(w.responder, '113.203.0.77'))['trace']).toBeUndefined()
  })

  test('U61 whoever is outside a restricted case, its suspect and another company find nothing of it, not even a count', async () => {
    const secret = 'Xylophonkonto'
    const { id } = await declare(`${secret} geleert`, { circle: { people: [w.counsel.memberId] } })
    await w.perform(notes.open, w.lead, { id, title: `${secret} Zettel` })
    await w.perform(leading.note, w.lead, { id, kind: 'note', text: `${secret} gesperrt` })
    await w.perform(traces.add, w.lead, { id, items: [{ value: 'xylophonkonto.example' }] })
    expect(Object.keys(await find(w.counsel, secret))).toEqual(['incident', 'note', 'entry', 'trace'])
    for (const who of [w.owner, w.responder, w.auditor, w.staff, w.guest, w.stranger])
      expect(await w.perform(searching, who, { q: secret })).toEqual({ groups: [], isTooShort: false })
    const open = await declare('Zimbelkasse leer', { circle: { people: [w.responder.memberId] } })
    expect(await find(w.responder, 'zimbelkasse')).toEqual({ incident: [open.title] })
    await w.perform(restricting.nameSuspect, w.lead, { id: open.id, memberId: w.responder.memberId })
    expect(await find(w.responder, 'zimbelkasse')).toEqual({})
  })

  test('U61 what stands in a sealed lane is found by nobody through the search', async () => {
    const { id } = await declare('Lane case')
    const lane = await w.perform(lanes.open, w.counsel, { id, kind: 'legal' })
    await w.perform(lanes.add, w.counsel, { id, lane: lane.id, text: 'Quittenbaum privileged' })
    for (const who of [w.counsel, w.lead, w.owner]) expect(await find(who, 'quittenbaum')).toEqual({})
  })

  test('U61 a person finds only in rooms that are open to them, and one kind further than its first five', async () => {
    for (let n = 1; n <= 7; n += 1)
      await w.perform(risks.add, w.lead, { name: `Hochwasser ${n}`, likelihood: 'rare', harm: 'small' })
    expect(await find(w.staff, 'hochwasser')).toEqual({})
    const { groups } = await w.perform(searching, w.auditor, { q: 'hochwasser' })
    expect(groups).toMatchObject([{ kind: 'risk', hasMore: true }])
    expect(groups[0]?.items).toHaveLength(5)
    expect((await find(w.auditor, 'hochwasser', { kind: 'risk' }))['risk']).toHaveLength(7)
    expect((await find(w.staff, 'phish', { kind: 'playbook' }))['playbook']).not.toHaveLength(0)
    expect((await find(w.lead, 'passwort', { language: 'de', kind: 'control' }))['control']).not.toHaveLength(
      0,
    )
    for (const q of ['a', ' ', '[', '%'])
      expect(await w.perform(searching, w.lead, { q })).toMatchObject({ isTooShort: true })
  })
})

describe('saved views', () => {
  const filter = { status: 'open', severity: 'S1' }
  const own = async (who: MemberActor, list: '/incidents' | '/risks' = '/incidents') =>
    (await w.perform(views.read, who, { list })).views.map(({ name }) => name)

  test('U61 a lead saves a view, shares it, and a colleague opens it, opens the list with it and cannot change it', async () => {
    const made = await w.perform(views.save, w.lead, { list: '/incidents', name: 'Night', filter })
    expect(await own(w.responder)).toEqual([])
    const { id } = made
    await expect(w.perform(views.change, w.responder, { id, isOpening: true })).rejects.toMatchObject({
      kind: 'not_found',
    })
    await w.perform(views.change, w.lead, { id, isShared: true })
    const { views: seen } = await w.perform(views.read, w.responder, { list: '/incidents' })
    expect(seen).toMatchObject([
      { name: 'Night', filter, isShared: true, maker: w.lead.name, isMine: false, can: { change: false } },
    ])
    expect(await w.perform(views.change, w.responder, { id, isOpening: true })).toMatchObject({
      isOpening: true,
    })
    await expect(w.perform(views.change, w.responder, { id, name: 'Day' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(views.remove, w.responder, { id })).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await w.perform(views.change, w.owner, { id, name: 'Nights' })).toMatchObject({
      maker: w.lead.name,
    })
    expect((await find(w.responder, 'nights'))['view']).toEqual(['Nights'])
    await w.perform(views.change, w.lead, { id, isShared: false })
    expect(await own(w.responder)).toEqual([])
    expect(await own(w.owner)).toEqual([])
    await w.perform(views.change, w.lead, { id, isShared: true })
    const [back] = (await w.perform(views.read, w.responder, { list: '/incidents' })).views
    expect(back?.isOpening).toBe(false)
    await w.perform(views.remove, w.lead, { id })
    expect(await own(w.lead)).toEqual([])
  })

  test('U61 a second view of the same name is refused in words, and another person may use the name', async () => {
    const given = { list: '/incidents' as const, filter }
    await w.perform(views.save, w.lead, { ...given, name: 'Mine' })
    await expect(w.perform(views.save, w.lead, { ...given, name: 'mine' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const other = await w.perform(views.save, w.lead, { ...given, name: 'Other' })
    const renamed = w.perform(views.change, w.lead, { id: other.id, name: 'MINE' })
    await expect(renamed).rejects.toMatchObject({ kind: 'conflict', detail: { faults: [{ path: 'name' }] } })
    await w.perform(views.save, w.responder, { ...given, name: 'Mine' })
    expect(await own(w.responder)).toContain('Mine')
  })

  test('U61 who may not read a list sees no shared view of it and shares none; a guest keeps theirs to themselves', async () => {
    const given = { list: '/risks' as const, filter: { q: 'flood' } }
    const { id } = await w.perform(views.save, w.lead, { ...given, name: 'Floods', isShared: true })
    expect(await own(w.auditor, '/risks')).toEqual(['Floods'])
    expect(await own(w.staff, '/risks')).toEqual([])
    expect((await find(w.staff, 'floods'))['view']).toBeUndefined()
    expect((await find(w.lead, 'floods'))['view']).toEqual(['Floods'])
    await expect(
      w.perform(views.save, w.staff, { ...given, name: 'My floods', isShared: true }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    const guests = { list: '/incidents' as const, name: 'For me', filter }
    await expect(w.perform(views.save, w.guest, { ...guests, isShared: true })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await w.perform(views.save, w.guest, guests)
    expect(await own(w.guest)).toEqual(['For me'])
    await expect(w.perform(views.remove, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
    expect(await own(w.stranger, '/risks')).toEqual([])
  })

  test('U61 the record names a shared view, and says of one kept for oneself only that there is one', async () => {
    const given = { list: '/incidents' as const, filter: {} }
    await w.perform(views.save, w.lead, { ...given, name: 'About Anna' })
    await w.perform(views.save, w.lead, { ...given, name: 'For all', isShared: true })
    const kept = (await w.leaves()).filter(({ kind }) => kind === 'view.save').slice(-2)
    expect(kept).toMatchObject([
      { fields: { list: '/incidents', private: 'yes' } },
      { fields: { list: '/incidents', name: 'For all' } },
    ])
    expect(JSON.stringify(kept)).not.toContain('Anna')
  })
})
