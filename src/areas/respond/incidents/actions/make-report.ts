import type { Severity } from '../../../../base/incident-words.ts'
import { wordsIn } from '../../../../base/own-fields.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { appendEntries } from '../../../../platform/ledger/append.ts'
import { makeCheckpoint } from '../../../../platform/ledger/checkpoint.ts'
import { zipStream } from '../../../../platform/files/archive-writer.ts'
import { makeBundle } from '../../../../platform/ledger/bundle.ts'
import { readStream, type ReadLeaf } from '../../../../platform/ledger/read.ts'
import { formFor } from '../../../register/fields/public.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { handOver as handOverContract } from '../contract/circle.ts'
import * as contract from '../contract/incident.ts'
import { packFiles } from '../documents/hand-over-pack.ts'
import { reportBytes, reportDocument, type ReportProof } from '../documents/print-report.ts'
import { reportData } from '../documents/report-data.ts'
import { getIncident, type IncidentRecord } from '../store/incidents.ts'
import { getRun } from '../store/runs.ts'

/** The report of an open incident too, as of now. Its data's hash joins the record before the PDF is made. */
export const makeReport = action(contract.makeReport, async (context, { id }) => {
  const { name, typeset } = await reportOf(context, id)
  return { name, mediaType: 'application/pdf', open: typeset }
})

/** The pack for whoever takes over or is called in: one file with all that may leave, marked as the case is. */
export const handOver = action(handOverContract, async (context, { id }) => {
  const { incident, leaves, data, typeset } = await reportOf(context, id)
  const bundle = await context.recordNow(({ signer, fields }) =>
    makeBundle(context.tx.$client, signer, {
      stream: id,
      fields: { ...fields, incident: incident.number, tlp: incident.tlp, pack: 'yes' },
      now: context.now,
    }),
  )
  return {
    name: `${data.reference}-${markIn(data.tlp)}-pack.zip`,
    mediaType: 'application/zip',
    open: async () => zipStream(packFiles(data, leaves, { report: typeset, bundle, at: context.now })),
  }
})

/** What is said, and its leaf in the record; the paper itself is made when it is asked for. */
async function reportOf(context: Context, id: string) {
  const incident = await getIncident(context, id)
  const leaves = await wholeStream(context, id)
  const reported = {
    ...incident,
    hasLead: incident.leadId !== null,
    steps: await stepsOf(context, incident),
    severityWords: await severityWordsOf(context),
  }
  const data = reportData(leaves, reported, await organisationFor(context), context.now)
  const { bytes, sha256 } = reportBytes(data)
  const proof = await recordExport(context, id, { sha256, entries: leaves.at(-1)?.number ?? 0 })
  const { typesetter } = context.services
  return {
    incident,
    leaves,
    data,
    name: `${data.reference}-${markIn(data.tlp)}-report.pdf`,
    typeset: () => typesetter.typeset(reportDocument({ data, bytes, proof, madeAt: context.now })),
  }
}

/** `TLP:AMBER+STRICT` as a name of a file can hold it. */
function markIn(label: string): string {
  return label.replaceAll(/[:+]/g, '-')
}

async function severityWordsOf(context: Context): Promise<Partial<Record<Severity, string>>> {
  const { form } = await formFor(context)
  const own = Object.entries(form.severityWords)
  return Object.fromEntries(own.map(([severity, words]) => [severity, wordsIn(words, 'en')]))
}

/** A page of the ledger at a time, so that no single answer of the database holds a long incident. */
async function wholeStream(context: Context, stream: string): Promise<ReadLeaf[]> {
  const limit = 1000
  const leaves: ReadLeaf[] = []
  for (;;) {
    const from = leaves.at(-1)?.number ?? 0
    const page = await readStream(context.tx.$client, { stream, limit, order: 'oldest', from })
    leaves.push(...page)
    if (page.length < limit) return leaves
  }
}

async function stepsOf(context: Context, incident: IncidentRecord) {
  if (!incident.hasRun) return []
  const { card, evidence, steps } = (await getRun(context, incident.id)).document
  return [
    ...card.map((item) => ({ id: item.id, title: item.do })),
    ...evidence.map((item) => ({ id: item.id, title: item.what })),
    ...steps.map(({ id, title }) => ({ id, title })),
  ]
}

/** Leaf and checkpoint must exist before the PDF does: it prints both. */
async function recordExport(
  context: Context,
  stream: string,
  { sha256, entries }: { sha256: string; entries: number },
): Promise<ReportProof> {
  const { $client } = context.tx
  return context.recordNow(async ({ signer, fields }) => {
    const entry = { stream, kind: 'report.export', fields: { ...fields, sha256, entries } } as const
    const written = await appendEntries($client, signer.install, [entry], context.now)
    const { note, key } = await makeCheckpoint($client, signer, context.now)
    return {
      entries,
      exportEntry: written.at(-1)?.number ?? 0,
      verifierPath: '/api/v1/ledger/verifier',
      dataSha256: sha256,
      key: key.match(/.{1,72}/g) ?? [],
      checkpoint: (note.split('\n\n')[0] ?? '').split('\n'),
    }
  })
}
