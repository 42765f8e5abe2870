import { createHash } from 'node:crypto'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { gradesFor } from '../../../register/fields/public.ts'
import { coverInForce } from '../../../register/insurance/public.ts'
import { directoryFor, entryFor } from '../../../register/obligations/public.ts'
import { getMember, organisationFor } from '../../../register/people/public/people.ts'
import { latestSituation, systemsOf } from '../../incidents/public/incidents.ts'
import { costsFor } from '../../incidents/public/people-and-costs.ts'
import { partiesOf, restrictedWordsOf, vectorFound } from '../../investigation/public.ts'
import * as contract from '../contract/forms.ts'
import { formDocument } from '../documents/duty-papers.ts'
import { filledForm, formText, freeForms, type FormSources, type FreeForm } from '../rules/forms.ts'
import { demandedItems } from '../rules/named-forms.ts'
import { titleOf } from '../rules/standing.ts'
import { dutiesOf, judgeCase, type JudgedCase } from './judge-case.ts'

export const read = action(contract.readDutyForm, async (context, { id, about }) =>
  formOf(context, id, about),
)

export const print = action(contract.printDutyForm, async (context, { id, about, as, answers }) => {
  const form = await formOf(context, id, about)
  const said = new Map(answers.map(({ asked, text }) => [asked, text.trim()]))
  const stranger = answers.find(({ asked }) => !form.items.some((item) => item.asked === asked))
  if (stranger !== undefined)
    refuse('invalid', 'This form does not ask for that. Open it again: the case may have changed.', {
      faults: [{ path: 'answers', message: stranger.asked.slice(0, 100) }],
    })
  const items = form.items.map((item) => {
    const text = said.get(item.asked)
    if (text === undefined) return item
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return { ...item, lines, isMissing: lines.length === 0 }
  })
  const text = formText(form, items)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const missing = items.filter(({ isMissing }) => isMissing).map(({ asked }) => asked)
  const name = `${about.replaceAll(/[^\w.-]+/g, '-').slice(0, 80)}.${as === 'pdf' ? 'pdf' : 'txt'}`
  const fields = { about, title: form.title, sha256, missing: missing.join('\n') }
  context.record({ stream: id, kind: 'duty.form', fields })
  const organisation = await organisationFor(context)
  const { typesetter } = context
  if (as === 'text')
    return { name, mediaType: 'text/plain; charset=utf-8', open: async () => Buffer.from(text) }
  const document = formDocument({ form, items, organisation: organisation.name, madeAt: context.now })
  return { name, mediaType: 'application/pdf', open: async () => typesetter.typeset(document) }
})

async function formOf(context: Context, id: string, about: string): Promise<contract.DutyForm> {
  const found = await judgeCase(context, id)
  const sources = await sourcesOf(context, found)
  const free = Object.hasOwn(freeForms, about) ? freeForms[about as FreeForm] : undefined // its own key
  const duty = free === undefined ? dutiesOf(found).find(({ key }) => key === about) : undefined
  if (free === undefined && duty === undefined)
    refuse('not_found', 'This case has no such duty by its facts. Look at the list again.')
  const demanded = demandedItems(duty?.explanation.content ?? [])
  const content = [
    ...(free?.content ?? usual(duty?.recipient.kind ?? '')),
    // What every authority asks first stands before what this law lists.
    ...demanded,
  ]
  const recipient = duty?.recipient ?? { kind: about === 'police' ? 'law_enforcement' : about, name: '' }
  const { country } = await organisationFor(context)
  const entry = about === 'insurer' ? undefined : entryFor(await directoryFor(context), recipient, country)
  const [cover] = about === 'insurer' || recipient.kind === 'insurer' ? await coverInForce(context) : []
  const firm = demanded.some(asksForFirm) ? [] : ['name of the firm and contact']
  const asked = demanded.length === 0 ? content : [...firm, ...demanded]
  const items = filledForm([...new Set(asked)], sources)
  return {
    about,
    title: duty === undefined ? (free?.title ?? '') : titleOf(duty),
    recipient: cover?.insurer ?? entry?.name ?? recipient.name,
    citation: duty?.explanation.citation ?? '',
    dueAt: duty?.dueAt ?? null,
    address: {
      site: cover?.reportTo ?? entry?.site ?? '',
      form: entry?.form ?? '',
      phone: cover?.hotline ?? entry?.phone ?? '',
      checkedOn: entry?.checkedOn ?? null,
      isSure: entry !== undefined && entry.isConfirmed && !entry.isStale,
    },
    items,
    missing: items.filter(({ isMissing }) => isMissing).length,
  }
}

/** Whether a form asks itself who it is that writes. */
function asksForFirm(item: string): boolean {
  return /^name .*(entity|provider|firm|organisation)/.test(item)
}

/** Where the fact base lists nothing, what is asked everywhere. */
function usual(kind: string): readonly string[] {
  return kind === 'insurer' ? freeForms.insurer.content : freeForms.csirt.content
}

async function sourcesOf(context: Context, found: JudgedCase): Promise<FormSources> {
  const { incident, known, answers } = found
  const { id } = incident
  const organisation = await organisationFor(context)
  const lead = incident.leadId === null ? undefined : await getMember(context, incident.leadId)
  const situation = await latestSituation(context, id)
  const { indicators, causes } = await restrictedWordsOf(context, id)
  const told = (await partiesOf(context, id)).filter(({ isTold }) => isTold).map(({ name }) => name)
  const sent = answers
    .filter(({ kind, withdrawnAt }) => kind === 'submitted' && withdrawnAt === null)
    .map(({ duty, reference }) => `${duty.title} ${reference}`.trim())
  const [cover] = await coverInForce(context)
  const { totals } = await costsFor(context, id)
  return {
    organisation: organisation.name,
    contact:
      lead === undefined ? '' : [lead.name, lead.phone, lead.email].filter((one) => one !== '').join(', '),
    number: incident.number,
    confirmed: situation?.body.confirmed ?? [],
    checking: situation?.body.checking ?? [],
    next: situation?.body.next ?? [],
    systems: (await systemsOf(context, id))
      .filter(({ state }) => state !== 'ruled_out' && state !== 'suspected')
      .map(({ name, state }) => `${name}: ${state}`),
    indicators: [...indicators],
    vector: await vectorFound(context, id),
    causes: [...causes],
    facts: Object.fromEntries(Object.entries(known).map(([fact, { value }]) => [fact, value])),
    severity: (await gradesFor(context))[incident.severity],
    openedAt: incident.openedAt.toISOString(),
    notified: [...told, ...sent],
    policy: cover === undefined ? null : { insurer: cover.insurer, number: cover.number },
    costs: totals.map(({ currency, amount }) => `${amount} ${currency}`),
    lateReason: answers.find(({ isLate, reason }) => isLate && reason !== '')?.reason ?? '',
  }
}
