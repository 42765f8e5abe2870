/** Promises to know a word of a closed list from any other, so that what an address says can be taken at its word. */

export function isOneOf<One extends string>(all: readonly One[], value: string): value is One {
  return all.some((one) => one === value)
}
