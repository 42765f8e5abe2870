/** Lists from spreadsheets: our own, Microsoft 365, Google, Outlook, and what an office makes by hand. */
import { cellsOf, several, unguarded } from '../../../../base/csv-rows.ts'
import type { ImportFormat } from '../contract/imports.ts'
import { contactKinds, wayKinds, type WayKind } from '../contract/words.ts'
import { draftOf, type Raw, type ReadList } from './draft.ts'

type Field =
  | WayKind
  | 'name'
  | 'first'
  | 'middle'
  | 'last'
  | 'kind'
  | 'organisation'
  | 'job'
  | 'department'
  | 'languages'
  | 'time_zone'
  | 'note'
  | 'at_night'
  | 'when_down'
  | 'blocked'
  | 'enabled'
  | 'status'
  | 'street'

/** What the columns are called in exports, in small letters without blanks and signs. */
const names: Readonly<Record<Field, readonly string[]>> = {
  name: ['name', 'displayname', 'fullname', 'fileas', 'anzeigename', 'vollername', 'kontakt', 'contact'],
  first: ['firstname', 'firstnamerequired', 'givenname', 'vorname'],
  middle: ['middlename', 'additionalname', 'weiterevornamen'],
  last: ['lastname', 'lastnamerequired', 'familyname', 'surname', 'sn', 'nachname', 'zuname'],
  kind: ['kind', 'art'],
  organisation: [
    'organisation',
    'organization',
    'organizationname',
    'organization1name',
    'company',
    'companyname',
    'firma',
    'unternehmen',
  ],
  job: [
    'job',
    'jobtitle',
    'title',
    'employeetitle',
    'organizationtitle',
    'organization1title',
    'position',
    'funktion',
    'aufgabe',
    'role',
  ],
  department: ['department', 'organizationdepartment', 'organization1department', 'abteilung', 'office'],
  phone: [
    'phone',
    'phonenumber',
    'telephone',
    'telephonenumber',
    'businessphone',
    'businessphone2',
    'businessphones',
    'workphone',
    'homephone',
    'homephone2',
    'companymainphone',
    'telefon',
    'telefonnummer',
    'telefongeschftlich',
    'telefongeschaeftlich',
    'telefonprivat',
    'festnetz',
  ],
  mobile: [
    'mobile',
    'mobilephone',
    'mobilephonenumber',
    'cell',
    'cellphone',
    'recoveryphone',
    'recoveryphonemustbeinthee164format',
    'handy',
    'mobiltelefon',
    'mobil',
  ],
  work_mail: [
    'workmail',
    'workemail',
    'email',
    'emailaddress',
    'emailaddressrequired',
    'mail',
    'userprincipalname',
    'primaryemail',
    'worksecondaryemail',
    'emailadresse',
    'email2address',
    'email3address',
  ],
  private_mail: [
    'privatemail',
    'privateemail',
    'homeemail',
    'personalemail',
    'alternateemailaddress',
    'alternateemail',
    'othermails',
    'recoveryemail',
    'homesecondaryemail',
    'privateemailadresse',
  ],
  messenger: ['messenger', 'signal', 'whatsapp', 'threema', 'telegram', 'im', 'imaddress'],
  address: ['address', 'homeaddress', 'workaddress', 'address1formatted', 'adresse', 'anschrift'],
  street: [
    'streetaddress',
    'businessstreet',
    'homestreet',
    'postalcode',
    'businesspostalcode',
    'homepostalcode',
    'city',
    'businesscity',
    'homecity',
    'countryregion',
    'businesscountryregion',
    'homecountryregion',
    'country',
  ],
  languages: ['languages', 'language', 'preferredlanguage', 'sprache', 'sprachen'],
  time_zone: ['timezone', 'zeitzone'],
  note: ['note', 'notes', 'notizen', 'bemerkung', 'comment'],
  at_night: ['atnight'],
  when_down: ['whendown'],
  blocked: ['blockcredential', 'blocksignin'],
  enabled: ['accountenabled'],
  status: ['status', 'statusreadonly'],
}
const fieldOf = new Map(
  Object.entries(names).flatMap(([field, all]) => all.map((name) => [name, field as Field] as const)), // entries() loses the keys
)

