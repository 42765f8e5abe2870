/** What this room wants in order before an incident is closed. Plain data in, sentences out. */
import type { Finding } from '../contract/causes.ts'
import type { Party } from '../contract/parties.ts'

export type Disposition = 'resolved' | 'false_alarm' | 'duplicate' | 'cancelled'

export interface Standing {
  readonly vector: Finding['vector']
  readonly vectorNote: string
  readonly factors: number
  readonly untold: readonly Pick<Party, 'name'>[]
  readonly openWaivers: number
  /** Whether anybody entered anything in this room. */
  readonly isUsed: boolean
  /** Whether this organisation asks at every closing. */
  readonly isStrict: boolean
}

export type OpenPart = 'vector' | 'factors' | 'parties' | 'waivers'

/**
 * Speaks where the room was used or the organisation is strict, so that a tool that only closes may go on.
 * What never happened needs no cause: a false alarm, a duplicate and a declaration by mistake are held up by nothing here.
 */
export function openParts(
  standing: Standing,
  disposition: Disposition,
): readonly { part: OpenPart; sentence: string }[] {
  if (disposition !== 'resolved' || !(standing.isUsed || standing.isStrict)) return []
  const open: { part: OpenPart; sentence: string }[] = []
  if (standing.vector === null)
    open.push({
      part: 'vector',
      sentence: 'Say how it began. "Nobody knows" is an answer, with how you looked.',
    })
  else if (standing.vector === 'unknown' && standing.vectorNote === '')
    open.push({ part: 'vector', sentence: 'How it began is unknown: write down where you looked for it.' })
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
