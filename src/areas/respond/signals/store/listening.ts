import type { Listening } from '../rules/silence.ts'
import type { SourceRecord } from './sources.ts'

/** What the rules of silence know of a source. */
export function listeningOf(source: SourceRecord): Listening {
  return {
    mode: source.silenceMode,
    chosenMinutes: source.silenceMinutes,
    watchedFrom: source.silenceFrom,
    lastSignalAt: source.lastSignalAt,
    silentAt: source.silentAt,
    createdAt: source.createdAt,
    longestGapSeconds: source.longestGapSeconds,
    received: source.received + source.quarantined,
  }
}
