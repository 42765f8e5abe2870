/** Reads a list of people to tell: what is well is taken, what is broken is named by its row, and nobody stands twice. */
import { cellsOf } from '../../../../base/csv-rows.ts'
import { normalisedEmail } from '../../../../base/email-address.ts'
import type { RecipientChannel } from '../contract/statement-words.ts'

export interface Addressee {
  readonly name: string
  readonly email: string
  readonly phone: string
  /** Lines of the address on an envelope. */
  readonly post: readonly string[]
  /** The way that the list asks for; undefined: the quickest that is known. */
  readonly way: RecipientChannel | undefined
}

const askedWays = ['mail', 'letter', 'phone', 'hand', 'portal'] as const

export interface BrokenRow {
  /** As a spreadsheet counts: the heading is row 1. */
  readonly row: number
  readonly message: string
}

const headings = {
  name: ['name', 'full name', 'kunde', 'customer'],
  email: ['email', 'e-mail', 'mail', 'email address'],
  phone: ['phone', 'telephone', 'telefon', 'tel'],
  street: ['street', 'address', 'address1', 'strasse', 'straße', 'adresse'],
  extra: ['address2', 'extra', 'zusatz'],
  postcode: ['postcode', 'zip', 'plz', 'postal code'],
  city: ['city', 'town', 'ort', 'stadt'],
  country: ['country', 'land'],
  way: ['way', 'weg'],
} as const
type Column = keyof typeof headings

/**
 * @param firstRow what row of the whole file the first line below the heading is; a long list comes in parts
 * @param known addresses that stand on the list already
 */
export function readAddressees(
  csv: string,
  { firstRow, known }: { readonly firstRow: number; readonly known: ReadonlySet<string> },
): { readonly people: Addressee[]; readonly broken: BrokenRow[] } {
  const [head, ...lines] = cellsOf(csv)
  const columns = (head ?? []).map(columnOf)
  if (!columns.includes('name'))
    return {
      people: [],
      broken: [{ row: 1, message: 'The first row names the columns; "name" has to be among them.' }],
    }
  const seen = new Set(known)
  const people: Addressee[] = []
  const broken: BrokenRow[] = []
  lines.forEach((line, at) => {
    const row = firstRow + at
    const cells = new Map(line.map((cell, index) => [columns[index], cell.trim()]))
    const read = readOne((column) => flat(cells.get(column) ?? ''))
    if (typeof read === 'string') broken.push({ row, message: read })
    else if (read.email !== '' && seen.has(read.email))
      broken.push({ row, message: `stands on the list already: ${read.email}` })
    else {
      if (read.email !== '') seen.add(read.email)
      people.push(read)
    }
  })
  return { people, broken }
}

/** The person, or what is wrong with the row. */
function readOne(cell: (column: Column) => string): Addressee | string {
  const name = cell('name').slice(0, 200)
  if (name === '') return 'has no name'
  const said = cell('email')
  const email = said === '' ? '' : normalisedEmail(said)
  if (email === undefined) return `is no e-mail address that mail can go to: ${said.slice(0, 80)}`
  const phone = cell('phone').slice(0, 60)
  if (phone !== '' && !/\d{3}/.test(phone.replaceAll(/\D/g, ''))) return `is no telephone number: ${phone}`
  const town = [cell('postcode'), cell('city')].filter((one) => one !== '').join(' ')
  const post = [cell('street'), cell('extra'), town, cell('country')].filter((one) => one !== '')
  const asked = cell('way').toLowerCase()
  const way = askedWays.find((one) => one === asked)
  if (asked !== '' && way === undefined)
    return `asks for a way that is none of ${askedWays.join(', ')}: ${asked}`
  const isKnown = {
    mail: email !== '',
    phone: phone !== '',
    letter: post.length > 0,
    hand: true,
    portal: true,
  }
  if (way !== undefined && !isKnown[way]) return `asks for ${way}, but has no address for it`
  if (way === undefined && !isKnown.mail && !isKnown.phone && !isKnown.letter)
    return 'has neither e-mail, telephone nor postal address'
  return { name, email, phone, post: post.map((line) => line.slice(0, 120)), way }
}

function columnOf(title: string): Column | undefined {
  const word = title.trim().toLowerCase()
  const columns = Object.keys(headings) as Column[] // its own keys
  return columns.find((column) => (headings[column] as readonly string[]).includes(word)) // widened: literal tuples
}

function flat(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
