import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPrivacyDesk, type PrivacyDesk } from '../../../../tests/privacy-desk.ts'
import { privacyJobs, privacyPorts } from '../../../app/areas-privacy.ts'
import { asSystem } from '../../../platform/action.ts'
import { goOnWithAll, keepRulesOf } from './jobs.ts'

let desk: PrivacyDesk
beforeAll(async () => {
  desk = await openPrivacyDesk()
})
afterAll(() => desk?.place.close())

describe('words that are hard to find, or not to be erased', () => {
  test('U62 what was sent in stays whole while the case runs that grew from it, and goes when the case has closed', async () => {
    const { place, lead, close, asked, erased, holding } = desk
    await lead('reportOdd', { what: 'Gerlinde Pfaublau said "open" and rang off' })
    const { items } = await lead('listSignals', {})
    const [signal] = items as { id: string }[] // as the contract has it, the newest first
    const grown = { title: 'From a report', kind: 'ransomware', severity: 'S3', signalId: signal?.id }
    const id = String((await lead('openIncident', grown))['id'])
    const sentIn = () => holding('Pfaublau said', { only: ['delivery'] })
    await erased(await asked('Gerlinde Pfaublau'))
    expect(await sentIn()).toEqual(['app.delivery.payload'])
    await close(id)
    await goOnWithAll(place.house, place.tenantId, privacyPorts)
    expect(await sentIn()).toEqual([])
  })

  test('U62 a field in which a passage was blacked out before loses the name of an erased person as well', async () => {
    const { owner, lead, openCase, close, asked, erased, holding, verified } = desk
    const id = await openCase('Twice')
    const text = 'Balthasar Zwieback gave the code 998877 to a caller who said he was from the bank'
    await lead('addToTimeline', { id, kind: 'note', text })
    await owner('blackOutPassage', { incidentId: id, passage: '998877', reason: 'A code' })
    expect(await holding('Balthasar Zwieback', { only: ['opening'] })).not.toEqual([])
    await close(id)
    await erased(await asked('Balthasar Zwieback'))
    expect(await holding('Balthasar Zwieback')).toEqual([])
    expect((await verified(id)).code).toBe(0)
  })

  test('U62 a passage with quotation marks and strokes goes from the record, from lists and from what is kept as JSON', async () => {
    const { owner, lead, openCase, holding } = desk
    const id = await openCase('Signs')
    const passage = 'said "open sesame" to FIRMA\\quirl'
    await lead('addToTimeline', { id, kind: 'note', text: `He ${passage} twice` })
    await lead('addContact', {
      ...{ kind: 'helper', name: 'A door', organisation: '', note: '' },
      ways: [{ kind: 'address', value: passage }],
    })
    await owner('blackOutPassage', { passage, reason: 'A password' })
    expect(await holding('open sesame')).toEqual([])
  })

  test('U62 what only looks alike to the database keeps nothing behind it from being erased', async () => {
    const { place, asked, erased } = desk
    const names = [...Array.from({ length: 205 }, () => 'Share C:\\nottokarine'), 'Ottokarine']
    await asSystem(place.house, place.tenantId, 'Test', async (context) => {
      for (const [at, name] of names.entries())
        await context.tx.$client.query(
          `insert into app.contact (id, kind, name, organisation, job, ways, languages, away, note, added_at, changed_at)
           values ($1, 'helper', $2, '', '', '[]', '{}', '[]', '', now(), now())`,
          [`00000000-0000-4000-8000-${String(at).padStart(12, '0')}`, name],
        )
      context.record({ stream: 'audit', kind: 'contact.add' })
    })
    await erased(await asked('Ottokarine'))
    const { rows } = await place.house.wall.inTenant(place.tenantId, ({ $client }) =>
      $client.query(`select name from app.contact where name like 'Ottokarine'`),
    )
    expect(rows).toEqual([])
  })

  test('U62 a word that its own mark holds is refused, and what was ordered before ends all the same', async () => {
    const { place, owner, asked, orderedOnly } = desk
    await expect(owner('blackOutPassage', { passage: '███', reason: 'Bars' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    const wanted = { kind: 'erasure', name: 'Anna Person', receivedOn: '2026-01-05' }
    await expect(owner('openDataRequest', { ...wanted, names: ['person'] })).rejects.toMatchObject({
      detail: { faults: [{ path: 'names.0' }] },
    })
    // The mark of this order is "X#9".
    const request = await asked('X#9')
    const id = await orderedOnly(request)
    await goOnWithAll(place.house, place.tenantId, privacyPorts)
    expect(await owner('getDataRequest', { id: request })).toMatchObject({ erasure: { id, isDone: false } })
    await place.house.wall.inTenant(place.tenantId, ({ $client }) =>
      $client.query(`update app.erasure set done_at = now(), words = null where id = $1`, [id]),
    )
  })

  test('U62 a name of somebody who works here is not erased with another’s, also when they came later', async () => {
    const { place, owner, lead, joined, asked, erased, holding } = desk
    await joined({ name: 'Tom Habersack', email: 'tom.h@example.org', phone: '+43 664 7777777' })
    const wanted = { kind: 'erasure', name: 'Anna Habersack', receivedOn: '2026-01-05' }
    const request = await owner('openDataRequest', { ...wanted, names: ['Habersack'] })
    await expect(erased(String(request['id']))).rejects.toThrow('Tom Habersack still works here')
    const other = await owner('openDataRequest', { ...wanted, phones: ['+43 664 777 7777'] })
    await expect(erased(String(other['id']))).rejects.toThrow('still works here')

    const later = await asked('Ulf Quastenflosser')
    await lead('addContact', {
      ...{ kind: 'helper', name: 'Ulf Quastenflosser, outside', organisation: '', note: '', ways: [] },
    })
    await desk.orderedOnly(later)
    await joined({ name: 'Ulf Quastenflosser', email: 'ulf.q@example.org', phone: '' })
    await goOnWithAll(place.house, place.tenantId, privacyPorts)
    expect(await holding('Ulf Quastenflosser', { only: ['member'] })).not.toEqual([])
    expect(await owner('getDataRequest', { id: later })).toMatchObject({
      isActive: true,
      erasure: { isDone: false },
    })
  })
})

describe('data that is kept for a time', () => {
  test('U62 nothing is kept shorter before an owner switched it on, and then a night ends what is old, with its figure', async () => {
    const { place, owner, holding } = desk
    const at = (kind: string, answer: Record<string, unknown>) =>
      // As the contract has it.
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
    const { place, owner, joined, holding } = desk
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

  test('U62 of two owners who change how long a kind is kept the second is told that it was changed meanwhile', async () => {
    const { owner } = desk
    const rule = { kind: 'training', isOn: true, ending: 'ask' }
    const first = await owner('changeRetention', { ...rule, days: 2000, seen: null })
    const late = { reason: 'changed_meanwhile' }
    await expect(owner('changeRetention', { ...rule, days: 1500, seen: null })).rejects.toMatchObject({
      detail: late,
    })
    const second = await owner('changeRetention', { ...rule, days: 1500, seen: first['changedAt'] })
    expect(second).toMatchObject({ days: 1500 })
  })

  test('U62 the log of sign-ins is shortened by its rule, and the organisation’s own record still opens', async () => {
    const { place, owner, holding } = desk
    await asSystem(place.house, place.tenantId, 'Sign-in', async (context) => {
      context.record({ stream: 'audit', kind: 'session.sign_in', fields: { address: '203.0.113.77' } })
    })
    place.setNow(new Date(Date.now() + 900 * 86_400_000))
    await owner('changeRetention', { kind: 'sign_ins', isOn: true, days: 365, ending: 'black_out' })
    expect(privacyJobs.map(({ name }) => name)).toEqual(['privacy.erasures', 'privacy.retention'])
    for (const job of privacyJobs) await job.once(place.house)
    expect(place.logged.filter((line) => line.includes('could not be ended'))).toEqual([])
    expect(await holding('203.0.113.77')).toEqual([])
    const erased = (await place.leaves()).filter(({ kind }) => kind === 'field.erase')
    expect(erased.at(-1)?.fields).toMatchObject({ kind: 'sign_ins', days: '365' })
    expect(await owner('listAudit', { limit: 200 })).toMatchObject({ next: null })
    place.setNow(undefined)
  })
})
