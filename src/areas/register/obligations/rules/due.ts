/** When one duty is due, from the facts as they stand: which instant starts its clock, and what else bends it. */
import type { Temporal } from 'temporal-polyfill'
import {
  addBusinessDays,
  addCalendarDays,
  addHours,
  addMonths,
  endOf,
  localDate,
  noonOfNextWorkingDay,
  onBusinessDay,
  type Calendar,
  type Millis,
} from './deadlines.ts'
import type { ClockStart, Deadline, Duty } from './fact-base.ts'
import type { Contract, Facts } from './facts.ts'

export interface Start {
  /** The fact that the clock runs from; not always the one that the law names. */
  readonly from: string
  readonly at: Millis
  /** It runs from when the stage before is due, since its submission is not known. */
  readonly isProjected?: boolean
}

export type Due =
  | {
      readonly kind: 'at'
      readonly at: Millis
      readonly extendedAt?: Millis
      readonly isProjected: boolean
      readonly start?: Start
      /** By whose days off it was counted, where it was. */
      readonly calendar?: Calendar
    }
  | { readonly kind: 'asap'; readonly start?: Start }
  /** A decision or an event has to come first. */
  | { readonly kind: 'waiting'; readonly missing: string }
  | { readonly kind: 'none' }

/** What the arithmetic asks of the whole evaluation. */
export interface Surroundings {
  readonly facts: Facts
  readonly zone: string
  /** What was counted already: many duties share a span and a start. */
  readonly counted: Map<string, Millis>
  /** A calendar by its name in the fact base, or that of the country where the entity is. */
  calendar(name: string | undefined): Calendar
  dueOf(dutyId: string): Due | undefined
  sentAt(dutyId: string): Millis | undefined
  /** Undefined while nobody said of which classes the entity is. */
  has(entityClass: string): boolean | undefined
  /** The only duty owed whose clock starts with the stage before it; undefined where there are several or none. */
  onlyStage(): string | undefined
}

const openEnded = ['without_undue_delay', 'as_soon_as_possible', 'immediate']

/** Which known instant stands in for one that is not known, in this order. No entry: nothing does. */
const standIns: Partial<Record<ClockStart, readonly ClockStart[]>> = {
  became_aware_at: ['became_aware_at', 'detected_at'],
  detected_at: ['detected_at', 'became_aware_at'],
  determined_breach_at: ['determined_breach_at', 'became_aware_at', 'detected_at'],
  scope_identified_at: ['scope_identified_at', 'became_aware_at', 'detected_at'],
}

/** @param contract of a duty that is owed under each contract, the one in question */
export function computeDue(duty: Duty, deadline: Deadline, around: Surroundings, contract?: Contract): Due {
  const { unit } = deadline
  if (unit === 'none') return { kind: 'none' }
  if (unit === 'from_contract') return fromContract(duty, around, contract)
  if (openEnded.includes(unit)) return { kind: 'asap' }
  if (deadline.duty !== undefined) return withDuty(deadline.duty, around)
  const start = startOf(duty.clockStart, duty, around)
  if (!isStart(start)) return start
  return bent(deadline, counted(deadline, start, around), start, around)
}

function isStart(start: Start | Due): start is Start {
  return 'from' in start
}

function startOf(clock: ClockStart, duty: Staged | undefined, around: Surroundings): Start | Due {
  if (clock === 'notified_previous_stage_at' || clock === 'individuals_notified_at')
    return startOfStage(clock, duty, around)
  if (clock === 'calendar_year_end') return yearEnd(around)
  for (const name of standIns[clock] ?? [clock]) {
    const said = around.facts.times[name]
    if (said !== undefined) return { from: name, at: Date.parse(said) }
  }
  return { kind: 'waiting', missing: `times.${clock}` }
}

type Staged = Pick<Duty, 'id' | 'previousStage'>

function startOfStage(clock: ClockStart, duty: Staged | undefined, around: Surroundings): Start | Due {
  const previous = duty?.previousStage
  const sent = previous === undefined ? undefined : around.sentAt(previous)
  if (sent !== undefined) return { from: `submissions.${previous}`, at: sent }
  const said = around.facts.times[clock]
  const isMeant =
    clock === 'individuals_notified_at' || previous === undefined || around.onlyStage() === duty?.id
  if (said !== undefined && isMeant) return { from: clock, at: Date.parse(said) }
  const due = previous === undefined ? undefined : around.dueOf(previous)
  if (due?.kind === 'asap') return { kind: 'asap' }
  if (due?.kind === 'at') return { from: previous ?? clock, at: due.at, isProjected: true }
  return { kind: 'waiting', missing: previous === undefined ? `times.${clock}` : `submissions.${previous}` }
}

/** 31 December of the local year of awareness. */
function yearEnd(around: Surroundings): Start | Due {
  const aware = startOf('became_aware_at', undefined, around)
  if (!isStart(aware)) return aware
  const lastDay = localDate(aware.at, around.zone).with({ month: 12, day: 31 })
  return { from: 'calendar_year_end', at: endOf(lastDay, around.zone) }
}

