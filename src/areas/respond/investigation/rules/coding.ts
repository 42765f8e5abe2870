/**
 * VERIS 1.4.1 in plain words: each choice of the picker stands for a valid fragment of the record. Values of VERIS:
 * (c) Verizon, VERIS community, CC BY-SA 4.0, verisframework.org; a small selection, our own words in `messages/`.
 * Fragments say "Unknown" where a plain choice cannot know more, and never the vector "Carelessness".
 */
import type { Coding } from '../contract/coding.ts'

export const verisVersion = '1.4.1'

type Values = Readonly<Record<string, readonly string[]>>
/** Branch of the record, like `hacking` or `external`, to the values that the choice sets there. */
export type Fragment = Readonly<Record<string, Values>>
export type CodingGroup = Exclude<keyof Coding, 'version' | 'overall'>

const act = (branch: string, variety: string, vector?: string, target?: string): Fragment => ({
  [branch]: {
    variety: [variety],
    ...(vector !== undefined && { vector: [vector] }),
    ...(target !== undefined && { target: [target] }),
  },
})
const external = (variety: string, motive: string): Fragment => ({
  external: { variety: [variety], motive: [motive] },
})
const internal = (variety: string, motive: string): Fragment => ({
  internal: { variety: [variety], motive: [motive] },
})
const partner = (motive: string): Fragment => ({ partner: { motive: [motive], country: ['Unknown'] } })
const asset = (variety: string): Fragment => ({ assets: { variety: [variety] } })
const cloud = (value: string): Fragment => ({ cloud: { values: [value] } })
const web = 'Web application'
const reader = 'End-user or employee'
const processes = 'Inadequate processes'

const actors = {
  criminals: external('Organized crime', 'Financial'),
  lone_attacker: external('Unaffiliated', 'Financial'),
  somebody_outside: external('Unknown', 'Unknown'),
  state: external('Nation-state', 'Espionage'),
  activist: external('Activist', 'Ideology'),
  competitor: external('Competitor', 'Espionage'),
  customer: external('Customer', 'Unknown'),
  former_staff: external('Former employee', 'Grudge'),
  nature: external('Force majeure', 'NA'),
  staff_unmeant: internal('End-user', 'NA'),
  staff_gain: internal('End-user', 'Financial'),
  staff_anger: internal('End-user', 'Grudge'),
  it_unmeant: internal('System admin', 'NA'),
  it_meant: internal('System admin', 'Unknown'),
  supplier_unmeant: partner('NA'),
  supplier_meant: partner('Unknown'),
} as const satisfies Record<string, Fragment>

const actions = {
  stolen_password: act('hacking', 'Use of stolen creds', web),
  guessed_password: act('hacking', 'Brute force', web),
  stolen_session: act('hacking', 'Session replay', web),
  remote_desktop: act('hacking', 'Use of stolen creds', 'Desktop sharing'),
  vpn: act('hacking', 'Exploit vuln', 'VPN'),
  known_hole: act('hacking', 'Exploit vuln', web),
  open_setting: act('hacking', 'Exploit misconfig', web),
  website_attack: act('hacking', 'SQLi', web),
  flood: act('hacking', 'DoS', 'Other network service'),
  through_supplier: act('hacking', 'Use of stolen creds', 'Partner'),
  other_break_in: act('hacking', 'Unknown', 'Unknown'),
  locked_files: act('malware', 'Ransomware', 'Direct install'),
  mail_attachment: act('malware', 'Trojan', 'Email attachment'),
  mail_link: act('malware', 'Downloader', 'Email link'),
  bad_download: act('malware', 'Trojan', 'Web application - download'),
  bad_update: act('malware', 'Trojan', 'Software update'),
  password_stealer: act('malware', 'Password dumper', 'Unknown'),
  remote_control: act('malware', 'RAT', 'Unknown'),
  usb_stick: act('malware', 'Unknown', 'Removable media'),
  miner: act('malware', 'Cryptocurrency mining', 'Unknown'),
  wiped: act('malware', 'Destroy data', 'Unknown'),
  other_malware: act('malware', 'Unknown', 'Unknown'),
  phishing_mail: act('social', 'Phishing', 'Email', reader),
  phishing_message: act('social', 'Phishing', 'SMS', reader),
  fake_invoice: act('social', 'Pretexting', 'Email', 'Finance'),
  fake_call: act('social', 'Pretexting', 'Phone', reader),
  many_prompts: act('social', 'Prompt bombing', 'Software', reader),
  extortion: act('social', 'Extortion', 'Email', 'Executive'),
  wrong_recipient: act('error', 'Misdelivery', processes),
  published: act('error', 'Publishing error', processes),
  wrong_setting: act('error', 'Misconfiguration', processes),
  lost_thing: act('error', 'Loss', 'Random error'),
  thrown_away: act('error', 'Disposal error', processes),
  broke_down: act('error', 'Malfunction', 'Inadequate technology'),
  took_data: act('misuse', 'Data mishandling', 'LAN access'),
  misused_rights: act('misuse', 'Privilege abuse', 'LAN access'),
  own_tools: act('misuse', 'Unapproved software', 'LAN access'),
  stolen_thing: act('physical', 'Theft', 'Unknown'),
  tampered: act('physical', 'Tampering', 'Unknown'),
  fire: act('environmental', 'Fire'),
  water: act('environmental', 'Flood'),
  power: act('environmental', 'Power failure'),
} as const satisfies Record<string, Fragment>

