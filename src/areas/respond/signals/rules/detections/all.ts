/** All rule templates, and one event led through those that are switched on. */
import type { RuleId } from '../../contract/detection-rules.ts'
import { lookalikeDomain, mailboxRule, newAdmin, payeeChange, protectionOff } from './by-words.ts'
import { backupSilent, failedThenSuccess, impossibleTravel, massDownload } from './over-time.ts'
import type { Detection, Facts, SeenEvent } from './rule.ts'

export const detections: readonly Detection[] = [
  payeeChange,
  impossibleTravel,
  mailboxRule,
  massDownload,
  newAdmin,
  protectionOff,
  failedThenSuccess,
  backupSilent,
  lookalikeDomain,
]

export function detectionOf(rule: RuleId): Detection {
  const found = detections.find((each) => each.rule === rule)
  if (found === undefined) throw new RangeError(`there is no rule ${rule}`)
  return found
}

/** What a rule raised. */
export interface Raised {
  readonly detection: Detection
  readonly subject: string
  readonly words: string
  readonly at: number
}

/** What is remembered, by rule and subject. */
export interface Memory {
  get(rule: RuleId, subject: string): Facts
  set(rule: RuleId, subject: string, facts: Facts, at: number): void
}

/** Leads one event through these rules; what they remember is changed. */
export function seeEvent(event: SeenEvent, rules: readonly Detection[], memory: Memory): Raised[] {
  return rules.flatMap((detection) => {
    const given = detection.subjectOf(event)
    if (given === undefined) return []
    const subject = given.slice(0, 200)
    const { facts, alarm } = detection.see(memory.get(detection.rule, subject), event)
    memory.set(detection.rule, subject, facts, event.at)
    return alarm === undefined ? [] : [{ detection, subject, words: alarm, at: event.at }]
  })
}
