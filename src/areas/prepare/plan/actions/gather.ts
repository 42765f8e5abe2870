import { personMay } from '../../../../base/access.ts'
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { Context } from '../../../../platform/action.ts'
import { listSystems } from '../../../register/assets/public.ts'
import { insuranceStanding, insurerHotlines } from '../../../register/insurance/public.ts'
import { Facts } from '../../../register/obligations/contract.ts'
import { countriesOf, obligationsOf } from '../../../register/obligations/public.ts'
import {
  listActiveMembers,
  organisationFor,
  peopleFor,
  todayOf,
} from '../../../register/people/public/people.ts'
import { owedByContract, vendorsWithAccess } from '../../../register/vendors/public.ts'
import { backupStanding } from '../../backups/public.ts'
import { playbooksInUse, profileFor } from '../../playbooks/public.ts'
import type { Playbook } from '../../playbooks/contract/playbook.ts'
import { answersOf, says, valuesOf, type Answers } from '../rules/answers.ts'
import type { GivenAnswer, RankedIncident } from '../contract/answers.ts'
import type { Coverage, Plan } from '../contract/plan.ts'
import { lastOf } from '../rules/coverage.ts'
import { legalFacts, type OwedContract } from '../rules/legal-facts.ts'
import type { JudgedDuty } from '../rules/annex.ts'
import type { PlanMaterial } from '../rules/material.ts'
import { chargesBy } from '../rules/powers.ts'
import { rank } from '../rules/rank.ts'
import { contactSlots } from '../rules/words/contacts.ts'
import type { RankedKind } from '../rules/words/ranking.ts'
import {
  findSetting,
  listAnswers,
  listCharges,
  listContacts,
  listCoverage,
  listSections,
  type ContactRecord,
  type CoverageRecord,
} from '../store/material.ts'
import { listPublications, receiptsOf } from '../store/versions.ts'
import { gatherRegister, outsiders } from './gather-register.ts'

/** What rooms of the day know and this one asks; `app/areas.ts` fills it. */
export interface PlanPorts {
  /** The kinds that were rehearsed on the incident engine, each with the last day of it, as `2026-03-01`. */
  lastRehearsals(context: Context): Promise<ReadonlyMap<string, string>>
}

export interface Answered {
  readonly given: readonly GivenAnswer[]
  readonly answers: Answers
  readonly ranking: readonly RankedIncident[]
  readonly duties: readonly JudgedDuty[]
}

/** What was answered or is known, and what follows from it. */
export async function gatherAnswers(context: Context): Promise<Answered> {
  const organisation = await organisationFor(context)
  const { country, sector, size, timeZone } = organisation
  const { backups } = await backupStanding(context)
  const { policies } = await insuranceStanding(context)
  const today = await todayOf(context)
  const yearAgo = dayAfter(today, -12, 'months')
  const isRegistered = backups.length > 0
  const kept = new Map(
    (await listAnswers(context)).map(({ question, value, answeredAt, answeredBy }) => [
      question,
      { value: value.said, answeredAt: answeredAt.toISOString(), answeredBy },
    ]),
  )
  const given = answersOf(kept, {
    organisation: { country, sector, size },
    profile: await profileFor(context),
    isBackupIsolated: isRegistered ? backups.some(({ isolation }) => isolation !== 'none') : undefined,
    isRestoreProved: isRegistered
      ? backups.some(({ lastProof }) => lastProof !== null && lastProof.testedAt.slice(0, 10) >= yearAgo)
      : undefined,
    isInsured: policies.some(({ isInForce }) => isInForce) ? true : undefined,
    hasSupplierWithAccess: (await vendorsWithAccess(context)).length > 0 ? true : undefined,
  })
  const answers = valuesOf(given)
  const place = { timeZone, sector, eea: countriesOf('EU_EEA') }
  const contracts = await owed(context)
  const known = Facts.safeParse(legalFacts(answers, { ...place, country }, contracts, context.now))
  // An organisation may carry letters that are no country: its laws are open then, and never none.
  const facts =
    known.data ?? Facts.parse(legalFacts(answers, { ...place, country: undefined }, contracts, context.now))
  return { given, answers, ranking: rank(answers), duties: obligationsOf(facts, context.now).duties }
}

/** Contracts as the law engine counts them: weeks as days. The engine takes 500. */
async function owed(context: Context): Promise<OwedContract[]> {
  return (await owedByContract(context)).slice(0, 500).map(({ id, vendor, value, unit }) => ({
    id,
    vendor,
    value: Math.min(unit === 'weeks' ? value * 7 : value, unit === 'hours' ? 1000 : 400),
    unit: unit === 'hours' ? 'hours' : 'calendar_days',
  }))
}

