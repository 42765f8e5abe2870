/**
 * Which place of which framework each control serves. Ids and names alone: the words of a framework belong to whoever
 * publishes it. Looked at in November 2026.
 */
import { controlKeys, type ControlKey, type FactName, type FrameworkName } from '../contract/words.ts'

interface Framework {
  readonly name: string
  readonly version: string
  /** The day on which the ids here were compared with it. */
  readonly checkedOn: string
}

const checkedOn = '2026-11-22'

export const frameworks: Readonly<Record<FrameworkName, Framework>> = {
  csf: { name: 'NIST CSF 2.0', version: '2.0 (2024), beginning as in SP 1300', checkedOn },
  cis_ig1: { name: 'CIS Controls IG1', version: '8.1 (2024)', checkedOn },
  cyber_essentials: { name: 'Cyber Essentials', version: '3.2 (2025)', checkedOn },
  sp800_61: { name: 'NIST SP 800-61r3', version: 'Revision 3 (2025), by ids of CSF 2.0', checkedOn },
  iso_27035: { name: 'ISO/IEC 27035-1', version: '2023, by its phases', checkedOn },
  nis2: { name: 'NIS2 Article 21(2)', version: 'Directive (EU) 2022/2555', checkedOn },
}

/** Themes of Cyber Essentials, phases of ISO/IEC 27035-1 and letters of NIS2 stand as one word each. */
const table = `
control            | CSF 2.0                    | CIS 8.1                            | theme              | 27035-1       | NIS2 | months
leader_named       | GV.RR-01 GV.RR-02          | 17.1                               |                    | plan          | a b  | 12
duties_known       | GV.OC-03                   |                                    |                    | plan          | a    | 12
rules_written      | GV.PO-01 GV.PO-02          |                                    |                    | plan          | a g  | 12
risks_looked       | ID.RA-03 ID.RA-05 ID.RA-06 |                                    |                    |               | a    | 12
things_listed      | ID.AM-01 ID.AM-02          | 1.1 1.2 2.1                        |                    |               | i    | 6
data_known         | ID.AM-07 ID.AM-08          | 3.1 3.2 3.4 3.5                    |                    |               | i    | 12
suppliers_known    | GV.SC-04 ID.AM-04          | 15.1                               |                    |               | d    | 6
supplier_access    | GV.SC-10 PR.AA-05          | 6.1 6.2 6.4                        | access             |               | d i  | 3
supplier_contracts | GV.SC-05 GV.SC-08          |                                    |                    | plan          | d    | 12
firewall           | PR.IR-01                   | 4.2 4.4 4.5 12.1                   | firewalls          |               | e g  | 6
safe_settings      | PR.PS-01                   | 4.1 4.3 4.6                        | settings           |               | e g  | 6
default_passwords  | PR.AA-01 PR.PS-01          | 4.7                                | firewalls settings |               | g    | 12
cloud_settings     | PR.AA-05 PR.DS-01          | 3.3                                | settings access    |               | e i  | 3
updates            | PR.PS-02                   | 2.2 7.3 7.4                        | updates            |               | e g  | 3
holes_watched      | ID.RA-01 ID.RA-02 ID.RA-08 | 7.1 7.2                            | updates            | detect        | e    | 3
website_updates    | PR.PS-02                   | 7.4                                | updates            |               | e    | 3
website_admin      | PR.AA-03 PR.AA-05          | 6.3 6.5                            | access             |               | i j  | 6
website_copy       | PR.DS-11                   | 11.2                               |                    |               | c    | 6
browser_safe       | PR.PS-02 PR.PS-05          | 9.1 9.2                            | malware updates    |               | g    | 6
software_allowed   | PR.PS-05                   | 2.3                                | settings malware   |               | g    | 6
malware_guard      | DE.CM-09                   | 10.1 10.2 10.3                     | malware            | detect        | g    | 6
accounts_kept      | PR.AA-01 PR.AA-05          | 5.1 5.3 6.1 6.2                    | access             |               | i    | 3
second_factor      | PR.AA-03                   | 6.3 6.4 6.5                        | access             |               | j    | 6
unique_passwords   | PR.AA-01                   | 5.2                                | access             |               | g    | 12
admin_separate     | PR.AA-05                   | 5.4                                | access             |               | i    | 6
own_devices_rule   | GV.PO-01 ID.AM-01          | 1.1                                | settings           |               | a i  | 12
own_devices_safe   | PR.DS-01 PR.PS-02          | 3.6 4.3 7.3                        | updates settings   |               | g h  | 6
own_devices_apart  | PR.AA-05                   | 3.3 6.2                            | access             |               | i    | 6
encryption         | PR.DS-01 PR.DS-02          | 3.6                                |                    |               | h    | 12
staff_trained      | PR.AT-01 PR.AT-02          | 14.1 14.2 14.3 14.4 14.5 14.7 14.8 |                    | plan          | g    | 12
reporting_known    | RS.CO-02 RS.MA-02          | 14.6 17.3                          |                    | detect assess | b    | 12
copies_made        | PR.DS-11                   | 11.1 11.2                          |                    |               | c    | 3
copies_apart       | PR.DS-11                   | 11.3 11.4                          |                    |               | c    | 6
restore_tested     | PR.DS-11 RC.RP-03          |                                    |                    | plan          | c f  | 12
plan_kept          | ID.IM-04 RS.MA-01 RC.RP-01 |                                    |                    | plan respond  | b c  | 12
rehearsed          | ID.IM-02                   |                                    |                    | plan          | b f  | 12
contacts_tried     | RS.CO-02 RS.CO-03 RC.CO-03 | 17.2                               |                    | plan respond  | b j  | 3
events_watched     | DE.CM-01 DE.CM-03 DE.AE-02 | 8.1 8.2 8.3                        |                    | detect assess | b    | 6
order_known        | GV.OC-04 ID.AM-05 RC.RP-02 |                                    |                    | respond       | c    | 12
lessons_drawn      | ID.IM-03                   |                                    |                    | learn         | f    | 12
`

