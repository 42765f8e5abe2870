/** What the five answers amount to: plain data in, plain data out, and a reason for each step of the way. */
import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import { severities, type Severity } from '../../../../base/incident-words.ts'
import { risks, type Risk, type Sign, type Standing } from '../contract/first-hour-words.ts'
import type { Consequences, FirstHourAnswers, Reason, Suggestion } from '../contract/first-hour.ts'
import type { Call, ClockLine, GradingLine, GradingTable } from '../contract/grading.ts'

/** Kind, severity and standing for these answers by this table. Nothing answered counts as not known, never as harmless. */
export function suggest(answers: FirstHourAnswers, table: GradingTable): Suggestion {
  const { kind, others, seen } = kindOf(answers.sees)
  const { severity, reasons } = severityOf(answers, kind, table)
  return {
    standing: standingOf(answers, severity),
    kind,
    otherKinds: others,
    severity,
    reasons: [{ code: 'kind', signs: [...seen], kind }, ...reasons],
  }
}

/** Who is called and which clocks start; of several lines that name the same, the soonest holds. */
export function consequencesOf(
  table: GradingTable,
  facts: {
    readonly severity: Severity
    readonly kind: IncidentKind
    readonly answers: Pick<FirstHourAnswers, 'atRisk' | 'spread'> | null
  },
): Consequences {
  const lines = table.lines.filter((line) => speaksOf(line, facts))
  const calls = new Map<string, Call>()
  for (const call of lines.flatMap((line) => line.calls)) {
    const known = calls.get(call.who)
    if (known === undefined || call.withinMinutes < known.withinMinutes) calls.set(call.who, call)
  }
  const clocks = new Map<string, ClockLine>()
  for (const clock of lines.flatMap((line) => line.clocks)) {
    const known = clocks.get(clock.name)
    if (known === undefined || clock.hours < known.hours) clocks.set(clock.name, clock)
  }
  return {
    calls: [...calls.values()].toSorted((a, b) => a.withinMinutes - b.withinMinutes),
    clocks: [...clocks.values()].toSorted((a, b) => a.hours - b.hours),
  }
}

/** The risks that were ticked; nothing ticked is not known, and "nothing" beside another tick says nothing. */
export function risksOf(answers: Pick<FirstHourAnswers, 'atRisk'> | null): readonly Risk[] {
  const ticked = answers?.atRisk ?? []
  const real = ticked.filter((risk) => risk !== 'nothing')
  if (real.length > 0) return real
  return ticked.includes('nothing') ? ['nothing'] : ['unknown']
}

function speaksOf(line: GradingLine, facts: Parameters<typeof consequencesOf>[1]): boolean {
  const atRisk = risksOf(facts.answers)
  return (
    isAmong(line.severities, facts.severity) &&
    isAmong(line.kinds, facts.kind) &&
    isAmong(line.spreads, facts.answers?.spread ?? 'unknown') &&
    (line.risks.length === 0 || line.risks.some((risk) => atRisk.includes(risk)))
  )
}

/** An empty list means every one. */
function isAmong<T>(wanted: readonly T[], one: T): boolean {
  return wanted.length === 0 || wanted.includes(one)
}

type KindRule = readonly [kind: IncidentKind, seen: readonly Sign[]]

/**
 * From what is seen to what it is, the most urgent first: what spreads or bleeds money goes before what lies still,
 * and a pair of signs before one of them. The first that fits is the kind, the others are named beside it.
 */
