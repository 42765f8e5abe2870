/** What few counts allow one to say: exact intervals, and whether a change could be chance. Plain numbers in and out. */
import { betaBelow, betaQuantile, gammaQuantile } from './distributions.ts'

export interface Interval {
  readonly low: number
  readonly high: number
}

/** Half of what an interval of 95 % leaves out. */
const tail = 0.025
/** Of the normal distribution, for 95 %. */
const z = 1.959_963_984_540_054

/** 95 % interval of the number that a Poisson process yields on average where this many were seen; exact (Garwood 1936). */
export function poissonInterval(events: number): Interval {
  return {
    low: events === 0 ? 0 : gammaQuantile(events, tail),
    high: gammaQuantile(events + 1, 1 - tail),
  }
}

/** Events in twelve months with its interval; `months` above 0. */
export function yearlyRate(events: number, months: number): Interval & { readonly rate: number } {
  const factor = 12 / months
  const { low, high } = poissonInterval(events)
  return { rate: events * factor, low: low * factor, high: high * factor }
}

/** 95 % interval of a share by Wilson (1927); the whole range where there is nothing to share. */
export function shareInterval(part: number, whole: number): Interval {
  if (whole === 0) return { low: 0, high: 1 }
  const share = part / whole
  const middle = share + z ** 2 / (2 * whole)
  const half = z * Math.sqrt((share * (1 - share)) / whole + z ** 2 / (4 * whole ** 2))
  const spread = 1 + z ** 2 / whole
  return {
    low: part === 0 ? 0 : (middle - half) / spread,
    high: part === whole ? 1 : (middle + half) / spread,
  }
}

export interface RateRatio {
  /** After by before; null where nothing happened before. */
  readonly ratio: number | null
  readonly low: number
  /** Null where there is no upper end: nothing happened before. */
  readonly high: number | null
  /** Two-sided: how often chance alone would show a difference as large. */
  readonly p: number
  readonly verdict: 'fewer' | 'more' | 'could_be_chance'
}

export interface Watched {
  readonly events: number
  /** How long it was watched, in any unit that both share; above 0. */
  readonly exposure: number
}

/**
 * Compares two rates given their sum (the conditional test of Przyborowski and Wilenski, with the interval of Clopper
 * and Pearson). Exact, so that it holds for the few cases of a small firm.
 */
export function rateRatio(before: Watched, after: Watched): RateRatio {
  const total = before.events + after.events
  if (total === 0) return { ratio: null, low: 0, high: null, p: 1, verdict: 'could_be_chance' }
  const scale = before.exposure / after.exposure
  const odds = (share: number) => (share >= 1 ? null : (share / (1 - share)) * scale)
  const lowShare = after.events === 0 ? 0 : betaQuantile(after.events, before.events + 1, tail)
  const highShare = before.events === 0 ? 1 : betaQuantile(after.events + 1, before.events, 1 - tail)
  const low = odds(lowShare) ?? 0
  const high = odds(highShare)
  const ratio = before.events === 0 ? null : (after.events / before.events) * scale
  const p = twoSided(after.events, total, after.exposure / (before.exposure + after.exposure))
  const verdict = high !== null && high < 1 ? 'fewer' : low > 1 ? 'more' : 'could_be_chance'
  return { ratio, low, high, p, verdict }
}

/** Twice the smaller tail of the binomial distribution, one at most. */
function twoSided(seen: number, of: number, chance: number): number {
  const atLeast = (count: number) => (count === 0 ? 1 : betaBelow(count, of - count + 1, chance))
  const upper = atLeast(seen)
  const lower = 1 - (seen >= of ? 0 : atLeast(seen + 1))
  return Math.min(1, 2 * Math.min(upper, lower))
}
