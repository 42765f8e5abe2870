import type * as z from 'zod'
import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers, organisationFor } from '../../../register/people/public/people.ts'
import { incidentFor, latestSituation, systemsOf } from '../../incidents/public/incidents.ts'
import { partiesOf, restrictedWordsOf } from '../../investigation/public.ts'
import { templates } from '../content/statement-template.ts'
import type { Statement } from '../contract/statements.ts'
import { faultsOfBody, wordsOf, type BodyFault, type StatementBody } from '../rules/drafting.ts'
import { whyKeptFrom } from '../rules/outside.ts'
import { leaksIn, maySee, missingTicks, type ClassedWords, type StatementRules } from '../rules/releasing.ts'
import { countsPeople, sentencesOf } from '../rules/sentences.ts'
import { countRecipients, type RecipientCounts, type StatementRecord } from '../store/statements.ts'
import { rulesFor } from '../store/statement-rules.ts'

/** All that the statements of a case are held against. */
export interface StatementCase {
  readonly incident: Awaited<ReturnType<typeof incidentFor>>
  readonly organisation: Awaited<ReturnType<typeof organisationFor>>
  readonly facts: SituationFacts
  readonly rules: StatementRules
  readonly restricted: ClassedWords
  readonly counts: ReadonlyMap<string, RecipientCounts>
  readonly parties: Awaited<ReturnType<typeof partiesOf>>
}

export type SituationFacts = { readonly version: number } & NonNullable<
  Awaited<ReturnType<typeof latestSituation>>
>['body']

export async function caseFor(context: Context, incidentId: string): Promise<StatementCase> {
  const incident = await incidentFor(context, incidentId)
  const rules = await rulesFor(context)
  return {
    incident,
    organisation: await organisationFor(context),
    facts: await factsOf(context, incidentId),
    rules,
    restricted: await restrictedIn(context, incidentId, rules),
    counts: await countRecipients(context, incidentId),
    parties: await partiesOf(context, incidentId),
  }
}

async function factsOf(context: Context, incidentId: string): Promise<SituationFacts> {
  const latest = await latestSituation(context, incidentId)
  const nothing = { headline: '', confirmed: [], checking: [], unknown: [], next: [], clock: '' }
  return { version: latest?.version ?? 0, ...(latest?.body ?? nothing) }
}

/** Names of those here, apart from whoever people outside are meant to turn to. */
export async function peopleApart(
  context: Context,
  { contact }: Pick<StatementRules, 'contact'>,
): Promise<string[]> {
  const names = (await listActiveMembers(context)).map(({ name }) => name)
  return names.filter((name) => !contact.toLowerCase().includes(name.toLowerCase()))
}

/** Words that not every audience may read. Whom people may turn to is meant to be read. */
async function restrictedIn(
  context: Context,
  incidentId: string,
  rules: StatementRules,
): Promise<ClassedWords> {
  return {
    systems: (await systemsOf(context, incidentId)).map(({ name }) => name),
    people: await peopleApart(context, rules),
    ...(await restrictedWordsOf(context, incidentId)),
  }
}

/** Why this draft may not leave as it stands: it says more than is confirmed, or than its audience may see. */
export function faultsOf(
  { audience, body }: { readonly audience: StatementRecord['audience']; readonly body: StatementBody },
  { facts, rules, restricted }: Pick<StatementCase, 'facts' | 'rules' | 'restricted'>,
  /** Who signs: that name is meant to be read. */
  signers: readonly string[],
): BodyFault[] {
  // The closing holds signature and contact; names there are chosen by whoever signs.
  const text = wordsOf({ ...body, closing: '' }, templates.en)
  const people = (restricted.people ?? []).filter((name) => !signers.includes(name))
  const leaks = leaksIn(`${body.subject}\n${text}`, { ...restricted, people }, { rules, audience }).map(
    ({ sentence, word, what }) => ({
      path: 'body',
      message: `shows this audience what it may not see (${what}: “${word.slice(0, 80)}”): “${sentence.slice(0, 160)}”`,
    }),
  )
  const counts = maySee(rules, audience, 'counts')
    ? []
    : sentencesOf(text)
        .filter(countsPeople)
        .map((sentence) => ({
          path: 'body',
          message: `shows this audience a number that it may not see: “${sentence.slice(0, 160)}”`,
        }))
  return [...faultsOfBody(body, facts), ...leaks, ...counts]
}

const none: RecipientCounts = { all: 0, waiting: 0, reached: 0, notReached: 0, read: 0 }

/** A statement as the contract shows it. */
export function statementOf(
  record: StatementRecord,
  found: StatementCase,
  all: readonly StatementRecord[],
): z.input<typeof Statement> {
  const { id, audience, body, ticks, corrects, state } = record
  const correction = all.findLast((other) => other.corrects === id && other.state === 'released')
  return {
    id,
    number: record.number,
    audience,
    stage: record.stage,
    language: record.language,
    role: record.role,
    state,
    body,
    revision: record.revision,
    partyIds: record.partyIds,
    ticks: ticks.map(({ tick, by, at, note }) => ({ tick, by, at, note })),
    missing: state === 'draft' ? missingTicks(found.rules, audience, ticks) : [],
    faults: state === 'draft' ? faultsOf(record, found, signersOf(record)) : [],
    barred: state === 'draft' ? whyKeptFrom(audience, found.incident) : '',
    corrects: all.find((other) => other.id === corrects)?.number ?? null,
    correctedBy: correction?.number ?? null,
    recipients: found.counts.get(id) ?? none,
    madeAt: record.madeAt.toISOString(),
    madeBy: record.madeBy,
    changedAt: record.changedAt.toISOString(),
    changedBy: record.changedBy,
    releasedAt: record.releasedAt?.toISOString() ?? null,
    releasedBy: record.releasedBy,
    sentText: record.sentText,
    sentSha256: record.sentSha256,
    withdrawnReason: record.withdrawnReason,
  }
}

export function signersOf({ madeBy, changedBy }: Pick<StatementRecord, 'madeBy' | 'changedBy'>): string[] {
  return [madeBy, changedBy]
}
