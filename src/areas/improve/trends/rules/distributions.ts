/**
 * The few distribution functions that exact intervals need. Own code, since they are a page of arithmetic whose answers
 * are checked against published values; the methods are those of Numerical Recipes, 3rd edition, chapters 6.1 to 6.4.
 */

/** Logarithm of the gamma function by Lanczos' approximation; for x above 0, right to about 14 digits. */
export function lnGamma(x: number): number {
  const base = x + 5.242_187_5
  const start = (x + 0.5) * Math.log(base) - base
  let sum = 0.999_999_999_999_997_1
  let at = x
  for (const part of lanczos) sum += part / ++at
  return start + Math.log((2.506_628_274_631_000_7 * sum) / x)
}

const lanczos = [
  57.156_235_665_862_92, -59.597_960_355_475_49, 14.136_097_974_741_746, -0.491_913_816_097_620_2,
  0.339_946_499_848_118_9e-4, 0.465_236_289_270_485_8e-4, -0.983_744_753_048_795_6e-4,
  0.158_088_703_224_912_5e-3, -0.210_264_441_724_104_9e-3, 0.217_439_618_115_212_6e-3,
  -0.164_318_106_536_763_9e-3, 0.844_182_239_838_527_4e-4, -0.261_908_384_015_814_1e-4,
  0.368_991_826_595_316_2e-5,
] as const

/** P(a, x): the lower part of the gamma distribution of shape a up to x; a above 0, x not below 0. */
export function gammaBelow(a: number, x: number): number {
  if (x <= 0) return 0
  return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
}

/** I_x(a, b): the lower part of the beta distribution up to x; a and b above 0, x from 0 to 1. */
export function betaBelow(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, 1 - x)) / b
}

/** The value below which a gamma distribution of shape a has this part of itself; `part` from 0 to below 1. */
export function gammaQuantile(a: number, part: number): number {
  if (part <= 0) return 0
  let high = a + 1
  while (gammaBelow(a, high) < part) high *= 2
  return whereRises((x) => gammaBelow(a, x) - part, 0, high)
}

/** The same of a beta distribution. */
export function betaQuantile(a: number, b: number, part: number): number {
  if (part <= 0) return 0
  if (part >= 1) return 1
  return whereRises((x) => betaBelow(a, b, x) - part, 0, 1)
}

function gammaSeries(a: number, x: number): number {
  let [term, sum] = [1 / a, 1 / a]
  for (let n = a + 1; Math.abs(term) > Math.abs(sum) * tiny; n += 1) {
    term *= x / n
    sum += term
  }
  return sum * Math.exp(-x + a * Math.log(x) - lnGamma(a))
}

function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / smallest
  let d = 1 / b
  let found = d
  for (let n = 1; n < mostTurns; n += 1) {
    const step = -n * (n - a)
    b += 2
    d = 1 / awayFromZero(step * d + b)
    c = awayFromZero(b + step / c)
    found *= d * c
    if (Math.abs(d * c - 1) < tiny) break
  }
  return Math.exp(-x + a * Math.log(x) - lnGamma(a)) * found
}

function betaFraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let found = d
  for (let m = 1; m < mostTurns; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    found *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    found *= d * c
    if (Math.abs(d * c - 1) < tiny) break
  }
  return found
}

const tiny = 1e-15
const smallest = 1e-300
/** More turns than counts of a hundred thousand need. */
const mostTurns = 100_000

function awayFromZero(value: number): number {
  return Math.abs(value) < smallest ? smallest : value
}

/** Where a rising function passes zero, by halving: slow, and never wrong. */
function whereRises(rising: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  for (let turn = 0; turn < 200; turn += 1) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (rising(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
