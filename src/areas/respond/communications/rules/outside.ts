/** Where a page outside stands, and how often its mail may ask. Pure. */
import { mayExport, tlpLabel, type ExportAudience, type Tlp } from '../../../../base/tlp.ts'
import { insideAudiences, type StatementAudience } from '../contract/statement-words.ts'
import type { StatementBody } from './drafting.ts'

/** Why nothing of this case may be shown on a page outside; '' when it may. */
export function whyBarred({
  tlp,
  isRestricted,
}: {
  readonly tlp: Tlp
  readonly isRestricted: boolean
}): string {
  if (isRestricted) return 'This case is closed to most of the house. Nothing of it is shown outside.'
  return mayExport(tlp, 'clients')
    ? ''
    : `This case is marked ${tlpLabel(tlp)}. Nothing of it is shown outside: change the mark first.`
}

/** Whom a law may oblige us to tell: a mark of ours does not stand above it (TLP 2.0 binds by agreement). */
const byLaw: readonly StatementAudience[] = ['affected', 'authority', 'police']

const reach: Partial<Record<StatementAudience, ExportAudience>> = {
  team: 'case',
  management: 'organisation',
  staff: 'organisation',
}

/** Why no report or statement of this case may leave for this audience; '' when it may. */
export function whyKeptFrom(
  audience: StatementAudience,
  { tlp, isRestricted }: { readonly tlp: Tlp; readonly isRestricted: boolean },
): string {
  if (byLaw.includes(audience)) return ''
  if (isRestricted && ['staff', 'press', 'public'].includes(audience))
    return insideAudiences.includes(audience)
      ? 'This case is closed to most of the house. Write to the people in its circle: as the team, or as management.'
      : 'This case is closed to most of the house. Nothing of it is shown outside.'
  return mayExport(tlp, reach[audience] ?? 'clients')
    ? ''
    : `This case is marked ${tlpLabel(tlp)}, so this audience may not read of it: change the mark first.`
}

/** How often one address is asked at most, and how long it is left alone between two questions. */
export const mostAsks = 3
const quietMinutes = 60
/** An answer to the question counts for so long. */
export const confirmDays = 7

/** Whether this address may be asked once more: whoever types a stranger's address cannot flood it. */
export function mayAskAgain(
  known: { readonly askedAt: Date; readonly asks: number; readonly isFollowing: boolean },
  now: Date,
): boolean {
  const isQuiet = now.getTime() - known.askedAt.getTime() < quietMinutes * 60_000
  return !known.isFollowing && !isQuiet && known.asks < mostAsks
}

interface PartWords {
  readonly headings: Readonly<Record<'confirmed' | 'checking' | 'unknown' | 'doing' | 'ask', string>>
  readonly nothing: Readonly<Record<'confirmed', string>>
}

export interface Part {
  readonly heading: string
  readonly lines: string[]
  readonly isList: boolean
}

/** A statement in its parts, in the order in which it went out. */
export function partsOf(body: StatementBody, { headings, nothing }: PartWords): Part[] {
  const words = (heading: string, ...texts: readonly string[]) => ({
    heading,
    lines: texts.flatMap((text) => text.split('\n')).filter((line) => line !== ''),
    isList: false,
  })
  const list = (heading: string, lines: readonly string[]) => ({ heading, lines: [...lines], isList: true })
  return [
    words('', body.greeting, body.opening),
    body.confirmed.length === 0
      ? words(headings.confirmed, nothing.confirmed)
      : list(headings.confirmed, body.confirmed),
    list(headings.checking, body.checking),
    list(headings.unknown, body.unknown),
    words(headings.doing, body.doing),
    words(headings.ask, body.ask),
    words('', body.closing),
  ].filter(({ lines }) => lines.length > 0)
}