/** What of daily use shows a control wholly, or one part of it. */
const tellingFacts: Partial<Record<ControlKey, Telling>> = {
  leader_named: { whole: ['roles_filled'], part: [] },
  rules_written: { whole: ['rules_read'], part: [] },
  things_listed: { whole: [], part: ['things_listed'] },
  suppliers_known: { whole: ['suppliers_reached'], part: [] },
  supplier_access: { whole: [], part: ['routine_done'] },
  updates: { whole: [], part: ['holes_open', 'routine_done'] },
  holes_watched: { whole: [], part: ['holes_open'] },
  website_updates: { whole: [], part: ['routine_done'] },
  accounts_kept: { whole: ['routine_done'], part: [] },
  second_factor: { whole: [], part: ['second_factor'] },
  admin_separate: { whole: [], part: ['routine_done'] },
  staff_trained: { whole: ['staff_trained'], part: [] },
  copies_made: { whole: ['copies_on_time'], part: [] },
  copies_apart: { whole: [], part: ['copy_apart'] },
  restore_tested: { whole: ['restore_proved'], part: [] },
  plan_kept: { whole: ['plan_published'], part: [] },
  rehearsed: { whole: ['exercise_held'], part: [] },
  contacts_tried: { whole: ['tree_tried'], part: [] },
  events_watched: { whole: [], part: ['network_watched', 'tools_heard'] },
  order_known: { whole: [], part: ['continuity_tried'] },
}

interface Telling {
  readonly whole: readonly FactName[]
  readonly part: readonly FactName[]
}

interface Place extends Telling {
  readonly places: Readonly<Record<FrameworkName, readonly string[]>>
  /** For so long a look at it holds. */
  readonly months: number
}

/** Of CSF 2.0, what SP 800-61r3 gives to incident response itself. */
const response = /^(DE|RS|RC)\.|^ID\.IM-/

const rows = new Map(
  table
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([key = '', ...cells]): [string, readonly string[]] => [key, cells]),
)

const read = new Map(controlKeys.map((key) => [key, placeOf(key)]))

/** What is known of a control; every one of the list has its line. */
export function knownOf(key: ControlKey): Place {
  return read.get(key) ?? placeOf(key)
}

/** The places of a framework that a control serves; none where it serves none. */
export function placesIn(framework: FrameworkName, key: ControlKey): readonly string[] {
  return knownOf(key).places[framework]
}

function placeOf(key: ControlKey): Place {
  const cells = rows.get(key)
  if (cells === undefined) throw new Error(`The table of frameworks has no line for ${key}`)
  const [csf = [], cis_ig1 = [], cyber_essentials = [], iso_27035 = [], letters = []] = cells.map(wordsIn)
  const { whole, part } = tellingFacts[key] ?? { whole: [], part: [] }
  const sp800_61 = csf.filter((id) => response.test(id))
  const nis2 = letters.map((letter) => `21(2)(${letter})`)
  return {
    places: { csf, cis_ig1, cyber_essentials, sp800_61, iso_27035, nis2 },
    ...{ whole, part, months: Number(cells[5]) },
  }
}

function wordsIn(cell: string): string[] {
  return cell.split(' ').filter((word) => word !== '')
}
