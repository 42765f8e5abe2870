/**
 * What hardens a firm after an incident: our own table of controls, each with the safeguards of CIS Controls 8.1 and the
 * goals of CISA's CPG 1.0.1 that it serves, what it costs, and how long it takes a firm of twenty. Names, reasons, the
 * free way and the script of its test stand in the messages as `control.<name>`.
 */
import type { InitialVector } from './hole-table.ts'

/** Money a year for a firm of twenty, in its own currency: none, up to 500, up to 5,000. */
export type CostBand = 'none' | 'low' | 'medium'

interface Control {
  readonly cis: readonly string[]
  readonly cpg: readonly string[]
  readonly cost: CostBand
  /** Working hours, a guess that helps planning. */
  readonly hours: number
  /** Whether it changes a machine or what people do. */
  readonly kind: 'technical' | 'human'
}

export const controls = {
  second_factor: { cis: ['6.3', '6.4', '6.5'], cpg: ['2.H'], cost: 'none', hours: 8, kind: 'technical' },
  unique_passwords: { cis: ['5.2'], cpg: ['2.B', '2.C'], cost: 'low', hours: 6, kind: 'human' },
  updates: { cis: ['7.3', '7.4'], cpg: ['1.E'], cost: 'none', hours: 6, kind: 'technical' },
  close_ports: { cis: ['4.4', '12.1'], cpg: ['2.W'], cost: 'none', hours: 4, kind: 'technical' },
  least_rights: { cis: ['3.3', '5.4'], cpg: ['2.E'], cost: 'none', hours: 8, kind: 'technical' },
  leaver_access: { cis: ['5.3', '6.2'], cpg: ['2.D'], cost: 'none', hours: 3, kind: 'human' },
  mail_guard: { cis: ['9.5'], cpg: ['2.M'], cost: 'none', hours: 4, kind: 'technical' },
  no_macros: { cis: ['2.3', '9.4'], cpg: ['2.N'], cost: 'none', hours: 2, kind: 'technical' },
  safe_settings: { cis: ['4.1', '4.7'], cpg: ['2.A'], cost: 'none', hours: 6, kind: 'technical' },
  malware_guard: { cis: ['10.1', '10.2', '10.3'], cpg: [], cost: 'low', hours: 4, kind: 'technical' },
  restore_test: { cis: ['11.2', '11.4', '11.5'], cpg: ['2.R'], cost: 'low', hours: 8, kind: 'technical' },
  call_back: { cis: ['14.2'], cpg: ['2.I'], cost: 'none', hours: 2, kind: 'human' },
  report_fast: { cis: ['14.2', '14.6'], cpg: ['2.I'], cost: 'none', hours: 3, kind: 'human' },
  supplier_access: { cis: ['15.1', '6.4'], cpg: ['1.H', '1.I'], cost: 'none', hours: 5, kind: 'human' },
  device_lock: { cis: ['3.6', '4.3'], cpg: ['2.K'], cost: 'none', hours: 5, kind: 'technical' },
  logs: { cis: ['8.2'], cpg: ['2.T'], cost: 'none', hours: 4, kind: 'technical' },
  second_way: { cis: ['11.4'], cpg: ['2.S'], cost: 'medium', hours: 10, kind: 'technical' },
} as const satisfies Record<string, Control>
export type ControlName = keyof typeof controls
export const controlNames = Object.keys(controls) as [ControlName, ...ControlName[]] // of a literal that is not empty

/** What helps most after such a beginning, the best first. */
export const hardeningByVector: Readonly<Record<InitialVector, readonly ControlName[]>> = {
  phishing: ['second_factor', 'mail_guard', 'report_fast', 'no_macros', 'least_rights'],
  stolen_credentials: ['second_factor', 'unique_passwords', 'least_rights', 'logs', 'leaver_access'],
  exploited_vulnerability: ['updates', 'close_ports', 'logs', 'restore_test'],
  misconfiguration: ['safe_settings', 'close_ports', 'least_rights', 'logs'],
  malicious_download: ['malware_guard', 'least_rights', 'updates', 'no_macros', 'restore_test'],
  removable_media: ['malware_guard', 'device_lock', 'report_fast', 'restore_test'],
  remote_access: ['second_factor', 'close_ports', 'updates', 'logs', 'unique_passwords'],
  supplier: ['supplier_access', 'second_factor', 'least_rights', 'logs'],
  insider: ['least_rights', 'leaver_access', 'logs', 'restore_test'],
  lost_or_stolen: ['device_lock', 'second_factor', 'unique_passwords', 'report_fast'],
  human_error: ['least_rights', 'safe_settings', 'report_fast', 'restore_test'],
  impersonation: ['call_back', 'mail_guard', 'second_factor', 'report_fast'],
  denial_of_service: ['second_way', 'close_ports', 'logs'],
  failure: ['restore_test', 'second_way', 'updates'],
  other: ['updates', 'second_factor', 'restore_test', 'least_rights', 'logs'],
  unknown: ['second_factor', 'updates', 'close_ports', 'restore_test', 'logs'],
}
