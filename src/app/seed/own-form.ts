import { change, read } from '../../areas/register/fields/actions.ts'
import { IncidentForm } from '../../base/own-fields.ts'
import type { Diary } from './diary.ts'

/** What the bakery wants to know about every incident: which branch, whether tills stood still, who told the parent. */
const asked = [
  {
    key: 'branch',
    kind: 'choices',
    name: { en: 'Branches touched', de: 'Betroffene Filialen' },
    help: { en: 'Every one where somebody could not work as usual.' },
    choices: [
      { key: 'harbour', name: { en: 'Harbour' } },
      { key: 'quay', name: { en: 'Quay' } },
      { key: 'office', name: { en: 'Office and bakehouse', de: 'Büro und Backstube' } },
      { key: 'market', name: { en: 'Market stall', de: 'Marktstand' }, isRetired: true },
    ],
    isNeeded: true,
  },
  {
    key: 'tills_down',
    kind: 'yes_no',
    name: { en: 'Did tills stand still?', de: 'Standen Kassen still?' },
    when: [{ of: 'branch', any: ['harbour', 'quay'] }],
  },
  {
    key: 'till_hours',
    kind: 'number',
    unit: 'h',
    name: { en: 'Hours without tills', de: 'Stunden ohne Kassen' },
    when: [{ of: 'tills_down', any: ['yes'] }],
  },
  {
    key: 'police_number',
    kind: 'text',
    name: { en: 'Number at the police', de: 'Aktenzeichen der Polizei' },
    kinds: ['ransomware', 'lost-or-stolen-device', 'business-email-compromise'],
    when: [{ of: 'severity', any: ['S1', 'S2'] }],
  },
] as const

/** Put in force a month ago, so that older cases have none of it. */
export function writeOwnForm(diary: Diary): void {
  diary.on(31, async (act) => {
    const { version, form } = await act(read, {})
    const own = IncidentForm.parse({ ...form, fields: [...form.fields, ...asked] })
    return act(change, {
      basedOn: version,
      form: own,
      reason: 'After the mailbox case nobody could say which branches had been cut off, and for how long.',
    })
  })
}
