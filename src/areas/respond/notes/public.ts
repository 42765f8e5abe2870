import {
  databasePattern,
  escapedPattern,
  holdsSought,
  writeOver,
  type Marks,
  type Sought,
} from '../../../base/sought-words.ts'
import type { Context } from '../../../platform/action.ts'
import { bytesPattern } from '../../../platform/erasure/find-words.ts'
import { touch } from '../../../platform/events/touch.ts'
import { replaceText } from '../../../platform/shared-text.ts'
import { noteTouch } from './contract.ts'
import * as store from './store.ts'
import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { inCases } from '../incidents/public/search.ts'

export const noteSearch: SearchSource = {
  kind: 'note',
  permission: 'incident.read',
  find: async (context, sought) => inCases(context, await store.searchPages(context, sought)),
}

/** What is to go from pages, of which cases it does not, and of which alone. */
export interface WordsToForget {
  readonly words: readonly Sought[]
  readonly marks: Marks
  readonly except?: readonly string[] | undefined
  readonly only?: string | null | undefined
  /** The page behind which it goes on. */
  readonly after?: string | undefined
}

export interface Forgotten {
  /** The case of each page that was written over. */
  readonly cases: readonly string[]
  /** Pages that could not be. */
  readonly stuck: number
  /** The page behind which it goes on. */
  readonly last: string
}

/**
 * Writes over words on pages as one more change, so that whoever writes there meanwhile gets it, and takes the state
 * together: what was typed letter by letter stands in no change any more.
 * @returns what became of at most twenty pages; undefined when there are none left
 */
export async function forgetInNotes(
  context: Pick<Context, 'tx' | 'tenantId'>,
  { words, marks, except = [], only = null, after }: WordsToForget,
): Promise<Forgotten | undefined> {
  // An empty pattern would be found on every page.
  if (words.length === 0) return undefined
  const patterns = {
    ...{ pattern: databasePattern(words), bytesPattern: bytesPattern(words) },
    escapedPattern: escapedPattern(words),
  }
  const pages = await store.listPagesHolding(context, { ...patterns, except, only, after })
  const last = pages.at(-1)
  if (last === undefined) return undefined
  const cases: string[] = []
  let stuck = 0
  for (const page of pages) {
    const text = await store.textOf(context, page)
    // The database finds a little more than stands there; what was typed and taken out again stands in the changes.
    if (!holdsSought(text, words) && page.seq === page.snapshotSeq) continue
    const taken = await replaceText(await store.stateOf(context, page), writeOver(text, words, marks))
    if (typeof taken === 'string') {
      stuck += 1
      continue
    }
    const seq = page.seq + 1
    await store.dropChanges(context, page.id, seq)
    await store.changePage(context, page, {
      ...{ seq, text: taken.text, snapshot: Buffer.from(taken.state), snapshotSeq: seq },
    })
    await touch(context, { stream: page.incidentId, kind: noteTouch, about: page.id, mark: seq })
    cases.push(page.incidentId)
    if (holdsSought(taken.text, words)) stuck += 1
  }
  return { cases, stuck, last: last.id }
}
