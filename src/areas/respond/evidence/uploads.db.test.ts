import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asSystem } from '../../../platform/action.ts'
import type { Actor } from '../../../base/access.ts'
import { world, type World } from '../../../../tests/world.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { openContent } from './actions/seal-evidence.ts'
import { begin, drop, dropAbandoned, finish, listUnderWay, sendPart } from './actions/send-in-parts.ts'
import { partBytes } from './contract/upload.ts'
import { isKnownFile } from './store/evidence.ts'

describe('files sent in parts', () => {
  let place: World
  let id: string
  const file = randomBytes(partBytes * 2 + 1234)
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  beforeAll(async () => {
    place = await world()
    const wanted = { title: 'Disk image', kind: 'ransomware', severity: 'S2' } as const
    id = (await place.perform(openIncident, place.lead, wanted)).id
  })
  afterAll(() => place?.close())

  test('R49 a responder whose line breaks goes on where it broke, and the sealed file is the one that was sent', async () => {
    const upload = (await begun(file.length)).id
    expect((await part(upload, 0)).arrived).toBe(partBytes)
    await expectRefused(broken(upload, partBytes), undefined)
    expect((await underWay(upload))?.arrived).toBe(partBytes)
    expect((await part(upload, partBytes)).arrived).toBe(partBytes * 2)
    // The answer was not heard: the same part again counts once.
    expect((await part(upload, partBytes)).arrived).toBe(partBytes * 2)
    await expectRefused(
      place.perform(finish, place.responder, { id, upload, sha256: hash(file) }),
      'conflict',
    )
    await part(upload, partBytes * 2)

    const sealed = await place.perform(finish, place.responder, { id, upload, sha256: hash(file) })

    expect(sealed).toMatchObject({ sha256: hash(file), size: file.length, name: 'disk.img' })
    const again = await place.perform(finish, place.responder, { id, upload, sha256: hash(file) })
    expect(again.id).toBe(sealed.id)
    const body = await (await place.perform(openContent, place.lead, { id, evidence: sealed.id })).open()
    const bytes = body instanceof Readable ? Buffer.concat(await body.toArray()) : Buffer.from(body)
    expect(bytes.equals(file)).toBe(true)
    const leaves = (await place.leaves({ stream: id })).filter(({ kind }) => kind === 'evidence.add')
    expect(leaves).toHaveLength(1)
    expect(await underWay(upload)).toBeUndefined()
    await expectRefused(part(upload, 0), 'conflict')
  })

  test('a responder cannot leave a gap, change what arrived, send more than was announced, or another file', async () => {
    const upload = (await begun(file.length)).id
    await expectRefused(part(upload, partBytes), 'conflict')
    await part(upload, 0)
    const other = randomBytes(partBytes)
    await expectRefused(part(upload, 0, other), 'conflict')
    await expectRefused(part(upload, partBytes, other.subarray(0, 100)), 'invalid')
    await expectRefused(part(upload, partBytes, Buffer.concat([other, other])), 'invalid')
    await expectRefused(part(upload, 77, file.subarray(77, 177)), 'conflict')
    await part(upload, partBytes)
    await expectRefused(part(upload, partBytes * 2, file.subarray(0, partBytes)), 'invalid')
    await expectRefused(part(upload, partBytes * 2 + 1234), 'conflict')
    await part(upload, partBytes * 2)
    await expectRefused(
      place.perform(finish, place.responder, { id, upload, sha256: hash(other) }),
      'invalid',
    )
    // Nothing is lost by it: with the right hash it is sealed after all.
    await place.perform(finish, place.responder, { id, upload, sha256: hash(file) })
  })

  test('a responder who finishes the same upload twice at once gets the same evidence, or is told', async () => {
    const bytes = randomBytes(5000)
    const upload = (await begun(bytes.length)).id
    await part(upload, 0, bytes)
    const sha256 = hash(bytes)
    const both = [1, 2].map(() => place.perform(finish, place.responder, { id, upload, sha256 }))
    const answers = await Promise.allSettled(both)
    const ids = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
    expect(ids.length).toBeGreaterThan(0)
    expect(new Set(ids).size).toBe(1)
    const sealed = (await place.leaves({ stream: id })).filter(({ fields }) =>
      fields['file']?.includes(sha256),
    )
    expect(sealed).toHaveLength(1)
    // Custody names the upload by which it came, so that the entry of its beginning can be found.
    expect(sealed[0]).toMatchObject({ kind: 'evidence.add', fields: { upload } })
  })

  test('nobody goes on with the upload of another, finishes it or drops it; a lead may give it up', async () => {
    const bytes = randomBytes(3000)
    const upload = (await begun(bytes.length)).id
    await expectRefused(part(upload, 0, bytes, place.lead), 'forbidden')
    await part(upload, 0, bytes)
    const whole = { id, upload, sha256: hash(bytes) }
    await expectRefused(place.perform(finish, place.lead, whole), 'forbidden')
    await expectRefused(place.perform(drop, place.counsel, { id, upload }), 'forbidden')
    const seenBy = async (who: Actor) =>
      (await place.perform(listUnderWay, who, { id })).items.find((one) => one.id === upload)?.can
    expect(await seenBy(place.responder)).toEqual({ goOn: true, drop: true })
    expect(await seenBy(place.lead)).toEqual({ goOn: false, drop: true })
    expect(await seenBy(place.counsel)).toEqual({ goOn: false, drop: false })
    await place.perform(drop, place.lead, { id, upload })
  })

  test('an empty file can be sealed in no part at all', async () => {
    const upload = (await begun(0)).id
    const empty = Buffer.alloc(0)
    const sealed = await place.perform(finish, place.responder, { id, upload, sha256: hash(empty) })
    expect(sealed).toMatchObject({ size: 0, sha256: hash(empty) })
  })

  test('what nobody goes on with is given up after a week, and its bytes with it', async () => {
    const bytes = randomBytes(2000)
    const [kept, old] = [await begun(4000), await begun(4000)]
    await expectRefused(part(kept.id, 0, bytes), 'invalid')
    const whole = randomBytes(4000)
    await part(old.id, 0, whole)
    expect(await isKnown(hash(whole))).toBe(true)
    await place.house.wall.inTenant(place.tenantId, ({ $client }) =>
      $client.query(
        `update app.evidence_upload set touched_at = touched_at - interval '8 days' where id = $1`,
        [old.id],
      ),
    )

    await asSystem(place.house, place.tenantId, 'Test', dropAbandoned)

    expect(await isKnown(hash(whole))).toBe(false)
    expect(await underWay(old.id)).toBeUndefined()
    expect(await underWay(kept.id)).toBeDefined()
    await expectRefused(
      place.perform(finish, place.responder, { id, upload: old.id, sha256: hash(whole) }),
      'conflict',
    )
    await place.perform(drop, place.responder, { id, upload: kept.id })
    const dropped = (await place.leaves({ stream: id })).filter(
      ({ kind, fields }) => kind === 'evidence.drop' && [old.id, kept.id].includes(fields['upload'] ?? ''),
    )
    expect(dropped.map(({ fields }) => fields['by'])).toEqual(['Test', place.responder.name])
  })

  test('a stranger and an auditor can neither see an upload nor add to it', async () => {
    const upload = (await begun(10)).id
    await expectRefused(part(upload, 0, randomBytes(10), place.stranger), 'not_found')
    await expectRefused(part(upload, 0, randomBytes(10), place.auditor), 'forbidden')
    await expectRefused(place.perform(listUnderWay, place.auditor, { id }), 'forbidden')
    await expectRefused(place.perform(drop, place.stranger, { id, upload }), 'not_found')
  })

  const begun = (size: number) => {
    const acquisition = {
      name: 'disk.img',
      acquiredAt: '2026-03-01T09:00:00Z',
      where: 'FILE01',
      why: 'Image',
    }
    return place.perform(begin, place.responder, { id, acquisition, size })
  }

  async function part(
    upload: string,
    offset: number,
    bytes: Uint8Array = file.subarray(offset, offset + partBytes),
    actor: Actor = place.responder,
  ) {
    return place.perform(
      sendPart,
      actor,
      { id, upload, offset },
      { upload: { body: Readable.from([bytes]) } },
    )
  }

  /** A line that breaks in the middle of a part. */
  function broken(upload: string, offset: number) {
    async function* breaking() {
      yield file.subarray(offset, offset + 1000)
      throw new Error('the line broke')
    }
    return place.perform(sendPart, place.responder, { id, upload, offset }, { upload: { body: breaking() } })
  }

  async function underWay(upload: string) {
    const { items } = await place.perform(listUnderWay, place.responder, { id })
    return items.find((item) => item.id === upload)
  }

  const isKnown = (sha256: string) =>
    place.house.wall.inTenant(place.tenantId, (tx) => isKnownFile({ tx }, sha256))
})

async function expectRefused(trying: Promise<unknown>, kind: string | undefined): Promise<void> {
  await expect(trying).rejects.toMatchObject(kind === undefined ? {} : { name: 'Refusal', kind })
}
