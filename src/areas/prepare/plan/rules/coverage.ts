/** What the organisation is ready for: a playbook and somebody who looks after it for every kind. */
import type { Coverage } from '../contract/plan.ts'

/** What was proved longest ago, or never, stands first; those that are likelier before the others. */
export function byLastProof(rows: readonly Coverage[]): Coverage[] {
  return rows.toSorted(
    (a, b) =>
      (a.provedOn ?? '').localeCompare(b.provedOn ?? '') ||
      Number(b.isPicked) - Number(a.isPicked) ||
      a.kind.localeCompare(b.kind),
  )
}

/** The last day of a rehearsal: one held here, or one that somebody entered. */
export function lastOf(...days: readonly (string | null | undefined)[]): string | null {
  return (
    days
      .filter((day) => day !== null && day !== undefined)
      .toSorted()
      .at(-1) ?? null
  )
}
