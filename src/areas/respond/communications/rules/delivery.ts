import type { Severity } from '../../../../base/incident-words.ts'
import { phoneSentences } from './telephone/whys.ts'

/** A message that reached nobody in this time is news no more. */
export const giveUpHours = 72
/** How long a mail that only stands in for push is held back. With the job of each minute it goes within two. */
export const holdSeconds = 60
/** A process that has not said how its sending ended by then is taken for dead; longer than any sending takes. */
export const claimSeconds = 300
export const testCodeMinutes = 15
export const testCodeTries = 5
/** Between two test mails, so that nobody's mailbox is filled through us. */
export const testPauseSeconds = 60
export const mostDevices = 20

/** The case that a path inside the organisation leads to, as `/incidents/<id>`; undefined for any other. */
export function caseInPath(path: string): string | undefined {
  return /^\/incidents\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(path)?.[1]
}

/** Why a message stands as it stands, in words for people. */
const sentences = {
  'waiting.first': 'Waiting to be sent.',
  'waiting.held': 'Held back: it is sent by mail if no push message is accepted within a minute.',
  'waiting.unread': 'Held back: it is sent by mail too if it is not read by then.',
  'push.muted':
    'This is a restored copy, which sends nothing until whoever runs Muster confirms it: muster restore --confirm',
  'push.accepted': 'The push service accepted it. Whether the device showed it is not known to Muster.',
  'push.gone':
    'The push service says that this device is no longer subscribed, so it was removed. Turn on messages on it again.',
  'push.removed': 'This device was removed before the message went out.',
  'push.refused': 'The push service refused the message.',
  'push.unknown_host':
    'The address of the push service could not be found. Muster may have no internet. It tries again.',
  'push.forbidden_address':
    'The push service of this device has an address that Muster does not connect to. Whoever runs Muster can open it with MUSTER_EGRESS_ALLOW.',
  'push.not_listed':
    'The push service of this device has an address that Muster does not connect to. Whoever runs Muster can open it with MUSTER_EGRESS_ALLOW.',
  'push.unreachable': 'The push service could not be reached. Muster tries again.',
  'push.tls': 'The push service could not prove that it is the right one. Muster tries again.',
  'push.later': 'The push service is busy. Muster tries again.',
  'push.broken_off': 'The connection to the push service broke off. Muster tries again.',
  'mail.accepted': 'The mail server accepted it. Whether it was read is not known to Muster.',
  'mail.recipient': 'The mail server does not know this address. Check it under People.',
  'mail.content': 'The mail server refused the message.',
  'mail.off':
    'Mail is not set up: an owner has to enter a mail server, send a test mail and confirm its code.',
  'mail.unknown_host':
    'The name of the mail server could not be found. Check it, or the internet connection. Muster tries again.',
  'mail.forbidden_address':
    'The mail server has an address or port that Muster does not connect to. Whoever runs Muster can open it with MUSTER_EGRESS_ALLOW.',
  'mail.not_listed':
    'Mail without encryption only goes to servers that whoever runs Muster listed in MUSTER_EGRESS_ALLOW. Choose TLS or STARTTLS.',
  'mail.muted':
    'This is a restored copy, which sends nothing until whoever runs Muster confirms it: muster restore --confirm',
  'mail.unreachable': 'The mail server could not be reached. Check its name and port. Muster tries again.',
  'mail.tls':
    'No safe connection to the mail server: check the kind of encryption, the port, and the certificate. Muster tries again.',
  'mail.login': 'The mail server refused the user name or password. Enter them again.',
  'mail.sender':
    'The mail server does not take mail from this sender. Check the sender address. Muster tries again.',
  'mail.busy': 'The mail server takes no mail at the moment. Muster tries again.',
  'mail.later': 'The mail server asked to try again later. Muster does.',
  'mail.broken_off': 'The connection to the mail server broke off. Muster tries again.',
  'member.left': 'This person is no longer active in the organisation.',
  'mail.hostile':
    'Mail is marked as hostile in this case, so nothing of it goes by mail. It stands in the app.',
  'case.closed': 'The case is no longer open to this person.',
  'too.late': 'It could not be delivered within 72 hours and was given up.',
  ...phoneSentences,
} as const

export type Why = keyof typeof sentences

export function sentenceOf(why: Why): string {
  return sentences[why]
}

/**
 * When to try again, doubling from a minute and never more than a quarter of an hour apart, so that a server that
 * comes back is found soon. Undefined when the time to give up comes first.
 * @param tries how often it was tried, this time included
 */
export function nextTryAt(createdAt: Date, tries: number, now: Date): Date | undefined {
  const minutes = Math.min(2 ** Math.min(tries - 1, 10), 15)
  const next = new Date(now.getTime() + minutes * 60_000)
  return next.getTime() < giveUpAt(createdAt).getTime() ? next : undefined
}

export function giveUpAt(createdAt: Date): Date {
  return new Date(createdAt.getTime() + giveUpHours * 3_600_000)
}

/** What a change of the settings means for what was proved before. */
export interface Server {
  readonly host: string
  readonly port: number
  readonly security: string
  readonly user: string
  readonly from: string
}

/** Another server, user or sender has to prove itself again. */
export function needsNewTest(before: Server, after: Server): boolean {
  return goesElsewhere(before, after) || before.from !== after.from
}

/** A password is never handed to another server or user than it was entered for. */
export function goesElsewhere(before: Server, after: Server): boolean {
  return (
    before.host !== after.host ||
    before.port !== after.port ||
    before.security !== after.security ||
    before.user !== after.user
  )
}

