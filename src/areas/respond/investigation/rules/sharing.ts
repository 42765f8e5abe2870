/** Which files leave for others: by the one rule of `base/tlp.ts`, with its mark in each name. */
import { mayExport, tlpLabel, type Tlp } from '../../../../base/tlp.ts'

/** What may leave at all: RED is for the people of the case. */
export type SharedTlp = Exclude<Tlp, 'red'>

/** Why nothing may be made for others to read; undefined when it may. */
export function whyNotShared(tlp: Tlp): string | undefined {
  return mayExport(tlp, 'organisation')
    ? undefined
    : 'This case is TLP:RED: it is for the people who were told in person, and does not leave as a file for others. Change the marking first.'
}

/** `INC-7-TLP-AMBER-stix.json`. */
export function exportName(number: number, tlp: Tlp, ending: string): string {
  return `INC-${number}-${tlpLabel(tlp).replaceAll(/[:+]/g, '-')}-${ending}`
}
