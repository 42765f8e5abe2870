import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { dayIn } from '../../../../base/calendar-day.ts'
import { Id } from '../../../../base/ids.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { rankedKinds } from '../../../prepare/plan/public.ts'
import { fits, profileFor } from '../../../prepare/playbooks/public.ts'
import { decisions as allDecisions } from '../../../register/powers/contract/words.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import { drillKey, shippedScenario, shippedScenarios } from '../content/scenarios.ts'
import * as contract from '../contract/scenario.ts'
import type { ScenarioDocument, ScenarioRow } from '../contract/scenario.ts'
import type { ExerciseLanguage } from '../contract/words.ts'
import { blanksIn } from '../rules/blanks.ts'
import { ranked, reasonsFor, type Standing } from '../rules/rank.ts'
import { scenarioFaults } from '../rules/scenario-faults.ts'
import { lengthsOf } from '../rules/script.ts'
import {
  changeScenario,
  getOwnScenario,
  holdOwnScenario,
  insertScenario,
  listOwnScenarios,
  versionsOf,
} from '../store/scenarios.ts'
import { lastPlayed } from '../store/sessions.ts'
import { knownBlanks } from './known-words.ts'
import { openFindings, triedThings } from './plan-tests.ts'

export const list = action(
  contract.listScenarios,
  async (context, { language, q, audience, limit, cursor }) => {
    const rows = await rankedRows(context, language)
    const words = (q ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    const found = rows.filter(
      ({ title, lead, audience: of }) =>
        (audience === undefined || of === audience) &&
        words.every((word) => `${title} ${lead}`.toLowerCase().includes(word)),
    )
    const skipped = cursor === undefined ? 0 : Number(decodeCursor(cursor, 1)?.[0])
    refuseUnless(
      Number.isInteger(skipped) && skipped >= 0,
      'invalid',
      'Start the list again: this cursor is not one of ours.',
    )
    const items = found.slice(skipped, skipped + limit)
    return { items, next: found.length > skipped + limit ? encodeCursor([skipped + limit]) : null }
  },
)

export const read = action(contract.getScenario, async (context, { key, language }) =>
  shownScenario(context, await scenarioFor(context, { key, language }), language),
)

export const save = action(contract.saveScenario, async (context, { key, language, basedOn, change }) => {
  const shipped = shippedScenarios().some((one) => one.key === key)
  if (change.what === 'withdraw') {
    if (!shipped) refuseUnlessOwnKey(key)
    refuseUnless(!shipped, 'conflict', 'This one ships with Muster. Leave it out when you choose.')
    const before = await holdOwnScenario(context, key)
    refuseUnless(before.withdrawnAt === null, 'conflict', 'This scenario was withdrawn already.')
    const withdrawn = await changeScenario(context, key, { withdrawnAt: context.now }, null)
    const leaf = leafFields({ scenario: key, title: before.title, reason: change.reason })
    context.record({ stream: 'audit', kind: 'scenario.withdraw', fields: leaf })
    return shownScenario(context, ownOf(withdrawn), language)
  }
  const { document, note } = change
  if (!shipped) refuseUnlessOwnKey(key)
  const faults = scenarioFaults(document)
  if (faults.length > 0)
    refuse('invalid', 'Some parts of the scenario do not fit each other.', {
      faults: faults.slice(0, 20).map(({ path, message }) => ({ path: `change.document.${path}`, message })),
    })
  const saved = shipped
    ? await copyShipped(context, { key, document, note })
    : await saveNext(context, { id: key, basedOn, document, note })
  const { id, title, version } = saved
  context.record({
    stream: 'audit',
    kind: 'scenario.save',
    fields: leafFields({ scenario: id, title, version, basedOn: saved.basedOn, note }),
  })
  return shownScenario(context, ownOf(saved), language)
})

async function copyShipped(
  context: Context,
  {
    key,
    document,
    note,
  }: { readonly key: string; readonly document: ScenarioDocument; readonly note: string },
) {
  const added = await insertScenario(
    context,
    {
      ...{ id: context.newId(), title: document.title, kind: document.kind, language: document.language },
      ...{ basedOn: key, version: 1, document, withdrawnAt: null },
      changedAt: context.now,
      changedBy: context.actor.name,
    },
    note,
  )
  return added ?? refuseTaken(document.title)
}

async function saveNext(
  context: Context,
  wanted: {
    readonly id: string
    readonly basedOn: number
    readonly document: ScenarioDocument
    readonly note: string
  },
) {
  const { id, basedOn, document, note } = wanted
  const before = await holdOwnScenario(context, id)
  refuseUnless(before.withdrawnAt === null, 'conflict', 'This scenario was withdrawn. Copy another one.')
  if (before.version !== basedOn)
    refuse('conflict', `${before.changedBy} has saved this scenario in the meantime. Read it again first.`, {
      reason: 'outdated',
    })
  const { title, kind, language } = document
  const change = { document, title, kind, language, version: basedOn + 1 }
  const by = { changedAt: context.now, changedBy: context.actor.name }
  return orTaken(title, changeScenario(context, id, { ...change, ...by }, note))
}

/** A scenario that is on offer here. */
export interface Offered {
  readonly key: string
  readonly isOwn: boolean
  readonly version: number
  readonly document: ScenarioDocument
  readonly isWithdrawn: boolean
}

/** The scenario of this key; of one that ships the words in this language. */
export async function scenarioFor(
  context: Context,
  { key, language }: { readonly key: string; readonly language: ExerciseLanguage },
): Promise<Offered> {
  const shipped = shippedScenario(key, language)
  if (shipped !== undefined) return { ...shipped, isOwn: false, isWithdrawn: false }
  refuseUnlessOwnKey(key)
  return ownOf(await getOwnScenario(context, key))
}

/** An own scenario is called by its id, and nothing else is looked for in the register. */
function refuseUnlessOwnKey(key: string): void {
  refuseUnless(Id.safeParse(key).success, 'not_found', 'There is no such scenario here.')
}

function ownOf(row: {
  readonly id: string
  readonly version: number
  readonly document: ScenarioDocument
  readonly withdrawnAt: Date | null
}): Offered {
  const { id: key, version, document, withdrawnAt } = row
  return { key, isOwn: true, version, document, isWithdrawn: withdrawnAt !== null }
}

async function rankedRows(context: Context, language: ExerciseLanguage): Promise<ScenarioRow[]> {
  const own = (await listOwnScenarios(context)).map(ownOf)
  const shipped = shippedScenarios()
    .filter(({ key, document }) => document.language === language && key !== drillKey)
    .map((one) => ({ ...one, isOwn: false, isWithdrawn: false }))
  const played = await playedOn(context)
  const standing = await standingOf(context)
  const profile = await profileFor(context)
  const rows = [...own, ...shipped].map((one) => {
    const row = rowOf(one, played)
    return { ...row, because: reasonsFor(row, standing, fits(one.document.fits, profile)) }
  })
  return ranked(rows, standing)
}

async function standingOf(context: Context): Promise<Standing> {
  const today = await todayOf(context)
  const tried = await triedThings(context)
  const open = await openFindings(context)
  return {
    today,
    likely: (await rankedKinds(context)).map(({ kind }) => kind),
    untested: new Set(allDecisions.filter((decision) => !tried.has(`decision:${decision}`))),
    open: new Set(open.map(({ kind }) => kind)),
  }
}

async function playedOn(context: Context): Promise<ReadonlyMap<string, string>> {
  const { timeZone } = await organisationFor(context)
  return new Map((await lastPlayed(context)).map(({ key, at }) => [key, dayIn(at, timeZone)]))
}

function rowOf({ key, isOwn, version, document }: Offered, played: ReadonlyMap<string, string>): ScenarioRow {
  const { title, lead, kind, audience, difficulty, language, injects } = document
  const forced = new Set(injects.flatMap(({ decision }) => decision ?? []))
  return {
    ...{ key, isOwn, version, title, lead, kind, audience, difficulty, language },
    lengths: lengthsOf(document).map((one) => `${one}` as const),
    decisions: allDecisions.filter((decision) => forced.has(decision)),
    lastPlayedOn: played.get(key) ?? null,
    because: [],
  }
}

async function shownScenario(
  context: Context,
  offered: Offered,
  language: ExerciseLanguage,
): Promise<contract.Scenario> {
  const { document, isOwn, key, isWithdrawn } = offered
  const blanks = await knownBlanks(context, isOwn ? document.language : language)
  const row = rowOf(offered, await playedOn(context))
  const versions = isOwn ? await versionsOf(context, key) : []
  const mayRun = context.can('exercise.run')
  return {
    ...row,
    because: reasonsFor(row, await standingOf(context), fits(document.fits, await profileFor(context))),
    document,
    blanks: blanksIn(document).map((name) => ({ name, ...blanks[name] })),
    versions: versions.map(({ savedAt, ...one }) => ({ ...one, savedAt: savedAt.toISOString() })),
    isWithdrawn,
    can: { arrange: mayRun && !isWithdrawn, change: mayRun && !isWithdrawn },
  }
}
