import { refuse } from '../../../../base/refusal.ts'
import { normalisedEmail } from '../../../../base/email-address.ts'
import { isObject, type Change } from './patch.ts'

/** What a directory wants to be so of a person; what it did not speak of is absent. */
export interface PersonWish {
  userName?: string
  externalId?: string
  displayName?: string
  givenName?: string
  familyName?: string
  email?: string
  phone?: string
  isActive?: boolean
}

const longest = { userName: 254, externalId: 254, displayName: 120, givenName: 80, familyName: 80 } as const
type TextField = keyof typeof longest

const textFields: Readonly<Record<string, TextField>> = {
  username: 'userName',
  externalid: 'externalId',
  displayname: 'displayName',
  'name.formatted': 'displayName',
  'name.givenname': 'givenName',
  'name.familyname': 'familyName',
}

/** Reads changes as Entra ID, Okta and those who keep to the letter send them; attributes that we do not keep are passed over. */
export function personWish(changes: readonly Change[]): PersonWish {
  const wish: PersonWish = {}
  for (const change of changes) take(wish, change)
  return wish
}

function take(wish: PersonWish, { op, attribute, selector, value }: Change): void {
  const field = textFields[attribute]
  if (field !== undefined) return takeText(wish, field, { op, attribute, value })
  if (attribute === 'name' && isObject(value)) {
    for (const [sub, inner] of Object.entries(value))
      take(wish, { op, attribute: `name.${sub.toLowerCase()}`, selector: undefined, value: inner })
    return
  }
  if (attribute === 'active' && op !== 'remove') wish.isActive = flagOf(value)
  if (selector !== undefined && !/^(?:type eq "work"|primary eq true|primary eq "true")$/i.test(selector))
    return
  if (attribute === 'emails' || attribute === 'emails.value') takeEmail(wish, op, value)
  // A number that is marked as private or mobile by a path of its own is nobody's matter here.
  if (attribute === 'phonenumbers' || attribute === 'phonenumbers.value') wish.phone = phoneOf(op, value)
}

function takeText(
  wish: PersonWish,
  field: TextField,
  { op, attribute, value }: Pick<Change, 'op' | 'attribute' | 'value'>,
): void {
  // Some send the whole name as displayName and as name.formatted: what people see elsewhere goes first.
  if (attribute === 'name.formatted' && wish.displayName !== undefined) return
  const text = op === 'remove' || value === null ? '' : lineOf(value, attribute, longest[field])
  if (field === 'userName' && text === '') refuseValue('userName has to be given')
  wish[field] = field === 'userName' ? text.toLowerCase() : text
}

function takeEmail(wish: PersonWish, op: Change['op'], value: unknown): void {
  const text = op === 'remove' ? '' : chosenOf(value)
  if (text === undefined || text === '') return
  const email = normalisedEmail(text)
  if (email === undefined) return refuseValue('the e-mail address has to be one like name@example.org')
  wish.email = email
}

function phoneOf(op: Change['op'], value: unknown): string {
  const text = op === 'remove' ? '' : (chosenOf(value) ?? '')
  return text
    .replaceAll(/[^+0-9 ()/.-]/g, '')
    .trim()
    .slice(0, 40)
}

/** The one that is meant of several: the primary one, else the one at work, else the first. */
function chosenOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  const all = (Array.isArray(value) ? value : [value]).filter(isObject).slice(0, 50)
  const chosen =
    all.find((one) => one['primary'] === true || String(one['primary']).toLowerCase() === 'true') ??
    all.find((one) => one['type'] === 'work') ??
    all[0]
  return typeof chosen?.['value'] === 'string' ? chosen['value'] : undefined
}

/** Entra ID sends "True" and "False" as text. */
function flagOf(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value.toLowerCase() : ''
  if (text === 'true' || text === 'false') return text === 'true'
  return refuseValue('active has to be true or false')
}

export function lineOf(value: unknown, name: string, most: number): string {
  if (typeof value !== 'string') return refuseValue(`${name} has to be text`)
  const text = value
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
  return text.length <= most ? text : refuseValue(`${name} has more than ${most} letters`)
}

export function refuseValue(message: string): never {
  refuse('invalid', `A value cannot be used: ${message}.`, { status: 400, reason: 'invalidValue' })
}

/** The address under which a new person is here: theirs, else their name where that is one. */
export function addressOf({ email, userName }: PersonWish): string {
  const address = email ?? normalisedEmail(userName ?? '')
  return address ?? refuseValue('an e-mail address at work is needed, as emails or as userName')
}

/** How somebody is called here. */
export function nameOf({
  displayName = '',
  givenName = '',
  familyName = '',
  userName = '',
}: Pick<PersonWish, 'displayName' | 'givenName' | 'familyName' | 'userName'>): string {
  const whole = `${givenName} ${familyName}`.trim()
  return (displayName || whole || userName).slice(0, 120)
}
