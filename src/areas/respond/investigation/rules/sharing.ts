/** TLP: who may be shown what leaves the house (FIRST, TLP 2.0). */

export const tlpLevels = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
export type Tlp = (typeof tlpLevels)[number]

/**
 * The marking of a case in one spelling, however it is kept (`TLP:RED`, `red`, `amber_strict`). A case that
 * nobody marked, or whose marking cannot be read, is AMBER: not for the public.
 */
export function readTlp(marking: unknown): Tlp {
  if (typeof marking !== 'string') return 'amber'
  const word = marking
    .toLowerCase()
    .replace(/^tlp[:_ -]?/, '')
    .replace(/[_ -]?\+?strict$/, '+strict')
  return tlpLevels.find((level) => level === (word === 'white' ? 'clear' : word)) ?? 'amber'
}

/** Why nothing may be exported for others to read; undefined when it may. RED is for those in the room alone. */
export function whyNotShared(tlp: Tlp): string | undefined {
  return tlp === 'red'
    ? 'This case is TLP:RED: it is for the people who were told in person, and does not leave as a file. Change the marking first.'
    : undefined
}
