import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { cut, listOf, recordOf, recordsOf, textOf, type Loose } from './loose.ts'

export interface ReadTechnique {
  readonly id: string
  readonly name: string
  readonly tactics: string[]
  readonly state: 'current' | 'deprecated' | 'revoked'
}

export interface ReadCountermeasure {
  readonly id: string
  readonly version: string
  readonly name: string
  readonly kind: string
  readonly techniques: string[]
  readonly outcome: string
  readonly preparation: string
  readonly risks: string
  readonly guidance: string
}

/** A hole that attackers are known to use. */
export interface ReadHole {
  readonly cve: string
  readonly name: string
  /** The day on which CISA put it on the list. */
  readonly addedOn: string
  readonly isRansomware: boolean
  /** Whose product it is in, as CISA writes it; '' where the file does not say. */
  readonly vendor: string
  readonly product: string
}

export type ReadKnowledge =
  | { readonly name: 'attack'; readonly version: string; readonly techniques: readonly ReadTechnique[] }
  | {
      readonly name: 'coun7er'
      readonly version: string
      readonly countermeasures: readonly ReadCountermeasure[]
    }
  | { readonly name: 'kev'; readonly version: string; readonly holes: readonly ReadHole[] }

const techniqueId = /^T\d{4}(\.\d{3})?$/
const mostTechniques = 5000
const mostCountermeasures = 5000
const mostHoles = 50_000
const longestSection = 20_000

/**
 * Reads MITRE's ATT&CK (a STIX 2.0 or 2.1 bundle), CISA's COUN7ER or CISA's KEV, told apart by what they hold.
 * @param version of ATT&CK, for a file that does not say it itself
 * @throws Refusal `invalid` for anything else, and for ATT&CK without a version: an id means nothing without it
 */
export function readKnowledge(text: string, version?: string): ReadKnowledge {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    refuse('invalid', 'This file is no JSON. Choose the official file as it was downloaded.', {
      status: 400,
      cause: error,
    })
  }
  const file = recordOf(value) ?? {}
  if (file['type'] === 'bundle') return readAttack(file, version)
  if (file['id'] === 'coun7er' || file['item_type'] === 'Countermeasure') return readCoun7er(file)
  if (typeof file['catalogVersion'] === 'string') return readKev(file)
  refuse('invalid', 'This is neither ATT&CK (a STIX bundle), COUN7ER nor KEV. Choose one of these files.')
}

function readAttack(file: Loose, given: string | undefined): ReadKnowledge {
  const objects = recordsOf(file['objects'])
  const techniques = objects.filter(({ type }) => type === 'attack-pattern').flatMap(techniqueOf)
  refuseUnless(techniques.length > 0, 'invalid', 'This bundle holds no technique of ATT&CK.')
  refuseUnless(techniques.length <= mostTechniques, 'invalid', 'This bundle holds too many techniques.')
  const version = collectionVersion(objects) ?? given
  if (version === undefined) {
    refuse(
      'invalid',
      'The file does not say which version of ATT&CK it is. Write the version down, like 18.1.',
      {
        reason: 'version_missing',
        faults: [{ path: 'version', message: 'Write the version of ATT&CK down, like 18.1.' }],
      },
    )
  }
  const byId = new Map(techniques.map((technique) => [technique.id, technique]))
  return { name: 'attack', version, techniques: [...byId.values()] }
}

/** The official bundle carries its release in an `x-mitre-collection`; a cut-down one may have lost it. */
function collectionVersion(objects: readonly Loose[]): string | undefined {
  const collection = objects.find(({ type }) => type === 'x-mitre-collection')
  const version = textOf(collection?.['x_mitre_version'])
  return version !== undefined && /^\d{1,3}\.\d{1,3}$/.test(version) ? version : undefined
}