/** Everything that the plan is made of, as it stands in this transaction. */
export async function gatherMaterial(context: Context, ports: PlanPorts): Promise<PlanMaterial> {
  const { given, answers, ranking, duties } = await gatherAnswers(context)
  const { name: organisation } = await organisationFor(context)
  const sections = await listSections(context)
  const register = await gatherRegister(context)
  const charges = chargesBy(register.powers, await listCharges(context))
  const playbooks = await playbooksOf(context, ranking)
  const coverage = await coverageOf(context, { ranking, playbooks, ports })
  const active = await listActiveMembers(context)
  const { quorum } = await findSetting(context)
  const { backups, cover } = await backupStanding(context)
  const named = [
    ...sections.map(({ ownerId }) => ownerId),
    ...charges.flatMap(({ accountableId, deputyId }) => [accountableId, deputyId]),
    ...coverage.map(({ ownerId }) => ownerId),
  ]
  const isHere = new Set(active.map(({ id }) => id))
  const gone = [...(await peopleFor(context, named)).values()].filter(({ id }) => !isHere.has(id))
  const members = [...active, ...gone]
  return {
    organisation,
    today: await todayOf(context),
    answers,
    openQuestions: given.filter(({ state }) => state === 'open').length,
    ranking,
    people: [
      ...members
        .filter(({ role }) => role !== 'guest')
        .map(({ id, name, role, phone, nightPhone }) => ({
          ...{ id, name, role, phone, nightPhone },
          isActive: isHere.has(id),
        })),
      ...outsiders(register.powers, new Set(members.map(({ id }) => id))),
    ],
    ...register,
    sections,
    charges,
    coverage,
    contacts: await contactsOf(context, answers),
    playbooks,
    duties,
    essential: cover.map(({ asset: name, functions, longestOutageMinutes, state, provedMinutes }) => ({
      name,
      functions,
      longestOutageMinutes,
      cover: state,
      provedMinutes,
    })),
    systems: await listSystems(context),
    backups: backups.map(({ name, place, lastProof, isolation }) => ({
      name,
      place,
      lastProof: lastProof?.testedAt.slice(0, 10) ?? null,
      isolation,
    })),
    quorum,
    approvers: active.filter((person) => personMay(person, 'plan.approve')).length,
    unread: await unreadOf(context, isHere),
  }
}

type Playbooks = Map<RankedKind, Playbook & { readonly edition: 'own' | 'shipped' }>

async function playbooksOf(context: Context, ranking: readonly RankedIncident[]): Promise<Playbooks> {
  const inUse = new Map((await playbooksInUse(context)).map((one) => [one.key, one]))
  const found: Playbooks = new Map()
  for (const { kind } of ranking) {
    const one = kind === 'other' ? undefined : inUse.get(kind)
    if (kind !== 'other' && one !== undefined) found.set(kind, { ...one.playbook, edition: one.edition })
  }
  return found
}

/** Each kind with who looks after its playbook and when it was last tried. */
async function coverageOf(
  context: Context,
  known: {
    readonly ranking: readonly RankedIncident[]
    readonly playbooks: Playbooks
    readonly ports: PlanPorts
  },
): Promise<Coverage[]> {
  const kept = new Map<string, CoverageRecord>((await listCoverage(context)).map((row) => [row.kind, row]))
  const held = await known.ports.lastRehearsals(context)
  return known.ranking.flatMap(({ kind, isPicked }) => {
    if (kind === 'other') return []
    const row = kept.get(kind)
    const playbook = known.playbooks.get(kind)
    return [
      {
        kind,
        isPicked,
        playbook: playbook?.title ?? '',
        edition: playbook?.edition ?? 'shipped',
        ownerId: row?.ownerId ?? null,
        exercisedOn: row?.exercisedOn ?? null,
        trainedOn: row?.trainedOn ?? null,
        provedOn: lastOf(row?.exercisedOn, held.get(kind)),
      },
    ]
  })
}

type Known = Plan['contacts'][number]

/** People outside whom the answers call for; what nobody wrote is taken from the registers where they know it. */
export async function contactsOf(context: Context, answers: Answers): Promise<Known[]> {
  const kept = new Map<string, ContactRecord>((await listContacts(context)).map((row) => [row.slot, row]))
  const [hotline] = await insurerHotlines(context)
  const firm = (await vendorsWithAccess(context))
    .toSorted((a, b) => Number(b.isAdmin) - Number(a.isAdmin))
    .find(({ contact }) => contact !== null)
  const elsewhere = new Map<string, Omit<Known, 'slot' | 'isNeeded'>>([
    ...(hotline === undefined
      ? []
      : [
          [
            'insurer',
            {
              name: hotline.insurer,
              phone: hotline.hotline,
              nightPhone: '',
              note: hotline.policy,
              from: 'insurance' as const,
            },
          ] as const,
        ]),
    ...(firm === undefined || firm.contact === null
      ? []
      : [
          [
            'it_firm',
            {
              name: [firm.name, firm.contact.name].filter((word) => word !== '').join(', '),
              phone: firm.contact.phone,
              nightPhone: firm.contact.nightPhone,
              note: '',
              from: 'vendors' as const,
            },
          ] as const,
        ]),
  ])
  const nothing = { name: '', phone: '', nightPhone: '', note: '', from: '' as const }
  return contactSlots.map((slot) => {
    const own = kept.get(slot.id)
    const when = 'when' in slot ? slot.when : undefined
    const isNeeded = when === undefined || says(answers, when[0], ...when.slice(1))
    const said = own === undefined || own.name === '' ? undefined : own
    const found = said === undefined ? (elsewhere.get(slot.id) ?? nothing) : { ...said, from: '' as const }
    return { ...found, slot: slot.id, isNeeded }
  })
}

/** How many who are here have not said that they read the version that counts; null before the first. */
async function unreadOf(context: Context, isHere: ReadonlySet<string>): Promise<number | null> {
  const [current] = await listPublications(context)
  if (current === undefined) return null
  const receipts = await receiptsOf(context, current.version)
  return [...isHere].filter((id) => !receipts.has(id)).length
}
