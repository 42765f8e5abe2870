import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import * as marking from '../incidents/actions/mark-incident.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { readCustody } from './actions/hand-over.ts'
import { copy, remove } from './actions/keep-evidence.ts'
import { add, list, openContent } from './actions/seal-evidence.ts'
import type { Evidence } from './contract/evidence.ts'

describe('what is kept, and what is gone', () => {
  let place: World
  let id: string
  beforeAll(async () => {
    place = await world()
    const wanted = { title: 'Ransom note', kind: 'ransomware', severity: 'S2' } as const
    id = (await place.perform(openIncident, place.lead, wanted)).id
  })
  afterAll(() => place?.close())

  test('R49 a hold on the whole case keeps an owner from removing, and whoever asks is told so beforehand', async () => {
    const { id: evidence } = await sealed(place.responder)
    await place.perform(marking.hold, place.lead, { id, reason: 'Letter of the court' })
    expect((await one(evidence)).can.remove).toBe(false)
    const removing = place.perform(remove, place.owner, { id, evidence, reason: 'No longer needed' })
    await expect(removing).rejects.toMatchObject({ detail: { reason: 'evidence_kept' } })
    await place.perform(marking.release, place.owner, { id, reason: 'Settled' })
    expect((await one(evidence)).can.remove).toBe(true)
  })

  test('an owner who removes while the case is put under hold waits for the hold, and is stopped by it', async () => {
    const { id: evidence } = await sealed(place.responder)
    const { wall, now } = place.house
    let removing: Promise<unknown> | undefined
    await wall.inTenant(place.tenantId, async ({ $client }) => {
      await $client.query(
        `update app.incident set held_at = $2, hold_reason = 'Letter of the court' where id = $1`,
        [id, now()],
      )
      removing = place.perform(remove, place.owner, { id, evidence, reason: 'No longer needed' })
      removing.catch(() => undefined)
      const waiting = () =>
        $client
          .query(
            `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
          )
          .then(({ rowCount }) => rowCount)
      await expect.poll(waiting, { timeout: 120_000 }).toBeGreaterThan(0)
    })
    await expect(removing).rejects.toMatchObject({ detail: { reason: 'evidence_kept' } })
    await place.perform(marking.release, place.owner, { id, reason: 'Settled' })
  })

  test('bytes that are gone raise the alarm, whether they are opened or copied; a copy of what was removed meanwhile is none', async () => {
    const lost = await sealed(place.responder)
    const { files, config } = place.house.services
    const folder = join(config.dataFolder, 'files', place.tenantId)
    await rm(join(folder, lost.sha256.slice(0, 2), lost.sha256.slice(2)))
    const { open } = await place.perform(openContent, place.responder, { id, evidence: lost.id })
    const missing = { kind: 'conflict', detail: { reason: 'evidence_missing' } }
    await expect(open()).rejects.toMatchObject(missing)
    await expect(
      place.perform(copy, place.responder, { id, evidence: lost.id, why: 'x' }),
    ).rejects.toMatchObject(missing)
    const { items } = await place.perform(readCustody, place.auditor, { id, evidence: lost.id })
    expect(items.map(({ kind }) => kind)).toEqual([
      ...['evidence.add', 'evidence.open', 'evidence.alarm', 'evidence.alarm'],
    ])

    const { id: evidence } = await sealed(place.responder)
    const openAnywhere: typeof files.openAnywhere = async (...asked) => {
      await place.perform(remove, place.owner, { id, evidence, reason: 'By mistake' })
      return files.openAnywhere(...asked)
    }
    Object.assign(place.house.services, { files: { ...files, openAnywhere } })
    const copying = place.perform(copy, place.responder, { id, evidence, why: 'x' })
    await expect(copying).rejects.toMatchObject({ detail: { reason: 'evidence_removed' } })
    Object.assign(place.house.services, { files })
  })

  async function sealed(actor: MemberActor): Promise<Evidence> {
    const acquisition = {
      name: 'disk.img',
      acquiredAt: '2026-03-01T09:00:00Z',
      where: 'FILE01',
      why: 'Saved',
    }
    const upload = { body: Readable.from([randomBytes(64)]) }
    return place.perform(add, actor, { id, acquisition }, { upload })
  }

  async function one(evidence: string): Promise<Evidence> {
    const { items } = await place.perform(list, place.owner, { id, limit: 200 })
    return items.find((item) => item.id === evidence) ?? expect.fail('it is not in the list')
  }
})
