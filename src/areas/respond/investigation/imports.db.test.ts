import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noTestData, testData } from '../../../../tests/data.ts'
import { world, type World } from '../../../../tests/world.ts'
import * as evidence from '../evidence/actions/seal-evidence.ts'
import * as leading from '../incidents/actions/lead-incident.ts'
import { markTlp } from '../incidents/actions/mark-incident.ts'
import * as circle from '../incidents/actions/restrict-incident.ts'
import { listSimilarWith } from '../incidents/actions/similar-incidents.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import * as coding from './actions/code-incident.ts'
import * as traces from './actions/collect-observables.ts'
import { exportTimeline } from './actions/export-timeline.ts'
import * as imports from './actions/import-timeline.ts'
import * as sharing from './actions/share-incident.ts'
import * as techniques from './actions/tag-techniques.ts'
import { asSystem } from '../../../platform/action.ts'
import { incidentsWithFactorOf, incidentsWithTraceOf, investigationCondition } from './public.ts'
import { emptyCoding } from './rules/coding.ts'

describe('traces, logs in, files out', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const declare = async (mode: 'real' | 'exercise' = 'real') =>
    (
      await w.perform(opening.open, w.lead, {
        title: 'Odd invoices',
        kind: 'ransomware',
        severity: 'S3',
        mode,
      })
    ).id
  const seal = async (id: string, text: string | Uint8Array, name = 'log.csv') =>
    (
      await w.perform(
        evidence.add,
        w.responder,
        { id, acquisition: { name, acquiredAt: '2026-03-01T09:00:00Z', where: 'FW01', why: 'Timeline' } },
        { upload: { body: chunks(text) } },
      )
    ).id
  const kinds = async (id: string) => (await w.leaves({ stream: id })).map(({ kind }) => kind)
  const textOf = async ({ open: read }: { open(): Promise<AsyncIterable<unknown> | Uint8Array> }) =>
    Buffer.from((await read()) as Uint8Array).toString('utf8') // exports are made in memory

  test('U24 a responder lists traces from notes and files, in one spelling, and sees where else they were', async () => {
    const [first, second] = [await declare(), await declare()]
    await w.perform(leading.note, w.responder, {
      id: first,
      kind: 'note',
      text: 'Mail linked hxxps://evil[.]example/a and 10.0.0.7',
    })
    const { items } = await w.perform(traces.suggest, w.responder, { id: first })
    expect(items).toMatchObject([
      { kind: 'url', value: 'https://evil.example/a', isInternal: false, entry: 2 },
      { kind: 'ipv4', value: '10.0.0.7', isInternal: true },
    ])
    const file = await seal(first, 'src=45.155.205.233 dst=10.0.0.7', 'fw.log')
    const inFile = await w.perform(traces.searchEvidence, w.responder, { id: first, evidence: file })
    expect(inFile.items.map(({ value }) => value)).toEqual(['45.155.205.233', '10.0.0.7'])
    expect(await kinds(first)).toContain('evidence.open')
    for (const id of [first, second])
      await w.perform(traces.add, w.responder, {
        id,
        items: [{ value: '45.155.205[.]233', verdict: 'hostile' }, { value: 'EVIL.example' }],
      })
    const listed = await w.perform(traces.list, w.auditor, { id: first })
    expect(listed.items).toMatchObject([
      { kind: 'domain', value: 'evil.example', alsoIn: [{ id: second }] },
      { kind: 'ipv4', value: '45.155.205.233', verdict: 'hostile', alsoIn: [{ id: second }] },
    ])
    await expect(
      w.perform(traces.add, w.responder, { id: first, items: [{ value: 'evil.example' }] }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await expect(
      w.perform(traces.add, w.responder, { id: first, items: [{ value: 'hm' }] }),
    ).rejects.toMatchObject({
      kind: 'invalid',
      detail: { faults: [{ path: 'items.0.value' }] },
    })
    const [trace] = listed.items
    expect(
      await w.perform(traces.judge, w.lead, {
        id: first,
        observable: trace?.id ?? '',
        verdict: 'ours',
        note: 'Proxy',
        technique: 't1566.001',
      }),
    ).toMatchObject({ verdict: 'ours', technique: 'T1566.001' })
  })

  test('U9 a responder sees which cases share a trace, and nothing of one that is restricted', async () => {
    const [mine, closed, open] = [await declare(), await declare(), await declare()]
    await w.perform(traces.add, w.lead, { id: open, items: [{ value: 'secret-c2.example' }] })
    for (const id of [mine, closed])
      await w.perform(traces.add, w.lead, {
        id,
        items: [{ value: 'secret-c2.example' }, { value: 'our-mail.example', verdict: 'ours' }],
      })
    await w.perform(circle.restrict, w.lead, {
      id: closed,
      people: [w.lead.memberId],
      reason: 'Staff matter',
    })
    const seenBy = async (who: typeof w.lead) =>
      (await w.perform(traces.list, who, { id: mine })).items
        .filter(({ value }) => value === 'secret-c2.example')
        .map(({ alsoIn }) => alsoIn.length)
    expect([await seenBy(w.lead), await seenBy(w.responder), await seenBy(w.auditor)]).toEqual([
      [2],
      [1],
      [1],
    ])
    const similar = listSimilarWith({ incidentsWithFactorOf, incidentsWithTraceOf })
    const sharing = async (who: typeof w.lead) =>
      (await w.perform(similar, who, { id: mine })).items
        .filter(({ shares }) => shares.some(({ what }) => what === 'trace'))
        .map(({ id, shares }) => [id, shares.filter(({ what }) => what === 'trace').map(({ name }) => name)])
    const named = ['secret-c2[.]example']
    expect(await sharing(w.responder)).toEqual([[open, named]])
    expect((await sharing(w.lead)).map(([id]) => id).toSorted()).toEqual([open, closed].toSorted())
    await expect(w.perform(traces.list, w.responder, { id: closed })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  test('U24 a responder tags techniques with their version; one that no table knows is kept', async () => {
    const id = await declare()
    const tag = (technique: string) =>
      w.perform(techniques.tag, w.responder, { id, technique, version: '18.1' })
    expect(await tag('t1566.001')).toMatchObject({
      technique: 'T1566.001',
      name: 'Spearphishing Attachment',
      version: '18.1',
    })
    expect(await tag('T9999')).toMatchObject({ name: null })
    await expect(tag('T9999')).rejects.toMatchObject({ kind: 'conflict' })
    await expect(tag('phishing')).rejects.toMatchObject({ kind: 'invalid' })
    expect((await w.perform(techniques.untag, w.lead, { id, technique: 'T9999' })).items).toHaveLength(1)
  })

  test('U26 a responder looks at a log, takes its rows once, and may take them off again; the file stays sealed', async () => {
    const id = await declare()
    const text =
      'time,message,user\n01.03.2026 08:00,<img src=x onerror=alert(1)>,=cmd\nnever,bad,\n01.03.2026 09:00,Login,anna\n'
    const file = await seal(id, text)
    const wanted = { id, evidence: file, format: 'csv', source: 'VPN', zone: 'Europe/Vienna' } as const
    const seen = await w.perform(imports.preview, w.responder, wanted)
    expect(seen).toMatchObject({
      rows: 3,
      good: 2,
      repeated: 0,
      from: '2026-03-01T07:00:00.000Z',
      faults: [{ row: 3 }],
    })
    await expect(w.perform(imports.take, w.responder, wanted)).rejects.toMatchObject({
      detail: { reason: 'import_faults' },
    })
    const taken = await w.perform(imports.take, w.responder, { ...wanted, skipFaults: true })
    expect(taken).toMatchObject({ rows: 3, taken: 2, repeated: 0, skipped: 1 })
    await expect(w.perform(imports.take, w.responder, { ...wanted, skipFaults: true })).rejects.toMatchObject(
      { detail: { reason: 'import_repeated' } },
    )
    const more = await seal(id, `${text}01.03.2026 10:00,Logout,anna\n`)
    expect(
      await w.perform(imports.take, w.responder, { ...wanted, evidence: more, skipFaults: true }),
    ).toMatchObject({ taken: 1, repeated: 2 })
    const page = await w.perform(imports.events, w.auditor, { id, limit: 2 })
    expect(page.items.map(({ text: said }) => said)).toEqual(['<img src=x onerror=alert(1)>', 'Login'])
    const rest = await w.perform(imports.events, w.auditor, { id, limit: 2, cursor: page.next ?? '' })
    expect([rest.items.map(({ text: said }) => said), rest.next]).toEqual([['Logout'], null])
    await w.perform(imports.mark, w.lead, { id, import: taken.id, row: 4, isKey: true })
    expect((await w.perform(imports.events, w.auditor, { id, key: 'true', q: 'LOGIN' })).items).toHaveLength(
      1,
    )
    const csv = await textOf(await w.perform(exportTimeline, w.lead, { id }))
    expect(csv).toContain("2026-03-01T07:00:00.000Z,01.03.2026 08:00,import,2,VPN,'=cmd,")
    await w.perform(imports.withdraw, w.lead, { id, import: taken.id, reason: 'Wrong zone' })
    expect((await w.perform(imports.events, w.auditor, { id })).items.map(({ text: said }) => said)).toEqual([
      'Logout',
    ])
    expect(
      await w.perform(imports.take, w.responder, { ...wanted, skipFaults: true, zone: 'UTC' }),
    ).toMatchObject({ taken: 2 })
    expect((await kinds(id)).filter((kind) => kind.startsWith('timeline.'))).toEqual([
      'timeline.import',
      'timeline.import',
      'timeline.export',
      'timeline.withdraw',
      'timeline.import',
    ])
  })

  test('U26 a packed CloudTrail of a real attack is one batch, and a bomb or a picture is refused', async (context) => {
    const folder = testData('stratus-detonation-logs')
    if (folder === undefined) return context.skip(noTestData('stratus-detonation-logs'))
    const id = await declare()
    const packed = readFileSync(join(folder, 'aws.credential-access.ec2-get-password-data.json.gz'))
    const evidenceId = await seal(id, packed, 'trail.json.gz')
    const wanted = { id, format: 'cloudtrail', source: 'AWS' } as const
    const taken = await w.perform(imports.take, w.responder, { ...wanted, evidence: evidenceId })
    expect(taken.taken).toBeGreaterThan(20)
    expect((await kinds(id)).filter((kind) => kind === 'timeline.import')).toHaveLength(1)
    const picture = await seal(id, Buffer.from('89504e470d0a1a0a'.repeat(400), 'hex'), 'x.png')
    await expect(
      w.perform(imports.take, w.responder, { ...wanted, evidence: picture }),
    ).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('while a large file is read, others go on in the case, and one that is too large is not opened at all', async () => {
    const id = await declare()
    const file = await seal(id, 'time,message\n1772352000,45.155.205.233\n')
    const { services } = w.house
    const { files } = services
    const open: typeof files.open = async (...asked) => {
      await w.perform(leading.note, w.lead, { id, kind: 'note', text: 'Meanwhile' })
      return files.open(...asked)
    }
    const wanted = { id, evidence: file, format: 'csv', source: 'Proxy' } as const
    Object.assign(services, { files: { ...files, open } })
    try {
      await w.perform(traces.searchEvidence, w.responder, { id, evidence: file })
      await w.perform(imports.preview, w.responder, wanted)
      await w.perform(imports.take, w.responder, wanted)
    } finally {
      Object.assign(services, { files })
    }
    expect((await kinds(id)).filter((kind) => kind === 'evidence.open')).toHaveLength(3)
    const large = await seal(id, Buffer.alloc(8 * 2 ** 20 + 1, 'a'))
    await expect(
      w.perform(traces.searchEvidence, w.responder, { id, evidence: large }),
    ).rejects.toMatchObject({ kind: 'invalid', status: 413 })
    expect((await kinds(id)).filter((kind) => kind === 'evidence.open')).toHaveLength(3)
  })

  test('R52 an import alone is an investigation, so that closing asks how it began', async () => {
    const id = await declare()
    const openParts = () =>
      asSystem(w.house, w.tenantId, 'Test', (context) =>
        investigationCondition.findOpen(context, id, { disposition: 'resolved' }),
      )
    expect(await openParts()).toEqual([])
    const evidenceId = await seal(id, 'time,message\n1772352000,Login\n')
    await w.perform(imports.take, w.responder, { id, evidence: evidenceId, format: 'csv', source: 'VPN' })
    expect(await openParts()).toHaveLength(2)
  })

  test('U26 twenty thousand rows are one import, whole or not at all', async () => {
    const id = await declare()
    const rows = Array.from({ length: 20_000 }, (_, n) => `${1_772_352_000 + n},row ${n}`).join('\n')
    const evidenceId = await seal(id, `time,message\n${rows}\n`)
    const taken = await w.perform(imports.take, w.responder, {
      id,
      evidence: evidenceId,
      format: 'csv',
      source: 'Proxy',
    })
    expect(taken).toMatchObject({ rows: 20_000, taken: 20_000 })
  })

  test('N13 a lead takes an incident out as VERIS, STIX and MISP, each on the record by its hash', async () => {
    const id = await declare('exercise')
    const coded = await w.perform(coding.code, w.responder, {
      id,
      coding: { ...emptyCoding, actors: ['criminals'], actions: ['locked_files', 'locked_files'] },
    })
    expect(coded.coding?.actions).toEqual(['locked_files'])
    await expect(
      w.perform(coding.code, w.responder, { id, coding: { ...emptyCoding, actors: ['constructor'] } }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await w.perform(traces.add, w.responder, { id, items: [{ value: 'evil.example', verdict: 'hostile' }] })
    const veris = JSON.parse(await textOf(await w.perform(sharing.veris, w.lead, { id }))) as object // ours
    expect(veris).toMatchObject({
      schema_version: '1.4.1',
      victim: { country: ['AT'] },
      action: { malware: { variety: ['Ransomware'] } },
    })
    expect(await textOf(await w.perform(sharing.stix, w.auditor, { id }))).toContain(
      "[domain-name:value = 'evil.example']",
    )
    expect(await textOf(await w.perform(sharing.misp, w.counsel, { id }))).toContain('tlp:amber')
    await w.perform(markTlp, w.lead, { id, tlp: 'red' })
    for (const share of [sharing.veris, sharing.stix, sharing.misp])
      await expect(w.perform(share, w.lead, { id })).rejects.toMatchObject({ detail: { reason: 'tlp_red' } })
    await expect(w.perform(sharing.stix, w.responder, { id })).rejects.toMatchObject({ kind: 'forbidden' })
    expect((await kinds(id)).slice(-4, -1)).toEqual(['veris.export', 'stix.export', 'misp.export'])
  })
})

async function* chunks(content: string | Uint8Array): AsyncIterable<Uint8Array> {
  yield Buffer.from(content)
}
