/** Rules that need one event only: the tool itself says what happened. */
import { domainOf, likenessOf } from '../mail/domains.ts'
import { hostOf } from '../mail/links.ts'
import { labelOf, userOf, wordsOf, type Detection, type SeenEvent } from './rule.ts'

const changed = String.raw`(?:chang|updat|modif|edit|new|replac|ge[äa]ndert|ersetzt|neue)`
const account = String.raw`(?:bank(?: ?account| ?details|verbindung)?|iban|account number|payment details|konto(?:nummer|verbindung)?)`
const payee = String.raw`(?:vendor|supplier|payee|beneficiary|creditor|lieferant|kreditor|empf[äa]nger)`

export const payeeChange: Detection = once('payee_change', 'high', {
  sign: (words) =>
    new RegExp(`${payee}.{0,80}${account}.{0,80}${changed}`, 'iu').test(words) ||
    new RegExp(`${changed}.{0,80}${account}.{0,80}${payee}`, 'iu').test(words) ||
    new RegExp(`${payee}.{0,80}${changed}.{0,80}${account}`, 'iu').test(words),
  subject: (event) =>
    labelOf(event, 'vendor', 'supplier', 'payee', 'beneficiary', 'creditor') || userOf(event),
  says: (subject) =>
    `The bank details of ${subject || 'a payee'} were changed. Call them under a number that you knew before, and pay nothing until they confirm.`,
})

export const mailboxRule: Detection = once('mailbox_rule', 'high', {
  sign: (words) =>
    /\b(?:new|set|enable|update)-?inbox-?rules?\b|inbox ?rule|forwardingsmtpaddress|deliverto?mailboxandforward|email_forwarding_out_of_domain|auto-?forward(?:ing)? (?:rule|address|enabled|to)|mail(?:box)? (?:forwarding|rule)|posteingangsregel|weiterleitungsregel/iu.test(
      words,
    ),
  subject: userOf,
  says: (subject) =>
    `A rule of the mailbox of ${subject || 'somebody'} was made or changed. Intruders hide answers and forward mail that way: look at the rule with the owner.`,
})

export const newAdmin: Detection = once('new_admin', 'high', {
  sign: (words) =>
    /add member to role|user\.account\.privilege\.grant|\bgrant_(?:admin|delegated)|\bassign_role\b|(?:added|assigned|granted|hinzugef[üu]gt|zugewiesen).{0,80}(?:admin|sudo|wheel|root|owner role|besitzer)|(?:admin(?:istrator)?|sudo|owner)(?:s|en)?.{0,40}(?:added|assigned|granted|hinzugef[üu]gt|zugewiesen)|event\.?(?:id|code)\D{0,3}(?:4728|4732|4756)\b|attachuserpolicy.{0,200}administratoraccess/iu.test(
      words,
    ),
  subject: (event) => labelOf(event, 'target', 'member', 'targetUserName') || userOf(event),
  says: (subject) =>
    `${subject || 'Somebody'} was given the rights of an administrator. Ask the one who should have done it, not by mail.`,
})

export const protectionOff: Detection = once('protection_off', 'high', {
  sign: (words) =>
    /(?:real-?time protection|anti-?virus|anti-?malware|defender|firewall|tamper protection|multi-?factor|two-?step|2-?step|\bmfa\b|\b2fa\b|\bedr\b|audit(?:ing| log)?|logging|virenschutz|echtzeitschutz).{0,80}(?:disabl|turned off|switched off|stopped|deactivat|deaktiviert|abgeschaltet|ausgeschaltet|beendet)|\b(?:2sv_disable|user\.mfa\.factor\.(?:deactivate|reset_all)|stoplogging|deletetrail|deletedetector|disablesecurityhub)\b|event\.?(?:id|code)\D{0,3}(?:5001|1102|5025)\b/iu.test(
      words,
    ),
  subject: (event) => labelOf(event, 'host', 'computer', 'device', 'hostname') || userOf(event),
  says: (subject) =>
    `A protection was switched off${subject === '' ? '' : ` (${subject})`}. Attackers do that first: find out who did it, and switch it on again.`,
})

export const lookalikeDomain: Detection = {
  rule: 'lookalike_domain',
  severity: 'high',
  subjectOf: (event) => lookalikeIn(event)?.host,
  see: (facts, event) => {
    const found = lookalikeIn(event)
    if (found === undefined) return { facts }
    return {
      facts,
      alarm: `${found.host} is made to look like ${found.of}. Warn whoever pays or signs in, block the domain, and report it to its registrar.`,
    }
  },
}

const naming =
  /(?:domain|host|sender|from|reply|url|link|site|dns|query|common_?name|subject_?alt|issued|san)/iu

function lookalikeIn(event: SeenEvent): { host: string; of: string } | undefined {
  if (event.ownDomains.length === 0) return undefined
  for (const [name, value] of Object.entries(event.labels)) {
    if (!naming.test(name)) continue
    for (const word of value
      .slice(0, 1000)
      .split(/[\s,;<>"']+/u)
      .slice(0, 30)) {
      const host =
        hostOf(word) || domainOf(word) || (/^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}\.?$/u.test(word) ? word : '')
      const like = host === '' ? undefined : likenessOf(host, event.ownDomains)
      // Our name under another ending is often ours, or a namesake's.
      if (like !== undefined && like.how !== 'other_ending') return { host: host.toLowerCase(), of: like.of }
    }
  }
  return undefined
}

interface Once {
  readonly sign: (words: string) => boolean
  readonly subject: (event: SeenEvent) => string
  readonly says: (subject: string) => string
}

function once(
  rule: Detection['rule'],
  severity: Detection['severity'],
  { sign, subject, says }: Once,
): Detection {
  return {
    rule,
    severity,
    subjectOf: (event) => (!event.isOver && sign(wordsOf(event)) ? subject(event) || 'unknown' : undefined),
    see: (facts, event) => ({ facts, alarm: says(subject(event)) }),
  }
}
