/**
 * The guide to evidence: what each section says stands in the messages as `guide.<section>.<line>`. Made in our own
 * words after RFC 3227 (order of volatility), NIST SP 800-86, and the four principles of the ACPO good practice guide.
 */
export const guideEdition = '2026-11'
export const guideCheckedOn = '2026-11-22'

/** In the order in which it is needed; the number of lines of each. */
export const guideSections = {
  why: 3,
  hands: 4,
  never: 6,
  order: 6,
  photos: 4,
  chain: 5,
  people: 4,
  stop: 3,
} as const satisfies Record<string, number>
export type GuideSection = keyof typeof guideSections

/** Lines of a section, from 1. */
export function linesOf(section: GuideSection): readonly string[] {
  return Array.from({ length: guideSections[section] }, (_, at) => `guide.${section}.${at + 1}`)
}

/** What stands before a step that wipes, in five lines; the rest is one tap away. */
export const shortGuide = [
  'guide.hands.1',
  'guide.never.1',
  'guide.never.2',
  'guide.order.1',
  'guide.people.1',
] as const
