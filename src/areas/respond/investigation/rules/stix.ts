/**
 * An incident as a STIX 2.1 bundle (OASIS): who reports it, what happened, its traces, its techniques, its marking.
 * What happened is a `report`: the `incident` object of 2.1 is a stub, and the bundle schema of OASIS accepts no bundle
 * that holds one.
 */
import { papLabel, type Pap } from '../../../../base/pap.ts'
import type { Observable, Technique } from '../contract/observables.ts'
import type { Finding } from '../contract/causes.ts'
import type { Confidence } from '../contract/words.ts'
import { isInternalAddress } from '../../../../base/addresses.ts'
import type { SharedTlp } from './sharing.ts'
import { musterNamespace, stixNamespace, uuid5 } from './uuid5.ts'
import type { Told } from './veris.ts'

type Json = Readonly<Record<string, unknown>>

export interface StixInput {
  readonly incident: Told
  readonly organisation: { readonly id: string; readonly name: string }
  readonly tlp: SharedTlp
  readonly pap: Pap | null
  readonly vector: Finding['vector']
  readonly confidence: Confidence | null
  readonly observables: readonly Pick<
    Observable,
    'id' | 'kind' | 'value' | 'verdict' | 'note' | 'technique' | 'addedAt'
  >[]
  readonly techniques: readonly Pick<Technique, 'technique' | 'version' | 'name' | 'addedAt'>[]
  readonly now: Date
}

/** Words of estimative probability to STIX's scale (specification, appendix A). */
const confidenceScale: Readonly<Record<Confidence, number | undefined>> = {
  certain: 90,
  likely: 70,
  possible: 50,
  unlikely: 30,
  unknown: undefined,
}

/** TLP 2.0 as FIRST and OASIS publish it for STIX: fixed objects with fixed ids. */
const tlpIds: Readonly<Record<SharedTlp, string>> = {
  clear: '94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: '55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': '939a9414-2ddd-4d32-a0cd-375ea402b003',
}

/** PAP as OASIS publishes it for STIX: likewise. */
const papObjects: Readonly<Record<Pap, readonly [id: string, madeOn: string]>> = {
  clear: ['ad15a0cd-55b6-4588-a14c-a66105329b92', '2022-10-01'],
  green: ['c43594d1-4b11-4c59-93ab-1c9b14d53ce9', '2022-10-09'],
  amber: ['60f8932b-e51e-4458-b265-a2e8be9a80ab', '2022-10-02'],
  red: ['740d36e5-7714-4c30-961a-3ae632ceee0e', '2022-10-06'],
}

export function stixBundle(input: StixInput): Json {
  const { incident, organisation, tlp, pap, now } = input
  const marks = [markingObject(tlp), ...(pap === null ? [] : [papObject(pap)])]
  const marking = marks.map(({ id }) => id)
  const identity = `identity--${uuid5(musterNamespace, organisation.id)}`
  const shared = {
    spec_version: '2.1',
    created: incident.openedAt.toISOString(),
    modified: now.toISOString(),
    created_by_ref: identity,
    object_marking_refs: marking,
  }
  const patterns = techniqueObjects(input, shared)
  const traces = input.observables.flatMap((one) =>
    traceObjects(one, { ...input, shared, marking, patterns }),
  )
  return {
    type: 'bundle',
    id: `bundle--${uuid5(musterNamespace, `${incident.id} ${now.toISOString()}`)}`,
    objects: onceEach([
      ...marks,
      {
        ...shared,
        created_by_ref: undefined,
        type: 'identity',
        id: identity,
        name: organisation.name,
        identity_class: 'organization',
      },
      reportObject(input, shared, [identity, ...[...patterns, ...traces].map(({ id }) => id)]),
      ...patterns,
      ...traces,
    ]).map(withoutUndefined),
  }
}

interface Made {
  readonly type: string
  readonly id: string
  readonly [field: string]: unknown
}

function markingObject(tlp: SharedTlp): Made {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${tlpIds[tlp]}`,
    created: '2022-10-01T00:00:00.000Z',
    name: `TLP:${tlp.toUpperCase()}`,
    extensions: {
      'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
        extension_type: 'property-extension',
        tlp_2_0: tlp,
      },
    },
  }
}

/** Each creator of a bundle gives these objects alike: the extension allows no others. */
function papObject(pap: Pap): Made {
  const [id, madeOn] = papObjects[pap]
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${id}`,
    created: `${madeOn}T00:00:00.000Z`,
    name: papLabel(pap),
    extensions: {
      'extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b': {
        extension_type: 'property-extension',
        pap,
      },
    },
  }
}

