import { normalisedEmail } from '../../../../base/email-address.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import { sealedFor } from '../../evidence/public.ts'
import { lockedIncidentFor } from '../../incidents/public/incidents.ts'
import { abuseWords } from '../content/abuse-words.ts'
import * as contract from '../contract/abuse.ts'
import { abuseTargetOf, addresseesOf, factsNaming, patternOf, type AbuseTarget } from '../rules/abuse.ts'
import { fill, type StatementBody } from '../rules/drafting.ts'
import * as store from '../store/abuse-contacts.ts'
import { addRecipients } from '../store/recipients.ts'
import { addStatement, lastNumber } from '../store/statements.ts'
import { rowFor } from './keep-recipients.ts'
import { caseFor, type StatementCase } from './statement-case.ts'
import { shownAgain } from './write-statements.ts'

export const find = action(contract.findAbuseAddressees, async (context, { id, target: typed, pasted }) => {
  const { facts } = await caseFor(context, id)
  const target = targetFor(typed)
  const directory = await store.listAbuseContacts(context)
  const addressees = addresseesOf(target, directory, { pasted, today: await todayOf(context) })
  return {
    ...{ shown: target.shown, host: target.host, addressees },
    facts: factsNaming(target, facts.confirmed),
    directory: directory.map(contactOf),
  }
})

function targetFor(typed: string): AbuseTarget {
  return (
    abuseTargetOf(typed) ??
    refuse('invalid', 'Enter a domain, an address on the net or a link.', {
      faults: [
        { path: 'target', message: 'must be like evil.example, 203.0.113.9 or https://evil.example/x' },
      ],
    })
  )
}

function contactOf({ id, name, covers, email, form, checkedOn, changedBy }: store.AbuseContactRecord) {
  return { id, name, covers, email, form, checkedOn, changedBy }
}

export const keep = action(contract.keepAbuseContact, async (context, wish) => {
  const { contact, name, form, checkedOn, isGone } = wish
  const before = contact === undefined ? undefined : await store.getAbuseContact(context, contact)
  const email = wish.email === '' ? '' : normalisedEmail(wish.email)
  const patterns = wish.covers.map(patternOf)
  const covers = [...new Set(patterns.filter((one) => one !== undefined))]
  const faults = [
    ...(email === undefined ? [{ path: 'email', message: 'must be one address, as abuse@example.net' }] : []),
    ...(email === '' && form === '' ? [{ path: 'email', message: 'enter an address or a form' }] : []),
    ...patterns.flatMap((one, at) =>
      one !== undefined
        ? []
        : [{ path: `covers.${at}`, message: 'must be like example.net or 203.0.113.0/24' }],
    ),
    ...(checkedOn > (await todayOf(context))
      ? [{ path: 'checkedOn', message: 'lies in the future: enter the day on which you looked' }]
      : []),
  ]
  if (email === undefined || faults.length > 0)
    return refuse('invalid', 'Some fields need another look.', { faults })
  const known = await store.listAbuseContacts(context)
  refuseUnless(
    before !== undefined || known.length < store.mostAbuseContacts,
    'conflict',
    'The directory is full. Take out what is not needed.',
  )
  if (known.some((one) => one.id !== before?.id && one.name.toLowerCase() === name.toLowerCase()))
    refuseTaken(name)
  const { now, actor } = context
  const kept = {
    ...{ id: before?.id ?? context.newId(), name, covers, email, form, checkedOn },
    ...{ changedAt: now, changedBy: actor.name, removedAt: isGone ? now : null },
  }
  const row = await orTaken(name, store.saveAbuseContact(context, kept))
  const fields = { contact: row.id, name, email, form, checkedOn, covers: covers.join(' ') }
  context.record({ stream: 'audit', kind: isGone ? 'abuse.forget' : 'abuse.keep', fields })
  return contactOf(row)
})

/** A statement as any other: it waits for its yes, is held to the facts and the rules, and is kept as it goes out. */
export const draft = action(contract.draftAbuseMail, async (context, wish) => {
  const { id: incidentId, name, form, language } = wish
  await lockedIncidentFor(context, incidentId)
  const found = await caseFor(context, incidentId)
  const target = targetFor(wish.target)
  const email = wish.email === '' ? '' : normalisedEmail(wish.email)
  if (email === undefined || (email === '' && form === ''))
    return refuse('invalid', 'Choose to whom it goes: an address or a form.', {
      faults: [{ path: 'email', message: 'must be one address, as abuse@example.net' }],
    })
  const facts = factsNaming(target, found.facts.confirmed)
  refuseUnless(
    facts.length > 0,
    'conflict',
    `Nothing is confirmed of ${target.shown} yet. Put one sentence that names it under what is confirmed; the report rests on it.`,
    { reason: 'unconfirmed' },
  )
  const [id, number] = [context.newId(), (await lastNumber(context, incidentId)) + 1]
  const { now, actor } = context
  const record = await addStatement(context, {
    ...{ id, incidentId, number, audience: 'partners', stage: 'first', language, role: '', state: 'draft' },
    body: await bodyOf(context, found, { ...wish, shown: target.shown, facts }),
    ...{ revision: 1, situationVersion: found.facts.version, partyIds: [], ticks: [], corrects: null },
    ...{ madeAt: now, madeBy: actor.name, changedAt: now, changedBy: actor.name },
  })
  // Without mail the form is the way: its address stands with the name, where whoever hands it in looks.
  const byForm = [name, form].filter((part) => part !== '').join(': ')
  const who = { name: email === '' ? byForm : name || email, email, phone: '', post: [], memberId: null }
  const way = email === '' ? 'portal' : undefined
  await addRecipients(context, [rowFor(context, record, { ...who, place: 0, isHostile: false, way })])
  const fields = { statement: id, number, audience: 'partners', language, corrects: '' }
  context.record({
    stream: incidentId,
    kind: 'statement.add',
    fields: { ...fields, target: target.value, addressee: who.name },
  })
  return shownAgain(context, record)
})

async function bodyOf(
  context: Context,
  { incident, organisation, rules }: StatementCase,
  wish: {
    readonly id: string
    readonly evidence: readonly string[]
    readonly language: keyof typeof abuseWords
    readonly shown: string
    readonly facts: readonly string[]
  },
): Promise<StatementBody> {
  const words = abuseWords[wish.language]
  const values = {
    target: wish.shown,
    incident: `INC-${incident.number}`,
    organisation: organisation.name,
    contact: rules.contact || organisation.name,
    by: context.actor.name,
  }
  const sealed = await sealedFor(context, wish.id, wish.evidence)
  const held = sealed.map(
    ({ name, sha256, acquiredAt }) => `- ${name}, ${acquiredAt.toISOString()}, SHA-256 ${sha256}`,
  )
  return {
    subject: fill(words.subject, values).slice(0, 200),
    greeting: words.greeting,
    opening: fill(words.opening, values).slice(0, 3000),
    confirmed: [...wish.facts],
    checking: [],
    unknown: [],
    doing: held.length === 0 ? '' : [words.evidence, ...held].join('\n').slice(0, 3000),
    ask: words.ask,
    closing: fill(words.closing, values),
  }
}
