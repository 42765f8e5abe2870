/**
 * Touches on their way to those who look. Promises that it is asked once for all that came in one moment who may hear of
 * it, and that of many touches of one thing the last one is told.
 */
import type { House } from '../action.ts'
import { audienceOf, type Audience } from '../database/circle.ts'
import type { Touch } from '../events/touch.ts'

export interface ToldTouch extends Touch {
  readonly audience: Audience | undefined
}

export function gatherTouches(
  house: House,
  tenantId: string,
  tell: (moved: readonly ToldTouch[] | undefined) => void,
): (moved: Touch | undefined) => void {
  const waiting = new Map<string, Touch>()
  let isBusy = false
  const send = async () => {
    while (waiting.size > 0) {
      const moved = [...waiting.values()]
      waiting.clear()
      const streams = moved.map(({ stream }) => stream)
      const audiences = await house.wall.inTenant(tenantId, ({ $client }) => audienceOf($client, streams))
      tell(moved.map((one) => ({ ...one, audience: audiences.get(one.stream) })))
    }
  }
  return (moved) => {
    if (moved === undefined) return tell(undefined)
    waiting.set(`${moved.kind} ${moved.about}`, moved)
    if (isBusy) return
    isBusy = true
    send()
      .catch((error: unknown) => {
        waiting.clear()
        house.services.log.warn({ err: error }, 'those who look were not told that something moved')
      })
      .finally(() => {
        isBusy = false
      })
  }
}

export function touchText({ stream, kind, about, mark }: Touch): string {
  return `event: touch\ndata: ${JSON.stringify({ stream, kind, about, mark })}\n\n`
}