const assets = {
  laptop: asset('U - Laptop'),
  desktop: asset('U - Desktop'),
  phone: asset('U - Mobile phone'),
  till: asset('U - POS terminal'),
  file_server: asset('S - File'),
  mail_server: asset('S - Mail'),
  website: asset('S - Web application'),
  database: asset('S - Database'),
  sign_in_server: asset('S - Directory'),
  backup: asset('S - Backup'),
  virtual_host: asset('S - VM host'),
  other_server: asset('S - Other'),
  storage: asset('N - NAS'),
  firewall: asset('N - Firewall'),
  remote_access: asset('N - Remote access'),
  machine: asset('N - PLC'),
  telephone: asset('N - PBX'),
  paper: asset('M - Documents'),
  usb: asset('M - Flash drive'),
  person_staff: asset('P - End-user or employee'),
  person_finance: asset('P - Finance'),
  person_boss: asset('P - Executive'),
  person_customer: asset('P - Customer'),
  in_cloud: cloud('External Cloud Asset(s)'),
  on_premise: cloud('On-Premise Asset(s)'),
} as const satisfies Record<string, Fragment>

const attributes = {
  data_seen: { confidentiality: { data_disclosure: ['Yes'] } },
  data_maybe: { confidentiality: { data_disclosure: ['Potentially'] } },
  data_safe: { confidentiality: { data_disclosure: ['No'] } },
  person_misled: { integrity: { variety: ['Alter behavior'] } },
  money_moved: { integrity: { variety: ['Fraudulent transaction'] } },
  account_made: { integrity: { variety: ['Created account'] } },
  data_changed: { integrity: { variety: ['Modify data'] } },
  settings_changed: { integrity: { variety: ['Modify configuration'] } },
  rights_changed: { integrity: { variety: ['Modify privileges'] } },
  site_changed: { integrity: { variety: ['Defacement'] } },
  software_installed: { integrity: { variety: ['Software installation'] } },
  misused_for_others: { integrity: { variety: ['Repurpose'] } },
  data_locked: { availability: { variety: ['Obscuration'] } },
  stood_still: { availability: { variety: ['Interruption'] } },
  slow: { availability: { variety: ['Degradation'] } },
  gone: { availability: { variety: ['Loss'] } },
  destroyed: { availability: { variety: ['Destruction'] } },
} as const satisfies Record<string, Fragment>

const seen = (branch: string, variety: string): Fragment => ({ [branch]: { variety: [variety] } })

const discovery = {
  staff_noticed: seen('internal', 'Reported by employee'),
  antivirus: seen('internal', 'Antivirus'),
  monitoring: seen('internal', 'Infrastructure monitoring'),
  logs: seen('internal', 'Log review'),
  it_check: seen('internal', 'It review'),
  books: seen('internal', 'Financial audit'),
  provider: seen('partner', 'Monitoring service'),
  supplier: seen('partner', 'Other'),
  customer_said: seen('external', 'Customer'),
  attacker_said: seen('external', 'Actor disclosure'),
  police: seen('external', 'Law enforcement'),
  bank: seen('external', 'Fraud detection'),
  researcher: seen('external', 'Security researcher'),
  stranger: seen('external', 'Unrelated 3rd party'),
} as const satisfies Record<string, Fragment>

const loss = (variety: string): Fragment => ({ loss: { variety: [variety] } })

const impact = {
  money: loss('Asset and fraud'),
  standstill: loss('Business disruption'),
  response: loss('Response and recovery'),
  running_cost: loss('Operating costs'),
  legal: loss('Legal and regulatory'),
  reputation: loss('Brand damage'),
  edge: loss('Competitive advantage'),
} as const satisfies Record<string, Fragment>

/** Every choice of the picker, by group, in the order in which it is shown. */
export const codingChoices: Readonly<Record<CodingGroup, Readonly<Record<string, Fragment>>>> = {
  actors,
  actions,
  assets,
  attributes,
  discovery,
  impact,
}

export const codingGroups = ['actors', 'actions', 'assets', 'attributes', 'discovery', 'impact'] as const
export const overallRatings = [
  'Unknown',
  'Insignificant',
  'Distracting',
  'Painful',
  'Damaging',
  'Catastrophic',
] as const

export const emptyCoding: Coding = {
  version: verisVersion,
  actors: [],
  actions: [],
  assets: [],
  attributes: [],
  discovery: [],
  impact: [],
  overall: 'Unknown',
}

/** Choices that no group knows, as `group.choice`; empty when all are good. */
export function unknownChoices(coding: Coding): string[] {
  return codingGroups.flatMap((group) =>
    coding[group]
      .filter((choice) => !Object.hasOwn(codingChoices[group], choice))
      .map((choice) => `${group}.${choice}`),
  )
}
