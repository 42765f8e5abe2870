import type { ExportAudience } from '../../../../base/tlp.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { markdownOf } from '../../../../platform/documents/markdown.ts'
import { webPageOf } from '../../../../platform/documents/web-page.ts'
import { appendEntries } from '../../../../platform/ledger/append.ts'
import { makeCheckpoint } from '../../../../platform/ledger/checkpoint.ts'
import { zipStream } from '../../../../platform/files/archive-writer.ts'
import { makeBundle } from '../../../../platform/ledger/bundle.ts'
import { readStream, type ReadLeaf } from '../../../../platform/ledger/read.ts'
import { planLanguage } from '../../../prepare/plan/public.ts'
import { gradeWordsFor } from '../../../register/fields/public.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { handOver as handOverContract } from '../contract/circle.ts'
import * as contract from '../contract/report-templates.ts'
import type { ReportForm, ReportLanguage } from '../contract/report-words.ts'
import { chosenReport, type ChosenReport } from '../documents/chosen-report.ts'
import { packFiles } from '../documents/hand-over-pack.ts'
import { printedTimeline, reportBytes, reportDocument, type ReportProof } from '../documents/print-report.ts'
import { reportData } from '../documents/report-data.ts'
import { sentencesIn } from '../documents/words/words.ts'
import { writtenReport } from '../documents/written-report.ts'
import { builtInTemplates } from '../rules/report-templates.ts'
import { getIncident, type IncidentRecord } from '../store/incidents.ts'
import { getRun } from '../store/runs.ts'
import { chosenTemplate, type ChosenTemplate } from './keep-report-templates.ts'

/** The report of an open incident too, as of now. Its data's hash joins the record before the file is made. */
export const makeReport = action(contract.makeReport, async (context, wish) => {
  const { id, template: wanted, form } = wish
  const incident = await getIncident(context, id)
  const language = wish.language ?? (await planLanguage(context))
  const template = await chosenTemplate(context, wanted, incident.tlp)
  const { name, report, proof, bytes } = await reportOf(context, incident, { template, form, language })
  return {
    name,
    mediaType: files[form].mediaType,
    open: () => fileOf(context, form, { report, proof, bytes }),
  }
})

/** The pack for whoever takes over or is called in: one file with all that may leave, marked as the case is. */
export const handOver = action(handOverContract, async (context, { id }) => {
  const incident = await getIncident(context, id)
  const template = { ...builtInTemplates.whole, name: 'whole' }
  const language = await planLanguage(context)
  const made = await reportOf(context, incident, { template, form: 'pdf', language })
  const { data, leaves } = made
  const bundle = await context.recordNow(({ signer, fields }) =>
    makeBundle(context.tx.$client, signer, {
      stream: id,
      fields: { ...fields, incident: incident.number, tlp: incident.tlp, pack: 'yes' },
      now: context.now,
    }),
  )
  const report = () => fileOf(context, 'pdf', made)
  return {
    name: `${data.reference}-${markIn(data.tlp)}-pack.zip`,
    mediaType: 'application/zip',
    open: async () => zipStream(packFiles(data, leaves, { report, bundle, at: context.now })),
  }
})

const files: Readonly<Record<ReportForm, { readonly ending: string; readonly mediaType: string }>> = {
  pdf: { ending: 'pdf', mediaType: 'application/pdf' },
  docx: {
    ending: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  html: { ending: 'html', mediaType: 'text/html; charset=utf-8' },
  markdown: { ending: 'md', mediaType: 'text/markdown; charset=utf-8' },
}

interface Wish {
  readonly template: ChosenTemplate
  readonly form: ReportForm
  readonly language: ReportLanguage
}

/** What is said, and its leaf in the record; the file itself is made when it is asked for. */
async function reportOf(context: Context, incident: IncidentRecord, wish: Wish) {
  const { template, form, language } = wish
  const { id } = incident
  const leaves = await wholeStream(context, id)
  const reported = {
    ...incident,
    hasLead: incident.leadId !== null,
    steps: await stepsOf(context, incident),
    severityWords: await gradeWordsFor(context, language),
  }
  const data = reportData(leaves, reported, await organisationFor(context), context.now, language)
  const report = chosenReport(data, template.parts)
  const { bytes, sha256 } = reportBytes(report)
  const entries = leaves.at(-1)?.number ?? 0
  const proof = await recordExport(context, id, {
    ...{ sha256, entries, form, language, template: template.name, audience: template.audience },
  })
  const name = `${data.reference}-${markIn(data.tlp)}-report.${files[form].ending}`
  return { leaves, data, report, proof, bytes, name }
}

interface Made {
  readonly report: ChosenReport
  readonly proof: ReportProof
  readonly bytes: Uint8Array
}

async function fileOf(
  context: Context,
  form: ReportForm,
  { report, proof, bytes }: Made,
): Promise<Uint8Array> {
  const { typesetter, now } = context
  const { timeline = [] } = report
  switch (form) {
    case 'pdf':
      return typesetter.typeset(reportDocument({ data: report, bytes, proof, madeAt: now }))
    case 'docx': {
      const shown = printedTimeline(timeline, report.language, 'inPage')
      // Loaded by whoever wants it: the writer of Word files is large.
      const { wordOf } = await import('../../../../platform/documents/word.ts')
      return wordOf(writtenReport(report, proof, shown))
    }
    case 'html': {
      const words = sentencesIn(report.language).sentences.paper.carried
      const data = { name: 'report-data.json', words, mediaType: 'application/json', bytes }
      return new TextEncoder().encode(webPageOf(writtenReport(report, proof), [data]))
    }
    case 'markdown':
      return new TextEncoder().encode(markdownOf(writtenReport(report, proof)))
  }
}

/** `TLP:AMBER+STRICT` as a name of a file can hold it. */
function markIn(label: string): string {
  return label.replaceAll(/[:+]/g, '-')
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
  said: {
    readonly sha256: string
    readonly entries: number
    readonly form: ReportForm
    readonly language: ReportLanguage
    readonly template: string
    readonly audience: ExportAudience
  },
): Promise<ReportProof> {
  const { $client } = context.tx
  return context.recordNow(async ({ signer, fields }) => {
    const entry = { stream, kind: 'report.export', fields: { ...fields, ...said } } as const
    const written = await appendEntries($client, signer.install, [entry], context.now)
    const { note, key } = await makeCheckpoint($client, signer, context.now)
    return {
      entries: said.entries,
      exportEntry: written.at(-1)?.number ?? 0,
      verifierPath: '/api/v1/ledger/verifier',
      dataSha256: said.sha256,
      key: key.match(/.{1,72}/g) ?? [],
      checkpoint: (note.split('\n\n')[0] ?? '').split('\n'),
    }
  })
}
