import { randomBytes } from 'node:crypto'
import { dayAfter, daysBetween } from '../../../../base/calendar-day.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless, type Fault } from '../../../../base/refusal.ts'
import type { InputOf } from '../../../../base/endpoint.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/rehearsals.ts'
import type { Difficulty, FrozenTemplate, Language } from '../contract/words.ts'
import { mails as de } from '../content/de.ts'
import { mails as en } from '../content/en.ts'
import { shelfFacts, type Shelf } from '../content/template.ts'
import { mayReceive, senderFault } from '../rules/domains.ts'
import { lintFault } from '../rules/lint.ts'
import {
  getRehearsalRow,
  holdRehearsalRow,
  insertLetters,
  insertRehearsal,
  updateRehearsal,
  type RehearsalRecord,
} from '../store/rehearsals.ts'
import { findTemplate, getDomain, groupOfMembers, listDomains, listGroups } from '../store/setup.ts'
import { endRehearsal } from './end-rehearsal.ts'
import { momentsFor } from './moments.ts'
import { detailOf, isSecondOfOwn } from './read-rehearsals.ts'
import { provedOf, rehearsed, type PhishingPorts } from './shapes.ts'

const shelf: Shelf = { en, de }
/** Mails go out over at most so many days; after the last one people have a week to report it. */
const mostDays = 30
const openDays = 7

export const plan = action(contract.planRehearsal, async (context, wanted) => {
  const domain = await getDomain(context, wanted.domainId)
  refuseUnless(
    domain.verifiedAt !== null,
    'conflict',
    `${domain.domain} is not proved yet. Set the TXT record first, then let it be looked for.`,
    { reason: 'not_proved' },
  )
  const { actor } = context
  if (actor.kind !== 'member') return refuse('forbidden', 'A person plans a rehearsal. Sign in to do this.')
  const faults = await faultsOf(context, wanted, domain.domain)
  const [first] = faults
  if (first !== undefined) refuse('invalid', first.message, { faults })
  const { template, difficulty } = await templateOf(context, wanted)
  const groups = (await listGroups(context)).filter(({ id }) => wanted.groupIds.includes(id))
  refuseUnless(
    groups.length === new Set(wanted.groupIds).size,
    'not_found',
    'One of these groups is not here.',
  )
  const id = context.newId()
  const groupNames = groups.map(({ name }) => name).join(', ')
  const { name, senderName, startsOn, endsOn, council } = wanted
  const senderAddress = wanted.sender.toLowerCase()
  await insertRehearsal(context, {
    ...{ id, name, template, difficulty, senderName, senderAddress, startsOn, endsOn, council, groupNames },
    state: 'planned',
    domainId: domain.id,
    groupIds: groups.length === 0 ? null : groups.map((group) => group.id),
    closesOn: dayAfter(endsOn, openDays),
    mark: randomBytes(12).toString('base64url'),
    plannedAt: context.now,
    plannedBy: actor.name,
    plannedById: actor.memberId,
    ...{ decidedAt: null, decidedBy: null, pausedWhy: null, trouble: null, pausedAt: null, recipients: 0 },
    ...{ endedAt: null, endedBy: null },
  })
  const fields = { rehearsal: id, name, template: template.name, sender: senderAddress, startsOn, endsOn }
  context.record({
    stream: 'audit',
    kind: 'phishing.plan',
    fields: leafFields({ ...fields, groups: groupNames, council }),
  })
  await context.announce({
    ...{ kind: 'date.near', what: 'phishing_to_approve', title: name, day: startsOn, memberId: null },
    daysLeft: Math.max(0, daysBetween(await todayOf(context), startsOn)),
    path: `/phishing/${id}`,
  })
  return detailOf(context, await getRehearsalRow(context, id))
})

type Wanted = InputOf<typeof contract.planRehearsal>

async function faultsOf(context: Context, wanted: Wanted, domain: string): Promise<Fault[]> {
  const today = await todayOf(context)
  const { startsOn, endsOn } = wanted
  const lint = lintFault(`${wanted.senderName} ${wanted.sender}`)
  const found: (Fault | undefined)[] = [
    faultAt('sender', senderFault(wanted.sender, domain)),
    faultAt('senderName', lint),
    startsOn < today ? faultAt('startsOn', 'Write a day that has not passed.') : undefined,
    endsOn < startsOn || daysBetween(startsOn, endsOn) > mostDays
      ? faultAt('endsOn', `Write a day between the first and ${mostDays} days later.`)
      : undefined,
  ]
  return found.filter((one) => one !== undefined)
}