function reportObject(
  { incident, vector, confidence, now }: StixInput,
  shared: Json,
  refs: readonly string[],
): Made {
  const prefix = incident.mode === 'exercise' ? 'EXERCISE: ' : ''
  return {
    ...shared,
    type: 'report',
    id: `report--${uuid5(musterNamespace, incident.id)}`,
    name: `${prefix}INC-${incident.number} ${incident.title}`,
    ...(incident.closure !== null && { description: `${prefix}${incident.closure.summary}` }),
    ...(confidence !== null &&
      confidenceScale[confidence] !== undefined && { confidence: confidenceScale[confidence] }),
    report_types: ['threat-report'],
    published: now.toISOString(),
    labels: [
      'incident',
      ...(incident.mode === 'real' ? [] : [incident.mode.replace('_', '-')]),
      `initial-vector:${(vector ?? 'unknown').replaceAll('_', '-')}`,
    ],
    object_refs: refs,
  }
}

function techniqueObjects({ techniques, observables, incident }: StixInput, shared: Json): Made[] {
  const known = new Map(techniques.map((one) => [one.technique, one]))
  const all = new Set([...known.keys(), ...observables.flatMap(({ technique }) => technique ?? [])])
  return [...all].map((technique) => {
    const { name, version } = known.get(technique) ?? {}
    return {
      ...shared,
      type: 'attack-pattern',
      id: `attack-pattern--${uuid5(musterNamespace, `${incident.id} ${technique}`)}`,
      name: name ?? technique,
      external_references: [
        {
          source_name: 'mitre-attack',
          external_id: technique,
          url: `https://attack.mitre.org/techniques/${technique.replace('.', '/')}`,
          ...(version !== undefined && { description: `ATT&CK ${version}` }),
        },
      ],
    }
  })
}

interface Around extends StixInput {
  readonly shared: Json
  readonly marking: readonly string[]
  readonly patterns: readonly Made[]
}

/** The thing itself, and for what is hostile or suspicious the indicator that finds it. Our own addresses stay here. */
function traceObjects(one: StixInput['observables'][number], around: Around): Made[] {
  const { kind, value, verdict, note, technique } = one
  if (verdict === 'ours' || verdict === 'harmless' || isInternalAddress(kind, value)) return []
  const { pattern, ...thing } = thingOf(kind, value)
  const seen = { ...thing, spec_version: '2.1', object_marking_refs: around.marking }
  if (verdict === 'unknown') return [seen]
  const indicator: Made = {
    ...around.shared,
    type: 'indicator',
    id: `indicator--${uuid5(musterNamespace, one.id)}`,
    name: `${kind} ${value}`.slice(0, 250),
    ...(note !== '' && { description: note }),
    indicator_types: [verdict === 'hostile' ? 'malicious-activity' : 'anomalous-activity'],
    pattern,
    pattern_type: 'stix',
    valid_from: one.addedAt,
  }
  const target = around.patterns.find(
    ({ id }) => id === `attack-pattern--${uuid5(musterNamespace, `${around.incident.id} ${technique}`)}`,
  )
  return [
    seen,
    indicator,
    relation(around.shared, indicator, 'based-on', seen),
    ...(target === undefined ? [] : [relation(around.shared, indicator, 'indicates', target)]),
  ]
}

const hashNames: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
}
const simple: Readonly<Record<string, string>> = {
  ipv4: 'ipv4-addr',
  ipv6: 'ipv6-addr',
  domain: 'domain-name',
  url: 'url',
  email: 'email-addr',
}

function thingOf(kind: Observable['kind'], value: string): Made & { pattern: string } {
  const type = simple[kind]
  const quoted = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  if (type !== undefined)
    return { type, id: scoId(type, { value }), value, pattern: `[${type}:value = ${quoted}]` }
  if (kind === 'account')
    return {
      type: 'user-account',
      id: scoId('user-account', { account_login: value }),
      account_login: value,
      pattern: `[user-account:account_login = ${quoted}]`,
    }
  const hash = hashNames[kind]
  if (hash === undefined)
    return {
      type: 'file',
      id: scoId('file', { name: value }),
      name: value,
      pattern: `[file:name = ${quoted}]`,
    }
  const hashes = { [hash]: value }
  return {
    type: 'file',
    id: scoId('file', { hashes }),
    hashes,
    pattern: `[file:hashes.'${hash}' = ${quoted}]`,
  }
}

function scoId(type: string, contributing: Json): string {
  return `${type}--${uuid5(stixNamespace, JSON.stringify(contributing))}`
}

function relation(shared: Json, from: Made, name: string, to: Made): Made {
  return {
    ...shared,
    type: 'relationship',
    id: `relationship--${uuid5(musterNamespace, `${from.id} ${name} ${to.id}`)}`,
    relationship_type: name,
    source_ref: from.id,
    target_ref: to.id,
  }
}

function onceEach(objects: readonly Made[]): Made[] {
  return [...new Map(objects.map((object) => [object.id, object])).values()]
}

function withoutUndefined(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}
