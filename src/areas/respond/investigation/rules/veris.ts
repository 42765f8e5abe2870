/** The VERIS 1.4.1 record of an incident, made from the plain choices and the scope sheet. */
import type { Coding } from '../contract/coding.ts'
import type { ScopeLine } from '../contract/scope.ts'
import type { Confidence } from '../contract/words.ts'
import { codingChoices, emptyCoding, verisVersion, type CodingGroup } from './coding.ts'

export interface Told {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly mode: 'real' | 'exercise' | 'near_miss'
  readonly openedAt: Date
  readonly closure: { readonly summary: string; readonly disposition: string } | null
}

export interface Victim {
  readonly country: string
  readonly size: string
  readonly sector: string
}

export interface VerisInput {
  readonly incident: Told
  readonly victim: Victim
  readonly coding: Coding | null
  readonly confidence: Confidence | null
  readonly data: readonly Pick<ScopeLine, 'dataKind' | 'standing' | 'people'>[]
  readonly hostile: readonly { readonly value: string; readonly note: string }[]
}

type Json = Readonly<Record<string, unknown>>

export function verisRecord({ incident, victim, coding, confidence, data, hostile }: VerisInput): Json {
  const picked = coding ?? emptyCoding
  const { actions, assets, cloud } = actionAndAsset(picked)
  return {
    schema_name: 'verisc',
    schema_version: verisVersion,
    incident_id: incident.id,
    source_id: 'muster',
    security_incident: securityIncident(incident, coding !== null),
    summary: `${incident.mode === 'exercise' ? 'EXERCISE: ' : ''}${incident.closure?.summary ?? incident.title}`,
    ...(confidence !== null && { confidence: verisConfidence[confidence] }),
    timeline: {
      incident: {
        year: incident.openedAt.getUTCFullYear(),
        month: incident.openedAt.getUTCMonth() + 1,
        day: incident.openedAt.getUTCDate(),
      },
    },
    victim: {
      country: [victim.country],
      employee_count: employeeCount[victim.size] ?? 'Unknown',
      industry: industry[victim.sector] ?? '00',
      government: [victim.sector === 'public' ? 'Unknown' : 'NA'],
    },
    actor: orUnknown(merged('actors', picked.actors)),
    action: orUnknown(actions),
    asset: { assets, cloud },
    ...attributePart(picked, data),
    discovery_method: orDiscoveryUnknown(merged('discovery', picked.discovery)),
    ...(coding !== null && { impact: impactPart(picked) }),
    ...(hostile.length > 0 && {
      ioc: hostile.map(({ value, note }) => ({ indicator: value, ...(note !== '' && { comment: note }) })),
    }),
  }
}

const verisConfidence: Readonly<Record<Confidence, string>> = {
  certain: 'High',
  likely: 'Medium',
  possible: 'Low',
  unlikely: 'Low',
  unknown: 'None',
}

const employeeCount: Readonly<Record<string, string>> = {
  '1-9': '1 to 10',
  '10-49': '11 to 100',
  // The bands do not meet: fifty to 249 people lie in two of theirs.
  '50-249': 'Small',
  '250+': 'Unknown',
}

/** Two digits of NAICS 2022 for each sector of ours; 00 is unknown. */
const industry: Readonly<Record<string, string>> = {
  agriculture: '11',
  construction: '23',
  education: '61',
  finance: '52',
  health: '62',
  hospitality: '72',
  manufacturing: '31',
  media: '51',
  nonprofit: '81',
  professional: '54',
  public: '92',
  retail: '44',
  technology: '51',
  transport: '48',
  utilities: '22',
  other: '00',
}

const dataVariety: Readonly<Record<NonNullable<ScopeLine['dataKind']>, string>> = {
  personal: 'Personal',
  sensitive: 'Sensitive Personal',
  medical: 'Medical',
  payment_card: 'Payment',
  bank: 'Bank',
  passwords: 'Credentials',
  keys: 'API key',
  trade_secret: 'Secrets',
  internal: 'Internal',
  source_code: 'Source code',
  copyrighted: 'Copyrighted',
  system: 'System',
  other: 'Other',
  unknown: 'Unknown',
}

function securityIncident({ mode, closure }: Told, isCoded: boolean): string {
  if (mode === 'near_miss') return 'Near miss'
  if (closure?.disposition === 'false_alarm' || closure?.disposition === 'cancelled') return 'False positive'
  return closure !== null || isCoded ? 'Confirmed' : 'Suspected'
}

/** Branches of one group with all that was picked, each value once. */
function merged(group: CodingGroup, choices: readonly string[]): Record<string, Record<string, string[]>> {
  const whole: Record<string, Record<string, string[]>> = {}
  for (const choice of choices) {
    if (!Object.hasOwn(codingChoices[group], choice)) continue
    for (const [branch, values] of Object.entries(codingChoices[group][choice] ?? {})) {
      const into = (whole[branch] ??= {})
      for (const [field, list] of Object.entries(values))
        into[field] = [...new Set([...(into[field] ?? []), ...list])]
    }
  }
  return whole
}

function orUnknown(branches: Json): Json {
  return Object.keys(branches).length === 0 ? { unknown: {} } : branches
}

function orDiscoveryUnknown(branches: Json): Json {
  return Object.keys(branches).length === 0 ? { unknown: true } : branches
}

function actionAndAsset(picked: Coding) {
  const { assets: things, cloud } = merged('assets', picked.assets)
  const varieties = things?.['variety'] ?? ['Unknown']
  return {
    actions: merged('actions', picked.actions),
    assets: varieties.map((variety) => ({ variety })),
    cloud: cloud?.['values'] ?? ['Unknown'],
  }
}

/** Data that was ruled out is not disclosed; suspected data makes the disclosure at least possible. */
function attributePart(picked: Coding, data: VerisInput['data']): { attribute?: Json } {
  const { confidentiality, ...rest } = merged('attributes', picked.attributes)
  const lost = data.filter(({ standing, dataKind }) => standing !== 'ruled_out' && dataKind !== null)
  const said = confidentiality?.['data_disclosure'] ?? []
  const disclosure =
    ['Yes', 'Potentially', 'No'].find((word) => said.includes(word)) ??
    (lost.some(({ standing }) => standing === 'known') ? 'Yes' : lost.length > 0 ? 'Potentially' : undefined)
  const attribute = {
    ...rest,
    ...(disclosure !== undefined && {
      confidentiality: { data_disclosure: disclosure, ...(lost.length > 0 && { data: lost.map(dataOf) }) },
    }),
  }
  return Object.keys(attribute).length === 0 ? {} : { attribute }
}

function dataOf({ dataKind, people }: VerisInput['data'][number]): Json {
  return { variety: dataVariety[dataKind ?? 'unknown'], ...(people !== null && { amount: people }) }
}

function impactPart(picked: Coding): Json {
  const losses = merged('impact', picked.impact)['loss']?.['variety'] ?? []
  return {
    overall_rating: picked.overall,
    ...(losses.length > 0 && { loss: losses.map((variety) => ({ variety })) }),
  }
}
