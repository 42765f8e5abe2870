/**
 * Texts that several people write in at once, on the server: reads what was kept, takes what somebody sends, refuses what
 * is no such text. Promises that a state which was taken can be read again, and that nobody writes under another's number.
 */
import type { Doc } from 'yjs'
import { readSharedUpdate, replacementBetween, sharedLettersAtMost, sharedRoot } from '../base/shared-text.ts'

/** Everything that was ever typed leaves a trace: a text whose traces outgrow this is full, however short it is. */
const stateBytesAtMost = 6_000_000

/** A state and what was written since, in order. */
export interface KeptText {
  readonly snapshot: Uint8Array | undefined
  readonly updates: readonly Uint8Array[]
}

export interface Taken {
  /** As it is kept; undefined where all of it was known already, as of one that was sent twice. */
  readonly update: Uint8Array | undefined
  readonly text: string
  /** Numbers under which new words came. */
  readonly clients: readonly number[]
  /** All of it in one. */
  readonly state: Uint8Array
}

export type NotTaken = 'unreadable' | 'gap' | 'too_long' | 'worn_out'

/** One state of several, for somebody who begins. */
export async function joinedState({ snapshot, updates }: KeptText): Promise<Uint8Array> {
  const { encodeStateAsUpdate } = await import('yjs')
  return encodeStateAsUpdate(await docOf({ snapshot, updates }))
}

/**
 * Puts what somebody sent on top of what was kept.
 * @returns why not, where it is not taken: bytes that are no plain text, words that build on some that never came
 */
export async function takeUpdate(kept: KeptText, sent: Uint8Array): Promise<Taken | NotTaken> {
  if ('fault' in readSharedUpdate(sent)) return 'unreadable'
  const { applyUpdate } = await import('yjs')
  const doc = await docOf(kept)
  return changed(doc, () => applyUpdate(doc, sent))
}

/** Makes the text say this, by the smallest change, under a number of its own. */
export async function replaceText(kept: KeptText, wanted: string): Promise<Taken | NotTaken> {
  const doc = await docOf(kept)
  const text = doc.getText(sharedRoot)
  return changed(doc, () => {
    const change = replacementBetween(text.toJSON(), wanted)
    if (change === undefined) return
    doc.transact(() => {
      text.delete(change.at, change.removed)
      text.insert(change.at, change.inserted)
    })
  })
}

async function docOf({ snapshot, updates }: KeptText): Promise<Doc> {
  const { Doc, applyUpdate } = await import('yjs')
  const doc = new Doc()
  doc.getText(sharedRoot)
  doc.transact(() => {
    if (snapshot !== undefined) applyUpdate(doc, snapshot)
    for (const update of updates) applyUpdate(doc, update)
  })
  return doc
}

async function changed(doc: Doc, change: () => void): Promise<Taken | NotTaken> {
  const { encodeStateAsUpdate, getState } = await import('yjs')
  const before = new Map([...doc.store.clients.keys()].map((client) => [client, getState(doc.store, client)]))
  const found: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => found.push(update))
  try {
    change()
  } catch {
    return 'unreadable'
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return 'gap'
  const text = doc.getText(sharedRoot).toJSON()
  if (text.length > sharedLettersAtMost) return 'too_long'
  const state = encodeStateAsUpdate(doc)
  if (state.length > stateBytesAtMost) return 'worn_out'
  const clients = [...doc.store.clients.keys()].filter(
    (client) => getState(doc.store, client) > (before.get(client) ?? 0),
  )
  return { update: found[0], text, clients, state }
}
