/** Promises the list with one member moved a place; where there is no such place, the list as it was. */

export function moved<T>(list: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by
  const [one, two] = [list[from], list[to]]
  if (one === undefined || two === undefined) return [...list]
  return list.map((each, at) => (at === from ? two : at === to ? one : each))
}
