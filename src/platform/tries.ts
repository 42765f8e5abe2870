/** Promises that one network does something no more often than this in a minute, however many others are noisy. */

/** @returns whether it may be done once more */
export function createTries(perMinute: number): (network: string, now: Date) => boolean {
  const minutes = new Map<string, { minute: number; count: number }>()
  return (network, now) => {
    const minute = Math.floor(now.getTime() / 60_000)
    const known = minutes.get(network)
    const count = known?.minute === minute ? known.count + 1 : 1
    if (minutes.size > 10_000) minutes.clear()
    minutes.set(network, { minute, count })
    return count <= perMinute
  }
}
