/** What a fact base of the right shape can still get wrong. */
import { leavesIn } from './conditions.ts'
import type { Condition, Duty, FactBase, Leaf, Regime } from './fact-base.ts'
import { dataCategories, entityClasses, isPlace, piElements, productEvents, roles } from './vocabulary.ts'

/**
 * What is wrong with a fact base that has the right shape, one sentence each: names that lead nowhere, clocks that
 * wait for each other, the same id twice.
 */
export function factBaseFaults(base: FactBase): string[] {
  const duties = new Map(base.regimes.flatMap((regime) => regime.duties).map((duty) => [duty.id, duty]))
  const count = base.regimes.reduce((sum, regime) => sum + regime.duties.length, 0)
  return [
    ...(count === duties.size ? [] : ['Two duties have the same id.']),
    ...wordFaults(base),
    ...base.regimes.flatMap((regime) => conditionFaults(base, regime)),
    ...[...duties.values()].flatMap((duty) => dutyFaults(base, duty, duties)),
  ]
}

function dutyFaults(base: FactBase, duty: Duty, duties: ReadonlyMap<string, Duty>): string[] {
  const faults = [...waitsFor(duty)]
    .filter((id) => !duties.has(id))
    .map((id) => `${duty.id} waits for ${id}, which does not exist.`)
  if (isWaitingInCircle(duty, duties)) faults.push(`${duty.id} waits for itself in a circle.`)
  for (const { calendar, rollover } of [duty.deadline, ...duty.deadlineOverride.map((each) => each.deadline)])
    for (const name of [calendar, rollover?.rule === 'next_business_day' ? rollover.calendar : undefined])
      if (name !== undefined && !(name in base.calendars))
        faults.push(`${duty.id} counts the days of ${name}, a calendar that does not exist.`)
  if (duty.fanOut?.over === 'affected' && !isKnownSpread(base, duty.fanOut))
    faults.push(
      `${duty.id} is owed in each of ${duty.fanOut.codes ?? duty.fanOut.codesPrefix}, which names no places.`,
    )
  if (duty.contentRef !== undefined && !(duty.contentRef in base.contentSets))
    faults.push(`${duty.id} names the list ${duty.contentRef}, which does not exist.`)
  return faults
}

/** The duties that this one's clock hangs on. */
function waitsFor(duty: Duty): Set<string> {
  const deadlines = [duty.deadline, ...duty.deadlineOverride.map((each) => each.deadline)]
  const named = deadlines.flatMap((each) => [each.duty, each.cap?.duty])
  return new Set([duty.previousStage, ...named].filter((id) => id !== undefined))
}

function isWaitingInCircle(duty: Duty, duties: ReadonlyMap<string, Duty>): boolean {
  const seen = new Set<string>()
  const open = [...waitsFor(duty)]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === duty.id) return true
    if (seen.has(id)) continue
    seen.add(id)
    const next = duties.get(id)
    if (next !== undefined) open.push(...waitsFor(next))
  }
  return false
}

function isKnownSpread(
  base: FactBase,
  { codes, codesPrefix }: { codes?: string | undefined; codesPrefix?: string | undefined },
): boolean {
  if (codes !== undefined) return codes.startsWith('@') && codes.slice(1) in base.vocabulary.groups
  return /^[A-Z]{2}-$/.test(codesPrefix ?? '') && isPlace(codesPrefix?.slice(0, 2) ?? '')
}

const words: Readonly<Record<string, readonly string[]>> = {
  'entity.classes': entityClasses,
  data_categories: dataCategories,
  pi_elements: piElements,
  role: roles,
  product_event: productEvents,
}

/** Words that the fact base knows and facts may not use: nobody could ever say them. */
function wordFaults({ vocabulary }: FactBase): string[] {
  const said = {
    'entity.classes': Object.keys(vocabulary.entityClasses),
    data_categories: vocabulary.dataCategories,
    pi_elements: vocabulary.piElements,
  }
  return Object.entries(said).flatMap(([fact, list]) =>
    list
      .filter((word) => !words[fact]?.includes(word))
      .map((word) => `${word} is a word of ${fact} that no case can be given.`),
  )
}

function conditionFaults(base: FactBase, regime: Regime): string[] {
  const asked: [string, Condition | undefined][] = [
    [regime.id, regime.appliesWhen],
    ...regime.exemptions.map(({ when }): [string, Condition | undefined] => [regime.id, when]),
    ...regime.duties.flatMap(({ id, appliesWhen, exemptions, deadlineOverride }) =>
      [appliesWhen, ...[...exemptions, ...deadlineOverride].map(({ when }) => when)].map(
        (when): [string, Condition | undefined] => [id, when],
      ),
    ),
  ]
  return asked.flatMap(([id, condition]) =>
    leavesIn(condition).flatMap((leaf) => leafFaults(base, leaf).map((fault) => `${id} ${fault}`)),
  )
}

function leafFaults({ vocabulary }: FactBase, { fact, value }: Leaf): string[] {
  const isCount = fact.startsWith('affected.') && isPlace(fact.slice('affected.'.length))
  if (!isCount && !(fact in vocabulary.facts)) return [`asks ${fact}, which is no fact.`]
  if (typeof value === 'string' && value.startsWith('@'))
    return value.slice(1) in vocabulary.groups ? [] : [`names the group ${value}, which does not exist.`]
  const known = words[fact]
  if (known === undefined || !Array.isArray(value)) return []
  return value
    .filter((word) => !known.includes(String(word)))
    .map((word) => `asks ${fact} for ${word}, a word nobody can say.`)
}