/** The span after the start, before caps and relief. */
function counted(deadline: Deadline, start: Start, around: Surroundings): Millis {
  const { value = 0, unit, tz, cutOff, calendar, inclusiveStart, rollover } = deadline
  if (unit === 'hours') return addHours(start.at, value)
  const key = [start.at, value, unit, tz, cutOff, calendar, inclusiveStart, rollover?.rule].join(' ')
  const known = around.counted.get(key) ?? countedDays(deadline, start, around)
  around.counted.set(key, known)
  return known
}

function countedDays(deadline: Deadline, start: Start, around: Surroundings): Millis {
  const { value = 0, unit, tz = around.zone, cutOff } = deadline
  const day = localDate(start.at, tz)
  return endOf(lastDay(day), tz, cutOff === undefined ? undefined : `${cutOff}:00`)

  function lastDay(from: Temporal.PlainDate): Temporal.PlainDate {
    if (unit === 'business_days') return addBusinessDays(from, value, around.calendar(deadline.calendar))
    if (unit === 'months') return addMonths(from, value)
    const last = addCalendarDays(from, value, deadline.inclusiveStart)
    const { rollover } = deadline
    return rollover?.rule === 'next_business_day'
      ? onBusinessDay(last, around.calendar(rollover.calendar))
      : last
  }
}

/** The earlier of the deadline and its cap, and how much later a weekend lets it be. */
function bent(deadline: Deadline, span: Millis, start: Start, around: Surroundings): Due {
  const cap = capOf(deadline, start, around)
  const at = cap === undefined ? span : Math.min(span, cap)
  const { rollover } = deadline
  const isRelieved =
    rollover?.rule === 'noon_next_working_day' &&
    rollover.notForClasses.every((each) => around.has(each) === false)
  const extendedAt = isRelieved
    ? noonOfNextWorkingDay(at, around.zone, around.calendar(undefined))
    : undefined
  return {
    kind: 'at',
    at,
    isProjected: start.isProjected ?? false,
    start,
    ...(extendedAt === undefined ? {} : { extendedAt }),
    ...calendarUsed(deadline, around),
  }
}

function calendarUsed({ unit, calendar, rollover }: Deadline, around: Surroundings): { calendar?: Calendar } {
  if (unit === 'business_days') return { calendar: around.calendar(calendar) }
  if (rollover === undefined) return {}
  return {
    calendar: around.calendar(rollover.rule === 'next_business_day' ? rollover.calendar : undefined),
  }
}

function capOf({ cap }: Deadline, start: Start, around: Surroundings): Millis | undefined {
  if (cap === undefined) return undefined
  if (cap.duty !== undefined) {
    const other = withDuty(cap.duty, around)
    return other.kind === 'at' ? other.at : undefined
  }
  const from = startOf(cap.clockStart ?? 'became_aware_at', undefined, around)
  if (!isStart(from)) return undefined
  const end = counted({ value: cap.value, unit: cap.unit }, from, around)
  return start.at < end ? end : undefined
}

/** As the named duty: when it was sent, if that was sooner than it was due. */
function withDuty(id: string, around: Surroundings): Due {
  const due = around.dueOf(id)
  const sent = around.sentAt(id)
  if (sent !== undefined && (due?.kind !== 'at' || sent < due.at))
    return { kind: 'at', at: sent, isProjected: false, start: { from: `submissions.${id}`, at: sent } }
  if (due === undefined) return { kind: 'waiting', missing: `submissions.${id}` }
  return due.kind === 'at'
    ? {
        kind: 'at',
        at: due.at,
        isProjected: due.isProjected,
        ...(due.start && { start: due.start }),
        ...(due.calendar && { calendar: due.calendar }),
      }
    : due
}

function fromContract(duty: Duty, around: Surroundings, contract: Contract | undefined): Due {
  if (duty.recipient.kind === 'insurer') return byPolicy(duty, around)
  if (contract === undefined) return byOrder(duty, around)
  const {
    notice_value: value,
    notice_unit: unit = 'hours',
    clock_start: clock = 'became_aware_at',
  } = contract
  if (openEnded.includes(unit)) return { kind: 'asap' }
  if (value === undefined) return { kind: 'waiting', missing: `contracts.${contract.id}.notice_value` }
  const start = startOf(clock, undefined, around)
  return isStart(start) ? bent({ unit }, counted({ value, unit }, start, around), start, around) : start
}

/** What an authority or a clause asked for: nothing before it asked, at once from then on, since no number is known. */
function byOrder(duty: Duty, around: Surroundings): Due {
  if (duty.fanOut !== undefined) return { kind: 'waiting', missing: 'contracts' }
  const start = startOf(duty.clockStart, duty, around)
  return isStart(start) ? { kind: 'asap', start } : start
}

/** A policy without a number of hours says as soon as practicable. */
function byPolicy(duty: Duty, around: Surroundings): Due {
  const hours = around.facts['policy.notice_hours']
  if (hours === undefined) return { kind: 'asap' }
  const start = startOf(duty.clockStart, duty, around)
  return isStart(start) ? { kind: 'at', at: addHours(start.at, hours), isProjected: false, start } : start
}
