import { databasePattern, writeOver, type Marks, type Sought } from '../../../base/sought-words.ts'
import type { Context } from '../../../platform/action.ts'
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
}

/**
 * Writes over words on pages as one more change, so that whoever writes there meanwhile gets it, and takes the state
 * together: what was typed letter by letter stands in no change any more.
 * @returns how many pages of at most twenty
 */
export async function forgetInNotes(
  context: Pick<Context, 'tx' | 'tenantId'>,
  { words, marks, except = [], only = null }: WordsToForget,
): Promise<number> {
  const pages = await store.listPagesHolding(context, { pattern: databasePattern(words), except, only })
  let forgotten = 0
  for (const page of pages) {
    const text = await store.textOf(context, page)
    const taken = await replaceText(await store.stateOf(context, page), writeOver(text, words, marks))
    if (typeof taken === 'string') continue
    const seq = page.seq + 1
    await store.dropChanges(context, page.id, seq)
    await store.changePage(context, page, {
      ...{ seq, text: taken.text, snapshot: Buffer.from(taken.state), snapshotSeq: seq },
    })
    await touch(context, { stream: page.incidentId, kind: noteTouch, about: page.id, mark: seq })
    forgotten += 1
  }
  return forgotten
}
