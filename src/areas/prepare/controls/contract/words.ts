/** The closed lists of what a small firm does against harm: controls, packs against a way in, and frameworks. */
import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import type { initialVectors } from '../../../../base/incident-words.ts'

/** What is asked of a firm. At most forty: a list that nobody finishes protects nobody. */
export const controlKeys = [
  'leader_named',
  'duties_known',
  'rules_written',
  'risks_looked',
  'things_listed',
  'data_known',
  'suppliers_known',
  'supplier_access',
  'supplier_contracts',
  'firewall',
  'safe_settings',
  'default_passwords',
  'cloud_settings',
  'updates',
  'holes_watched',
  'website_updates',
  'website_admin',
  'website_copy',
  'browser_safe',
  'software_allowed',
  'malware_guard',
  'accounts_kept',
  'second_factor',
  'unique_passwords',
  'admin_separate',
  'own_devices_rule',
  'own_devices_safe',
  'own_devices_apart',
  'encryption',
  'staff_trained',
  'reporting_known',
  'copies_made',
  'copies_apart',
  'restore_tested',
  'plan_kept',
  'rehearsed',
  'contacts_tried',
  'events_watched',
  'order_known',
  'lessons_drawn',
] as const
export type ControlKey = (typeof controlKeys)[number]

export const packNames = [
  'web_applications',
  'misconfiguration',
  'downloads',
  'own_devices',
  'third_parties',
] as const
export type PackName = (typeof packNames)[number]

interface Pack {
  readonly controls: readonly [ControlKey, ControlKey, ControlKey, ...ControlKey[]]
  /** Name of the playbook, which is that of the scenario to rehearse it. */
  readonly kind: IncidentKind
  /** Cases that belong to it in the numbers over time: that began so, or were of its kind. */
  readonly vectors: readonly (typeof initialVectors)[number][]
}

export const packs: Readonly<Record<PackName, Pack>> = {
  web_applications: {
    controls: ['website_updates', 'website_admin', 'website_copy', 'holes_watched'],
    kind: 'website-compromise',
    vectors: ['exploited_vulnerability'],
  },
  misconfiguration: {
    controls: ['safe_settings', 'default_passwords', 'cloud_settings', 'firewall'],
    kind: 'cloud-misconfiguration',
    vectors: ['misconfiguration'],
  },
  downloads: {
    controls: ['browser_safe', 'software_allowed', 'malware_guard', 'updates', 'admin_separate'],
    kind: 'malicious-download',
    vectors: ['malicious_download'],
  },
  own_devices: {
    controls: ['own_devices_rule', 'own_devices_safe', 'own_devices_apart', 'second_factor'],
    kind: 'personal-device',
    vectors: ['lost_or_stolen'],
  },
  third_parties: {
    controls: ['suppliers_known', 'supplier_access', 'supplier_contracts', 'accounts_kept'],
    kind: 'supplier-breach',
    vectors: ['supplier'],
  },
}

export const frameworkNames = ['csf', 'cis_ig1', 'cyber_essentials', 'sp800_61', 'iso_27035', 'nis2'] as const
export type FrameworkName = (typeof frameworkNames)[number]
/** Those to begin with; the others say what of them is shown already. */
export const starterFrameworks: readonly FrameworkName[] = ['csf', 'cis_ig1', 'cyber_essentials']

export const choiceNames = [...packNames, ...frameworkNames] as const
export type ChoiceName = (typeof choiceNames)[number]

export const answers = ['yes', 'partly', 'no', 'not_applicable'] as const
export type Answer = (typeof answers)[number]

/**
 * How a control stands: `shown` by evidence that holds today; `against` when something of daily use says otherwise;
 * `lapsed` when its evidence ran out; `said` without evidence.
 */
export const controlStates = [
  'against',
  'no',
  'open',
  'lapsed',
  'said',
  'partly',
  'shown',
  'not_applicable',
] as const
export type ControlState = (typeof controlStates)[number]

/** What daily use tells by itself. */
export const factNames = [
  'roles_filled',
  'rules_read',
  'things_listed',
  'suppliers_reached',
  'holes_open',
  'second_factor',
  'staff_trained',
  'copies_on_time',
  'copy_apart',
  'restore_proved',
  'plan_published',
  'exercise_held',
  'tree_tried',
  'network_watched',
  'tools_heard',
  'continuity_tried',
  'routine_done',
] as const
export type FactName = (typeof factNames)[number]

export const tieKinds = ['attestation', 'routine'] as const
export type TieKind = (typeof tieKinds)[number]

export const findingVerdicts = ['as_said', 'finding'] as const

/** What is asked of a control, how somebody makes sure, and what would show it to an outsider. */
export interface ControlWords {
  readonly title: string
  readonly ask: string
  readonly how: string
  readonly proof: string
}
