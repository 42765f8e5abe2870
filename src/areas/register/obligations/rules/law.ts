/** A fact base with what every evaluation would otherwise look up again, and what one evaluation stands on. */
import { factReader, factsIn, judge, type FactReader, type Groups, type Truth } from './conditions.ts'
import { inZone, localDate, type Calendar, type Millis } from './deadlines.ts'
import { computeDue, type Due, type Surroundings } from './due.ts'
import type { Deadline, Duty, FactBase, Regime } from './fact-base.ts'
import type { Facts } from './facts.ts'

export interface Law {
  readonly base: FactBase
  readonly known: ReadonlyMap<
    string,
    { readonly regime: Regime; readonly duty: Duty; readonly facts: readonly string[] }
  >
}

export function lawOf(base: FactBase): Law {
  const known = new Map(
    base.regimes.flatMap((regime) =>
      regime.duties.map((duty) => {
        const facts = [...new Set([...factsIn(regime.appliesWhen), ...factsIn(duty.appliesWhen)])]
        return [duty.id, { regime, duty, facts }] as const
      }),
    ),
  )
  return { base, known }
}

/** One case under one law. */
export interface Case extends Law {
  readonly facts: Facts
  readonly groups: Groups
  readonly reader: FactReader
  /** Takes the safe harbour for not given until somebody says that it is. */
  readonly cautious: FactReader
  readonly around: Surroundings
  readonly now: Date
  readonly deadlineOf: (duty: Duty) => Deadline
  /** The instant with the offset of the entity's zone. */
  readonly text: (at: Millis) => string
}

/** Only ever frees from a duty, so until somebody says that it holds it does not, and the question stays open. */
export const safeHarbour = 'encrypted_and_key_safe'

export function caseOf(law: Law, facts: Facts, now: Date): Case {
  const { base, known } = law
  const { groups } = base.vocabulary
  const reader = withOwnFacts(law, factReader(facts, groups), facts)
  const cautious = {
    read: (fact: string) => reader.read(fact) ?? (fact === safeHarbour ? false : undefined),
  }
  /** The last override that is true replaces the deadline. */
  const deadlineOf = (duty: Duty): Deadline =>
    duty.deadlineOverride.findLast(({ when }) => judge(when, reader, groups).truth === true)?.deadline ??
    duty.deadline
  const dues = new Map<string, Due>()
  let stage: { readonly id: string | undefined } | undefined
  const around: Surroundings = {
    facts,
    zone: facts['entity.tz'],
    counted: new Map(),
    calendar: calendarsOf(base, facts),
    dueOf: (id) => {
      const found = known.get(id)
      if (found === undefined) return undefined
      const due = dues.get(id) ?? computeDue(found.duty, deadlineOf(found.duty), around)
      dues.set(id, due)
      return due
    },
    sentAt: (id) => {
      const isToPeople = known.get(id)?.duty.stage === 'individual_notice'
      const said = facts.submissions[id] ?? (isToPeople ? facts.times.individuals_notified_at : undefined)
      return said === undefined ? undefined : Date.parse(said)
    },
    onlyStage: () => (stage ??= onlyStageOf(law, cautious, groups, facts, now)).id,
    has: (entityClass) => facts['entity.classes']?.some((each) => each === entityClass),
  }
  return {
    ...law,
    facts,
    groups,
    reader,
    cautious,
    around,
    now,
    deadlineOf,
    text: zoneWriter(facts['entity.tz']),
  }
}

/** The duty that a said time of "the stage before" can only mean, because no other staged one is owed. */
function onlyStageOf({ base }: Law, reader: FactReader, groups: Groups, facts: Facts, now: Date) {
  const owed = base.regimes
    .filter((regime) => isInForce(regime, facts, now))
    .flatMap((regime) => regime.duties.map((duty) => ({ regime, duty })))
    .filter(({ regime, duty }) => {
      if (duty.clockStart !== 'notified_previous_stage_at') return false
      if ([regime, duty].some(({ exemptions }) => exemptionsOf(exemptions, { reader, groups }).isExempt))
        return false
      return [regime, duty].every(({ appliesWhen }) => judge(appliesWhen, reader, groups).truth === true)
    })
  return { id: owed.length === 1 ? owed[0]?.duty.id : undefined }
}

function withOwnFacts(law: Law, plain: FactReader, facts: Facts): FactReader {
  return {
    read: (fact) =>
      plain.read(fact) ?? (fact === 'hhs_notified' ? isHhsNotified(law, plain, facts) : undefined),
  }
}

/** "HHS was or will be notified": so it is when the duty to do so is live. */
function isHhsNotified({ base, known }: Law, plain: FactReader, facts: Facts): boolean | undefined {
  const id = 'us.hipaa.secretary_500'
  if (facts.submissions[id] !== undefined) return true
  const found = known.get(id)
  if (found === undefined) return undefined
  const { groups } = base.vocabulary
  const given = { reader: plain, groups }
  if (exemptionsOf(found.regime.exemptions, given).isExempt) return false
  if (exemptionsOf(found.duty.exemptions, given).isExempt) return false
  const truth = and(
    judge(found.regime.appliesWhen, plain, groups).truth,
    judge(found.duty.appliesWhen, plain, groups).truth,
  )
  return truth === 'unknown' ? undefined : truth
}

/** One without a condition is a question to a person and never applies by itself; an open one does not apply yet. */
export function exemptionsOf(
  exemptions: Regime['exemptions'],
  { reader, groups }: Pick<Case, 'reader' | 'groups'>,
): { isExempt: boolean; missing: string[] } {
  const judged = exemptions.flatMap(({ when }) => (when === undefined ? [] : [judge(when, reader, groups)]))
  return {
    isExempt: judged.some(({ truth }) => truth === true),
    missing: judged.flatMap(({ missing }) => missing),
  }
}

/** In force or about to be, and since no later than the local day on which the entity became aware. */
export function isInForce({ status, inForceSince }: Regime, facts: Facts, now: Date): boolean {
  if (status !== 'in_force' && status !== 'future') return false
  if (inForceSince === null) return true
  const said = facts.times.became_aware_at ?? facts.times.detected_at
  const at = said === undefined ? now.getTime() : Date.parse(said)
  return inForceSince <= localDate(at, facts['entity.tz']).toString()
}

export function and(...truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false
  return truths.includes('unknown') ? 'unknown' : true
}

/** The country whose authorities and holidays are meant where the law says "national". */
export function countryOf(facts: Facts): string {
  return (facts['entity.eu_main_establishment'] ?? facts['entity.established_in']?.[0] ?? '').slice(0, 2)
}

const calendarNames: Readonly<Record<string, string>> = {
  US: 'US_FEDERAL',
  BR: 'BR_NATIONAL',
  GB: 'GB_EW',
  AU: 'AU_NATIONAL',
  JP: 'JP_PPC',
}

function calendarsOf(base: FactBase, facts: Facts): (name: string | undefined) => Calendar {
  const made = new Map<string, Calendar>()
  return (name) => {
    const country = countryOf(facts)
    const wanted = name ?? calendarNames[country] ?? country
    const days = base.calendars[wanted]?.days ?? []
    const calendar = made.get(wanted) ?? {
      holidays: new Set(days),
      knownUntil: Math.max(0, ...days.map((day) => Number(day.slice(0, 4)))),
    }
    made.set(wanted, calendar)
    return calendar
  }
}

function zoneWriter(zone: string): (at: Millis) => string {
  const written = new Map<Millis, string>()
  return (at) => {
    const text = written.get(at) ?? inZone(at, zone)
    written.set(at, text)
    return text
  }
}
