import type { ReadLeaf } from '../../../../platform/ledger/read.ts'
import type { EvidenceRecord } from '../store/evidence.ts'

interface Case {
  /** Id and reference (`INC-7`) of the incident, its title, and when it was opened in the record. */
  readonly id: string
  readonly reference: string
  readonly title: string
  readonly organisation: string
  readonly evidence: readonly EvidenceRecord[]
  /** Custody of all of it, oldest first. */
  readonly custody: readonly ReadLeaf[]
  /** A name-based id for a person or an act: the same words give the same id. */
  readonly idOf: (words: string) => string
}

type Node = Readonly<Record<string, unknown>>

const context = {
  kb: 'urn:muster:case:',
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-tool': 'https://ontology.unifiedcyberontology.org/uco/tool/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/**
 * Custody as a graph of CASE 1.4 on UCO 1.4: each exhibit with its hash and where it came from, and each act with who did it
 * to what and when. JSON-LD that needs nothing from the network, since its context stands in it.
 */
export function caseGraph(about: Case): { '@context': typeof context; '@graph': Node[] } {
  const people = new Map<string, Node>()
  const personOf = (name: string) => {
    const id = `kb:person-${about.idOf(`person ${name}`)}`
    people.set(id, { '@id': id, '@type': 'uco-identity:Person', 'uco-core:name': name })
    return ref(id)
  }
  const tool = {
    '@id': `kb:tool-${about.idOf('tool muster')}`,
    '@type': 'uco-tool:Tool',
    'uco-core:name': 'Muster',
    'uco-tool:toolType': 'Evidence custody',
  }
  const exhibits = about.evidence.flatMap((record, n) => exhibitNodes(about, record, n + 1))
  const acts = about.custody.flatMap((leaf) => actNodes(about, leaf, { personOf, tool: tool['@id'] }))
  const organisation = {
    '@id': `kb:organization-${about.idOf('organisation')}`,
    '@type': 'uco-identity:Organization',
    'uco-core:name': about.organisation,
  }
  const investigation = {
    '@id': `kb:investigation-${about.id}`,
    '@type': 'case-investigation:Investigation',
    'uco-core:name': `${about.reference}: ${about.title}`,
    'uco-core:object': [...exhibits, ...acts].map((node) => ref(String(node['@id']))),
  }
  // A compilation names what it holds; one that holds nothing yet names the organisation.
  const held = investigation['uco-core:object']
  const filled =
    held.length > 0 ? investigation : { ...investigation, 'uco-core:object': [ref(organisation['@id'])] }
  return {
    '@context': context,
    '@graph': [filled, organisation, tool, ...people.values(), ...exhibits, ...acts],
  }
}

const ref = (id: string) => ({ '@id': id })
const typed = (type: string, value: string) => ({ '@type': `xsd:${type}`, '@value': value })
const fileId = (id: string) => `kb:file-${id}`
const recordId = (id: string) => `kb:provenance_record-${id}`

function exhibitNodes({ reference, idOf }: Case, record: EvidenceRecord, number: number): Node[] {
  const { id, name, sha256, size, path, mediaType, where, why } = record
  const file = {
    '@id': fileId(id),
    '@type': 'uco-observable:ObservableObject',
    'uco-core:name': name,
    'uco-core:hasFacet': [
      {
        '@id': `kb:file_facet-${idOf(`file facet ${id}`)}`,
        '@type': 'uco-observable:FileFacet',
        'uco-observable:fileName': name,
        ...(path === '' ? {} : { 'uco-observable:filePath': path }),
        'uco-observable:sizeInBytes': typed('integer', String(size)),
        ...originTimes(record),
      },
      {
        '@id': `kb:content_facet-${idOf(`content facet ${id}`)}`,
        '@type': 'uco-observable:ContentDataFacet',
        'uco-observable:mimeType': mediaType,
        'uco-observable:sizeInBytes': typed('integer', String(size)),
        'uco-observable:hash': {
          '@id': `kb:hash-${idOf(`hash ${id}`)}`,
          '@type': 'uco-types:Hash',
          'uco-types:hashMethod': 'SHA256',
          'uco-types:hashValue': typed('hexBinary', sha256),
        },
      },
    ],
  }
  const provenance = {
    '@id': recordId(id),
    '@type': 'case-investigation:ProvenanceRecord',
    'uco-core:description': `${name}. From: ${where}. Why: ${why}.`,
    'case-investigation:exhibitNumber': `${reference}-E${number}`,
    'uco-core:object': ref(fileId(id)),
  }
  return [file, provenance, ...originNodes(idOf, record)]
}

/** What the file system that it came from said of it. */
function originTimes({ originDates: { createdAt, modifiedAt, accessedAt } }: EvidenceRecord): Node {
  return {
    ...(createdAt && { 'uco-observable:observableCreatedTime': typed('dateTime', createdAt) }),
    ...(modifiedAt && { 'uco-observable:modifiedTime': typed('dateTime', modifiedAt) }),
    ...(accessedAt && { 'uco-observable:accessedTime': typed('dateTime', accessedAt) }),
  }
}

/** A working copy of an original, or an entry of an archive. */
function originNodes(idOf: Case['idOf'], { id, copyOf, sourceId }: EvidenceRecord): Node[] {
  const relation = (kind: string, target: string) => ({
    '@id': `kb:relationship-${idOf(`${kind} ${id}`)}`,
    '@type': 'uco-observable:ObservableRelationship',
    'uco-core:source': ref(fileId(id)),
    'uco-core:target': ref(fileId(target)),
    'uco-core:kindOfRelationship': kind,
    'uco-core:isDirectional': typed('boolean', 'true'),
  })
  return [
    ...(copyOf === null ? [] : [relation('Copied_From', copyOf)]),
    ...(sourceId === null ? [] : [relation('Contained_Within', sourceId)]),
  ]
}

function actNodes(
  { evidence, idOf }: Case,
  { number, at, kind, fields }: ReadLeaf,
  { personOf, tool }: { personOf: (name: string) => Node; tool: string },
): Node[] {
  const id = fields['evidence']
  if (id === undefined || !evidence.some((record) => record.id === id)) return []
  const { giver, taker } = fields
  const words = ['what', 'purpose', 'reason', 'why', 'note'].flatMap((name) => fields[name] ?? [])
  return [
    {
      '@id': `kb:investigative_action-${idOf(`act ${number}`)}`,
      '@type': 'case-investigation:InvestigativeAction',
      'uco-core:name': kind,
      ...(words.length === 0 ? {} : { 'uco-core:description': words.join('. ') }),
      'uco-action:startTime': typed('dateTime', at.toISOString()),
      'uco-action:endTime': typed('dateTime', at.toISOString()),
      'uco-action:performer': personOf(fields['by'] ?? 'unknown'),
      'uco-action:instrument': ref(tool),
      'uco-action:object': ref(fileId(id)),
      ...(kind === 'evidence.add' || kind === 'evidence.copy'
        ? { 'uco-action:result': ref(recordId(id)) }
        : {}),
      ...(giver === undefined || taker === undefined
        ? {}
        : { 'uco-action:participant': [personOf(giver), personOf(taker)] }),
    },
  ]
}
