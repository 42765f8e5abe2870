/** How many refusals of one actor the ledger keeps: thirty a minute, so that a flood of them cannot fill the log. */
export interface RefusalBudget {
  /** True when this refusal may still be recorded. */
  take(actor: string, now: Date): boolean
}

const perMinute = 30

export function createRefusalBudget(): RefusalBudget {
  const minutes = new Map<string, { minute: number; count: number }>()
  return {
    take(actor, now) {
      const minute = Math.floor(now.getTime() / 60_000)
      const known = minutes.get(actor)
      const count = known?.minute === minute ? known.count + 1 : 1
      if (minutes.size > 10_000) minutes.clear()
      minutes.set(actor, { minute, count })
      return count <= perMinute
    },
  }
}
