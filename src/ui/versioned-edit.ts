/**
 * Promises that a page about one document in versions shows what holds until somebody changes it here; from then on their
 * words, whatever others put in force, until they choose.
 */
import { useState } from 'react'
import { useAskBeforeLeaving } from './form.ts'

interface Held<Body> {
  readonly version: number
  readonly body: Body
}

export interface VersionedEdit<Body> {
  readonly body: Body
  /** The version that this changes. */
  readonly basedOn: number
  /** Somebody put a newer one in force meanwhile. */
  readonly isBehind: boolean
  readonly change: (part: Partial<Body>) => void
  /** Goes on with what is typed here, on top of the newer version. */
  readonly keepMine: () => void
  /** Shows what holds again. */
  readonly forget: () => void
}

/** @param rebase puts what is typed here on top of the newer version, where the one may not lack what the other has */
export function useVersionedEdit<Body extends object>(
  latest: Held<Body>,
  rebase: (mine: Body, theirs: Body) => Body = (mine) => mine,
): VersionedEdit<Body> {
  const [edited, setEdited] = useState<{ readonly body: Body; readonly basedOn: number }>()
  const { body, basedOn } = edited ?? { body: latest.body, basedOn: latest.version }
  useAskBeforeLeaving(edited !== undefined)
  return {
    body,
    basedOn,
    isBehind: latest.version > basedOn,
    change: (part) => setEdited({ basedOn, body: { ...body, ...part } }),
    keepMine: () => setEdited({ body: rebase(body, latest.body), basedOn: latest.version }),
    forget: () => setEdited(undefined),
  }
}
