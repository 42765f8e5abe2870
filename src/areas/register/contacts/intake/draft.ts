/** One person as a list names them, judged value by value: what cannot be used is left out, and why is said. */
import type { ImportFormat } from '../contract/imports.ts'
import { Language, TimeZone, type ContactKind, type Way, type WayKind } from '../contract/words.ts'

export interface Draft {
  /** As a spreadsheet counts: the heading is row 1. */
  readonly row: number
  readonly name: string
  readonly kind: ContactKind | undefined
  readonly organisation: string
  readonly job: string
  readonly ways: readonly Way[]
  readonly languages: readonly string[]
  readonly timeZone: string | null
  readonly note: string
  readonly remarks: readonly string[]
  /** Why nothing is taken of this row. */
  readonly refusal?: string
}

export interface ReadList {
  readonly format: ImportFormat
  readonly drafts: readonly Draft[]
  /** Columns or properties that have no place here, by name. */
  readonly leftOut: readonly string[]
}

/** What a reader found in one row, before anything is judged. */
export interface Raw {
  readonly row: number
  readonly name?: string | undefined
  readonly first?: string | undefined
  readonly last?: string | undefined
  readonly kind?: ContactKind | undefined
  readonly organisation?: string | undefined
  readonly job?: string | undefined
  readonly ways: readonly { readonly kind: WayKind; readonly value: string }[]
  /** Values of ways that work at night, and while our systems are down; undefined leaves it to the kind of way. */
  readonly atNight?: readonly string[] | undefined
  readonly whenDown?: readonly string[] | undefined
  readonly languages?: readonly string[] | undefined
  readonly timeZone?: string | undefined
  readonly note?: string | undefined
  readonly refusal?: string | undefined
}

const usual: Record<WayKind, Pick<Way, 'atNight' | 'whenDown'>> = {
  phone: { atNight: false, whenDown: true },
  mobile: { atNight: true, whenDown: true },
  work_mail: { atNight: false, whenDown: false },
  private_mail: { atNight: false, whenDown: true },
  messenger: { atNight: true, whenDown: true },
  address: { atNight: false, whenDown: true },
}

export function draftOf(raw: Raw): Draft {
  const remarks: string[] = []
  const word = (what: string, value: string | undefined, most: number): string => {
    const text = (value ?? '').replaceAll(/\s+/g, ' ').trim()
    if (isFormula(text)) {
      remarks.push(`${what}: it looks like a formula of a spreadsheet and was left out.`)
      return ''
    }
    if (text.length > most) remarks.push(`${what}: cut after ${most} letters.`)
    return text.slice(0, most)
  }
  const mail = raw.ways.find(({ kind }) => kind === 'work_mail' || kind === 'private_mail')?.value
  const full = [raw.first, raw.last].filter((part) => (part ?? '').trim() !== '').join(' ')
  const name = word(
    'Name',
    [raw.name, full, raw.organisation, mail].find((one) => one?.trim()),
    200,
  )
  const timeZone = (raw.timeZone ?? '').trim()
  const isZone = timeZone !== '' && TimeZone.safeParse(timeZone).success
  if (timeZone !== '' && !isZone)
    remarks.push(`Time zone "${timeZone.slice(0, 40)}" is not known and was left out.`)
  const refusal = raw.refusal ?? (name === '' ? 'There is no name in this row.' : undefined)
  return {
    row: raw.row,
    name,
    kind: raw.kind,
    organisation: word('Organisation', raw.organisation, 300),
    job: word('Task', raw.job, 300),
    ways: waysOf(raw, remarks),
    languages: languagesOf(raw.languages ?? [], remarks),
    timeZone: isZone ? timeZone : null,
    note: word('Note', raw.note, 2000),
    remarks,
    ...(refusal !== undefined && { refusal }),
  }
}

function waysOf({ ways, atNight, whenDown }: Raw, remarks: string[]): Way[] {
  const found: Way[] = []
  for (const { kind, value } of ways) {
    const text = value.replaceAll(/\s+/g, ' ').trim()
    if (text === '') continue
    const fault = faultOf(kind, text)
    if (fault !== undefined) remarks.push(`"${text.slice(0, 60)}" ${fault}`)
    else if (found.some((way) => way.kind === kind && way.value === text)) continue
    else if (found.length === 12) remarks.push('More than twelve ways: the others were left out.')
    else
      found.push({
        ...{ kind, value: text },
        atNight: atNight === undefined ? usual[kind].atNight : atNight.includes(text),
        whenDown: whenDown === undefined ? usual[kind].whenDown : whenDown.includes(text),
      })
  }
  return found
}

function faultOf(kind: WayKind, text: string): string | undefined {
  if (text.length > 300) return 'is too long and was left out.'
  if (kind === 'phone' || kind === 'mobile') {
    if (/^\d([.,]\d+)?E\+\d+$/i.test(text))
      return 'was a number that the spreadsheet has rounded. Export it as text; it was left out.'
    if (text.replaceAll(/\D/g, '').length < 3 || /[^\d+ ()/.\-#*xextEXT]/.test(text))
      return 'is no telephone number and was left out.'
    return undefined
  }
  if (kind.endsWith('_mail') && !/^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/.test(text))
    return 'is no e-mail address and was left out.'
  return isFormula(text) ? 'looks like a formula of a spreadsheet and was left out.' : undefined
}

function languagesOf(tags: readonly string[], remarks: string[]): string[] {
  const codes = tags.flatMap((tag) => {
    const code = Language.safeParse((tag.trim().split(/[-_]/)[0] ?? '').trim())
    if (code.success) return [code.data]
    if (tag.trim() !== '')
      remarks.push(`Language "${tag.trim().slice(0, 30)}" is not known and was left out.`)
    return []
  })
  return [...new Set(codes)].slice(0, 10)
}

/** What a spreadsheet would run; a telephone number may begin with a plus. */
function isFormula(text: string): boolean {
  return /^[=@|%]/.test(text) || /^[+-]\s*[A-Za-z(]/.test(text)
}
