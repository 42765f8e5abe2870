import { dayIn } from '../../../../base/calendar-day.ts'
import { action, type Action, type Context } from '../../../../platform/action.ts'
import { markdownOf } from '../../../../platform/documents/markdown.ts'
import { callTreeFor } from '../../../register/contacts/public.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import * as contract from '../contract/versions.ts'
import { bookletOf, type PrintedCopy } from '../documents/booklet.ts'
import { writtenPlan } from '../documents/written.ts'
import { callTreeSection } from '../rules/call-tree-section.ts'
import { compose } from '../rules/compose.ts'
import { findSetting } from '../store/material.ts'
import { getVersion, listPublications } from '../store/versions.ts'
import { gatherMaterial, type PlanPorts } from './gather.ts'

const files = {
  pdf: { ending: 'pdf', mediaType: 'application/pdf' },
  large: { ending: 'large.pdf', mediaType: 'application/pdf' },
  markdown: { ending: 'md', mediaType: 'text/markdown; charset=utf-8' },
  docx: {
    ending: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
} as const

/** Every copy that leaves is on the record: the plan says whom to call and what would fail. */
export function printWith(ports: PlanPorts): Action<typeof contract.printPlan> {
  return action(contract.printPlan, async (context, { version, form }) => {
    const found = version === null ? await draftOf(context, ports) : await copyOf(context, version)
    const copy = bookletForms.has(form) ? await withCallTree(context, found) : found
    const { ending, mediaType } = files[form]
    context.record({ stream: 'audit', kind: 'plan.export', fields: { version: version ?? 0, form } })
    return {
      name: `${version === null ? 'plan-draft' : `plan-${version}`}.${ending}`,
      mediaType,
      open: () => bytesOf(context, copy, form),
    }
  })
}

/** Paper for the drawer. What goes to a lawyer or a printer of text carries no private number. */
const bookletForms: ReadonlySet<string> = new Set(['pdf', 'large'])

/** With the call tree of today behind the list of people, and in it the numbers that whoever prints may see. */
async function withCallTree(context: Context, copy: PrintedCopy): Promise<PrintedCopy> {
  if (!context.can('reach.answer')) return copy
  const { document } = copy
  const tree = callTreeSection(await callTreeFor(context), {
    day: await todayOf(context),
    language: document.language,
  })
  const behind = document.sections.findIndex(({ key }) => key === 'people') + 1
  return { ...copy, document: { ...document, sections: document.sections.toSpliced(behind, 0, ...tree) } }
}

async function bytesOf(
  { typesetter, now }: Context,
  copy: PrintedCopy,
  form: (typeof contract.fileForms)[number],
): Promise<Uint8Array> {
  switch (form) {
    case 'pdf':
    case 'large':
      return typesetter.typeset(bookletOf(copy, { isLarge: form === 'large', madeAt: now }))
    case 'markdown':
      return new TextEncoder().encode(markdownOf(writtenPlan(copy)))
    case 'docx':
      // Loaded by whoever wants it: the writer of Word files is large.
      return (await import('../../../../platform/documents/word.ts')).wordOf(writtenPlan(copy))
  }
}

/** A frozen version as it was handed in: no number of today's call tree stands in it. */
export function bookletFile(context: Context, copy: PrintedCopy, form: 'pdf' | 'large') {
  const { ending, mediaType } = files[form]
  return { name: `plan-${copy.version}.${ending}`, mediaType, open: () => bytesOf(context, copy, form) }
}

async function draftOf(context: Context, ports: PlanPorts): Promise<PrintedCopy> {
  refuseUnless(
    context.can('plan.prepare'),
    'forbidden',
    'Your role reads the plan that counts, not what is being written. Choose a version.',
  )
  const { language } = await findSetting(context)
  const document = compose(await gatherMaterial(context, ports), language)
  return { document, version: null, code: null, ...(await placeOf(context, context.now)) }
}

/** @throws Refusal `not_found` */
export async function copyOf(context: Context, version: number): Promise<PrintedCopy> {
  const { document, submittedAt } = await getVersion(context, version)
  const publication = (await listPublications(context)).find((one) => one.version === version)
  const at = publication?.publishedAt ?? submittedAt
  return { document, version, code: publication?.code ?? null, ...(await placeOf(context, at)) }
}

async function placeOf(context: Context, at: Date): Promise<Pick<PrintedCopy, 'day' | 'checkAddress'>> {
  const { timeZone } = await organisationFor(context)
  const address = context.services.config.url.replace(/^https?:\/\//, '').replace(/\/$/, '')
  return { day: dayIn(at, timeZone), checkAddress: `${address}/plan-check` }
}
