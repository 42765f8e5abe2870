/** Times in milliseconds, as a benchmark tells them. */
export interface Times {
  readonly p50: number
  readonly p95: number
  readonly count: number
}

export function timesOf(millis: readonly number[]): Times {
  const sorted = millis.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), count: sorted.length }
}

/**
 * Runs two things in turn, so that whatever else the machine does meets both alike.
 * @returns the times of each; the first tenth of the turns only warms up
 */
export async function sideBySide(
  turns: number,
  ours: (turn: number) => Promise<unknown>,
  raw: (turn: number) => Promise<unknown>,
): Promise<{ ours: Times; raw: Times }> {
  const [mine, theirs]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < turns; turn++) {
    mine.push(await timed(() => ours(turn)))
    theirs.push(await timed(() => raw(turn)))
  }
  const warm = Math.floor(turns / 10)
  return { ours: timesOf(mine.slice(warm)), raw: timesOf(theirs.slice(warm)) }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Runs `work` in so many lanes at once for so many seconds. @returns how often it was done each second */
export async function rate(
  seconds: number,
  lanes: number,
  work: (lane: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now()
  let done = 0
  const lane = async (number: number) => {
    while (performance.now() - started < seconds * 1000) {
      await work(number)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
  return done / ((performance.now() - started) / 1000)
}

/** One line of the report. */
export interface Row {
  readonly what: string
  readonly ours: string
  readonly raw: string
  readonly ratio: string
  readonly bar: string
  readonly isMet: boolean
}

export function millis({ p50, p95 }: Times): string {
  return `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`
}
