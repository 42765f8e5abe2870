/** One listening connection per process; whoever watches a tenant is woken when its ledger grew, and told of each touch. Never carries content. */
import type { Client } from 'pg'
import { sessionOfItsOwn } from '../database/session.ts'
import { readTouch, touchChannel, type Touch } from './touch.ts'
import type { Logger } from 'pino'

export interface LedgerHub {
  /**
   * Calls `wake` after each commit that wrote a leaf in this tenant, and after a gap in listening; `touched` for each thing
   * that moved without one, and with undefined after a gap. Returns how to stop.
   */
  watch(tenantId: string, wake: () => void, touched?: (moved: Touch | undefined) => void): () => void
  stop(): Promise<void>
}

interface Watcher {
  readonly wake: () => void
  readonly touched: ((moved: Touch | undefined) => void) | undefined
}

const reconnectMillis = 500

/** @param url a direct connection of the runtime login, not through a transaction pooler: LISTEN needs its own session */
export async function startLedgerHub(url: string, log: Logger): Promise<LedgerHub> {
  const watchers = new Map<string, Set<Watcher>>()
  let client: Client | undefined
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const wakeAll = () =>
    watchers.forEach((set) =>
      set.forEach(({ wake, touched }) => {
        wake()
        touched?.(undefined)
      }),
    )
  const reconnect = () => {
    // one attempt at a time: an attempt that fails is also a connection that ends
    if (stopped || retry !== undefined) return
    client = undefined
    retry = setTimeout(() => {
      retry = undefined
      listen().then(wakeAll, reconnect)
    }, reconnectMillis)
  }
  const listen = async () => {
    const fresh = sessionOfItsOwn(url)
    fresh.on('error', ({ message }) =>
      log.warn({ message }, 'live updates lost their connection and reconnect'),
    )
    fresh.on('notification', ({ channel, payload }) => {
      if (channel !== touchChannel) return watchers.get(payload ?? '')?.forEach(({ wake }) => wake())
      const moved = readTouch(payload)
      watchers.get(moved?.tenantId ?? '')?.forEach(({ touched }) => moved && touched?.(moved))
    })
    try {
      await fresh.connect()
      await fresh.query(`listen muster_ledger; listen ${touchChannel}`)
      if (stopped) throw new Error('The hub was stopped')
    } catch (error) {
      await fresh.end().catch(() => {})
      throw error
    }
    fresh.on('end', reconnect)
    client = fresh
  }
  await listen()

  return {
    watch(tenantId, wake, touched) {
      const set = watchers.get(tenantId) ?? new Set()
      const watcher = { wake, touched }
      watchers.set(tenantId, set.add(watcher))
      return () => {
        set.delete(watcher)
        if (set.size === 0) watchers.delete(tenantId)
      }
    },
    async stop() {
      stopped = true
      clearTimeout(retry)
      client?.removeAllListeners('end')
      await client?.end()
    },
  }
}
