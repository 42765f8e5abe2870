/** Parts of the organisation's own stream, by which it is looked through. */

const groupBySubject: Readonly<Record<string, string>> = {
  member: 'people',
  invite: 'people',
  session: 'signIn',
  mfa: 'signIn',
  password: 'signIn',
  code: 'signIn',
  apikey: 'keys',
  assistant: 'keys',
  source: 'sources',
  report_link: 'sources',
  tenant: 'settings',
  access_profile: 'people',
  agreement: 'people',
  care: 'people',
  client: 'people',
  mail: 'settings',
  push: 'settings',
  backup: 'settings',
  request: 'refused',
}
export const auditGroups = ['people', 'signIn', 'keys', 'sources', 'settings', 'refused', 'record'] as const
export type AuditGroup = (typeof auditGroups)[number]

/** Which part of the record a kind of leaf belongs to. */
export function auditGroupOf(kind: string): string {
  return groupBySubject[kind.split('.')[0] ?? ''] ?? 'record'
}
