import { Doc, UndoManager, applyUpdate, encodeStateAsUpdate, mergeUpdates, type Text } from 'yjs'
import { fromBase64, toBase64 } from '../../../../../base/ledger/bytes.ts'
import { sharedRoot, type Replacement } from '../../../../../base/shared-text.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import type { NoteNews } from '../../contract.ts'
import type { WaitingWords } from './waiting-words.ts'

/** How the words stand: all with the server, on their way, waiting for a connection, or not taken. */
export interface Standing {
  readonly state: 'reading' | 'safe' | 'sending' | 'waiting' | 'refused'
  /** Why they were not taken, in the server's sentence. */
  readonly refusal: string | undefined
  readonly writing: NoteNews['writing']
}

/** The way to the server and to what this browser keeps. */
export interface Ways {
  /** Sends what was typed, or only asks, and answers what is new. */
  exchange(change: string | null, after: number): Promise<NoteNews>
  keep(words: Pick<WaitingWords, 'state' | 'change'>): Promise<void>
  drop(): Promise<void>
  /** Calls back after so many milliseconds; returns how to call it off. */
  later(run: () => void, ms: number): () => void
}

/** Others see what is typed well within a second, and an office full of writers stays a small load. */
const restMs = 500
/** Between two tries without a connection. */
const retryMs = 4000

/** Where changes come from: what others did is neither sent back nor undone here. */
export const [typed, others] = ['typed', 'others'] as const

/** One page that is open in this tab: the words, what waits to be sent, and what came. */
export class SharedPage {
  readonly doc = new Doc()
  readonly text: Text = this.doc.getText(sharedRoot)
  readonly undo = new UndoManager(this.text, { trackedOrigins: new Set([typed]) })
  readonly #ways: Ways
  readonly #listeners = new Set<() => void>()
  #standing: Standing = { state: 'reading', refusal: undefined, writing: [] }
  #unsent: Uint8Array[] = []
  #seq = 0
  #running: Promise<void> | undefined
  #isHeld = false
  #isDue = false
  #isStopped = false
  #callOff: (() => void) | undefined

  constructor(ways: Ways) {
    this.#ways = ways
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === others) return
      this.#unsent.push(update)
      void this.keepWaiting()
      if (this.#standing.state !== 'refused') this.#say({ state: 'sending' })
      this.ask()
    })
  }

  get standing(): Standing {
    return this.#standing
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** What the server has, as it was read first, or once more. */
  begin(news: NoteNews): void {
    if (this.#standing.state === 'refused') return
    this.#take(news)
    this.#say({ state: this.#unsent.length > 0 ? 'sending' : 'safe', writing: news.writing })
    if (this.#unsent.length > 0) this.ask()
  }

  /** What waited in this browser since it was here last. */
  restore(waiting: readonly Pick<WaitingWords, 'state' | 'change'>[]): void {
    for (const { state, change } of waiting) {
      applyUpdate(this.doc, state, others)
      applyUpdate(this.doc, change, others)
      this.#unsent.push(change)
    }
    if (waiting.length > 0) this.#say({ state: 'waiting' })
  }

  replace({ at, removed, inserted }: Replacement): void {
    this.doc.transact(() => {
      if (removed > 0) this.text.delete(at, removed)
      if (inserted !== '') this.text.insert(at, inserted)
    }, typed)
  }

  /** Somebody else wrote up to here. */
  hear(seq: number): void {
    if (seq > this.#seq) this.ask()
  }

  /** While a sign is put together from several keys, nothing may move under it. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    if (!isHeld) this.ask()
  }

  /** Exchanges at once, or after the rest that follows the last time; many askings are one. */
  ask(ms = 0): void {
    if (this.#isStopped || this.#standing.state === 'refused') return
    this.#isDue = true
    this.#turn(ms)
  }

  /** All that was typed has reached the server, or did not now. */
  async settle(): Promise<boolean> {
    for (let tries = 0; tries < 3 && this.#unsent.length > 0; tries += 1) await this.#exchange()
    return this.#unsent.length === 0
  }

  /** At once: the connection is back. */
  retry(): void {
    this.#callOff?.()
    this.#callOff = undefined
    this.ask(0)
  }

  stop(): void {
    this.#isStopped = true
    this.#callOff?.()
    // What was typed in the last moment goes now, or waits in this browser.
    if (this.#unsent.length > 0 && this.#standing.state !== 'refused') void this.#exchange()
    this.undo.destroy()
  }

  #turn(ms: number): void {
    this.#callOff ??= this.#ways.later(() => {
      this.#callOff = undefined
      if (this.#isDue) void this.#exchange()
    }, ms)
  }

  /** One at a time: whoever asks meanwhile waits for this one, and for another where more came. */
  async #exchange(): Promise<void> {
    if (this.#isHeld) return this.ask(restMs)
    if (this.#running !== undefined) {
      this.ask(restMs)
      return this.#running
    }
    this.#isDue = false
    this.#running = this.#exchanged()
    await this.#running
    this.#running = undefined
  }

  async #exchanged(): Promise<void> {
    const sending = [...this.#unsent]
    try {
      const change = sending.length === 0 ? null : toBase64(mergeUpdates(sending))
      const news = await this.#ways.exchange(change, this.#seq)
      this.#unsent = this.#unsent.slice(sending.length)
      this.#take(news)
      await this.keepWaiting()
      const state = this.#unsent.length > 0 ? 'sending' : 'safe'
      this.#say({ state, refusal: undefined, writing: news.writing })
      if (this.#unsent.length > 0) this.#isDue = true
      this.#turn(restMs)
    } catch (error) {
      this.#failed(error)
    }
  }

  #failed(error: unknown): void {
    if (error instanceof CallError && refusing.has(error.kind))
      return this.#say({ state: 'refused', refusal: error.message })
    this.#say({ state: this.#unsent.length > 0 ? 'waiting' : this.#standing.state })
    this.ask(retryMs)
  }

  #take({ changes, seq }: NoteNews): void {
    this.doc.transact(() => {
      for (const change of changes) applyUpdate(this.doc, fromBase64(change), others)
    }, others)
    this.#seq = seq
  }

  /** Keeps in this browser what the server does not have, and nothing once it has all of it. */
  async keepWaiting(): Promise<void> {
    if (this.#unsent.length === 0) return this.#ways.drop()
    const change = mergeUpdates(this.#unsent)
    await this.#ways.keep({ state: encodeStateAsUpdate(this.doc), change })
  }

  /** What was refused is let go in this browser: whoever loads the page again has what the server has. */
  async letGo(): Promise<void> {
    this.#unsent = []
    await this.#ways.drop()
    this.#say({ state: 'reading' })
  }

  #say(part: Partial<Standing>): void {
    this.#standing = { ...this.#standing, ...part }
    for (const listener of this.#listeners) listener()
  }
}

/** Refusals that another try does not change. */
const refusing: ReadonlySet<string> = new Set(['invalid', 'forbidden', 'not_found', 'conflict'])
