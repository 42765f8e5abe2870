import type { Listening } from '../rules/silence.ts'
import type { AskingRow } from './asking.ts'
import type { SourceRecord } from './sources.ts'

/** What the rules of silence know of a source, and of how it is asked if it is. */
export function listeningOf(source: SourceRecord, asking: AskingRow | undefined): Listening {
  return {
    mode: source.silenceMode,
    chosenMinutes: source.silenceMinutes,
    watchedFrom: source.silenceFrom,
    lastSignalAt: source.lastSignalAt,
    silentAt: source.silentAt,
    createdAt: source.createdAt,
    longestGapSeconds: source.longestGapSeconds,
    received: source.received + source.quarantined,
    // One that is paused is not expected to answer.
    failures: asking?.isOn === true ? asking.failures : 0,
    isAlarmed: asking?.isAlarmed === true,
    isPaused: asking?.isOn === false,
  }
}
