/**
 * Which holes to look for, by how it began, and on which kind of system each of them can be. Our own table; its words
 * stand in the messages as `hole.<name>`. The first of a list is looked for first.
 */
import type { initialVectors } from '../../../../base/incident-words.ts'
import type { Asset } from '../../../register/assets/contract.ts'

export type InitialVector = (typeof initialVectors)[number]

export const holeKinds = {
  missing_update: ['computer', 'server', 'network', 'phone', 'machine', 'cloud_service', 'other'],
  end_of_support: ['computer', 'server', 'network', 'phone', 'machine'],
  open_port: ['server', 'network', 'machine', 'cloud_service'],
  no_second_factor: ['account', 'cloud_service', 'network'],
  old_sign_in: ['cloud_service', 'account'],
  shared_password: ['account', 'secret', 'network', 'machine', 'server'],
  default_password: ['network', 'machine', 'server', 'phone'],
  too_many_rights: ['account', 'cloud_service', 'server', 'computer'],
  leaver_account: ['account', 'cloud_service'],
  mail_rules: ['cloud_service', 'account'],
  no_mail_checks: ['cloud_service'],
  macros: ['computer'],
  local_admin: ['computer'],
  no_malware_guard: ['computer', 'server'],
  usb_open: ['computer', 'machine'],
  public_share: ['cloud_service', 'server'],
  remote_tool: ['computer', 'server'],
  supplier_access: ['account', 'cloud_service', 'server', 'network'],
  no_encryption: ['computer', 'phone'],
  no_lock: ['computer', 'phone'],
  no_log: ['cloud_service', 'server', 'network'],
  no_call_back: ['account', 'other'],
  no_flood_guard: ['cloud_service', 'server', 'network'],
  no_spare: ['server', 'network', 'machine', 'cloud_service'],
} as const satisfies Record<string, readonly Asset['kind'][]>
export type Hole = keyof typeof holeKinds

export const holesByVector: Readonly<Record<InitialVector, readonly Hole[]>> = {
  phishing: ['no_second_factor', 'mail_rules', 'no_mail_checks', 'macros', 'old_sign_in'],
  stolen_credentials: ['no_second_factor', 'shared_password', 'old_sign_in', 'too_many_rights', 'mail_rules'],
  exploited_vulnerability: ['missing_update', 'open_port', 'end_of_support', 'no_log'],
  misconfiguration: ['public_share', 'default_password', 'open_port', 'too_many_rights', 'no_log'],
  malicious_download: ['local_admin', 'no_malware_guard', 'missing_update', 'macros'],
  removable_media: ['usb_open', 'no_malware_guard', 'local_admin'],
  remote_access: ['open_port', 'no_second_factor', 'remote_tool', 'missing_update', 'default_password'],
  supplier: ['supplier_access', 'too_many_rights', 'missing_update', 'no_log'],
  insider: ['too_many_rights', 'leaver_account', 'shared_password', 'no_log'],
  lost_or_stolen: ['no_encryption', 'no_lock', 'shared_password'],
  human_error: ['public_share', 'too_many_rights', 'no_call_back'],
  impersonation: ['no_call_back', 'no_mail_checks', 'no_second_factor'],
  denial_of_service: ['no_flood_guard', 'no_spare', 'open_port'],
  failure: ['no_spare', 'end_of_support', 'missing_update'],
  other: ['missing_update', 'no_second_factor', 'open_port'],
  unknown: ['missing_update', 'no_second_factor', 'open_port', 'no_malware_guard'],
}
