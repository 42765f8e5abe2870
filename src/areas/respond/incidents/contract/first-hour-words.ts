/** The closed lists of the five questions: what a frightened person can tick. */
/** What a person sees, as they would say it; observations, not judgements. */
export const signs = [
  'files_locked',
  'ransom_note',
  'virus_alarm',
  'opened_file',
  'odd_behaviour',
  'bad_mail',
  'password_given',
  'foreign_login',
  'mail_not_ours',
  'payment_wrong',
  'odd_call',
  'site_changed',
  'site_down',
  'threat',
  'device_lost',
  'own_device',
  'sent_wrong',
  'data_open',
  'data_copied',
  'person_inside',
  'supplier_hit',
  'all_down',
  'key_person',
  'none_fits',
] as const
export const spreads = ['none', 'one', 'some', 'many', 'all', 'unknown'] as const
export const goings = ['yes', 'no', 'unknown'] as const
/** Data or money at risk, worst first; each is a row of the table. */
export const risks = [
  'safety',
  'money_gone',
  'personal',
  'passwords',
  'money',
  'secrets',
  'unknown',
  'nothing',
] as const
export const knowers = [
  'colleagues',
  'management',
  'provider',
  'bank',
  'police',
  'customers',
  'public',
  'attacker',
  'nobody',
] as const
/** What the answers amount to: something to note, something to lead, something that takes everybody. */
export const standings = ['event', 'incident', 'crisis'] as const

export type Sign = (typeof signs)[number]
export type Risk = (typeof risks)[number]
export type Standing = (typeof standings)[number]
