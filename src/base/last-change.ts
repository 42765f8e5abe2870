/** Promises one shape for what is kept in any room and can be changed: its name, its page, and what became of it since. */

/** A version that came after a time that was asked for. */
export interface LaterVersion {
  /** As people call it: `Version 3`, or a name. */
  readonly name: string
  readonly at: Date
  readonly by: string
  /** Who was to read it, and when they said so; null where nobody is asked to. */
  readonly readers: readonly { readonly name: string; readonly readAt: Date | null }[] | null
}

export interface LastChange {
  readonly name: string
  /** Where it is changed, inside the organisation. */
  readonly path: string
  /** Whether it changed after the time that was asked for. */
  readonly hasChanged: boolean
  /** Those versions, the newest first; empty where it has none of its own. */
  readonly versions: readonly LaterVersion[]
}

/** Of a thing without versions, that knows when it changed last. */
export function plainChange(
  {
    name,
    path,
    changedAt,
  }: { readonly name: string; readonly path: string; readonly changedAt: Date | null },
  since: Date,
): LastChange {
  const hasChanged = changedAt !== null && changedAt > since
  const at = hasChanged ? [{ name, at: changedAt, by: '', readers: null }] : []
  return { name, path, hasChanged, versions: at }
}
