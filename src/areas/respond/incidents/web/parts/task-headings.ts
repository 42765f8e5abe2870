/** A heading that people gave, `''` for what stands under none, or null for everything. */
export type Heading = string | null

interface Grouped {
  readonly heading: string
}

/** The headings in use, in the order in which they came; empty while nobody groups anything. */
export function headingsOf(tasks: readonly Grouped[]): readonly Heading[] {
  const given = [...new Set(tasks.map(({ heading }) => heading))].filter((heading) => heading !== '')
  return given.length === 0 ? [] : [null, ...given, '']
}

/** The tasks under a heading, in their order. */
export function under<T extends Grouped>(tasks: readonly T[], heading: Heading): readonly T[] {
  return heading === null ? tasks : tasks.filter((task) => task.heading === heading)
}
