import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Ajv, type ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { noTestData, testData } from '../../../../../tests/data.ts'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { initialVectors } from '../../../../base/incident-words.ts'
import { readTar } from '../../../../../tests/tar.ts'
import { organisationSizes, sectors } from '../../../register/people/contract/organisation.ts'
import { confidences, dataKinds, observableKinds } from '../contract/words.ts'
import { codingChoices, codingGroups, emptyCoding, overallRatings, unknownChoices } from './coding.ts'
import { mispEvent } from './misp.ts'
import { stixBundle, type StixInput } from './stix.ts'
import { suggestCoding } from './suggest-coding.ts'
import { attackVersion, techniqueNames } from './techniques.ts'
import { verisRecord, type VerisInput } from './veris.ts'

const incident = {
  id: '0190d2f0-0000-7000-8000-000000000001',
  number: 7,
  title: 'Files locked <b>on</b> FILE01',
  mode: 'real',
  severity: 'S1',
  openedAt: new Date('2026-03-01T08:00:00Z'),
  closure: { summary: '=Contained & "restored"', disposition: 'resolved' },
} as const
const plain: VerisInput = {
  incident,
  victim: { country: 'AT', size: '10-49', sector: 'retail' },
  coding: null,
  confidence: null,
  data: [],
  hostile: [],
}
const values: Record<(typeof observableKinds)[number], string> = {
  ipv4: '45.155.205.233',
  ipv6: '2a00:1450:4001::1',
  domain: 'evil.example',
  url: "https://evil.example/a'b\\c",
  email: 'ceo@evil.example',
  md5: 'a'.repeat(32),
  sha1: 'a'.repeat(40),
  sha256: 'a'.repeat(64),
  sha512: 'a'.repeat(128),
  file_name: "inv'oice.exe",
  account: 'EVIL\\bob',
}
const observables = observableKinds.flatMap((kind, n) =>
  (['hostile', 'suspicious', 'unknown', 'ours', 'harmless'] as const).map((verdict, m) => ({
    id: `0190d2f0-0000-7000-8000-00000000${String(n).padStart(2, '0')}0${m}`,
    kind,
    value: values[kind],
    verdict,
    note: m === 0 ? 'Seen in the mail' : '',
    technique: m === 0 ? 'T1566.001' : null,
    addedAt: '2026-03-01T09:00:00.000Z',
  })),
)
const shared: StixInput & { incident: typeof incident } = {
  incident,
  organisation: { id: '0190d2f0-0000-7000-8000-0000000000aa', name: 'Harbour Bakery' },
  tlp: 'amber',
  pap: null,
  vector: 'phishing',
  confidence: 'likely',
  observables,
  techniques: [
    {
      technique: 'T1566.001',
      version: '18.1',
      name: 'Spearphishing Attachment',
      addedAt: '2026-03-01T09:00:00.000Z',
    },
    { technique: 'T9999', version: '19.0', name: null, addedAt: '2026-03-01T09:00:00.000Z' },
  ],
  now: new Date('2026-03-02T08:00:00Z'),
}

