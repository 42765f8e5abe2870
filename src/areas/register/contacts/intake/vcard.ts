/** Cards of people as telephones and mail programs send them: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350). */
import type { WayKind } from '../contract/words.ts'
import { draftOf, type Raw, type ReadList } from './draft.ts'

interface Property {
  readonly name: string
  readonly params: string
  readonly value: string
}

const read = new Set([
  'FN',
  'N',
  'ORG',
  'TITLE',
  'ROLE',
  'TEL',
  'EMAIL',
  'IMPP',
  'ADR',
  'LANG',
  'TZ',
  'NOTE',
  'KIND',
])
/** What belongs to the card itself, not to the person. */
const quiet = new Set(['BEGIN', 'END', 'VERSION', 'PRODID', 'REV', 'UID'])

export function readVcards(text: string): ReadList {
  const cards = text.split(/^END:VCARD\s*$/im).flatMap((part) => {
    const start = part.search(/^BEGIN:VCARD\s*$/im)
    return start < 0 ? [] : [propertiesOf(part.slice(start))]
  })
  const leftOut = new Set<string>()
  for (const properties of cards)
    for (const { name } of properties) if (!read.has(name) && !quiet.has(name)) leftOut.add(name)
  return {
    format: 'vcard',
    leftOut: [...leftOut],
    drafts: cards.map((properties, index) => draftOf(rawOf(properties, index + 1))),
  }
}

function rawOf(properties: readonly Property[], row: number): Raw {
  const all = (name: string) => properties.filter((one) => one.name === name)
  const first = (name: string) => plain(all(name)[0]?.value ?? '')
  const [last, given] = parts(all('N')[0]?.value ?? '')
  const isGroup = /^(group|location)$/i.test(first('KIND'))
  const messengers = all('IMPP').map(({ value }) => ({ kind: 'messenger' as const, value: plain(value) }))
  return {
    row,
    name: first('FN'),
    first: given,
    last,
    organisation: parts(all('ORG')[0]?.value ?? '')
      .filter(Boolean)
      .join(', '),
    job: first('TITLE') || first('ROLE'),
    ways: [
      ...all('TEL').map(({ params, value }) => ({ kind: callKind(params), value: numberOf(value) })),
      ...all('EMAIL').map(({ params, value }) => ({ kind: mailKind(params), value: plain(value) })),
      ...messengers,
      ...all('ADR').map(({ value }) => ({
        kind: 'address' as const,
        value: parts(value).filter(Boolean).join(', '),
      })),
    ],
    languages: all('LANG').map(({ value }) => plain(value)),
    // Before version 4 it is an offset, which no summer time fits.
    timeZone: /^[A-Za-z]+\//.test(first('TZ')) ? first('TZ') : undefined,
    note: first('NOTE'),
    refusal: isGroup ? 'This card is a group or a place, no person.' : undefined,
  }
}

function callKind(params: string): WayKind {
  return /cell|mobile|iphone/i.test(params) ? 'mobile' : 'phone'
}

/** Without a type nobody knows whose mailbox it is: as one of the office it is not relied on when all is down. */
function mailKind(params: string): WayKind {
  return /home/i.test(params) ? 'private_mail' : 'work_mail'
}

function numberOf(value: string): string {
  return plain(value).replace(/^tel:/i, '').replace(/;ext=/i, ' ext ')
}

/** Lines put together again where they were folded; a quoted-printable one of version 2.1 also after its `=`. */
function linesOf(card: string): string[] {
  const lines: string[] = []
  for (const line of card.replaceAll(/\n[ \t]/g, '').split('\n')) {
    const last = lines.at(-1)
    if (last !== undefined && last.endsWith('=') && /^[^:]*QUOTED-PRINTABLE/i.test(last))
      lines[lines.length - 1] = last.slice(0, -1) + line
    else lines.push(line)
  }
  return lines
}

function propertiesOf(card: string): Property[] {
  return linesOf(card).flatMap((line) => {
    const found = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;(?:[^":]|"[^"]*")*)?):(.*)$/.exec(line)
    if (found === null) return []
    const [, name = '', params = '', value = ''] = found
    const isQuoted = /QUOTED-PRINTABLE/i.test(params)
    return [{ name: name.toUpperCase(), params, value: isQuoted ? unquoted(value) : value }]
  })
}

function unquoted(value: string): string {
  const bytes = value
    .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .split('')
    .map((sign) => sign.charCodeAt(0))
  return bytes.every((byte) => byte < 256) ? new TextDecoder().decode(new Uint8Array(bytes)) : value
}

/** Text between the semicolons that are not escaped. */
function parts(value: string): string[] {
  return value.split(/(?<!\\);/).map(plain)
}

function plain(value: string): string {
  return value.replaceAll(/\\([nN,;:\\])/g, (_all, sign: string) => (/n/i.test(sign) ? ' ' : sign)).trim()
}
