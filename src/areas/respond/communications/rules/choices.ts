/** What a person's choice means for one piece of news, and when their next summary is due. */
import { Temporal } from 'temporal-polyfill'
import {
  newsGroups,
  type Choices,
  type DigestTime,
  type NewsChoice,
  type NewsGroup,
} from '../contract/choices.ts'

/**
 * As Muster proposes it: by push, and by mail where it is urgent or no push message arrives. Of what has to be read, news
 * of incidents and legal clocks may wake whoever proved a number; nobody is called for the rest before they say so.
 */
const asProposed: NewsChoice = { push: true, mail: 'usual', phone: true }
const quietly: NewsChoice = { ...asProposed, phone: false }

export const proposedChoices: Choices = {
  incidents: asProposed,
  assigned: quietly,
  reminders: quietly,
  alerts: quietly,
  clocks: asProposed,
  statements: quietly,
  readiness: quietly,
}

/** What somebody chose, and of groups and ways that came later what Muster proposes. */
export function completeChoices(chosen: Partial<Choices>): Choices {
  const whole = newsGroups.map((group) => [group, { ...proposedChoices[group], ...chosen[group] }] as const)
  return Object.fromEntries(whole) as Choices // one of each group
}

/**
 * Each kind of news that can be chosen, by its group. Any other reaches people whatever they chose: who let themselves
 * in, what was done in somebody's name, evidence that changed, an attacker who is back, a trial of the call tree, and
 * every second person who is asked because the first one did not answer.
 */
export const groupOfKind = {
  'incident.opened': 'incidents',
  'people.called': 'incidents',
  'member.mentioned': 'assigned',
  'task.assigned': 'assigned',
  'role.assigned': 'assigned',
  'task.reminder': 'reminders',
  'task.overdue': 'reminders',
  'review.asked': 'assigned',
  'review.answered': 'assigned',
  'review.overdue': 'reminders',
  'look_back.planned': 'assigned',
  'look_back.reminder': 'reminders',
  'look_back.overdue': 'reminders',
  'containment.due': 'reminders',
  'briefing.due': 'reminders',
  'report.received': 'alerts',
  'report.written': 'alerts',
  'signal.first': 'alerts',
  'source.silent': 'alerts',
  'source.returned': 'alerts',
  'duty.due': 'clocks',
  'consent.due': 'clocks',
  'situation.sent': 'statements',
  'briefing.sent': 'statements',
  'mail.answered': 'statements',
  'statement.due': 'statements',
  'law.weighed': 'clocks',
  'date.near': 'readiness',
  'copy.told': 'readiness',
  'plan.submitted': 'readiness',
  'plan.published': 'readiness',
  'exercise.told': 'readiness',
  'backup.failed': 'readiness',
  'improvement.near': 'reminders',
  'improvement.overdue': 'reminders',
  'improvement.verify': 'assigned',
  'improvement.effect': 'reminders',
  'improvement.again': 'assigned',
  'improvement.risk_over': 'reminders',
} as const satisfies Readonly<Record<string, NewsGroup>>
export type ChosenKind = keyof typeof groupOfKind

/** A grave incident is one that Muster calls urgent: S1 and S2. */
const fixedWhenUrgent: ReadonlySet<string> = new Set(['incident.opened', 'people.called'])

export function isChosenKind(kind: string): kind is ChosenKind {
  return Object.hasOwn(groupOfKind, kind)
}

export interface ToldNews {
  readonly kind: string
  readonly urgent?: boolean | undefined
  /** Whom it reaches whatever they chose, as the one whose legal clock it is. */
  readonly mustReach?: readonly string[] | undefined
}

/** How this piece of news goes to this person. */
export function waysFor(
  { kind, urgent, mustReach }: ToldNews,
  memberId: string,
  choices: Choices | undefined,
): NewsChoice {
  if (!isChosenKind(kind)) return asProposed
  if (urgent === true && fixedWhenUrgent.has(kind)) return asProposed
  if (mustReach?.includes(memberId) === true) return asProposed
  return (choices ?? proposedChoices)[groupOfKind[kind]]
}

/** Whether nothing of it leaves the house at once: then nobody else is asked to call because it is unread. */
export function isQuiet({ push, mail }: Pick<NewsChoice, 'push' | 'mail'>): boolean {
  return !push && (mail === 'digest' || mail === 'never')
}

/** Kinds that go into the summary of whoever chose so. */
export function digestKinds(choices: Choices): ChosenKind[] {
  const kinds = Object.keys(groupOfKind) as ChosenKind[] // its own keys
  return kinds.filter((kind) => choices[groupOfKind[kind]].mail === 'digest')
}

export function wantsDigest(choices: Choices): boolean {
  return newsGroups.some((group) => choices[group].mail === 'digest')
}

/**
 * The first instant after `now` at which the clock of the zone shows the hour, on the day that was chosen. An hour that
 * a clock change leaves out comes an hour later that day; one that comes twice counts the first time.
 */
export function nextDigestAt({ every, weekday, hour, zone }: Omit<DigestTime, 'language'>, now: Date): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  const today = here.toPlainDate()
  const ahead = every === 'week' ? (weekday - today.dayOfWeek + 7) % 7 : 0
  const at = (days: number) =>
    today
      .add({ days })
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) })
      .toInstant().epochMilliseconds
  const first = at(ahead)
  return new Date(first > now.getTime() ? first : at(ahead + (every === 'week' ? 7 : 1)))
}