describe('the VERIS record', () => {
  const folder = testData('veris')
  let valid: ValidateFunction
  beforeAll(() => {
    if (folder === undefined) return
    const { $schema: _draft, ...schema } = JSON.parse(
      readFileSync(join(folder, 'verisc-merged.json'), 'utf8'),
    ) as Record<string, unknown> // an object, as every JSON Schema
    valid = new Ajv({ strict: false, allErrors: true }).compile(schema)
  })
  const faults = (record: unknown) => (valid(record) ? [] : valid.errors)

  test('R39 whatever a person picks in plain words, alone or all together, is valid VERIS 1.4.1', (context) => {
    if (folder === undefined) return context.skip(noTestData('veris'))
    expect(faults(verisRecord(plain))).toEqual([])
    for (const group of codingGroups)
      for (const choice of Object.keys(codingChoices[group])) {
        const coding = { ...emptyCoding, [group]: [choice] }
        expect([choice, faults(verisRecord({ ...plain, coding }))]).toEqual([choice, []])
      }
    const all = Object.fromEntries(codingGroups.map((group) => [group, Object.keys(codingChoices[group])]))
    for (const overall of overallRatings)
      expect(faults(verisRecord({ ...plain, coding: { ...emptyCoding, ...all, overall } }))).toEqual([])
    expect(
      faults({ ...verisRecord(plain), action: { hacking: { variety: ['Magic'], vector: [] } } }),
    ).not.toEqual([])
  })

  test('R39 every organisation, every kind of data, every degree of confidence makes a valid record', (context) => {
    if (folder === undefined) return context.skip(noTestData('veris'))
    for (const size of organisationSizes)
      for (const sector of sectors)
        expect(faults(verisRecord({ ...plain, victim: { country: 'DE', size, sector } }))).toEqual([])
    for (const confidence of confidences) expect(faults(verisRecord({ ...plain, confidence }))).toEqual([])
    const data = dataKinds.map((dataKind, n) => ({
      dataKind,
      standing: 'known' as const,
      people: n === 0 ? null : n,
    }))
    const hostile = [{ value: 'evil.example', note: '' }]
    expect(faults(verisRecord({ ...plain, data, hostile }))).toEqual([])
    for (const mode of ['exercise', 'near_miss'] as const)
      expect(faults(verisRecord({ ...plain, incident: { ...incident, mode, closure: null } }))).toEqual([])
  })

  test('a reader of the record knows a near miss, a false alarm and a rehearsal from the real thing', () => {
    const told = (change: object) => verisRecord({ ...plain, incident: { ...incident, ...change } })
    expect(told({ mode: 'near_miss' })).toMatchObject({ security_incident: 'Near miss' })
    expect(told({ closure: { summary: 'x', disposition: 'false_alarm' } })).toMatchObject({
      security_incident: 'False positive',
    })
    expect(told({ mode: 'exercise' })).toMatchObject({ summary: 'EXERCISE: =Contained & "restored"' })
    expect(told({ closure: null })).toMatchObject({ security_incident: 'Suspected' })
  })

  test('data that was ruled out is not disclosed, and suspected data is disclosed potentially', () => {
    const record = (standing: 'known' | 'suspected' | 'ruled_out') =>
      verisRecord({ ...plain, data: [{ dataKind: 'bank', standing, people: 40 }] })['attribute']
    expect(record('ruled_out')).toBeUndefined()
    expect(record('suspected')).toMatchObject({ confidentiality: { data_disclosure: 'Potentially' } })
    expect(record('known')).toEqual({
      confidentiality: { data_disclosure: 'Yes', data: [{ variety: 'Bank', amount: 40 }] },
    })
  })

  test('what is suggested for any kind of incident and way in is a choice of the picker', () => {
    for (const kind of incidentKinds)
      for (const vector of [null, ...initialVectors])
        expect(unknownChoices(suggestCoding(kind, vector))).toEqual([])
  })
})

