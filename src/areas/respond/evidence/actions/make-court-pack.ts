import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Refusal } from '../../../../base/refusal.ts'
import { tlpLabel, type Tlp } from '../../../../base/tlp.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { zipStream, type ArchiveEntry } from '../../../../platform/files/archive-writer.ts'
import { appendEntries } from '../../../../platform/ledger/append.ts'
import { makeBundle } from '../../../../platform/ledger/bundle.ts'
import { readVerifierKey } from '../../../../platform/ledger/checkpoint.ts'
import type { ReadLeaf } from '../../../../platform/ledger/read.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/evidence.ts'
import { caseGraph } from '../documents/case-graph.ts'
import { courtDocument } from '../documents/court-document.ts'
import { csvText, evidenceField, packName, samplePassword } from '../rules.ts'
import { listEvidence, type EvidenceRecord } from '../store/evidence.ts'
import { custodyLeaves } from './hand-over.ts'
import { openOrAlarm } from './seal-evidence.ts'

/** Gathered and recorded in one transaction, so that bundle, lists and paper tell of the same moment; then streamed. */
export const courtPack = action(contract.makeCourtPack, async (context, { id, files }) => {
  const { number, title, tlp } = await incidentFor(context, id)
  const evidence = await allEvidence(context, id)
  const handed = files ? evidence.filter(isHandedOut) : []
  const custody = await custodyLeaves(context, id)
  const bundle = await recordedBundle(context, { id, number, tlp, handed })
  const { name: organisation, timeZone } = await organisationFor(context)
  const reference = `INC-${number}`
  const label = tlpLabel(tlp)
  const about = { id, reference, title, label, organisation, timeZone, evidence, custody }
  const key = await readVerifierKey(context.tx.$client, context.services.signer)
  const at = context.now
  return {
    name: `${reference}-${label.replaceAll(/[:+]/g, '-')}-court-pack.zip`,
    mediaType: 'application/zip',
    open: async () => {
      // Before the first byte: what cannot be made refuses the pack, and does not break it off.
      const paper = await paperOf(context, about, bundle)
      const fixed = fixedEntries({ ...about, bundle, key, paper })
      return zipStream(allEntries(context, { fixed, handed, evidence, at }))
    },
  }
})

interface About {
  readonly id: string
  readonly reference: string
  readonly title: string
  /** How far it may travel, like `TLP:AMBER`. */
  readonly label: string
  readonly organisation: string
  readonly timeZone: string
  readonly evidence: readonly EvidenceRecord[]
  readonly custody: readonly ReadLeaf[]
}

/** Nothing privileged leaves with a pack, and what was removed is not there. */
function isHandedOut({ sensitivity, removedAt }: EvidenceRecord): boolean {
  return sensitivity !== 'privileged' && removedAt === null
}

async function allEvidence(context: Context, incidentId: string): Promise<EvidenceRecord[]> {
  const all: EvidenceRecord[] = []
  for (;;) {
    const after = all.at(-1)
    const page = await listEvidence(context, { incidentId, after, limit: 1000 })
    all.push(...page)
    if (page.length < 1000) return all
  }
}

/** The leaves of this pack and of each file in it come before the bundle's own, so that the bundle holds them. */
async function recordedBundle(
  context: Context,
  { id, number, tlp, handed }: { id: string; number: number; tlp: Tlp; handed: readonly EvidenceRecord[] },
): Promise<string> {
  const { $client } = context.tx
  return context.recordNow(async ({ signer, fields }) => {
    const opened = handed.map((record) => ({
      stream: id,
      kind: 'evidence.open' as const,
      fields: { ...fields, evidence: record.id, file: evidenceField(record), as: 'court pack' },
    }))
    const pack = {
      stream: id,
      kind: 'custody.export' as const,
      fields: { ...fields, files: handed.length, tlp },
    }
    await appendEntries($client, signer.install, [...opened, pack], context.now)
    return makeBundle($client, signer, {
      stream: id,
      fields: { ...fields, incident: number, tlp },
      now: context.now,
    })
  })
}

function paperOf(context: Context, about: About, bundle: string): Promise<Uint8Array> {
  const { checkpoint } = JSON.parse(bundle) as { checkpoint: string } // we have just made it
  return context.typesetter.typeset(
    courtDocument({
      ...about,
      checkpoint: (checkpoint.split('\n\n')[0] ?? '').split('\n'),
      madeAt: context.now,
      madeBy: context.actor.name,
    }),
  )
}

function fixedEntries({
  bundle,
  key,
  paper,
  ...about
}: About & { bundle: string; key: string; paper: Uint8Array }): [string, string | Uint8Array][] {
  const graph = caseGraph({ ...about, idOf: (words) => uuidOf(about.id, words) })
  const { reference, evidence, label } = about
  return [
    ['README.txt', readme(reference, label)],
    [`${reference}.pdf`, paper],
    ['exhibits.csv', csvText(exhibitRows(evidence))],
    ['custody.csv', csvText(custodyRows(about))],
    ['hashes.sha256', hashLines(evidence)],
    ['case-uco.jsonld', `${JSON.stringify(graph, null, 1)}\n`],
    [`${reference}-bundle.json`, bundle],
    ['muster-ledger.pub', `${key}\n`],
  ]
}

