/** What a list would change: who is new, who is known already, and what of them. Nothing is ever taken away by a list. */
import type { ImportedRow } from '../contract/imports.ts'
import type { ContactKind, Way } from '../contract/words.ts'
import { wayKey } from '../rules/directory.ts'
import type { Draft } from './draft.ts'

/** One who is on the list of contacts already, with all ways that are known. */
export interface Known {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly job: string
  readonly ways: readonly Way[]
  readonly languages: readonly string[]
  readonly timeZone: string | null
  readonly note: string
  /** Ours, or a person of the organisation; what other registers hold is changed there. */
  readonly canChange: boolean
  /** Their organisation is ours to write. */
  readonly isOwn: boolean
}

export interface Fresh {
  readonly kind: ContactKind
  readonly draft: Draft
}

export interface Filled {
  readonly id: string
  /** Ways that are new; what was empty is filled. */
  readonly ways: readonly Way[]
  readonly organisation?: string
  readonly job?: string
  readonly languages?: readonly string[]
  readonly timeZone?: string
  readonly note?: string
}

export interface Plan {
  readonly rows: readonly ImportedRow[]
  readonly fresh: readonly Fresh[]
  readonly filled: readonly Filled[]
}

export function planImport(drafts: readonly Draft[], known: readonly Known[], kind: ContactKind): Plan {
  const people = indexOf(known)
  const seen = new Map<string, number>()
  const rows: ImportedRow[] = []
  const fresh: Fresh[] = []
  const filled: Filled[] = []
  for (const draft of drafts) {
    const say = (outcome: ImportedRow['outcome'], ...remarks: readonly string[]) =>
      rows.push({ row: draft.row, name: draft.name, outcome, remarks: [...draft.remarks, ...remarks] })
    if (draft.refusal !== undefined) {
      say('refused', draft.refusal)
      continue
    }
    const keys = keysOf(draft)
    const twin = keys.map((key) => seen.get(key)).find((row) => row !== undefined)
    for (const key of keys) if (!seen.has(key)) seen.set(key, draft.row)
    if (twin !== undefined) {
      say('refused', `The same person stands in row ${twin} already. Put both into one row.`)
      continue
    }
    const matches = people(draft)
    const [match] = matches
    if (match === undefined) {
      fresh.push({ kind: draft.kind ?? kind, draft })
      say('added')
    } else if (matches.length > 1)
      say('refused', `Several contacts are called ${draft.name}. Change the right one by hand.`)
    else if (!match.canChange)
      say('refused', `${match.name} stands in another register. Change the numbers there.`)
    else {
      const change = filling(match, draft)
      if (change === undefined) say('same')
      else {
        filled.push(change)
        say('changed')
      }
    }
  }
  return { rows, fresh, filled }
}

/** One mailbox is one person; so is one name in one organisation. A telephone may stand on a shared desk. */
function keysOf({ name, organisation, ways }: Pick<Draft, 'name' | 'organisation' | 'ways'>): string[] {
  const mails = ways.filter(({ kind }) => kind.endsWith('_mail')).map(mailKey)
  return [...mails, `name ${name.toLowerCase()} @ ${organisation.toLowerCase()}`]
}

function mailKey({ value }: Way): string {
  return `mail ${value.toLowerCase()}`
}

/** Looked up once for each row: ten thousand of one name in as many houses cost no more than ten thousand names. */
function indexOf(known: readonly Known[]): (draft: Draft) => readonly Known[] {
  const byMail = new Map<string, Known>()
  const byName = new Map<string, Known[]>()
  const byHouse = new Map<string, Known[]>()
  const put = (into: Map<string, Known[]>, key: string, one: Known) => {
    const all = into.get(key)
    if (all === undefined) into.set(key, [one])
    else all.push(one)
  }
  for (const one of known) {
    for (const way of one.ways) if (way.kind.endsWith('_mail')) byMail.set(mailKey(way), one)
    put(byName, one.name.toLowerCase(), one)
    // Whoever is not ours to place, or stands in no house, may be meant by any house.
    put(byHouse, houseKey(one.name, one.isOwn ? one.organisation : ''), one)
  }
  return (draft) => {
    for (const way of draft.ways) {
      const found = way.kind.endsWith('_mail') ? byMail.get(mailKey(way)) : undefined
      if (found !== undefined) return [found]
    }
    const { name, organisation } = draft
    if (organisation === '') return byName.get(name.toLowerCase()) ?? []
    const [here, anywhere] = [byHouse.get(houseKey(name, organisation)), byHouse.get(houseKey(name, ''))]
    return [...(here ?? []), ...(anywhere ?? [])].slice(0, 2)
  }
}

function houseKey(name: string, organisation: string): string {
  return `${name.toLowerCase()}\n${organisation.toLowerCase()}`
}

/** Only what is new: a number that is known stays as it is, and words that somebody wrote are not written over. */
function filling(known: Known, draft: Draft): Filled | undefined {
  const there = new Set(known.ways.map(wayKey))
  const ways = draft.ways.filter((way) => !there.has(wayKey(way)))
  const change = {
    ...(known.isOwn &&
      known.organisation === '' &&
      draft.organisation !== '' && { organisation: draft.organisation }),
    ...(known.job === '' && draft.job !== '' && { job: draft.job }),
    ...(known.note === '' && draft.note !== '' && { note: draft.note }),
    ...(known.timeZone === null && draft.timeZone !== null && { timeZone: draft.timeZone }),
    ...(known.languages.length === 0 && draft.languages.length > 0 && { languages: draft.languages }),
  }
  if (ways.length === 0 && Object.keys(change).length === 0) return undefined
  return { id: known.id, ways, ...change }
}
