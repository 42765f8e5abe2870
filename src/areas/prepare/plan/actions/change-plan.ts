import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless, type Fault } from '../../../../base/refusal.ts'
import type { InputOf } from '../../../../base/endpoint.ts'
import { action, type Action, type Context } from '../../../../platform/action.ts'
import { listActiveMembers, peopleFor, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/plan.ts'
import { powersStanding } from '../../../register/powers/public.ts'
import { compose } from '../rules/compose.ts'
import { gapsOf } from '../rules/gaps.ts'
import { personOf, type PlanMaterial } from '../rules/material.ts'
import { chargesBy } from '../rules/powers.ts'
import { proposals } from '../rules/propose.ts'
import { sameDocument } from '../rules/versions.ts'
import type { PlanLanguage } from '../rules/words/words.ts'
import {
  beginSections,
  findSetting,
  keepCharge,
  keepContact,
  keepCoverage,
  keepSection,
  keepSetting,
  listCharges,
  listCoverage,
  listSections,
  lockSections,
} from '../store/material.ts'
import { getVersion, listPublications, listVersionHeads } from '../store/versions.ts'
import { contactsOf, gatherMaterial, type PlanPorts } from './gather.ts'
import { standingOf } from './shapes.ts'

type Wanted = InputOf<typeof contract.changePlan>

/** Reading and changing the plan, for whoever knows what was rehearsed. */
export function planWith(ports: PlanPorts): {
  readonly read: Action<typeof contract.readPlan>
  readonly change: Action<typeof contract.changePlan>
} {
  return {
    read: action(contract.readPlan, async (context, { language }) => planOf(context, ports, language)),
    change: action(contract.changePlan, async (context, wanted) => {
      await refuseUnknownPeople(context, wanted)
      await refuseHeldDecisions(context, wanted)
      await refuseBadDays(context, wanted)
      await changeSections(context, wanted.sections)
      await changeCharges(context, wanted.charges)
      await changeCoverage(context, wanted.coverage)
      for (const contact of wanted.contacts) await keepContact(context, contact)
      if (wanted.setting !== undefined) await keepSetting(context, wanted.setting)
      if (wanted.fillEmpty) await fillEmpty(context, ports)
      context.record({ stream: 'audit', kind: 'plan.change', fields: leafFields(changed(wanted)) })
      return planOf(context, ports)
    }),
  }
}

/** What everything in one answer says of the plan as it stands. */
async function planOf(context: Context, ports: PlanPorts, wanted?: PlanLanguage): Promise<contract.Plan> {
  const material = await gatherMaterial(context, ports)
  const setting = await findSetting(context)
  const document = compose(material, wanted ?? setting.language)
  const [current] = await listPublications(context)
  const standing = await standingOf(context)
  const inForce = current === undefined ? undefined : (await getVersion(context, current.version)).document
  const today =
    inForce?.language === document.language ? document : inForce && compose(material, inForce.language)
  const [newest] = await listVersionHeads(context)
  return {
    document,
    gaps: gapsOf(material, document),
    sections: (await listSections(context)).map((row) => ({
      ...row,
      changes: [...row.changes],
      changedSince: row.changedSince?.toISOString() ?? null,
      reviewedAt: row.reviewedAt?.toISOString() ?? null,
    })),
    charges: chargeRows(material),
    coverage: [...material.coverage],
    contacts: await contactsOf(context, material.answers),
    setting,
    published:
      current === undefined
        ? null
        : { version: current.version, publishedAt: current.publishedAt.toISOString(), code: current.code },
    waiting: newest !== undefined && standing(newest) === 'waiting' ? newest.version : null,
    hasChanged: inForce === undefined || today === undefined || !sameDocument(inForce, today),
  }
}

function chargeRows(material: PlanMaterial): contract.Plan['charges'] {
  const nameOf = (id: string | null) => personOf(material, id)?.name ?? ''
  return material.charges.map((row) => ({
    ...row,
    accountable: nameOf(row.accountableId),
    deputy: nameOf(row.deputyId),
  }))
}

/** Alike for an unknown id and one of another organisation; somebody who is gone cannot be given anything. */
async function refuseUnknownPeople(context: Context, wanted: Wanted): Promise<void> {
  const ids = [
    ...wanted.sections.map(({ ownerId }) => ownerId),
    ...wanted.charges.flatMap(({ accountableId, deputyId }) => [accountableId, deputyId]),
    ...wanted.coverage.map(({ ownerId }) => ownerId),
  ].filter((id): id is string => typeof id === 'string')
  const known = await peopleFor(context, ids)
  for (const id of ids) {
    const person = known.get(id)
    refuseUnless(person !== undefined, 'not_found', 'There is no such person here.')
    const isFit = person.status === 'active' && person.role !== 'guest'
    refuseUnless(isFit, 'conflict', `${person.name} is not active here. Choose somebody who is.`)
  }
  const faults = wanted.charges.flatMap(({ accountableId, deputyId }, at): Fault[] =>
    accountableId !== null && accountableId === deputyId
      ? [{ path: `charges.${at}.deputyId`, message: 'cannot be the person who answers for it' }]
      : [],
  )
  if (faults.length > 0)
    refuse('invalid', 'Nobody can stand in for themselves. Choose another deputy.', { faults })
}

/** Who holds a decision under Who decides answers for it: another name here would be one that nobody reads. */
async function refuseHeldDecisions(context: Context, { charges }: Wanted): Promise<void> {
  if (charges.length === 0) return
  const held = chargesBy(await powersStanding(context), []).filter(({ from }) => from === 'powers')
  const isHeld = charges.some(({ charge }) => held.some((one) => one.charge === charge))
  refuseUnless(
    !isHeld,
    'conflict',
    'Who answers for this is written under Who decides. Change it there, and the plan follows.',
  )
}

/** A rehearsal that is still to come proves nothing. */
async function refuseBadDays(context: Context, { coverage }: Wanted): Promise<void> {
  const today = await todayOf(context)
  const faults = coverage.flatMap(({ exercisedOn, trainedOn }, at): Fault[] =>
    Object.entries({ exercisedOn, trainedOn })
      .filter(([, day]) => typeof day === 'string' && day > today)
      .map(([field]) => ({ path: `coverage.${at}.${field}`, message: 'must not lie in the future' })),
  )
  if (faults.length > 0)
    refuse('invalid', 'What is still to come has not been done. Enter it afterwards.', { faults })
}

async function changeSections(context: Context, wanted: Wanted['sections']): Promise<void> {
  if (wanted.length === 0) return
  // Held, so that a change elsewhere which marks a section meanwhile, or writes into it, is not written over.
  await beginSections(
    context,
    wanted.map(({ section }) => section),
  )
  await lockSections(context)
  const kept = await listSections(context)
  for (const { section, ownerId, reviewOn, words, wordsBefore, isReviewed } of wanted) {
    const before = kept.find((row) => row.section === section)
    if (before === undefined) continue
    const isBehind = wordsBefore !== undefined && before.words !== wordsBefore && before.words !== words
    if (words !== undefined && isBehind) {
      const sentence =
        'Somebody changed these words meanwhile. Look at both, then save what the section should say.'
      refuse('conflict', sentence, { reason: 'stale' })
    }
    const looked =
      isReviewed === true
        ? { changedSince: null, changes: [], reviewedAt: context.now, reviewedBy: context.actor.name }
        : {}
    await keepSection(context, {
      ...before,
      ...(ownerId !== undefined && { ownerId }),
      ...(reviewOn !== undefined && { reviewOn }),
      ...(words !== undefined && { words }),
      ...looked,
    })
  }
}

/** What the record says of a change: not the words that were there before, which an earlier leaf holds. */
function changed(wanted: Wanted): Wanted {
  return { ...wanted, sections: wanted.sections.map(({ wordsBefore: _before, ...row }) => row) }
}

async function changeCharges(context: Context, wanted: Wanted['charges']): Promise<void> {
  for (const row of wanted) await keepCharge(context, row)
}

async function changeCoverage(context: Context, wanted: Wanted['coverage']): Promise<void> {
  if (wanted.length === 0) return
  const kept = new Map((await listCoverage(context)).map((row) => [row.kind, row]))
  for (const { kind, ...said } of wanted) {
    const before = kept.get(kind) ?? { kind, ownerId: null, exercisedOn: null, trainedOn: null }
    await keepCoverage(context, {
      kind,
      ownerId: said.ownerId === undefined ? before.ownerId : said.ownerId,
      exercisedOn: said.exercisedOn === undefined ? before.exercisedOn : said.exercisedOn,
      trainedOn: said.trainedOn === undefined ? before.trainedOn : said.trainedOn,
    })
  }
}

/** Only what is empty: what somebody decided stays. */
async function fillEmpty(context: Context, ports: PlanPorts): Promise<void> {
  const material = await gatherMaterial(context, ports)
  const people = (await listActiveMembers(context)).filter(({ role }) => role !== 'guest')
  const charges = await listCharges(context)
  const proposed = proposals({ charges, today: material.today }, people)
  await lockSections(context)
  const sections = await listSections(context)
  for (const row of sections) {
    const ownerId = row.ownerId ?? proposed.ownerId
    await keepSection(context, { ...row, ownerId, reviewOn: row.reviewOn ?? proposed.reviewOn })
  }
  for (const row of proposed.charges) {
    const before = charges.find(({ charge }) => charge === row.charge)
    const isWhole = before !== undefined && before.accountableId !== null && before.deputyId !== null
    const isHeld = material.charges.some(({ charge, from }) => charge === row.charge && from === 'powers')
    if (!isWhole && !isHeld) await keepCharge(context, row)
  }
  const coverage = new Map((await listCoverage(context)).map((row) => [row.kind, row]))
  for (const { kind } of material.coverage) {
    const before = coverage.get(kind)
    if (before === undefined || before.ownerId === null)
      await keepCoverage(context, {
        kind,
        ownerId: proposed.ownerId,
        exercisedOn: before?.exercisedOn ?? null,
        trainedOn: before?.trainedOn ?? null,
      })
  }
}
