import type { Asking } from '../contract/asking.ts'
import type { AskingRow } from '../store/asking.ts'

/** How a source is asked, as it is shown: never with what is secret of it. */
export function shownAsking(row: AskingRow, now: Date): Asking {
  const { isOn, everyMinutes, settings, taken, failures, trouble } = row
  return {
    isOn,
    everyMinutes,
    ...settings,
    hasSecret: row.secret !== null,
    isAsking: row.askingUntil !== null && row.askingUntil > now,
    nextAt: row.nextAt.toISOString(),
    askedAt: row.askedAt?.toISOString() ?? null,
    taken,
    failures,
    trouble,
    troubleAt: row.troubleAt?.toISOString() ?? null,
  }
}
