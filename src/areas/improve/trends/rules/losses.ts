/**
 * What a year could cost: how often (with several events in one year) times how much. Events are Poisson whose rate is
 * itself uncertain (gamma: own years, and a prior that somebody answers for); each loss is lognormal. The seed is kept
 * with the estimate, so that the same question always has the same answer.
 */

/** Of the normal distribution, for the ends of a 90 % range. */
const z90 = 1.644_853_626_951_472_2

export interface Lognormal {
  readonly mu: number
  readonly sigma: number
}

/** The loss of one event from what it costs at least and at most in nine of ten cases; both above 0, low below high. */
export function lognormalFrom(low: number, high: number): Lognormal {
  return {
    mu: (Math.log(low) + Math.log(high)) / 2,
    sigma: (Math.log(high) - Math.log(low)) / (2 * z90),
  }
}

export function lognormalMedian({ mu }: Lognormal): number {
  return Math.exp(mu)
}

export function lognormalMean({ mu, sigma }: Lognormal): number {
  return Math.exp(mu + sigma ** 2 / 2)
}

export interface Frequency {
  /** Events seen, the believed ones of the prior among them; the shape of the gamma distribution. */
  readonly events: number
  /** In so many years. 0 stands for a rate that is certain. */
  readonly years: number
}

/** A yearly rate that is taken as certain. */
export function certainRate(perYear: number): Frequency {
  return { events: perYear, years: 0 }
}

/**
 * What is known of the rate: own cases in own years, and beside them what somebody believes. Where nobody believes
 * anything, half an event is added (Jeffreys' prior), since none in a few years does not mean none ever.
 */
export function frequencyOf(known: {
  readonly ownEvents: number
  readonly ownYears: number
  readonly priorEvents: number
  readonly priorYears: number
}): Frequency {
  const believed = known.priorYears > 0 ? Math.max(known.priorEvents, 0.001) : 0.5
  return { events: known.ownEvents + believed, years: known.ownYears + known.priorYears }
}

/** What is left of a rate where each event is prevented with this chance: Gamma(a, b) becomes Gamma(a, b / (1 - chance)). */
export function thinned({ events, years }: Frequency, chance: number): Frequency {
  if (chance >= 1) return { events: 0, years }
  return years === 0 ? { events: events * (1 - chance), years } : { events, years: years / (1 - chance) }
}

export interface LossModel {
  readonly frequency: Frequency
  readonly low: number
  readonly high: number
  readonly seed: number
  /** Years that are played. */
  readonly runs?: number
}

export interface LossYear {
  /** Average of a year. */
  readonly mean: number
  /** Share of years in which nothing is lost. */
  readonly quietShare: number
  readonly p50: number
  readonly p80: number
  readonly p95: number
  readonly p99: number
  /** Share of years that cost more than an amount: the exceedance curve, amounts rising. */
  readonly curve: { readonly amount: number; readonly share: number }[]
}

export const usualRuns = 50_000
/** Losses that are drawn at most, about: where many come in a year fewer years say as much, for their sums vary less. */
const drawsAtMost = 1_000_000
const leastRuns = 2000

function runsFor({ events, years }: Frequency): number {
  const perYear = years === 0 ? events : events / years
  return Math.max(leastRuns, Math.min(usualRuns, Math.floor(drawsAtMost / Math.max(1, perYear))))
}

/** Plays so many years. The mean is exact where the rate is; everything else is counted among the years. */
export function playYears({ frequency, low, high, seed, runs = runsFor(frequency) }: LossModel): LossYear {
  const random = randomFrom(seed)
  const loss = lognormalFrom(low, high)
  const years = new Float64Array(runs)
  for (let year = 0; year < runs; year += 1) {
    const rate = frequency.years === 0 ? frequency.events : gamma(random, frequency.events) / frequency.years
    let sum = 0
    for (let left = poisson(random, rate); left > 0; left -= 1)
      sum += Math.exp(loss.mu + loss.sigma * normal(random))
    years[year] = sum
  }
  years.sort()
  const at = (part: number) => years[Math.min(runs - 1, Math.floor(part * runs))] ?? 0
  const firstLoss = years.findIndex((sum) => sum > 0)
  return {
    mean: expectedYear({ frequency, low, high }),
    quietShare: firstLoss === -1 ? 1 : firstLoss / runs,
    p50: at(0.5),
    p80: at(0.8),
    p95: at(0.95),
    p99: at(0.99),
    curve: curveOf(years),
  }
}

/** What a year costs on average: events in a year times the mean of one. */
export function expectedYear({ frequency, low, high }: Omit<LossModel, 'seed' | 'runs'>): number {
  const perYear = frequency.years === 0 ? frequency.events : frequency.events / frequency.years
  return perYear * lognormalMean(lognormalFrom(low, high))
}

export interface Sensitivity {
  readonly input: 'frequency' | 'low' | 'high'
  /** The average year with this input a quarter lower, and a quarter higher. */
  readonly lower: number
  readonly higher: number
}

/** Which input moves the average year most: each a quarter down and up, the others as they are; the largest first. */
export function sensitivityOf(model: Omit<LossModel, 'seed' | 'runs'>): Sensitivity[] {
  const { frequency, low, high } = model
  const often = (by: number) =>
    expectedYear({ ...model, frequency: { ...frequency, events: frequency.events * by } })
  const bars: Sensitivity[] = [
    { input: 'frequency', lower: often(0.75), higher: often(1.25) },
    {
      input: 'low',
      lower: expectedYear({ ...model, low: low * 0.75 }),
      higher: expectedYear({ ...model, low: Math.min(low * 1.25, high * 0.999) }),
    },
    {
      input: 'high',
      lower: expectedYear({ ...model, high: Math.max(high * 0.75, low * 1.001) }),
      higher: expectedYear({ ...model, high: high * 1.25 }),
    },
  ]
  return bars.toSorted((a, b) => Math.abs(b.higher - b.lower) - Math.abs(a.higher - a.lower))
}

/** Points of the curve: amounts that rise by the same factor, from a small loss to the largest that was played. */
function curveOf(sorted: Float64Array): { amount: number; share: number }[] {
  const first = sorted.find((sum) => sum > 0)
  const last = sorted.at(-1) ?? 0
  if (first === undefined || last <= first) return []
  const step = (last / first) ** (1 / (curvePoints - 1))
  return Array.from({ length: curvePoints }, (_, point) => {
    const amount = first * step ** point
    return { amount, share: 1 - countUpTo(sorted, amount) / sorted.length }
  })
}

const curvePoints = 40

function countUpTo(sorted: Float64Array, amount: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= amount) low = middle + 1
    else high = middle
  }
  return low
}

type Random = () => number

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  return radius * Math.cos(2 * Math.PI * random())
}

/** By multiplication for few, by the normal distribution for many, where it makes no difference that anyone sees. */
function poisson(random: Random, rate: number): number {
  if (rate > 100) return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal(random)))
  const floor = Math.exp(-rate)
  let count = 0
  for (let product = random(); product > floor; product *= random()) count += 1
  return count
}

/** By Marsaglia and Tsang (2000); a shape below one by raising that of one more. */
function gamma(random: Random, shape: number): number {
  if (shape <= 0) return 0
  if (shape < 1) return gamma(random, shape + 1) * random() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    const u = 1 - random()
    if (Math.log(u) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}
