import type * as z from 'zod'
import { action, type Context } from '../../../../platform/action.ts'
import { factBaseEdition, countriesOf, directoryFor, entryFor } from '../../../register/obligations/public.ts'
import { namesOf, organisationFor } from '../../../register/people/public/people.ts'
import { coverInForce } from '../../../register/insurance/public.ts'
import { knownContracts } from '../../../register/vendors/public.ts'
import { listParts } from '../store/parts.ts'
import { incidentFor, openCasesFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/board.ts'
import { assumedTimes } from '../rules/case-facts.ts'
import { proposalsOf } from '../rules/proposals.ts'
import { byStanding, standingOf, titleOf } from '../rules/standing.ts'
import { clockStanding } from '../rules/house-clocks.ts'
import { listCases, type CaseRecord } from '../store/cases.ts'
import { listRunningClocks } from '../store/house-clocks.ts'
import { listQuestionnaires } from '../store/questionnaires.ts'
import { answerOf, questionnairesOf } from './answer-shape.ts'
import { houseClocksOf } from './house-clocks.ts'
import { dutiesOf, judgeCase, openDuties, type JudgedCase } from './judge-case.ts'
import { factsOfSheet, readSheet, sheetOf, type ReadSheet } from './read-sheet.ts'

type Shown = z.input<typeof contract.Board>

export const read = action(contract.readDuties, async (context, { id }) => boardOf(context, id))

/** The whole answer that the page reads. */
export async function boardOf(context: Context, incidentId: string, given?: CaseRecord): Promise<Shown> {
  const found = await judgeCase(context, incidentId, given)
  const { incident, record, known, facts, judged, answers } = found
  const sheet = await readSheet(context, incidentId)
  const proposals = await proposalsFor(context, found, sheet)
  const owed = await owedOf(context, found)
  const { questions, disclaimer, reviewedOn, reviewDue } = judged
  return {
    incidentId,
    number: incident.number,
    title: incident.title,
    mode: incident.mode,
    revision: record?.revision ?? 0,
    zone: facts['entity.tz'],
    facts: Object.entries(known).map(([fact, { value, by, at, reason }]) => ({
      fact,
      value,
      by,
      at,
      reason,
    })),
    duties: owed,
    possible: dutiesOf(found)
      .filter((duty) => !isShown(found, duty))
      .map((duty) => ({
        key: duty.key,
        title: titleOf(duty),
        citation: duty.explanation.citation,
        dueAt: duty.dueAt,
        missing: duty.explanation.missing,
      })),
    questions: [
      ...questionsOfTime(found, owed),
      ...questions
        .filter(({ fact }) => known[fact] === undefined || found.unreadable.includes(fact))
        .map(({ fact, meaning, keys }) => ({
          fact,
          meaning,
          settles: keys.length,
          proposed: proposals.get(fact) ?? null,
        })),
    ],
    house: await houseClocksOf(context, incidentId),
    sheet: sheetOf(context, sheet, found),
    answers: answers.map(answerOf),
    questionnaires: questionnairesOf(await listQuestionnaires(context, incidentId), known),
    factBase: {
      edition: factBaseEdition,
      judgedBy: record?.factBase ?? null,
      reviewedOn,
      reviewDue,
      isStale: context.now.toISOString().slice(0, 10) > reviewDue,
    },
    disclaimer,
    can: {
      fact: context.can('duty.fact'),
      decide: context.can('duty.decide'),
      review: context.can('duty.review'),
      submit: context.can('duty.submit'),
    },
  }
}

async function owedOf(context: Context, found: JudgedCase): Promise<Shown['duties']> {
  const { known, fallback, owners, delays } = found
  const assumed = Object.keys(assumedTimes(known, fallback)).map((name) => `times.${name}`)
  const names = await namesOf(context, owners.values())
  const entries = await directoryFor(context)
  const { country } = await organisationFor(context)
  return dutiesOf(found)
    .filter((duty) => isShown(found, duty))
    .map((duty) => {
      const from = duty.explanation.start?.from
      const rests = [...duty.explanation.facts.map(({ fact }) => fact), `times.${from ?? ''}`]
      const ownerId = owners.get(duty.key)
      return {
        ...duty,
        // What nobody is sure of yet runs no clock, also where it is somebody's already.
        standing:
          duty.status === 'possible' && found.answeredAs(duty.key) === undefined
            ? ('waiting' as const)
            : standingOf(duty, found.answeredAs(duty.key), context.now.getTime()),
        owner: ownerId === undefined ? null : { id: ownerId, name: names.get(ownerId) ?? '' },
        delays: delays.filter(({ dutyKey }) => dutyKey === duty.key).map(delayOf),
        authority: authorityOf(entryFor(entries, duty.recipient, country)),
        unconfirmed: assumed.filter((fact) => rests.includes(fact)),
        said: [...new Set(rests.map(saidName))].flatMap((fact) => {
          const said = known[fact]
          return said === undefined
            ? []
            : [{ fact, value: said.value, by: said.by, at: said.at, reason: said.reason }]
        }),
      }
    })
    .toSorted(byStanding)
}

/** What is owed, was answered, is somebody's, or got more time. */
function isShown(
  found: JudgedCase,
  { key, status }: { readonly key: string; readonly status: string },
): boolean {
  const isHeld = found.owners.has(key) || found.delays.some(({ dutyKey }) => dutyKey === key)
  return status !== 'possible' || isHeld || found.answeredAs(key) !== undefined
}

export function authorityOf(entry: ReturnType<typeof entryFor>): Shown['duties'][number]['authority'] {
  if (entry === undefined) return null
  const { name, site, form, phone, checkedOn, isConfirmed, isStale } = entry
  return { name, site, form, phone, checkedOn, isConfirmed, isStale }
}

function delayOf(row: JudgedCase['delays'][number]): Shown['duties'][number]['delays'][number] {
  const { id, kind, grantedBy, reference, reason, recordedBy, endedReason } = row
  return {
    ...{ id, kind, grantedBy, reference, reason, recordedBy, endedReason },
    until: row.until.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}

/** A clock that runs from the declaration asks first whether the case was known sooner. */
function questionsOfTime({ known, fallback }: JudgedCase, owed: Shown['duties']): Shown['questions'] {
  const running = owed.filter(({ unconfirmed }) => unconfirmed.length > 0).length
  if (running === 0) return []
  return Object.entries(assumedTimes(known, fallback)).map(([name, at]) => ({
    fact: `times.${name}`,
    meaning: 'when the clocks that run start',
    settles: running,
    proposed: at,
  }))
}

/** A count of one place is read from the one map. */
function saidName(fact: string): string {
  return fact.startsWith('affected.') ? 'affected' : fact
}

async function proposalsFor(
  context: Context,
  { incident }: JudgedCase,
  sheet: ReadSheet,
): Promise<ReadonlyMap<string, unknown>> {
  const { id, kind, openedAt } = incident
  const organisation = await organisationFor(context)
  return proposalsOf({
    kind,
    openedAt: openedAt.toISOString(),
    country: organisation.country,
    timeZone: organisation.timeZone,
    sector: organisation.sector,
    sheet: factsOfSheet(sheet),
    noticeHours: (await coverInForce(context)).map(({ noticeHours }) => noticeHours)[0],
    contracts: await owedContracts(context, id),
    eea: countriesOf('EU_EEA'),
  })
}

/** Contracts of the register that had a part in this case and by which we owe notice. */
async function owedContracts(context: Context, incidentId: string) {
  const parts = await listParts(context, { incidentId })
  if (parts.length === 0) return []
  return (await knownContracts(context)).flatMap(({ id, vendor, weTell }) =>
    weTell === null || !parts.some(({ contractId }) => contractId === id) ? [] : [{ id, vendor, weTell }],
  )
}

/** Cases judged for one list at most. */
const casesAtMost = 500

export const clocks = action(contract.listClocks, async (context) => {
  const { timeZone } = await organisationFor(context)
  const next = new Map<string, contract.NextClock>()
  for (const record of await listCases(context, casesAtMost)) {
    const { id: incidentId, number, title, mode, status } = await incidentFor(context, record.incidentId)
    if (status !== 'open' || mode === 'exercise') continue
    const found = await judgeCase(context, incidentId, record)
    const [duty] = openDuties(found, context.now).filter(hasInstant)
    if (duty === undefined || duty.dueAt === null) continue
    const { dueAt, standing } = duty
    const zone = found.facts['entity.tz']
    next.set(incidentId, {
      ...{ incidentId, number, title, mode, dueAt, zone, standing },
      what: titleOf(duty),
      isOfHouse: false,
    })
  }
  const running = await listRunningClocks(context, casesAtMost)
  const cases = await openCasesFor(
    context,
    running.map(({ incidentId }) => incidentId),
  )
  for (const clock of running) {
    const { incidentId, name: what } = clock
    const known = next.get(incidentId)
    const found = cases.get(incidentId)
    const isLater = known !== undefined && Date.parse(known.dueAt) <= clock.dueAt.getTime()
    if (found === undefined || found.mode === 'exercise' || isLater) continue
    const { number, title, mode } = found
    next.set(incidentId, {
      ...{ incidentId, number, title, mode, what },
      dueAt: clock.dueAt.toISOString(),
      zone: known?.zone ?? timeZone,
      standing: clockStanding(clock, context.now),
      isOfHouse: true,
    })
  }
  const items = [...next.values()]
  return { items: items.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt)), next: null }
})

export function hasInstant({ dueAt }: { readonly dueAt: string | null }): boolean {
  return dueAt !== null
}