/** @returns undefined when the first row names no column that is known */
export function readTable(text: string): ReadList | undefined {
  const [head = [], ...lines] = cellsOf(text)
  const columns = head.map((name, at) => columnOf(name, at, head))
  const known = columns.flatMap(({ field }) => field ?? [])
  if (!known.some((field) => ['name', 'first', 'last', 'organisation', 'work_mail'].includes(field)))
    return undefined
  return {
    format: formatOf(head),
    leftOut: head.filter(
      (name, at) => columns[at]?.field === undefined && !columns[at]?.isLabel && name.trim() !== '',
    ),
    drafts: lines.map((cells, index) => draftOf(rawOf(columns, cells, index + 2))),
  }
}

interface Column {
  readonly field: Field | undefined
  /** Where the label of a numbered value stands (`Phone 1 - Label` of Google). */
  readonly labelAt?: number | undefined
  readonly isLabel?: boolean
}

function columnOf(heading: string, _at: number, head: readonly string[]): Column {
  const numbered = /^(e-?mail|phone) (\d+) - (value|label|type)$/i.exec(heading.trim())
  if (numbered) {
    const [, what = '', number = '', part = ''] = numbered
    if (part.toLowerCase() !== 'value') return { field: undefined, isLabel: true }
    const isLabel = new RegExp(`^${what} ${number} - (label|type)$`, 'i')
    const labelAt = head.findIndex((name) => isLabel.test(name.trim()))
    return { field: what.toLowerCase() === 'phone' ? 'phone' : 'work_mail', labelAt }
  }
  return { field: fieldOf.get(heading.toLowerCase().replaceAll(/[^a-z0-9]/g, '')) }
}

function formatOf(head: readonly string[]): ImportFormat {
  const has = (name: string) => head.some((one) => one.trim().toLowerCase() === name)
  if (has('user principal name') || has('userprincipalname')) return 'microsoft'
  if (has('e-mail 1 - value') || has('phone 1 - value') || has('email address [required]')) return 'google'
  if (has('business phone') || has('e-mail address') || has('telefon geschäftlich')) return 'outlook'
  return 'csv'
}

function rawOf(columns: readonly Column[], cells: readonly string[], row: number): Raw {
  const all = (field: Field): string[] =>
    columns.flatMap((column, at) =>
      column.field === field ? severalOf(unguarded((cells[at] ?? '').trim())) : [],
    )
  const one = (field: Field): string | undefined => all(field)[0]
  const ways = columns.flatMap(({ field, labelAt = -1 }, at) => {
    const kind = wayKinds.find((way) => way === field)
    if (kind === undefined) return []
    const labelled = kindBy(kind, cells[labelAt])
    return severalOf(unguarded((cells[at] ?? '').trim())).map((value) => ({ kind: labelled, value }))
  })
  const street = all('street').join(', ')
  const department = all('department').join(', ')
  const hasHours = columns.some(({ field }) => field === 'at_night')
  const hasDown = columns.some(({ field }) => field === 'when_down')
  return {
    row,
    name: one('name'),
    first: [...all('first'), ...all('middle')].join(' '),
    last: one('last'),
    kind: contactKinds.find((kind) => kind === one('kind')?.toLowerCase()),
    organisation: one('organisation'),
    job: [one('job'), department].filter(Boolean).join(', '),
    ways: street === '' ? ways : [...ways, { kind: 'address', value: street }],
    atNight: hasHours ? all('at_night') : undefined,
    whenDown: hasDown ? all('when_down') : undefined,
    languages: all('languages').flatMap((cell) => cell.split(/[,;/]/)),
    timeZone: one('time_zone'),
    note: all('note').join(' '),
    refusal: refusalOf(one),
  }
}

/** Google calls a mobile number a phone with the label Mobile, and a private address one with the label Home. */
function kindBy(kind: WayKind, label = ''): WayKind {
  if (kind === 'phone' && /mobil|cell|handy/i.test(label)) return 'mobile'
  if (kind === 'work_mail' && /home|privat|personal/i.test(label)) return 'private_mail'
  return kind
}

/** Several in one cell: ours with a bar, Google's with three colons. */
function severalOf(cell: string): string[] {
  return cell.split(' ::: ').flatMap(several)
}

/** Somebody who was shut out has left, in all likelihood: nobody should call them at night. */
function refusalOf(one: (field: Field) => string | undefined): string | undefined {
  const isBlocked =
    /^(true|yes|1|wahr|ja)$/i.test(one('blocked') ?? '') ||
    /^(false|no|0|falsch|nein)$/i.test(one('enabled') ?? '') ||
    /^(suspended|archived|deleted|gesperrt)/i.test(one('status') ?? '')
  return isBlocked
    ? 'This account is blocked there. Add the person by hand if they still work for you.'
    : undefined
}
