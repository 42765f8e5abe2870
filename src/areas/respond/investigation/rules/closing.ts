/** What this room wants in order before an incident is closed. Plain data in, sentences out. */
import type { Severity } from '../../../../base/incident-words.ts'
import type { Finding } from '../contract/causes.ts'
import type { Party } from '../contract/parties.ts'
import type { ClosingAsks } from '../contract/words.ts'

/** What a closing asks for where the organisation never chose. */
export const usualAsks: ClosingAsks = 'serious'

/** How the case is about to end. */
export interface Ending {
  readonly disposition: 'resolved' | 'false_alarm' | 'duplicate' | 'cancelled'
  /** How it began, as the closing itself says; undefined while nobody chose. */
  readonly initialVector?: NonNullable<Finding['vector']> | undefined
}

export interface Standing {
  readonly vector: Finding['vector']
  readonly vectorNote: string
  readonly factors: number
  readonly untold: readonly Pick<Party, 'name'>[]
  readonly openWaivers: number
  /** Whether anybody entered anything in this room. */
  readonly isUsed: boolean
  /** When this organisation asks. */
  readonly asks: ClosingAsks
  readonly severity: Severity
  readonly mode: 'real' | 'exercise' | 'near_miss'
  /** Whether a person leads it or is about to close it; else only programs opened it and close it. */
  readonly isLed: boolean
}

export type OpenPart = 'vector' | 'factors' | 'parties' | 'waivers'

/**
 * What never happened needs no cause: a false alarm, a duplicate, a declaration by mistake and a rehearsal are held up
 * by nothing here. A way in that the closing itself names is as good as one that was named before.
 */
export function openParts(
  standing: Standing,
  { disposition, initialVector = 'unknown' }: Ending,
): readonly { part: OpenPart; sentence: string }[] {
  if (disposition !== 'resolved' || !isAsked(standing)) return []
  const open: { part: OpenPart; sentence: string }[] = []
  const isNamed = [standing.vector ?? 'unknown', initialVector].some((vector) => vector !== 'unknown')
  if (!isNamed && standing.vectorNote === '')
    open.push({
      part: 'vector',
      sentence:
        standing.vector === null
          ? 'Say how it began. "Nobody knows" is an answer, with how you looked.'
          : 'How it began is unknown: write down where you looked for it.',
    })
  if (standing.factors === 0)
    open.push({ part: 'factors', sentence: 'Name at least one thing that made it possible, not a person.' })
  for (const { name } of standing.untold.slice(0, 20))
    open.push({ part: 'parties', sentence: `Tell ${name}, or say why they are not told.` })
  if (standing.untold.length > 20)
    open.push({
      part: 'parties',
      sentence: `${standing.untold.length - 20} more affected parties are not told yet.`,
    })
  if (standing.openWaivers > 0)
    open.push({
      part: 'waivers',
      sentence:
        standing.openWaivers === 1
          ? 'Evidence was given up by a waiver: seal it after all, or say what its loss means.'
          : `Evidence was given up by ${standing.openWaivers} waivers: seal it after all, or say what its loss means.`,
    })
  return open
}

/**
 * Serious cases and those that somebody looked into. A serious case that only programs opened, and a program closes, is
 * left alone unless the organisation asks at every closing: no tool is held up by what it cannot know.
 */
function isAsked({ asks, isUsed, isLed, severity, mode }: Standing): boolean {
  if (mode === 'exercise') return false
  if (isUsed || asks === 'every') return true
  return asks === 'serious' && mode === 'real' && isLed && (severity === 'S1' || severity === 'S2')
}
