import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPrivacyDesk, type PrivacyDesk } from '../../../../tests/privacy-desk.ts'
import { privacyJobs, privacyPorts } from '../../../app/areas-privacy.ts'
import { asSystem } from '../../../platform/action.ts'
import { keepRulesOf } from './jobs.ts'

describe('data that is kept for a time', () => {
  let desk: PrivacyDesk
  beforeAll(async () => {
    desk = await openPrivacyDesk()
  })
  afterAll(() => desk?.place.close())

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
    expect(await owner('listAudit', {})).toMatchObject({ next: null })
    place.setNow(undefined)
  })
})
