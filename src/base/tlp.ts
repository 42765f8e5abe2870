/**
 * Traffic Light Protocol 2.0 (FIRST, August 2022, https://www.first.org/tlp/): how far the words of a case may travel.
 * One rule for every export of the house.
 */
export const tlpLevels = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
export type Tlp = (typeof tlpLevels)[number]

/**
 * Whom an export is for: the people of the case itself, guests among them (`case`), all of the organisation, its
 * clients, its community (peers, sharing groups, authorities without a case), or the public.
 */
export const audiences = ['case', 'organisation', 'clients', 'community', 'public'] as const
export type ExportAudience = (typeof audiences)[number]

/** The widest audience of each level, by the definitions of TLP 2.0 section 2. */
const widest: Record<Tlp, ExportAudience> = {
  red: 'case',
  'amber+strict': 'organisation',
  amber: 'clients',
  green: 'community',
  clear: 'public',
}

/** Whether words marked so may be handed to this audience. */
export function mayExport(tlp: Tlp, audience: ExportAudience): boolean {
  return audiences.indexOf(audience) <= audiences.indexOf(widest[tlp])
}

/** The label as TLP 2.0 section 4 wants it on paper: capitals, no blank. */
export function tlpLabel(tlp: Tlp): string {
  return `TLP:${tlp.toUpperCase()}`
}

/** The narrower of two; what comes together is marked by it. */
export function stricterTlp(a: Tlp, b: Tlp): Tlp {
  return tlpLevels.indexOf(a) >= tlpLevels.indexOf(b) ? a : b
}
