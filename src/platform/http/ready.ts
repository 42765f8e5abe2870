/**
 * Promises an address that says whether this process can do its work now: `/healthz` says that it lives, which it does
 * without its database too. For whoever spreads requests over several of them.
 */
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../base/refusal.ts'
import type { House } from '../context.ts'

/** A balancer asks each few seconds; a database that needs longer for nothing would let people wait. */
const patienceMs = 2000
/** Whoever asks more often hears the last answer, so that asking is no way to tire the database. */
const freshMs = 1000

/** `GET /readyz`: 200, or 503 while the database does not answer. */
export function mountReady(app: FastifyInstance, house: House): void {
  let last: { readonly at: number; readonly isReady: Promise<boolean> } | undefined
  app.get('/readyz', { config: { rateLimit: false } }, async () => {
    const now = house.now().getTime()
    if (last === undefined || Math.abs(now - last.at) >= freshMs) last = { at: now, isReady: answers(house) }
    if (await last.isReady) return { status: 'ok' }
    return refuse('unavailable', 'The database does not answer. Try again in a moment.', {
      retryAfterSeconds: 5,
    })
  })
}

async function answers({ services }: House): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false)
  })
  const asked = services.door.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer))
}
