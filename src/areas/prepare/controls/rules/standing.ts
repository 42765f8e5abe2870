/** How a control stands, from what people said, what they kept as proof, and what daily use tells. Never a score. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { ControlProof, Fact } from '../contract/controls.ts'
import {
  controlKeys,
  frameworkNames,
  packNames,
  packs,
  type Answer,
  type ChoiceName,
  type ControlKey,
  type ControlState,
  type FrameworkName,
  type PackName,
} from '../contract/words.ts'
import { knownOf, placesIn } from './frameworks.ts'

/** So many days after news a control is looked at; after holes that blackmailers use, sooner. */
const newsDays = { usual: 7, ransomware: 3 } as const

export interface Said {
  readonly answer: Answer | null
  readonly reviewedAt: Date | null
  readonly nextReviewOn: string
}

interface Known {
  readonly today: string
  readonly said: Pick<Said, 'answer'> | undefined
  readonly facts: readonly Pick<Fact, 'says' | 'day' | 'until'>[]
  readonly proofs: readonly Pick<ControlProof, 'checkedOn' | 'validUntil'>[]
}

/** What speaks against it is stronger than what anybody said; nothing is shown without evidence of today. */
export function stateOf({ today, said, facts, proofs }: Known): ControlState {
  const answer = said?.answer ?? null
  if (answer === 'not_applicable') return 'not_applicable'
  if (answer === 'no') return 'no'
  if (facts.some(({ says }) => says === 'against')) return 'against'
  if (answer === 'partly') return 'partly'
  const isShown =
    facts.some(({ says, until }) => says === 'shows' && until >= today) ||
    proofs.some(({ validUntil }) => validUntil >= today)
  if (isShown) return 'shown'
  if (proofs.length > 0) return 'lapsed'
  return answer === 'yes' ? 'said' : 'open'
}

/** The newest evidence that holds today, and how long it does. */
export function evidenceOf({
  today,
  facts,
  proofs,
}: Omit<Known, 'said'>): { readonly on: string; readonly until: string } | undefined {
  const held = [
    ...facts.filter(({ says }) => says === 'shows').map(({ day, until }) => ({ on: day, until })),
    ...proofs.map(({ checkedOn, validUntil }) => ({ on: checkedOn, until: validUntil })),
  ].filter(({ until }) => until >= today)
  return held.toSorted((a, b) => b.until.localeCompare(a.until) || b.on.localeCompare(a.on))[0]
}

interface Raised {
  readonly cve: string
  readonly keys: readonly string[]
  readonly raisedAt: Date
  readonly lookBy: string
}

/** When somebody looks again, and the news since the last look that brought it forward. */
export function nextLook(
  key: ControlKey,
  said: Said | undefined,
  news: readonly Raised[],
): { readonly day: string | null; readonly by: readonly string[] } {
  if (said === undefined) return { day: null, by: [] }
  const since = news.filter(
    ({ keys, raisedAt }) => keys.includes(key) && (said.reviewedAt === null || raisedAt > said.reviewedAt),
  )
  const earliest = since.map(({ lookBy }) => lookBy).toSorted()[0]
  const day = earliest !== undefined && earliest < said.nextReviewOn ? earliest : said.nextReviewOn
  return { day, by: since.map(({ cve }) => cve) }
}

/** The day by which news is answered. */
export function lookBy(today: string, isRansomware: boolean): string {
  return dayAfter(today, isRansomware ? newsDays.ransomware : newsDays.usual)
}

/** When a control that was looked at today is looked at again. */
export function reviewDay(key: ControlKey, today: string): string {
  return dayAfter(today, knownOf(key).months, 'months')
}

/** Days for the first look, two controls a week, so that a framework is no mountain of one day. */
export function firstLooks(keys: readonly ControlKey[], today: string): ReadonlyMap<ControlKey, string> {
  return new Map(keys.map((key, place) => [key, dayAfter(today, 7 * (1 + Math.floor(place / 2)))]))
}

export function isPack(name: ChoiceName): name is PackName {
  return packNames.some((one) => one === name)
}

export function isFramework(name: ChoiceName): name is FrameworkName {
  return frameworkNames.some((one) => one === name)
}

/** What a pack or a framework asks for, in the order of the list. */
export function controlsOf(name: ChoiceName): readonly ControlKey[] {
  if (isPack(name)) return packs[name].controls
  if (!isFramework(name)) return []
  return controlKeys.filter((key) => placesIn(name, key).length > 0)
}

/** What all that was chosen asks for. */
export function controlsInUse(chosen: readonly ChoiceName[]): ReadonlySet<ControlKey> {
  return new Set(chosen.flatMap((name) => controlsOf(name)))
}

/** What is to be told of a statement to an insurer that leans on a control; '' for nothing. */
export function warningOf(
  state: ControlState,
  policy: { readonly isInForce: boolean; readonly endsOn: string | null; readonly daysLeft: number | null },
): string {
  if (!policy.isInForce) return ''
  if (state === 'against' || state === 'no') return 'against'
  const isNear = policy.daysLeft !== null && policy.daysLeft >= 0 && policy.daysLeft <= 60
  return isNear && state !== 'shown' ? (policy.endsOn ?? '') : ''
}

/** Some of these by lot: the order of hashes of a seed, so that anybody can draw the same again. */
export function drawn(all: readonly ControlKey[], size: number, seed: string): ControlKey[] {
  const lot = (key: ControlKey) => bytesToHex(sha256(utf8ToBytes(`${seed} ${key}`)))
  return all.toSorted((a, b) => lot(a).localeCompare(lot(b))).slice(0, size)
}
