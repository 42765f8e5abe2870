import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem } from '../../../platform/action.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as functions from '../../register/assets/actions/manage-functions.ts'
import * as cover from './actions/cover-assets.ts'
import * as heartbeat from './actions/heartbeat.ts'
import * as copies from './actions/manage-copies.ts'
import { announceLate } from './jobs.ts'

describe('backups', () => {
  let w: World
  const told: { what: string; name: string; memberId: string | null }[] = []
  beforeAll(async () => {
    w = await world()
    w.house.announcer.on('copy.told', async (_context, event) => void told.push(event))
  })
  afterAll(() => w.close())

  const later = (hours: number) =>
    asSystem(w.house, w.tenantId, 'backups.late', (context) =>
      announceLate({ ...context, now: new Date(context.now.getTime() + hours * 3_600_000) }),
    )

  test('R62 a script that falls silent is announced once, and again when it came back', async () => {
    const { id } = await w.perform(copies.add, w.responder, {
      name: 'Nightly',
      everyHours: 24,
      ownerId: w.lead.memberId,
    })
    const { url } = await w.perform(heartbeat.link, w.responder, { id })
    const token = url.split('/').at(-1) ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(16)
    const beat = (result: 'done' | 'failed' = 'done', given = token) =>
      w.perform(heartbeat.report, w.nobody, { token: given, result })
    await beat()
    for (const hours of [20, 30, 40, 60]) await later(hours)
    expect(told).toMatchObject([{ what: 'late', name: 'Nightly', memberId: w.lead.memberId }])
    await beat()
    await beat()
    expect(told.slice(1)).toMatchObject([{ what: 'back' }])
    await beat('failed')
    await beat('failed')
    await beat()
    expect(told.slice(2).map(({ what }) => what)).toEqual(['failed', 'back'])
    // A new address ends the old one, which then looks like any that never was.
    await w.perform(heartbeat.link, w.responder, { id })
    const [old, none] = await Promise.all(
      [token, 'A'.repeat(22)].map((one) => beat('done', one).catch((error: unknown) => String(error))),
    )
    expect(old).toBe(none)
    const row = await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query('select * from app.copy where id = $1', [id]),
    )
    expect(JSON.stringify(row.rows)).not.toContain(token)
  })

  test('R64 a restore test without proof is no success, neither for the program nor for the database', async () => {
    const { id } = await w.perform(copies.add, w.lead, { name: 'Accounts', everyHours: 24 })
    const now = w.house.now()
    const tried = { id, testedAt: now.toISOString(), tester: 'Anna' }
    await expect(w.perform(copies.test, w.lead, { ...tried, succeeded: true })).rejects.toMatchObject({
      kind: 'invalid',
      detail: { faults: [{ path: 'restored' }, { path: 'used' }, { path: 'minutes' }, { path: 'evidence' }] },
    })
    await expect(
      w.house.wall.inTenant(w.tenantId, ({ $client }) =>
        $client.query(
          `insert into app.restore_test (id, copy_id, tested_at, succeeded, restored, used, evidence, tester, recorded_by)
           values (gen_random_uuid(), $1, now(), true, 'x', '', '', 'x', 'x')`,
          [id],
        ),
      ),
    ).rejects.toThrow('check constraint')
    const proof = { restored: 'May', used: 'Printed a bill', minutes: 40, evidence: 'Photo 12' }
    const proved = await w.perform(copies.test, w.lead, { ...tried, succeeded: true, ...proof })
    expect(proved).toMatchObject({
      isBroken: false,
      isProofOld: false,
      lastProof: { minutes: 40, tester: 'Anna' },
    })
    const failed = await w.perform(copies.test, w.lead, { ...tried, succeeded: false })
    expect(failed).toMatchObject({ isBroken: true, lastProof: { minutes: 40 } })
    expect(told.at(-1)).toMatchObject({ what: 'restore_failed', name: 'Accounts' })
  })

  test('R63 a disk counts as seen only when somebody says where, by name', async () => {
    const { id } = await w.perform(copies.add, w.lead, {
      name: 'Disk in the safe',
      everyHours: 168,
      medium: 'disk',
      isolation: 'offline',
      custodianId: w.staff.memberId,
    })
    const { items } = await w.perform(copies.list, w.auditor, { q: 'safe' })
    expect(items).toMatchObject([{ isUnseen: true, custodianId: w.staff.memberId }])
    expect(await w.perform(copies.sight, w.responder, { id, where: 'Safe, top shelf' })).toMatchObject({
      isUnseen: false,
      sightedBy: w.responder.name,
      sightedWhere: 'Safe, top shelf',
    })
  })

  test('R61 R62 what comes back first stands first, with a backup, a proved time, or a gap that somebody accepted', async () => {
    const made = async (name: string) => (await w.perform(assets.add, w.lead, { name, kind: 'server' })).id
    const [ledger, mail, archive] = [await made('Ledger'), await made('Mail'), await made('Archive')]
    const work = (name: string, priority: number, assetIds: string[]) =>
      w.perform(functions.add, w.lead, { name, priority, assetIds })
    await work('Read old files', 4, [archive])
    await work('Answer customers', 2, [mail])
    await work('Write bills', 1, [ledger])
    const { items: known } = await w.perform(copies.list, w.lead, { q: 'accounts' })
    const [{ id } = expect.fail('the backup stands')] = known
    await w.perform(copies.change, w.lead, { id, name: 'Accounts', everyHours: 24, assetIds: [ledger] })
    const read = async () => (await w.perform(cover.readCover, w.auditor, {})).items
    expect(await read()).toMatchObject([
      { asset: 'Ledger', state: 'proved', provedMinutes: 40, functions: ['Write bills'] },
      { asset: 'Mail', state: 'open', backups: [] },
    ])
    const today = dayIn(w.house.now(), 'Europe/Vienna')
    const gap = { assetId: mail, ownerId: w.owner.memberId, reason: 'The provider keeps it for a year' }
    const accept = (who: typeof w.lead, endsOn: string) => w.perform(cover.accept, who, { ...gap, endsOn })
    await expect(accept(w.responder, dayAfter(today, 90))).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(accept(w.lead, today)).rejects.toMatchObject({ detail: { faults: [{ path: 'endsOn' }] } })
    const accepted = await accept(w.lead, dayAfter(today, 90))
    await expect(accept(w.lead, dayAfter(today, 90))).rejects.toMatchObject({ kind: 'conflict' })
    expect((await read())[1]).toMatchObject({ state: 'accepted', gap: { acceptedBy: w.lead.name } })
    await w.perform(cover.endAcceptance, w.lead, { id: accepted.id, reason: 'We copy it now' })
    expect((await read())[1]).toMatchObject({ state: 'open', gap: null })
  })
})
