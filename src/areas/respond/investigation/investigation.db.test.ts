import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noTestData, testData } from '../../../../tests/data.ts'
import { world, type World } from '../../../../tests/world.ts'
import * as evidence from '../evidence/actions/seal-evidence.ts'
import { closeWith } from '../incidents/actions/close-incident.ts'
import * as leading from '../incidents/actions/lead-incident.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import * as running from '../incidents/actions/run-playbook.ts'
import * as systems from '../incidents/actions/work-systems.ts'
import * as coding from './actions/code-incident.ts'
import * as traces from './actions/collect-observables.ts'
import * as scope from './actions/draw-scope.ts'
import { exportTimeline } from './actions/export-timeline.ts'
import * as causes from './actions/find-causes.ts'
import * as imports from './actions/import-timeline.ts'
import * as settling from './actions/settle-closing.ts'
import * as sharing from './actions/share-incident.ts'
import * as techniques from './actions/tag-techniques.ts'
import * as parties from './actions/tell-parties.ts'
import * as hypotheses from './actions/weigh-hypotheses.ts'
import { countsInNumbers, investigationCondition } from './public.ts'
import { asSystem } from '../../../platform/action.ts'
import { emptyCoding } from './rules/coding.ts'

describe('investigation', () => {
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
        severity: 'S2',
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
  const open = (id: string, disposition: 'resolved' | 'false_alarm' = 'resolved') =>
    asSystem(w.house, w.tenantId, 'Test', (context) =>
      investigationCondition.findOpen(context, id, disposition),
    )
  const textOf = async ({ open: read }: { open(): Promise<AsyncIterable<unknown> | Uint8Array> }) =>
    Buffer.from((await read()) as Uint8Array).toString('utf8') // exports are made in memory

  test('R39 a responder weighs what might have happened, in words of confidence, and every turn is on the record', async () => {
    const id = await declare()
    const { id: hypothesis } = await w.perform(hypotheses.add, w.responder, { id, text: 'It came by mail' })
    const photo = await seal(id, 'mail')
    await w.perform(hypotheses.weigh, w.counsel, {
      id,
      hypothesis,
      side: 'for',
      text: 'Ten mails',
      evidence: photo,
    })
    await w.perform(hypotheses.weigh, w.responder, {
      id,
      hypothesis,
      side: 'against',
      text: 'Gateway was clean',
    })
    const judged = await w.perform(hypotheses.judge, w.lead, {
      id,
      hypothesis,
      standing: 'refuted',
      confidence: 'likely',
      reason: 'VPN log shows the way in',
    })
    expect(judged).toMatchObject({
      standing: 'refuted',
      confidence: 'likely',
      points: [{ side: 'for', evidenceId: photo }, { side: 'against' }],
    })
    await expect(
      w.perform(hypotheses.judge, w.lead, {
        id,
        hypothesis,
        standing: 'refuted',
        confidence: 'likely',
        reason: 'x',
      }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    expect((await kinds(id)).filter((kind) => kind.startsWith('hypothesis.'))).toEqual([
      'hypothesis.add',
      'hypothesis.weigh',
      'hypothesis.weigh',
      'hypothesis.judge',
    ])
  })

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

  test('R37 a responder keeps what is known, suspected and ruled out, with people counted for data', async () => {
    const id = await declare()
    await w.perform(systems.add, w.responder, { id, name: 'FILE01', state: 'isolated' })
    await w.perform(systems.add, w.responder, { id, name: 'WEB01', state: 'ruled_out' })
    const add = (line: object) =>
      w.perform(scope.add, w.responder, {
        id,
        topic: 'data',
        what: 'Customer list',
        standing: 'suspected',
        ...line,
      })
    await expect(add({})).rejects.toMatchObject({ kind: 'invalid' })
    await expect(add({ topic: 'work', people: 3 })).rejects.toMatchObject({ kind: 'invalid' })
    const { lines } = await add({ dataKind: 'personal' })
    const line = lines[0]?.id ?? ''
    const sheet = await w.perform(scope.change, w.lead, {
      id,
      line,
      standing: 'known',
      people: 412,
      reason: 'Counted in the export',
    })
    expect(sheet).toMatchObject({
      lines: [{ dataKind: 'personal', standing: 'known', people: 412, note: 'Counted in the export' }],
      systems: [
        { name: 'FILE01', standing: 'known' },
        { name: 'WEB01', standing: 'ruled_out' },
      ],
    })
    expect((await w.leaves({ stream: id })).at(-1)).toMatchObject({
      kind: 'scope.change',
      fields: { from: 'suspected', to: 'known', people: '412' },
    })
  })

  test('U22 a lead who used the investigation sees what is missing before closing, and an untouched case is not held up', async () => {
    const id = await declare()
    expect(await open(id)).toEqual([])
    const { id: party } = await w.perform(parties.add, w.responder, {
      id,
      name: 'Customers in Linz',
      audience: 'customers',
    })
    expect((await open(id)).map(({ where }) => where.split('#')[1])).toEqual(['vector', 'factors', 'parties'])
    expect(await open(id, 'false_alarm')).toEqual([])
    await w.perform(causes.vector, w.responder, { id, vector: 'phishing', confidence: 'likely' })
    for (const words of ['human error', 'Anwenderfehler', 'Eva was careless'])
      await expect(w.perform(causes.factor, w.responder, { id, kind: 'other', words })).rejects.toMatchObject(
        {
          kind: 'invalid',
          detail: { reason: 'blame', faults: [{ path: 'words' }] },
        },
      )
    const first = await w.perform(causes.factor, w.responder, {
      id,
      kind: 'no_second_check',
      words: 'Nobody calls back when an account changes',
    })
    const behind = first.factors[0]?.id ?? ''
    await w.perform(causes.factor, w.responder, {
      id,
      kind: 'unclear_duty',
      words: 'The rule has no owner',
      behind,
    })
    await expect(
      w.perform(causes.withdraw, w.lead, { id, factor: behind, reason: 'x' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await expect(
      w.perform(parties.tell, w.lead, { id, party, toldAt: '2099-01-01T00:00:00Z', how: 'letter' }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    expect(
      await w.perform(parties.leaveUntold, w.lead, { id, party, reason: 'No data of theirs was there' }),
    ).toMatchObject({ silenceReason: 'No data of theirs was there' })
    expect(await open(id)).toEqual([])
  })

  test('R40 each affected party is told at a time, by somebody, in some way, or not for a reason', async () => {
    const id = await declare()
    const { id: party } = await w.perform(parties.add, w.counsel, {
      id,
      name: 'Insurer',
      audience: 'insurer',
    })
    await w.perform(parties.leaveUntold, w.lead, { id, party, reason: 'Below the excess' })
    const told = await w.perform(parties.tell, w.lead, {
      id,
      party,
      toldAt: '2026-03-01T10:00:00+01:00',
      how: 'phone',
      note: 'Ms Berger',
    })
    expect(told).toMatchObject({
      toldAt: '2026-03-01T09:00:00.000Z',
      toldBy: w.lead.name,
      toldHow: 'phone',
      silenceReason: null,
    })
    await expect(w.perform(parties.leaveUntold, w.lead, { id, party, reason: 'late' })).rejects.toMatchObject(
      { kind: 'conflict' },
    )
    expect((await kinds(id)).slice(-3)).toEqual(['party.add', 'party.leave', 'party.tell'])
  })

  test('U22 an owner asks for causes at every closing, and an open waiver is settled by whoever leads', async () => {
    const id = await declare()
    const run = await w.perform(running.start, w.lead, { id })
    const step = run.document.steps.find(
      ({ destructive, needsEvidence = [] }) => destructive && needsEvidence.length > 0,
    )
    const items = step?.needsEvidence ?? []
    const move = running.moveStepWith({ refuseUnknownEvidence: async () => {} })
    await w.perform(move, w.lead, {
      id,
      step: step?.id ?? '',
      move: { move: 'done' },
      waiver: { items: [...items], reason: 'Power was failing' },
    })
    expect((await w.perform(settling.waivers, w.auditor, { id })).items).toMatchObject([
      { waiver: 1, isOpen: true, reason: 'Power was failing' },
    ])
    expect(await open(id)).toEqual([])
    await expect(w.perform(settling.changeRule, w.lead, { strict: true })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await w.perform(settling.changeRule, w.owner, { strict: true })
    const asked = (await open(id)).map(({ where }) => where.split('#')[1])
    await w.perform(settling.changeRule, w.owner, { strict: false })
    expect(asked).toEqual(['vector', 'factors', 'waivers'])
    await expect(
      w.perform(settling.settle, w.responder, { id, waiver: 1, words: 'x' }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(settling.settle, w.lead, { id, waiver: 2, words: 'x' })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const settled = await w.perform(settling.settle, w.lead, {
      id,
      waiver: 1,
      words: 'Memory is lost, the disk tells the same',
    })
    expect(settled.items).toMatchObject([{ isOpen: false, settledBy: w.lead.name }])
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
    await expect(w.perform(sharing.stix, w.responder, { id })).rejects.toMatchObject({ kind: 'forbidden' })
    expect((await kinds(id)).slice(-3)).toEqual(['veris.export', 'stix.export', 'misp.export'])
  })

  test('U54 an exercise never counts, and a real case that was entered afterwards is left out with a reason', async () => {
    const counts = (id: string) =>
      asSystem(w.house, w.tenantId, 'Test', (context) => countsInNumbers(context, id))
    const [exercise, real] = [await declare('exercise'), await declare()]
    expect([await counts(exercise), await counts(real)]).toEqual([false, true])
    const marked = await w.perform(causes.counting, w.lead, {
      id: real,
      counting: 'entered_afterwards',
      reason: 'From 2024',
    })
    expect(marked).toMatchObject({ counts: false, leftOutAs: 'entered_afterwards' })
    expect(await counts(real)).toBe(false)
  })

  test('an auditor reads and changes nothing, a stranger finds nothing, and a closed case stays as it is', async () => {
    const id = await declare()
    await w.perform(hypotheses.list, w.auditor, { id })
    await expect(w.perform(hypotheses.add, w.auditor, { id, text: 'x' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(traces.list, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
    await w.perform(closeWith({ closureConditions: [investigationCondition] }), w.lead, {
      id,
      summary: 'Done',
      initialVector: 'unknown',
      disposition: 'resolved',
    })
    await expect(w.perform(hypotheses.add, w.lead, { id, text: 'x' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(
      w.perform(causes.vector, w.lead, { id, vector: 'phishing', confidence: 'likely' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
  })
})

async function* chunks(content: string | Uint8Array): AsyncIterable<Uint8Array> {
  yield Buffer.from(content)
}
