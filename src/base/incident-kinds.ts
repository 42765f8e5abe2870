/** The closed list of incident kinds: the names of the playbooks that ship, and `other`. */
import * as z from 'zod'

export const incidentKinds = [
  'business-email-compromise',
  'cloud-misconfiguration',
  'ddos-extortion',
  'impersonation-call',
  'insider-data-theft',
  'lost-or-stolen-device',
  'malicious-download',
  'misdirected-data',
  'outage-and-key-person',
  'personal-device',
  'phishing-campaign',
  'ransomware',
  'something-odd',
  'stolen-cloud-credentials',
  'supplier-breach',
  'website-compromise',
  'other',
] as const

export const IncidentKind = z.enum(incidentKinds).describe('What happened')
export type IncidentKind = z.infer<typeof IncidentKind>

/** Each kind as somebody would say it who has never handled an incident; the term of art stands in the playbook. */
export const incidentKindSentences: Readonly<Record<IncidentKind, string>> = {
  'business-email-compromise':
    "Someone used e-mail to send our money, or a customer's money, to the wrong account",
  'cloud-misconfiguration': 'Our data or a key was open to the internet',
  'ddos-extortion': 'Someone floods our site, phones or network',
  'impersonation-call': 'A caller was not who they said they were',
  'insider-data-theft': 'Someone who works or worked here may have taken data or done damage',
  'lost-or-stolen-device': 'A work laptop or phone is lost or was stolen',
  'malicious-download': 'Someone opened a bad file or ran a fake installer on a PC',
  'misdirected-data': 'We sent or lost information and the wrong person may have it',
  'outage-and-key-person': 'Everything is down, or the one person who knows IT cannot be reached',
  'personal-device': 'A private phone or PC with our data is lost, stolen or infected',
  'phishing-campaign': 'Bad e-mails came in to several of us',
  ransomware: 'Our files are locked and someone wants money',
  'something-odd': 'Something is odd and nobody knows yet what it is',
  'stolen-cloud-credentials': 'Someone else is signed in to one of our online accounts',
  'supplier-breach': 'A company that works for us, or whose software we use, was attacked',
  'website-compromise': 'Someone changed our website or got into it',
  other: 'Something else, or none of these fits',
}