async function* allEntries(
  context: Context,
  {
    fixed,
    handed,
    evidence,
    at,
  }: {
    fixed: readonly [string, string | Uint8Array][]
    handed: readonly EvidenceRecord[]
    evidence: readonly EvidenceRecord[]
    at: Date
  },
): AsyncGenerator<ArchiveEntry> {
  for (const [name, body] of fixed) yield { name, at, open: async () => Buffer.from(body) }
  const verifier = await context.services.readVerifier().catch(() => undefined)
  if (verifier !== undefined) yield { name: 'muster-verify.mjs', at, open: async () => Buffer.from(verifier) }
  for (const record of handed)
    yield fileEntry(record, evidence.indexOf(record) + 1, await bodyOf(context, record))
}

function fileEntry(record: EvidenceRecord, number: number, body: Readable | string): ArchiveEntry {
  const name = `files/${packName(number, record.name)}`
  const { addedAt: at, isSample } = record
  if (typeof body === 'string')
    return { name: `${name}.MISSING.txt`, at, open: async () => Buffer.from(body) }
  if (!isSample) return { name, at, open: async () => body }
  // Locked inside the pack: whoever unpacks the pack has not unpacked the sample.
  const inner = { name: packName(number, record.name), at, password: samplePassword, open: async () => body }
  return { name: `${name}.zip`, at, open: async () => zipStream([inner]) }
}

/** One damaged file does not cost the pack: the alarm is raised, and a note stands where the file should be. */
async function bodyOf(context: Context, record: EvidenceRecord): Promise<Readable | string> {
  try {
    return await openOrAlarm(context, record)
  } catch (error) {
    if (error instanceof Refusal) return `${error.message}\n`
    throw error
  }
}

function exhibitRows(evidence: readonly EvidenceRecord[]): string[][] {
  const head = [
    'exhibit',
    'id',
    'name',
    'path',
    'size',
    'sha256',
    'acquired_at',
    'acquired_by',
    'where',
    'why',
  ]
  const tail = [
    'sealed_at',
    'sealed_by',
    'held_by',
    'sensitivity',
    'sample',
    'copy_of',
    'archive',
    'removed_at',
  ]
  const rows = evidence.map((one, n) => [
    ...[`E${n + 1}`, one.id, one.name, one.path, String(one.size), one.sha256, one.acquiredAt.toISOString()],
    ...[
      one.acquiredBy,
      one.where,
      one.why,
      one.addedAt.toISOString(),
      one.addedBy,
      one.custodian ?? one.addedBy,
    ],
    ...[one.sensitivity, one.isSample ? 'yes' : 'no', one.copyOf ?? '', one.sourceId ?? ''],
    one.removedAt?.toISOString() ?? '',
  ])
  return [[...head, ...tail], ...rows]
}

function custodyRows({ custody, evidence }: About): string[][] {
  const numbers = new Map(evidence.map(({ id }, n) => [id, `E${n + 1}`]))
  const names = ['giver', 'taker', 'what', 'purpose', 'reason', 'why', 'note', 'as', 'receipt']
  return [
    ['entry', 'at', 'exhibit', 'act', 'by', ...names],
    ...custody.map(({ number, at, kind, fields }) => [
      ...[
        String(number),
        at.toISOString(),
        numbers.get(fields['evidence'] ?? '') ?? '',
        kind,
        fields['by'] ?? '',
      ],
      ...names.map((name) => fields[name] ?? ''),
    ]),
  ]
}

/** As `sha256sum -c` reads it, run inside the folder of the pack. */
function hashLines(evidence: readonly EvidenceRecord[]): string {
  return evidence
    .flatMap((one, n) =>
      isHandedOut(one) && !one.isSample ? [`${one.sha256}  files/${packName(n + 1, one.name)}\n`] : [],
    )
    .join('')
}

/** UUID of version 8 from a hash (RFC 9562 section 5.8): the same case gives the same graph. */
function uuidOf(incident: string, words: string): string {
  const hex = createHash('sha256').update(`muster case ${incident} ${words}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function readme(reference: string, label: string): string {
  return `Evidence of ${reference}
${label}

${reference}.pdf          exhibits, statements to sign, custody: to read and print
exhibits.csv       the exhibits as a table
custody.csv        every act of custody as a table
hashes.sha256      check the files with: sha256sum -c hashes.sha256
case-uco.jsonld    the same as a CASE 1.4 / UCO 1.4 graph
${reference}-bundle.json  the record with its proofs
muster-ledger.pub  the key that belongs to it. Compare it with one you got another way.
muster-verify.mjs  the verifier: node muster-verify.mjs ${reference}-bundle.json --key muster-ledger.pub
                   With --tsa-ca and a certificate from a timestamp authority itself, it says by when the record existed.
files/             the evidence itself, when it was asked for

Malicious samples lie in locked archives; their password is: infected
What is under legal privilege is listed, and not in this pack.
`
}