describe('the STIX bundle and the MISP event', () => {
  const stixFolder = testData('stix21')
  const mispFolder = testData('misp')

  test('N13 every object of a STIX bundle validates against the schemas of OASIS', (context) => {
    if (stixFolder === undefined) return context.skip(noTestData('stix21'))
    const files = readTar(gunzipSync(readFileSync(join(stixFolder, 'schemas.tar.gz'))))
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false })
    const byType = new Map<string, string>()
    for (const [name, bytes] of files) {
      if (!name.endsWith('.json')) continue
      const schema = JSON.parse(bytes.toString('utf8')) as { $id: string } // each schema of theirs has one
      ajv.addSchema(schema)
      byType.set(name.split('/').at(-1)?.replace('.json', '') ?? '', schema.$id)
    }
    const faultsOf = (object: { type: string }) => {
      const validate = ajv.getSchema(byType.get(object.type) ?? '')
      return validate?.(object) === true ? [] : [object.type, validate?.errors]
    }
    for (const tlp of ['clear', 'green', 'amber', 'amber+strict'] as const) {
      const pap = tlp === 'amber+strict' ? 'red' : tlp
      const bundle = stixBundle({ ...shared, tlp, pap })
      const objects = bundle['objects'] as { type: string; id: string }[] // as the bundle schema says next
      expect(faultsOf(bundle as { type: string })).toEqual([])
      expect(objects.flatMap(faultsOf)).toEqual([])
      expect(new Set(objects.map(({ id }) => id)).size).toBe(objects.length)
      expect(new Set(objects.map(({ type }) => type))).toEqual(
        new Set([
          'marking-definition',
          'identity',
          'report',
          'attack-pattern',
          'indicator',
          'relationship',
          'ipv4-addr',
          'ipv6-addr',
          'domain-name',
          'url',
          'email-addr',
          'file',
          'user-account',
        ]),
      )
    }
    expect(faultsOf({ type: 'indicator' })).not.toEqual([])
  })

  test('N13 every reference in a STIX bundle leads to an object of the same bundle', () => {
    const objects = stixBundle({ ...shared, pap: 'red' })['objects'] as Record<string, unknown>[] // as above
    const ids = new Set(objects.map(({ id }) => id))
    const refs = objects.flatMap((object) =>
      ['created_by_ref', 'source_ref', 'target_ref', 'object_refs', 'object_marking_refs'].flatMap(
        (field) => object[field] ?? [],
      ),
    )
    expect(refs.length).toBeGreaterThan(50)
    expect(refs.filter((ref) => !ids.has(ref))).toEqual([])
  })

  test('U14 whoever takes a bundle or an event over finds both marks of the case on all that it holds, as OASIS and MISP spell them', () => {
    const bundle = stixBundle({ ...shared, pap: 'amber' })['objects'] as Record<string, unknown>[] // as above
    const marks = bundle.filter(({ type }) => type === 'marking-definition')
    expect(marks).toMatchObject([
      { name: 'TLP:AMBER' },
      {
        id: 'marking-definition--60f8932b-e51e-4458-b265-a2e8be9a80ab',
        name: 'PAP:AMBER',
        extensions: { 'extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b': { pap: 'amber' } },
      },
    ])
    const others = bundle.filter(({ type }) => type !== 'marking-definition')
    const ids = marks.map(({ id }) => id)
    expect(others.map((one) => one['object_marking_refs'])).toEqual(others.map(() => ids))
    const tags = (event: ReturnType<typeof mispEvent>) =>
      (event['Event'] as { Tag: { name: string }[] }).Tag.map(({ name }) => name) // ours
    expect(tags(mispEvent({ ...shared, pap: 'red' })).slice(0, 2)).toEqual(['tlp:amber', 'PAP:RED'])
    expect(tags(mispEvent(shared)).join(' ')).not.toContain('PAP')
  })

  test('our own and harmless addresses stay here', () => {
    const mine = (['ours', 'harmless'] as const).map((verdict, n) => ({
      ...shared.observables[0]!, // made above, one for each kind
      id: `x${n}`,
      verdict,
      value: `198.51.100.${n}`,
    }))
    const inside = { ...shared.observables[0]!, id: 'y', verdict: 'hostile' as const, value: '10.0.0.1' } // likewise
    const text = JSON.stringify([
      stixBundle({ ...shared, observables: [...mine, inside] }),
      mispEvent({ ...shared, observables: [...mine, inside] }),
    ])
    expect(text).not.toMatch(/198\.51\.100|10\.0\.0\.1/)
  })

  test('N13 a MISP event validates by the schema that MISP itself works with, with types that it knows', (context) => {
    if (mispFolder === undefined) return context.skip(noTestData('misp'))
    const read = (name: string) =>
      JSON.parse(gunzipSync(readFileSync(join(mispFolder, name))).toString('utf8')) as Record<string, never> // an object in each of the files
    for (const name of ['schema-lax.json.gz', 'schema.json.gz']) {
      const { $schema: _draft, id: _id, ...schema } = read(name)
      const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)
      const isValid = validate(mispEvent(shared))
      expect([name, isValid ? [] : validate.errors]).toEqual([name, []])
    }
    // As MISP documents it.
    const { category_type_mappings: known } = read('describeTypes.json.gz')['result'] as unknown as {
      category_type_mappings: Record<string, string[]>
    } // as MISP documents it
    const { Attribute: attributes } = mispEvent(shared)['Event'] as {
      Attribute: { type: string; category: string }[]
    } // ours
    expect(attributes.filter(({ type, category }) => known[category]?.includes(type) !== true)).toEqual([])
    expect(attributes).toHaveLength(observableKinds.length * 3)
  })
})

test('U24 the names of techniques are those of ATT&CK 18.1', (context) => {
  const folder = testData('attack')
  if (folder === undefined) return context.skip(noTestData('attack'))
  const text = gunzipSync(
    readFileSync(join(folder, `enterprise-attack-${attackVersion}.core.json.gz`)),
  ).toString('utf8')
  const { objects } = JSON.parse(text) as {
    objects: {
      type: string
      name: string
      external_references?: { source_name: string; external_id?: string }[]
    }[]
  } // STIX
  const names = new Map(
    objects
      .filter(({ type }) => type === 'attack-pattern')
      .map(({ name, external_references: refs = [] }) => [
        refs.find(({ source_name: source }) => source === 'mitre-attack')?.external_id,
        name,
      ]),
  )
  for (const [id, name] of Object.entries(techniqueNames)) expect([id, names.get(id)]).toEqual([id, name])
})
