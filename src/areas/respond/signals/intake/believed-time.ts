/** When something happened, by what its sender says and by when it came. */
import { readTime } from '../rules/said.ts'

/** A clock that is wrong by more than this is not believed: the time of arrival counts. */
export const believedMillis = 72 * 3_600_000

/** @returns milliseconds since 1970 */
export function believedTime(said: unknown, arrivedAt: Date): number {
  return believed(readTime(said).at, arrivedAt)
}

export function believed(said: Date | null | undefined, arrivedAt: Date): number {
  const [at, arrived] = [said?.getTime(), arrivedAt.getTime()]
  return at !== undefined && Math.abs(at - arrived) < believedMillis ? at : arrived
}
