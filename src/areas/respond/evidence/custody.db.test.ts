import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../../base/access.ts'
import { addMember, world, type MemberActor, type World } from '../../../../tests/world.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import type { Evidence } from './contract/evidence.ts'
import { decline, offer, printReceipt, readCustody, receive } from './actions/hand-over.ts'
import { classify, copy, hold, release, remove, retain } from './actions/keep-evidence.ts'
import { add, list, openContent, openLocked } from './actions/seal-evidence.ts'
import { isKnownFile } from './store/evidence.ts'

describe('custody of evidence', () => {
  let place: World
  let id: string
  let second: MemberActor
  beforeAll(async () => {
    place = await world()
    second = await addMember(place.house, place.tenantId, 'responder')
    id = (
      await place.perform(openIncident, place.lead, {
        title: 'Ransom note',
        kind: 'ransomware',
        severity: 'S2',
      })
    ).id
  })
  afterAll(() => place?.close())

  test('R49 a responder hands a disk to a colleague, who confirms it, and both words are on the record', async () => {
    const { id: evidence } = await sealed(place.responder)
    const wanted = {
      id,
      evidence,
      what: 'USB disk, serial 17',
      purpose: 'Analysis',
      memberId: second.memberId,
    }

    await expectRefused(place.perform(offer, second, wanted), 'forbidden')
    const offered = await place.perform(offer, place.responder, wanted)
    await expectRefused(place.perform(offer, place.responder, wanted), 'conflict')
    await expectRefused(
      place.perform(receive, place.responder, { id, evidence, handover: offered.id }),
      'forbidden',
    )
    await expectRefused(
      place.perform(receive, place.owner, { id, evidence, handover: offered.id }),
      'forbidden',
    )
    expect((await one(evidence)).custodian).toBe(place.responder.name)
    const received = await place.perform(receive, second, {
      id,
      evidence,
      handover: offered.id,
      note: 'Sealed bag 4',
    })

    expect(received).toMatchObject({ state: 'received', giver: place.responder.name, taker: second.name })
    expect((await one(evidence)).custodian).toBe(second.name)
    await expectRefused(place.perform(offer, place.responder, wanted), 'forbidden')
    const { items, handovers } = await place.perform(readCustody, place.auditor, { id, evidence })
    expect(items.map(({ kind, by }) => [kind, by])).toEqual([
      ['evidence.add', place.responder.name],
      ['custody.offer', place.responder.name],
      ['custody.receive', second.name],
    ])
    expect(handovers).toHaveLength(1)
  })

  test('R49 an owner hands evidence to a firm outside only against a signed paper, and gets it back the same way', async () => {
    const { id: evidence } = await sealed(place.responder)
    const { id: old } = await sealed(place.responder)
    const outside = { name: 'Eva Forensik', contact: 'Forensik GmbH, +43 1 234' }
    const given = await place.perform(offer, place.owner, {
      ...{ id, evidence, what: 'Copy on disk', purpose: 'Report for the insurer', outside },
    })
    const receipt = await bytesOf(
      await place.perform(printReceipt, place.owner, { id, evidence, handover: given.id }),
    )
    expect(readPdf(receipt).text).toContain('Eva Forensik')
    await expectRefused(
      place.perform(receive, place.responder, { id, evidence, handover: given.id }),
      'invalid',
    )
    await expectRefused(
      place.perform(receive, place.responder, { id, evidence, handover: given.id, signed: given.id }),
      'not_found',
    )
    const { id: gone } = await sealed(place.responder)
    await place.perform(remove, place.owner, { id, evidence: gone, reason: 'Blurred' })
    for (const [signed, kind] of [
      [evidence, 'invalid'],
      [old, 'invalid'],
      [gone, 'conflict'],
    ] as const)
      await expectRefused(
        place.perform(receive, place.responder, { id, evidence, handover: given.id, signed }),
        kind,
      )
    const { id: paper } = await sealed(place.responder)
    await place.perform(receive, place.responder, { id, evidence, handover: given.id, signed: paper })
    expect((await one(evidence)).custodian).toBe('Eva Forensik')

    const back = await place.perform(offer, place.lead, {
      ...{ id, evidence, what: 'Copy on disk', purpose: 'Work done', direction: 'return' },
      memberId: place.lead.memberId,
    })
    await expectRefused(place.perform(receive, place.lead, { id, evidence, handover: back.id }), 'invalid')
    const { id: second } = await sealed(place.responder)
    await place.perform(receive, place.lead, { id, evidence, handover: back.id, signed: second })
    expect((await one(evidence)).custodian).toBe(place.lead.name)
  })

  test('a responder cannot hand evidence to somebody who could not confirm it', async () => {
    const { id: evidence } = await sealed(place.responder)
    const to = (memberId: string) =>
      place.perform(offer, place.responder, { id, evidence, what: 'Disk', purpose: 'Analysis', memberId })
    for (const { memberId } of [place.staff, place.auditor])
      await expect(to(memberId)).rejects.toMatchObject({ detail: { reason: 'taker_cannot_confirm' } })
    const closed = (
      await place.perform(openIncident, place.lead, {
        ...{ title: 'About one of us', kind: 'insider-data-theft', severity: 'S2' },
        circle: { people: [place.responder.memberId] },
      })
    ).id
    const inside = await place.perform(
      add,
      place.responder,
      { id: closed, acquisition: acquisitionOf({}) },
      { upload: { body: Readable.from([randomBytes(9)]) } },
    )
    const wanted = { id: closed, evidence: inside.id, what: 'Disk', purpose: 'Analysis' }
    await expect(
      place.perform(offer, place.responder, { ...wanted, memberId: second.memberId }),
    ).rejects.toMatchObject({ detail: { reason: 'taker_cannot_confirm' } })
    await place.perform(offer, place.responder, { ...wanted, memberId: place.lead.memberId })
  })

  test('a taker declines, a giver takes an offer back, and custody stays where it was', async () => {
    const { id: evidence } = await sealed(place.responder)
    const wanted = { id, evidence, what: 'Disk', purpose: 'Analysis', memberId: second.memberId }
    const first = await place.perform(offer, place.responder, wanted)
    const ending = { id, evidence, handover: first.id, note: 'Seal was broken' }
    await expectRefused(place.perform(decline, place.counsel, ending), 'forbidden')
    expect(await place.perform(decline, second, ending)).toMatchObject({ state: 'declined' })
    await expectRefused(place.perform(receive, second, { id, evidence, handover: first.id }), 'conflict')
    const again = await place.perform(offer, place.responder, wanted)
    const withdrawn = { id, evidence, handover: again.id, note: 'Not needed' }
    expect(await place.perform(decline, place.responder, withdrawn)).toMatchObject({ state: 'withdrawn' })
    expect((await one(evidence)).custodian).toBe(place.responder.name)
  })

  test('R49 a responder works on a copy with custody of its own, and the original stays as it was sealed', async () => {
    const original = await sealed(place.responder)
    const plain = await place.perform(copy, place.responder, {
      id,
      evidence: original.id,
      why: 'To look inside',
    })
    expect(plain).toMatchObject({ copyOf: original.id, copyNumber: 1, sha256: original.sha256 })
    const worked = await sealed(place.responder, { copyOf: original.id })
    expect(worked).toMatchObject({ copyOf: original.id, copyNumber: 2 })
    expect(worked.sha256).not.toBe(original.sha256)

    await place.perform(openContent, place.responder, { id, evidence: plain.id })
    const of = async (evidence: string) =>
      (await place.perform(readCustody, place.responder, { id, evidence })).items.map(({ kind }) => kind)
    expect(await of(original.id)).toEqual(['evidence.add'])
    expect(await of(plain.id)).toEqual(['evidence.copy', 'evidence.open'])
  })

  test('R49 nobody removes what is under legal hold or before its date, and hash and history outlive the bytes', async () => {
    const { id: evidence, sha256 } = await sealed(place.responder)
    const reason = 'Letter of the court'
    const removing = () => place.perform(remove, place.owner, { id, evidence, reason: 'No longer needed' })
    await expectRefused(place.perform(hold, place.responder, { id, evidence, reason }), 'forbidden')
    await place.perform(hold, place.lead, { id, evidence, reason })
    await expectRefused(place.perform(hold, place.lead, { id, evidence, reason }), 'conflict')
    await expectRefused(place.perform(release, place.lead, { id, evidence, reason }), 'forbidden')
    await expectRefused(removing(), 'conflict')
    expect((await one(evidence)).hold).toMatchObject({ reason, placedBy: place.lead.name })
    await place.perform(release, place.owner, { id, evidence, reason: 'Case settled' })
    const [later, sooner] = ['2099-01-01T00:00:00.000Z', '2098-01-01T00:00:00.000Z']
    await place.perform(retain, place.lead, { id, evidence, until: later, reason })
    await expectRefused(
      place.perform(retain, place.lead, { id, evidence, until: sooner, reason }),
      'conflict',
    )
    await expectRefused(removing(), 'conflict')
    const soon = new Date(place.house.now().getTime() + 50).toISOString()
    await place.perform(retain, place.owner, { id, evidence, until: soon, reason: 'Agreed' })
    await expect.poll(() => place.house.now().toISOString() > soon).toBe(true)
    await expectRefused(place.perform(remove, place.lead, { id, evidence, reason }), 'forbidden')
    expect(await isKnown(sha256)).toBe(true)

    expect(await removing()).toMatchObject({ removed: { by: place.owner.name, reason: 'No longer needed' } })

    await expectRefused(removing(), 'conflict')
    for (const door of [openContent, openLocked])
      await expectRefused(place.perform(door, place.owner, { id, evidence }), 'conflict')
    await expectRefused(place.perform(copy, place.owner, { id, evidence, why: 'x' }), 'conflict')
    expect(await isKnown(sha256)).toBe(false)
    expect(await one(evidence)).toMatchObject({ sha256, can: { open: false, remove: false } })
    const { items } = await place.perform(readCustody, place.auditor, { id, evidence })
    expect(items.map(({ kind }) => kind.split('.')[1])).toEqual([
      'add',
      'hold',
      'release',
      'retain',
      'retain',
      'remove',
    ])
  })

  test('bytes that another record leans on stay when one of the two is removed', async () => {
    const bytes = randomBytes(100)
    const first = await sealed(place.responder, {}, bytes)
    const other = await sealed(place.responder, {}, bytes)
    await place.perform(remove, place.owner, { id, evidence: first.id, reason: 'Sealed twice' })

    expect(await isKnown(other.sha256)).toBe(true)
    const answer = await place.perform(openContent, place.owner, { id, evidence: other.id })
    expect(await bytesOf(answer)).toEqual(bytes)
  })

  test('U27 a sample keeps the dates of where it came from, and leaves only in an archive that its password opens', async () => {
    const bytes = randomBytes(3_000_000)
    const { id: evidence } = await sealed(
      place.responder,
      { isSample: true, name: 'mal:ware.exe', dates: { createdAt: '2024-02-03T04:05:06.000Z' } },
      bytes,
    )
    expect((await one(evidence)).dates).toEqual({ createdAt: '2024-02-03T04:05:06.000Z' })
    expect((await place.leaves({ stream: id })).at(-1)?.fields).toMatchObject({
      createdAt: '2024-02-03T04:05:06.000Z',
    })
    await expectRefused(place.perform(openContent, place.owner, { id, evidence }), 'conflict')

    const archive = await bytesOf(await place.perform(openLocked, place.responder, { id, evidence }))

    expect(archive.includes(bytes.subarray(0, 64))).toBe(false)
    const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(archive)])))
    const [entry] = await reader.getEntries()
    if (entry === undefined || entry.directory) throw new Error('the archive holds one file')
    expect(entry).toMatchObject({ encrypted: true, uncompressedSize: bytes.length })
    await expect(entry.getData(new Uint8ArrayWriter(), { password: 'wrong' })).rejects.toThrow(/password/i)
    const opened = await entry.getData(new Uint8ArrayWriter(), { password: 'infected' })
    expect(Buffer.from(opened).equals(bytes)).toBe(true)
    await place.perform(classify, place.lead, {
      ...{ id, evidence, isSample: false, sensitivity: 'personal', reason: 'Looked at: harmless' },
    })
    expect(await one(evidence)).toMatchObject({ sensitivity: 'personal', can: { openPlain: true } })
  })

  test('somebody of another organisation finds neither evidence nor hand-over', async () => {
    const { id: evidence } = await sealed(place.responder)
    const reason = 'x'
    for (const action of [hold, release, remove, copy, readCustody])
      await expectRefused(
        place.perform(action as typeof hold, place.stranger, { id, evidence, reason }), // all take these fields or fewer
        action === copy || action === readCustody ? 'invalid' : 'not_found',
      )
    await expectRefused(place.perform(readCustody, place.stranger, { id, evidence }), 'not_found')
    await expectRefused(place.perform(copy, place.stranger, { id, evidence, why: 'x' }), 'not_found')
  })

  async function sealed(
    actor: Actor,
    said: Partial<Parameters<typeof acquisitionOf>[0]> = {},
    bytes: Uint8Array = randomBytes(64),
  ): Promise<Evidence> {
    const upload = { body: Readable.from([bytes]) }
    return place.perform(add, actor, { id, acquisition: acquisitionOf(said) }, { upload })
  }

  async function one(evidence: string): Promise<Evidence> {
    const { items } = await place.perform(list, place.owner, { id, limit: 200 })
    return items.find((item) => item.id === evidence) ?? expect.fail('it is not in the list')
  }

  const isKnown = (sha256: string) =>
    place.house.wall.inTenant(place.tenantId, (tx) => isKnownFile({ tx }, sha256))
})

function acquisitionOf(said: {
  name?: string
  copyOf?: string
  isSample?: boolean
  dates?: { createdAt: string }
}) {
  return { name: 'disk.img', acquiredAt: '2026-03-01T09:00:00Z', where: 'FILE01', why: 'Saved', ...said }
}

async function bytesOf(answer: { open(): Promise<Readable | Uint8Array> }): Promise<Buffer> {
  const body = await answer.open()
  return body instanceof Readable ? Buffer.concat(await body.toArray()) : Buffer.from(body)
}

async function expectRefused(trying: Promise<unknown>, kind: string): Promise<void> {
  await expect(trying).rejects.toMatchObject({ name: 'Refusal', kind })
}
