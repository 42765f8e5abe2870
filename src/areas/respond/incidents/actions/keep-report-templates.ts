import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { mayExport, tlpLabel, type ExportAudience, type Tlp } from '../../../../base/tlp.ts'
import { orTaken } from '../../../../platform/database/taken.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/report-templates.ts'
import { builtInReports, type BuiltInReport } from '../contract/report-words.ts'
import { builtInTemplates, whyNotKept, type Template } from '../rules/report-templates.ts'
import * as store from '../store/report-templates.ts'

/** Guests choose among those of the house: what the organisation wrote for others is not for them. */
export const list = action(contract.listReportTemplates, async (context) => {
  const own = isGuest(context) ? [] : await store.listTemplates(context)
  return { items: [...builtInReports.map(builtInOf), ...own.map(templateOf)], next: null }
})

export const save = action(contract.saveReportTemplate, async (context, { id, version, ...wanted }) => {
  const fault = whyNotKept(wanted.parts)
  if (fault !== undefined) refuse('invalid', fault.message, { faults: [fault] })
  const row =
    id === undefined ? await addOne(context, wanted) : await changeOne(context, { id, version, ...wanted })
  const { parts } = row
  context.record({
    stream: 'audit',
    kind: id === undefined ? 'report_template.add' : 'report_template.change',
    fields: {
      template: row.id,
      name: row.name,
      audience: row.audience,
      parts: parts.map((part) => (part.kind === 'chapter' ? part.chapter : part.title)).join('\n'),
      words: parts.flatMap((part) => (part.kind === 'words' ? [part.text] : [])).join('\n\n'),
    },
  })
  return templateOf(row)
})

type Wanted = Pick<store.TemplateRecord, 'name' | 'audience' | 'parts'>

async function addOne(context: Context, wanted: Wanted): Promise<store.TemplateRecord> {
  await refuseFull(context)
  const id = context.newId()
  const change = { version: 1, changedAt: context.now, changedBy: context.actor.name }
  return orTaken(wanted.name, store.addTemplate(context, { id, ...wanted, ...change, removedAt: null }))
}

async function changeOne(
  context: Context,
  { id, version, ...wanted }: Wanted & { readonly id: string; readonly version: number | undefined },
): Promise<store.TemplateRecord> {
  const before = await store.holdTemplate(context, id)
  refuseUnless(
    version === undefined || version === before.version,
    'conflict',
    `${before.changedBy} changed this template since you opened it. Look at theirs, then save yours again.`,
    { reason: 'changed_meanwhile' },
  )
  if (before.removedAt !== null) await refuseFull(context)
  const change = { version: before.version + 1, changedAt: context.now, changedBy: context.actor.name }
  return orTaken(wanted.name, store.changeTemplate(context, { id, ...wanted, ...change, removedAt: null }))
}

export const remove = action(contract.removeReportTemplate, async (context, { template: id }) => {
  const before = await store.holdTemplate(context, id)
  refuseUnless(before.removedAt === null, 'conflict', 'This template is removed already.')
  context.record({
    stream: 'audit',
    kind: 'report_template.remove',
    fields: { template: id, name: before.name },
  })
  // Whoever has it open is told, instead of bringing it back unseen.
  const change = { version: before.version + 1, changedAt: context.now, changedBy: context.actor.name }
  return templateOf(await store.changeTemplate(context, { id, ...change, removedAt: context.now }))
})

export interface ChosenTemplate extends Template {
  /** As the record names it: its own name, or the word of one of the house. */
  readonly name: string
}

/** The template that was asked for; refused where the mark of the case keeps its words from those it is for. */
export async function chosenTemplate(
  context: Context,
  wanted: z.output<typeof contract.TemplateRef>,
  tlp: Tlp,
): Promise<ChosenTemplate> {
  const template = isBuiltIn(wanted)
    ? { ...builtInTemplates[wanted], name: wanted }
    : isGuest(context)
      ? refuse('not_found', 'There is no such template here.')
      : await store.getTemplate(context, wanted)
  refuseUnless(mayExport(tlp, template.audience), 'conflict', tooFar(tlp, template.audience), {
    reason: 'tlp',
    faults: [{ path: 'template', message: tooFar(tlp, template.audience) }],
  })
  return template
}

function tooFar(tlp: Tlp, audience: ExportAudience): string {
  const whom: Readonly<Record<ExportAudience, string>> = {
    case: 'people of the case',
    organisation: 'all of your organisation',
    clients: 'people outside who need it',
    community: 'others of your trade',
    public: 'everybody',
  }
  return `This case is marked ${tlpLabel(tlp)}, and this template is for ${whom[audience]}. Choose another template, or change the mark of the case first.`
}

function isBuiltIn(wanted: string): wanted is BuiltInReport {
  return builtInReports.some((name) => name === wanted)
}

function isGuest({ actor }: Context): boolean {
  return actor.kind === 'member' && actor.role === 'guest'
}

async function refuseFull(context: Context): Promise<void> {
  const { length } = await store.listTemplates(context)
  refuseUnless(
    length < contract.mostTemplates,
    'conflict',
    `There are ${contract.mostTemplates} templates already. Remove one that nobody uses.`,
    { reason: 'full' },
  )
}

function builtInOf(id: BuiltInReport): z.input<typeof contract.ReportTemplate> {
  const { audience, parts } = builtInTemplates[id]
  const nobody = { changedAt: null, changedBy: null }
  return { id, isBuiltIn: true, name: '', audience, parts: [...parts], version: 0, ...nobody }
}

function templateOf(record: store.TemplateRecord): z.input<typeof contract.ReportTemplate> {
  const { id, name, audience, parts, version, changedAt, changedBy } = record
  return {
    id,
    isBuiltIn: false,
    name,
    audience,
    parts,
    version,
    changedAt: changedAt.toISOString(),
    changedBy,
  }
}
