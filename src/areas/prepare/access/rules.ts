/** How lists of accounts are read, what an answer about an account needs, who may give it, and when it is due again. */
import type { Actor } from '../../../base/access.ts'
import { daysBetween } from '../../../base/calendar-day.ts'
import { cellsOf, mostRows, unguarded, word } from '../../../base/csv-rows.ts'
import type { Fault } from '../../../base/refusal.ts'
import type { Account, factorStates, verdicts } from './contract.ts'

type Factor = (typeof factorStates)[number]

/** Twice a year somebody goes through all of it. */
export const campaignMonths = 6
/** What is to be removed has so many days where nobody says otherwise. */
export const removalDays = 7
/** The first campaign is due so many days after somebody began a list. */
export const firstCampaignDays = 30

export interface ListedAccount {
  readonly login: string
  readonly holder: string
  readonly rights: string
  /** Undefined where the list says nothing of it: what is known stays. */
  readonly secondFactor: Factor | undefined
}

type Column = 'login' | 'holder' | 'first' | 'last' | 'rights' | 'secondFactor' | 'state'

/** Our own columns, and what the exports of Microsoft 365 and Google Workspace call theirs, in small letters. */
const columns: Readonly<Record<string, Column>> = {
  login: 'login',
  userprincipalname: 'login',
  'user principal name': 'login',
  'email address [required]': 'login',
  'email address': 'login',
  email: 'login',
  holder: 'holder',
  displayname: 'holder',
  'display name': 'holder',
  userdisplayname: 'holder',
  'first name [required]': 'first',
  'first name': 'first',
  'last name [required]': 'last',
  'last name': 'last',
  rights: 'rights',
  roles: 'rights',
  'admin roles': 'rights',
  secondfactor: 'secondFactor',
  'second factor': 'secondFactor',
  ismfaregistered: 'secondFactor',
  '2sv enrolled [read only]': 'secondFactor',
  '2sv enrolled': 'secondFactor',
  accountenabled: 'state',
  'account enabled': 'state',
  'status [read only]': 'state',
  status: 'state',
}

const yes = ['yes', 'true', '1', 'ja', 'enrolled', 'registered', 'capable']
const no = ['no', 'false', '0', 'nein', 'not_enrolled', 'notregistered', 'not_registered']
/** Of an account that nobody can sign in with. */
const shut = ['false', 'no', 'suspended', 'disabled', 'blocked', 'archived']

/** A list of accounts as a system gives it out; faults name rows as a spreadsheet counts them. */
export function readList(
  csv: string,
): { readonly rows: readonly ListedAccount[] } | { readonly faults: readonly Fault[] } {
  const [head, ...lines] = cellsOf(csv)
  const known = head?.map((name) => columns[name.trim().toLowerCase()])
  if (known === undefined || !known.includes('login')) return { faults: [{ path: 'csv', message: noLogin }] }
  if (lines.length > mostRows)
    return { faults: [{ path: 'csv', message: `These are more than ${mostRows} rows. Send them in parts.` }] }
  const rows = new Map<string, ListedAccount>()
  const faults: Fault[] = []
  for (const [index, line] of lines.entries()) {
    const cell = (column: Column) => {
      const at = known.indexOf(column)
      return at === -1 ? undefined : unguarded((line[at] ?? '').trim()).slice(0, 200)
    }
    const login = cell('login') ?? ''
    const row = `row ${index + 2}`
    if (login === '') faults.push({ path: row, message: 'The name of the account is missing.' })
    if (rows.has(login.toLowerCase()))
      faults.push({ path: row, message: `"${login}" stands in the list twice.` })
    if (shut.includes(word(cell('state') ?? ''))) continue
    const holder = cell('holder') ?? [cell('first'), cell('last')].filter(Boolean).join(' ')
    const secondFactor = factorOf(cell('secondFactor'))
    rows.set(login.toLowerCase(), { login, holder, rights: cell('rights') ?? '', secondFactor })
  }
  if (faults.length > 0) return { faults: faults.slice(0, 20) }
  return rows.size === 0 ? { faults: [{ path: 'csv', message: nothing }] } : { rows: [...rows.values()] }
}

const noLogin =
  'The first row names the columns. One has to be the account: login, userPrincipalName or Email Address [Required].'
const nothing = 'No account in this list can sign in. Nothing was taken in.'

/** What is not said, or not understood, is unknown and never a no. */
function factorOf(cell: string | undefined): Factor | undefined {
  if (cell === undefined || cell.trim() === '') return undefined
  const said = word(cell)
  if (yes.includes(said)) return 'yes'
  return no.includes(said) ? 'no' : 'unknown'
}

interface Wish {
  readonly verdict: (typeof verdicts)[number]
  readonly reason: string
  readonly dueOn: string | undefined
  /** Whoever answers holds this account. */
  readonly isOwn: boolean
}

export function answerFaults({ verdict, reason, dueOn, isOwn }: Wish, today: string): Fault[] {
  const faults: Fault[] = []
  if (verdict !== 'keep' && reason === '')
    faults.push({ path: 'reason', message: 'Write why, so that whoever does it knows what is meant.' })
  if (verdict === 'keep' && isOwn && reason === '')
    faults.push({ path: 'reason', message: 'This is your own access. Write what you need it for.' })
  if (verdict !== 'keep' && dueOn !== undefined && daysBetween(today, dueOn) < 0)
    faults.push({ path: 'dueOn', message: 'Write a day to come.' })
  return faults
}

/** In a campaign the one who was named, and those who lead; outside of one whoever may review at all. */
export function mayAnswer(actor: Actor, reviewerId: string | null): boolean {
  if (reviewerId === null || actor.kind !== 'member') return true
  return actor.memberId === reviewerId || actor.role === 'owner' || actor.role === 'lead'
}

/** The words by which lists call a person, in small letters. */
export function wordsOf({ name, email }: { readonly name: string; readonly email: string }): string[] {
  return [name, email].map((one) => one.trim().toLowerCase()).filter((one) => one !== '')
}

/** Whether this account is one of this person; one that is tied to somebody else is not, whatever it is called. */
export function belongsTo(
  { memberId, login, holder }: Pick<Account, 'memberId' | 'login' | 'holder'>,
  person: { readonly id: string | null; readonly words: readonly string[] },
): boolean {
  if (memberId !== null) return memberId === person.id
  return person.words.includes(login.toLowerCase()) || person.words.includes(holder.toLowerCase())
}