function techniqueOf(object: Loose): ReadTechnique[] {
  const reference = recordsOf(object['external_references']).find(
    ({ source_name: source }) => typeof source === 'string' && source.startsWith('mitre-'),
  )
  const id = textOf(reference?.['external_id'])
  const name = cut(object['name'], 300)
  if (id === undefined || name === undefined || !techniqueId.test(id)) return []
  const tactics = recordsOf(object['kill_chain_phases'])
    .flatMap(({ phase_name: phase }) => cut(phase, 200) ?? [])
    .slice(0, 20)
  const isRevoked = object['revoked'] === true
  const isDeprecated = object['x_mitre_deprecated'] === true
  return [{ id, name, tactics, state: isRevoked ? 'revoked' : isDeprecated ? 'deprecated' : 'current' }]
}

function readCoun7er(file: Loose): ReadKnowledge {
  const items = recordsOf(file['items'])
  refuseUnless(items.length <= mostCountermeasures, 'invalid', 'This file holds too many countermeasures.')
  const countermeasures = items.flatMap(countermeasureOf)
  refuseUnless(countermeasures.length > 0, 'invalid', 'This file holds no countermeasure.')
  const byId = new Map(countermeasures.map((one) => [one.id, one]))
  const newest = items
    .flatMap((item) => textOf(item['modified'])?.slice(0, 10) ?? [])
    .toSorted()
    .at(-1)
  const said = cut(file['version'], 60) ?? 'unknown'
  // "latest" says nothing a year later; the newest change in it does.
  const version = said === 'latest' && newest !== undefined ? `latest, ${newest}` : said
  return { name: 'coun7er', version, countermeasures: [...byId.values()] }
}

function countermeasureOf(item: Loose): ReadCountermeasure[] {
  const id = textOf(item['id'])
  const name = cut(item['name'], 300)
  if (id === undefined || name === undefined || !/^CM\d{4,6}$/.test(id)) return []
  if (item['revoked'] === true || item['deprecated'] === true) return []
  const sections = sectionsOf(textOf(item['content']) ?? '')
  const section = (title: string) => cut(sections.get(title), longestSection) ?? ''
  return [
    {
      id,
      name,
      version: cut(item['version'], 40) ?? '',
      kind: cut(item['subtype'], 100) ?? '',
      techniques: recordsOf(item['techniques'])
        .flatMap((technique) => listOf(technique['tech_id']))
        .filter((technique) => techniqueId.test(technique)),
      outcome: section('intended outcome'),
      preparation: section('preparation'),
      risks: section('risks'),
      guidance: section('guidance'),
    },
  ]
}

/** Markdown by its headings of the second level, in small letters. Shown as plain text, never rendered. */
function sectionsOf(content: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>()
  for (const part of content.split(/^## /m).slice(1)) {
    const end = part.indexOf('\n')
    if (end > 0) sections.set(part.slice(0, end).trim().toLowerCase(), part.slice(end).trim())
  }
  return sections
}

/** Known Exploited Vulnerabilities, as CISA hands it out (`known_exploited_vulnerabilities.json`). */
function readKev(file: Loose): ReadKnowledge {
  const items = recordsOf(file['vulnerabilities'])
  refuseUnless(items.length <= mostHoles, 'invalid', 'This file holds too many entries.')
  const holes = items.flatMap(holeOf)
  refuseUnless(holes.length > 0, 'invalid', 'This file holds no hole that is known to be used.')
  const byCve = new Map(holes.map((hole) => [hole.cve, hole]))
  return { name: 'kev', version: cut(file['catalogVersion'], 60) ?? 'unknown', holes: [...byCve.values()] }
}

function holeOf(item: Loose): ReadHole[] {
  const cve = textOf(item['cveID'])?.toUpperCase()
  const addedOn = textOf(item['dateAdded'])?.slice(0, 10)
  if (cve === undefined || !/^CVE-\d{4}-\d{4,19}$/.test(cve)) return []
  if (addedOn === undefined || !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(addedOn)) return []
  if (Number.isNaN(Date.parse(addedOn))) return []
  const name = cut(item['vulnerabilityName'], 300) ?? cve
  const isRansomware = item['knownRansomwareCampaignUse'] === 'Known'
  const [vendor, product] = [cut(item['vendorProject'], 200) ?? '', cut(item['product'], 200) ?? '']
  return [{ cve, name, addedOn, isRansomware, vendor, product }]
}