/** A place inside the organisation: one slash first, nothing that a browser could take for another site. */
export function isInnerPath(path: string): boolean {
  return path.length <= 400 && /^\/(?![/\\])[A-Za-z0-9/_.?=&-]*$/.test(path)
}

/** The bell that starts delivery of what a commit left in the outbox. */
export const deliveryBell = 'messages'
/** The bell that starts sending what a commit let go of statements. */
export const statementBell = 'statements'

/** How much of the time of a legal duty is left. */
export const dutyWords = {
  half: 'Half the time is gone',
  quarter: 'A quarter of the time is left',
  hour: 'One hour is left',
  overdue: 'Overdue',
} as const

/** A day in a register that comes near, as the inbox says it. */
export const nearWords = {
  contract_notice: (title: string, day: string, daysLeft: number) =>
    `Notice can be given until ${day} (${daysLeft} days): ${title}`,
  policy_end: (title: string, day: string, daysLeft: number) =>
    `The insurance ends on ${day} (${daysLeft} days): ${title}`,
  attestation_unproved: (title: string, day: string, daysLeft: number) =>
    `Attested to the insurer, but not proved, and the insurance is renewed by ${day} (${daysLeft} days): ${title}`,
  attestation_against: (title: string) =>
    `Attested to the insurer, and daily use says otherwise or nothing shows it: ${title}. Mend it, or tell the insurer`,
  control_news: (title: string, day: string) =>
    `Attackers use a hole in something of yours. Look at it by ${day}: ${title}`,
  retainer_end: (title: string, day: string, daysLeft: number) =>
    `The agreement with your emergency firm ends on ${day} (${daysLeft} days): ${title}`,
  card: (_title: string, day: string) =>
    `Take the card with how to report by ${day}. It opens without any network`,
  card_missing: (title: string, day: string) =>
    `${title} has not taken the card with how to report, due on ${day}. Give it to them, and show them the red button`,
  reach_test: (title: string, day: string) => `${title} is due since ${day}. Try whether everybody answers`,
  mandate_end: (title: string, day: string, daysLeft: number) =>
    `A mandate ends on ${day} (${daysLeft} days): ${title}`,
  rule_to_read: (title: string, day: string) => `Please read this house rule by ${day}: ${title}`,
  rule_to_agree: (title: string) => `You were asked to agree to a house rule: ${title}`,
  business_follow_up: (title: string, day: string) => `Look back at this decision, due on ${day}: ${title}`,
  blind_spot: (title: string) => `Which tool should have seen this? Nobody has said so yet: ${title}`,
  training_due: (title: string, day: string) => `Please take this short course by ${day}: ${title}`,
  training_late: (title: string, day: string) =>
    `Still to be taken, due since ${day}: ${title}. Make room for it, or ask what stands in the way`,
  skill_end: (title: string, day: string) => `What shows this skill ends on ${day}. Renew it: ${title}`,
  skill_gap: (title: string) => `A skill hangs on one person or on nobody: ${title}. Decide how to fill it`,
  training_need: (title: string) => `Something people here cannot do yet waits for a decision: ${title}`,
  case_lesson: (title: string, day: string) =>
    `By ${day} the others should have learnt from ${title}. Make a lesson of it, or say why not: Training, Practice`,
  phishing_to_approve: (title: string, day: string) =>
    `A rehearsal of odd mail is planned from ${day} and waits for a second person who leads: ${title}`,
  week_begun: (title: string, day: string) => `For you until ${day}: ${title}`,
} as const

/** What a backup says of itself, as the inbox says it. */
export const copyWords = {
  late: (name: string) => `The backup "${name}" has not reported in time`,
  failed: (name: string) => `The backup "${name}" reported that it failed`,
  back: (name: string) => `The backup "${name}" runs again`,
  restore_failed: (name: string) => `A restore from the backup "${name}" failed`,
} as const

/** What ran out while an attacker is kept out, as the inbox says it. */
export const dueWords = {
  measure: (number: number, title: string) => `A temporary measure of INC-${number} has run out: ${title}`,
  block: (number: number, title: string) =>
    `A block of INC-${number} has come to its end and is still set: ${title}`,
  watch: (number: number, title: string) => `A check of the watch in INC-${number} was missed: ${title}`,
  foothold: (number: number) => `It is time to look again at what was unknown in INC-${number}`,
} as const

/** Severities for which people are woken. */
export function isGrave(severity: Severity): boolean {
  return severity === 'S1' || severity === 'S2'
}

/** Mail may be read by the attacker, so it says that there is news, and where; what happened stands in the app. */
export function mailAbout(what: string): { readonly subject: string; readonly text: string } {
  return {
    subject: `Muster: ${what}`,
    text: `${what}.\n\nOpen Muster to read more. If you doubt this mail, do not follow the link: open Muster as you always do.`,
  }
}

/** A version of the plan that wants approval, or one that everybody is to read. */
export function planNews({
  kind,
  version,
}: {
  readonly kind: 'plan.submitted' | 'plan.published'
  readonly version: number
}) {
  const words =
    kind === 'plan.submitted'
      ? {
          title: `Version ${version} of the plan waits for your approval`,
          mail: mailAbout('A version of the plan waits for your approval'),
        }
      : {
          title: `Please read the plan and say so: version ${version} counts from now on`,
          mail: mailAbout('There is a new version of the plan to read'),
        }
  return { kind, path: `/plan/versions/${version}`, ...words }
}

/** Made once, the same at every try: a copy sent twice can be seen to be one message (RFC 5322 section 3.6.4). */
export function messageIdOf(id: string, install: string): string {
  return `<${id}@${install}>`
}