const kindRules: readonly KindRule[] = [
  ['ransomware', ['files_locked']],
  ['impersonation-call', ['odd_call', 'payment_wrong']],
  ['business-email-compromise', ['payment_wrong']],
  ['insider-data-theft', ['person_inside']],
  ['impersonation-call', ['odd_call', 'password_given']],
  ['stolen-cloud-credentials', ['foreign_login']],
  ['stolen-cloud-credentials', ['mail_not_ours']],
  ['impersonation-call', ['odd_call', 'odd_behaviour']],
  ['impersonation-call', ['odd_call', 'ransom_note']],
  ['stolen-cloud-credentials', ['password_given']],
  ['ddos-extortion', ['site_down']],
  ['website-compromise', ['site_changed']],
  ['personal-device', ['own_device']],
  ['lost-or-stolen-device', ['device_lost']],
  ['misdirected-data', ['sent_wrong']],
  ['cloud-misconfiguration', ['data_open']],
  ['supplier-breach', ['supplier_hit']],
  ['phishing-campaign', ['bad_mail', 'threat']],
  ['malicious-download', ['opened_file']],
  ['malicious-download', ['virus_alarm']],
  ['ransomware', ['ransom_note']],
  ['impersonation-call', ['odd_call']],
  ['phishing-campaign', ['bad_mail']],
  ['something-odd', ['data_copied']],
  ['something-odd', ['threat']],
  ['outage-and-key-person', ['all_down']],
  ['outage-and-key-person', ['key_person']],
  ['something-odd', ['odd_behaviour']],
  ['other', ['none_fits']],
]

function kindOf(sees: readonly Sign[]): {
  kind: IncidentKind
  others: IncidentKind[]
  seen: readonly Sign[]
} {
  const fitting = kindRules.filter(([, seen]) => seen.every((sign) => sees.includes(sign)))
  const [kind, seen] = fitting[0] ?? (['something-odd', []] as const)
  const others = [...new Set(fitting.map(([other]) => other))].filter((other) => other !== kind)
  return { kind, others, seen }
}

function severityOf(
  answers: FirstHourAnswers,
  kind: IncidentKind,
  table: GradingTable,
): { severity: Severity; reasons: Reason[] } {
  const { spread } = answers
  const cells = risksOf(answers).map((row) => ({ row, severity: table.grid[row][spread] }))
  const worst = cells.toSorted(
    (a, b) => rank(a.severity) - rank(b.severity) || order(a.row) - order(b.row),
  )[0]
  let severity = worst?.severity ?? 'S2'
  const reasons: Reason[] = [{ code: 'cell', row: worst?.row ?? 'unknown', column: spread, severity }]
  const raise = (to: Severity, reason: Reason) => {
    if (rank(to) >= rank(severity)) return
    severity = to
    reasons.push({ ...reason, severity: to })
  }
  for (const floor of table.floors)
    if (floor.kind === kind && isAmong(floor.spreads, spread)) raise(floor.severity, { code: 'floor', kind })
  if (answers.goingOn === 'yes' && table.isWorseWhileGoingOn && isTouched(answers))
    raise(oneWorse(severity), { code: 'goingOn' })
  if (table.isWorseWhenOutsideKnows) {
    if (answers.knows.includes('public')) raise('S2', { code: 'public' })
    else if (answers.knows.includes('customers')) raise('S3', { code: 'customers' })
  }
  if (answers.goingOn === 'unknown') reasons.push({ code: 'lookAgain' })
  return { severity, reasons }
}

/** Whether anything of ours is hit or at risk, or may be. */
function isTouched(answers: FirstHourAnswers): boolean {
  return answers.spread !== 'none' || risksOf(answers).some((risk) => risk !== 'nothing')
}

/** One step, and never into a crisis: that takes more than that it goes on. */
function oneWorse(severity: Severity): Severity {
  return severity === 'S4' ? 'S3' : severity === 'S3' ? 'S2' : severity
}

function standingOf(answers: FirstHourAnswers, severity: Severity): Standing {
  if (severity === 'S1') return 'crisis'
  return severity === 'S4' && !isTouched(answers) ? 'event' : 'incident'
}

function rank(severity: Severity): number {
  return severities.indexOf(severity)
}

function order(risk: Risk): number {
  return risks.indexOf(risk)
}
