/** People out of a directory as LDIF (RFC 2849): Active Directory, OpenLDAP, an address book of Thunderbird. */
import type { WayKind } from '../contract/words.ts'
import { draftOf, type Raw, type ReadList } from './draft.ts'

const wayOf: Readonly<Record<string, WayKind>> = {
  telephonenumber: 'phone',
  homephone: 'phone',
  othertelephone: 'phone',
  mobile: 'mobile',
  othermobile: 'mobile',
  mail: 'work_mail',
  userprincipalname: 'work_mail',
  othermailbox: 'private_mail',
  mozillasecondemail: 'private_mail',
  postaladdress: 'address',
  homepostaladdress: 'address',
}
const read = new Set([
  ...Object.keys(wayOf),
  ...['cn', 'displayname', 'givenname', 'sn', 'o', 'ou', 'company', 'department', 'title'],
  ...['street', 'streetaddress', 'l', 'postalcode', 'co', 'preferredlanguage', 'description', 'info'],
  ...['dn', 'objectclass', 'useraccountcontrol', 'changetype', 'version'],
])
const people =
  /^(person|organizationalperson|inetorgperson|user|contact|mozillaabpersonalpha|newpilotperson)$/i

type Attributes = ReadonlyMap<string, readonly string[]>

export function readLdif(text: string): ReadList {
  const records = text
    .replaceAll(/\n /g, '')
    .split(/\n{2,}/)
    .map(attributesOf)
    .filter((record) => record.has('dn'))
  const leftOut = new Set(records.flatMap((record) => [...record.keys()].filter((name) => !read.has(name))))
  return {
    format: 'ldif',
    leftOut: [...leftOut],
    drafts: records.map((record, index) => draftOf(rawOf(record, index + 1))),
  }
}

function rawOf(record: Attributes, row: number): Raw {
  const all = (name: string): readonly string[] => record.get(name) ?? []
  const one = (...wanted: string[]) => wanted.flatMap(all).find((value) => value !== '')
  const place = ['street', 'streetaddress', 'postalcode', 'l', 'co'].flatMap(all).join(', ')
  const ways = [...record].flatMap(([name, values]) => {
    const kind = wayOf[name]
    // A line break of a postal address is a dollar sign there.
    return kind === undefined
      ? []
      : values.map((value) => ({ kind, value: value.replaceAll(/\s*\$\s*/g, ', ') }))
  })
  return {
    row,
    name: one('displayname', 'cn'),
    first: one('givenname'),
    last: one('sn'),
    organisation: one('company', 'o'),
    job: [one('title'), one('department', 'ou')].filter(Boolean).join(', '),
    ways: place === '' ? ways : [...ways, { kind: 'address', value: place }],
    languages: all('preferredlanguage'),
    note: one('description', 'info'),
    refusal: refusalOf(record),
  }
}

function refusalOf(record: Attributes): string | undefined {
  const classes = record.get('objectclass') ?? []
  const change = record.get('changetype')?.[0]?.toLowerCase() ?? 'add'
  if (change !== 'add')
    return `This record says "${change.slice(0, 20)}". Only people are taken in, no changes.`
  if (classes.length > 0 && !classes.some((name) => people.test(name))) return 'This record is no person.'
  if (classes.some((name) => /^computer$/i.test(name))) return 'This record is a computer.'
  // Bit 2 of Active Directory's userAccountControl: the account is disabled.
  const control = Number(record.get('useraccountcontrol')?.[0] ?? 0)
  return (control & 2) === 2
    ? 'This account is blocked there. Add the person by hand if they still work for you.'
    : undefined
}

function attributesOf(record: string): Attributes {
  const found = new Map<string, string[]>()
  for (const line of record.split('\n')) {
    if (line.startsWith('#')) continue
    const match = /^([A-Za-z][A-Za-z0-9.-]*)(?:;[A-Za-z0-9-;]+)?:([:<]?) ?(.*)$/.exec(line)
    if (match === null) continue
    const [, name = '', how = '', text = ''] = match
    // `:<` names a file of the machine that wrote this: never opened.
    if (how === '<') continue
    const value = how === ':' ? fromBase64(text.trim()) : text.trim()
    const key = name.toLowerCase()
    found.set(key, [...(found.get(key) ?? []), ...(value === undefined ? [] : [value])])
  }
  return found
}

/** Text in base64; undefined for a picture and anything else that is no text. */
function fromBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/[\0]/g, '')
  } catch {
    return undefined
  }
}