function faultAt(path: string, message: string | undefined): Fault | undefined {
  return message === undefined ? undefined : { path, message }
}

async function templateOf(
  context: Context,
  { template: wanted, language }: Pick<Wanted, 'template' | 'language'>,
): Promise<{ template: FrozenTemplate; difficulty: Difficulty }> {
  const mailIn = (code: Language) => shelf[code].find(({ key }) => key === wanted)
  const mail = mailIn(language)
  if (mail !== undefined) {
    const { name, subject, body, linkWords } = mail
    const { page, difficulty } = shelfFacts[mail.key]
    const signs = { en: mailIn('en')?.signs ?? [], de: mailIn('de')?.signs ?? [] }
    return { template: { name, language, subject, body, linkWords, page, signs }, difficulty }
  }
  const own = await findTemplate(context, wanted)
  if (own === undefined) return refuse('not_found', 'There is no such mail here.')
  const { name, subject, body, linkWords, page, signs, difficulty } = own
  const frozen = { name, subject, body, linkWords, page, language: own.language }
  return { template: { ...frozen, signs: { en: signs, de: signs } }, difficulty }
}

/** A second person lets it go or declines it; whoever leads stops it at any time. */
export function decideWith({ mailServer, isSerious }: PhishingPorts) {
  return action(contract.decideRehearsal, async (context, { id, decision }) => {
    const row = await holdRehearsalRow(context, id)
    if (decision === 'stop') {
      refuseUnless(
        row.state === 'running' || row.state === 'planned',
        'conflict',
        'This rehearsal is over already.',
      )
      await endRehearsal(context, row, { state: 'stopped', by: context.actor.name })
      return detailOf(context, await getRehearsalRow(context, id))
    }
    refuseUnless(row.state === 'planned', 'conflict', 'This rehearsal has been decided already.')
    if (decision === 'decline') {
      await endRehearsal(context, row, { state: 'declined', by: context.actor.name })
      return detailOf(context, await getRehearsalRow(context, id))
    }
    refuseUnless(
      await isSecondOfOwn(context, row),
      'forbidden',
      'Somebody else who leads in this organisation has to agree to this. Ask an owner or a lead.',
    )
    refuseUnless(
      (await mailServer(context)) !== undefined,
      'conflict',
      'No mail server is confirmed. An owner enters it under Settings, then this can be let go.',
      { reason: 'no_server' },
    )
    refuseUnless(
      !(await isSerious(context)),
      'conflict',
      'A serious incident is open. Nobody is to wonder now which mail is real. Let it go afterwards.',
      { reason: 'serious' },
    )
    const count = await addressAll(context, row)
    const decided = { decidedAt: context.now, decidedBy: context.actor.name }
    await updateRehearsal(context, id, { ...decided, state: 'running', recipients: count })
    const fields = { rehearsal: id, name: row.name, people: count }
    context.record({ stream: 'audit', kind: 'phishing.approve', fields })
    return detailOf(context, await getRehearsalRow(context, id))
  })
}

/** One letter for each, at a moment of its own. @returns how many */
async function addressAll(context: Context, row: RehearsalRecord): Promise<number> {
  const groups = new Map((await listGroups(context)).map(({ id, name }) => [id, name]))
  refuseUnless(
    row.groupIds?.every((id) => groups.has(id)) ?? true,
    'conflict',
    'A group of this rehearsal was deleted since it was planned. Decline this, and plan it for the groups that are there.',
  )
  const groupOf = await groupOfMembers(context)
  const proved = provedOf(await listDomains(context))
  const people = (await rehearsed(context)).filter(
    ({ id, email }) =>
      mayReceive(email, proved) && (row.groupIds === null || row.groupIds.includes(groupOf.get(id) ?? '')),
  )
  refuseUnless(
    people.length > 0,
    'conflict',
    'Nobody in these groups has an address in a proved domain, so nobody would get it.',
  )
  const { timeZone } = await organisationFor(context)
  const moments = momentsFor(people.length, { ...row, timeZone }, context.now)
  refuseUnless(
    moments.length > 0,
    'conflict',
    'The working hours of these days have passed. Decline this, and plan it for other days.',
  )
  await insertLetters(
    context,
    people.map(({ id: memberId }, at) => ({
      rehearsalId: row.id,
      memberId,
      groupName: groups.get(groupOf.get(memberId) ?? '') ?? '',
      dueAt: moments[at] ?? context.now,
    })),
  )
  return people.length
}
