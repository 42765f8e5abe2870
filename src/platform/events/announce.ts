/**
 * Promises that what a room announces is heard by every listener in the transaction of the change: both stand, or
 * neither. A listener that throws takes the change back, so it writes down what is to be done and does it later.
 */
import type { FieldValue } from '../../base/ledger/leaf.ts'
import type { LeafKind } from '../../base/leaf-kinds.ts'
import type { AnnouncementKind, Announcement, AnnouncementOf } from '../../base/announcement.ts'

/** What a listener is given beside the event: the context of the change, whose type belongs to a floor part above this. */
export type Listener<C, K extends AnnouncementKind> = (context: C, event: AnnouncementOf<K>) => Promise<void>

/** What was put on the record by one action, as those who react to any change of a sort are told it. */
export interface Recorded {
  readonly stream: string
  readonly kind: LeafKind
  readonly fields?: Readonly<Record<string, FieldValue>>
}

export interface Announcer<C> {
  /** Hears of every leaf, whoever wrote it, as the last thing before the commit. Only `app/` calls this. */
  onRecorded(listener: (context: C, entries: readonly Recorded[]) => Promise<void>): void
  /** Tells what an action has recorded; what the listeners record themselves is not told again. */
  recorded(context: C, entries: readonly Recorded[]): Promise<void>
  /** Only `app/` calls this, once at the start, so that who hears what stands in one place. */
  on<K extends AnnouncementKind>(kind: K, listener: Listener<C, K>): void
  /** Tells the listeners in the order in which they came. Without any it does nothing. */
  emit(context: C, event: Announcement): Promise<void>
}

export function createAnnouncer<C>(): Announcer<C> {
  const listeners = new Map<AnnouncementKind, ((context: C, event: never) => Promise<void>)[]>()
  const recordListeners: ((context: C, entries: readonly Recorded[]) => Promise<void>)[] = []
  return {
    onRecorded(listener) {
      recordListeners.push(listener)
    },
    async recorded(context, entries) {
      if (entries.length === 0) return
      for (const listener of recordListeners) await listener(context, entries)
    },
    on(kind, listener) {
      listeners.set(kind, [...(listeners.get(kind) ?? []), listener])
    },
    async emit(context, event) {
      // `on` keeps listeners under their own kind, which the map's type cannot say.
      for (const listener of listeners.get(event.kind) ?? []) await listener(context, event as never)
    },
  }
}
