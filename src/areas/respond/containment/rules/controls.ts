/** How well a control works, by what people saw when they tried it. Plain data in, plain data out. */

interface Tested {
  readonly control: string
  readonly result: 'pass' | 'fail'
  readonly testedAt: Date
}

export interface Standing {
  readonly last: 'pass' | 'fail' | null
  readonly passed: number
  readonly tested: number
}

/** The latest result of a control, and how often it held of how many times it was tried. */
export function standingOf(tests: readonly Tested[], control: string): Standing {
  const own = tests
    .filter((one) => one.control === control)
    .toSorted((a, b) => a.testedAt.getTime() - b.testedAt.getTime())
  const passed = own.filter(({ result }) => result === 'pass').length
  return { last: own.at(-1)?.result ?? null, passed, tested: own.length }
}
