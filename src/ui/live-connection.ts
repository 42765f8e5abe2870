import type { LedgerEvent } from '../base/event.ts'

/** `live`: changes arrive. `catching-up`: connecting, or reading what was missed. `offline`: no way through now. */
export type LiveState = 'live' | 'catching-up' | 'offline'

/** `missed` says that changes may have been missed: read everything shown once more. */
export type LiveChange =
  | ({ readonly missed: false } & LedgerEvent)
  | { readonly missed: true; readonly stream: '*' }

/** What moved, by its kind and id, and how far; nothing of its content. */
export interface LiveTouch {
  readonly kind: string
  readonly about: string
  readonly mark: number
}

interface LiveConnectionOptions {
  /** Address of the event stream, tenant included. */
  readonly url: string
  readonly onChange: (change: LiveChange) => void
  /** Something moved of which nothing is on the record yet; undefined where such news may have been missed. */
  readonly onTouch: (moved: LiveTouch | undefined) => void
  readonly onState: (state: LiveState) => void
  /** The server is there but turns this connection away again and again; a session may have ended. */
  readonly onTurnedAway: () => void
}

const firstWaitMs = 500
const longestWaitMs = 30_000
/** A hidden tab lets go: browsers allow six connections per server over HTTP/1.1, and each tab would hold one. */
const hiddenGraceMs = 30_000

/**
 * One event stream. The browser resumes a dropped one itself and sends Last-Event-ID; where it gives up
 * (an error status) this connects anew with growing waits and reports that changes may have been missed.
 */
export class LiveConnection {
  readonly #options: LiveConnectionOptions
  #source: EventSource | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #lastIndex: number | undefined
  #isStopped = false

  constructor(options: LiveConnectionOptions) {
    this.#options = options
    document.addEventListener('visibilitychange', this.#onVisibility)
    addEventListener('online', this.#onOnline)
    this.#connect()
  }

  stop(): void {
    this.#isStopped = true
    document.removeEventListener('visibilitychange', this.#onVisibility)
    removeEventListener('online', this.#onOnline)
    this.#letGo()
  }

  #connect(): void {
    this.#letGo()
    if (this.#isStopped) return
    const source = new EventSource(this.#options.url)
    this.#source = source
    this.#options.onState(this.#failures > 1 ? 'offline' : 'catching-up')
    source.addEventListener('position', (event) => this.#opened(event))
    source.addEventListener('change', (event) => this.#received(event))
    source.addEventListener('touch', (event) => {
      const moved = readTouch(event.data)
      if (moved) this.#options.onTouch(moved)
    })
    source.addEventListener('error', () => this.#failed(source))
  }

  /**
   * The server's first word: where this connection begins. A new one that begins later has left a gap, and before the
   * very first one the page has read already: what changed between that and now would be told to nobody.
   */
  #opened(event: MessageEvent<unknown>): void {
    const position = readPosition(event.data)
    const isBehind = position !== this.#lastIndex
    this.#lastIndex = position ?? this.#lastIndex
    this.#failures = 0
    this.#options.onState('live')
    if (isBehind) this.#options.onChange({ missed: true, stream: '*' })
    // What moves without a leaf has no place in the order: between two connections all of it may have been missed.
    this.#options.onTouch(undefined)
  }

  #received(event: MessageEvent<unknown>): void {
    const change = readEvent(event.data)
    if (!change) return
    this.#lastIndex = change.index
    this.#options.onChange({ missed: false, ...change })
  }

  #failed(source: EventSource): void {
    if (this.#source !== source) return
    this.#failures += 1
    this.#options.onState(this.#failures > 2 ? 'offline' : 'catching-up')
    if (source.readyState !== EventSource.CLOSED) return
    if (this.#failures === 2) this.#options.onTurnedAway()
    this.#timer = setTimeout(() => this.#connect(), waitMs(this.#failures))
  }

  #letGo(): void {
    clearTimeout(this.#timer)
    this.#source?.close()
    this.#source = undefined
  }

  readonly #onVisibility = (): void => {
    clearTimeout(this.#timer)
    if (document.visibilityState === 'hidden') {
      this.#timer = setTimeout(() => this.#letGo(), hiddenGraceMs)
    } else if (!this.#source || this.#source.readyState === EventSource.CLOSED) {
      this.#failures = Math.max(this.#failures, 1)
      this.#connect()
    }
  }

  readonly #onOnline = (): void => {
    if (this.#source?.readyState === EventSource.OPEN) return
    this.#failures = Math.max(this.#failures, 1)
    this.#connect()
  }
}

/** Doubling waits with a spread of a quarter, so that a thousand viewers do not return in one instant. */
export function waitMs(failures: number, spread: number = Math.random()): number {
  const doubled = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, failures - 1))
  return Math.round(doubled * (0.75 + spread * 0.5))
}

/** An event's data, or undefined when it is not one of ours (a newer server's news). */
export function readEvent(data: unknown): LedgerEvent | undefined {
  const value = parsed(data)
  if (typeof value !== 'object' || value === null) return undefined
  if (!('index' in value) || !('stream' in value) || !('kind' in value)) return undefined
  const { index, stream, kind } = value
  if (typeof index !== 'number' || typeof stream !== 'string' || typeof kind !== 'string') return undefined
  return { index, stream, kind }
}

/** As `readEvent`, of a touch. */
export function readTouch(data: unknown): LiveTouch | undefined {
  const value = parsed(data)
  if (typeof value !== 'object' || value === null) return undefined
  if (!('kind' in value) || !('about' in value) || !('mark' in value)) return undefined
  const { kind, about, mark } = value
  if (typeof kind !== 'string' || typeof about !== 'string' || typeof mark !== 'number') return undefined
  return { kind, about, mark }
}

function readPosition(data: unknown): number | undefined {
  const value = parsed(data)
  if (typeof value !== 'object' || value === null || !('index' in value)) return undefined
  return typeof value.index === 'number' ? value.index : undefined
}

function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined
  } catch {
    return undefined
  }
}
