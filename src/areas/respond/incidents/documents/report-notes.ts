import { field, type RecordLeaf } from './record-leaf.ts'
import type { Voice } from './words/words.ts'
import { groups, numbers, type Entries } from './report-parts.ts'

export interface NotePart extends Entries {
  readonly title: string
  readonly version: string
  readonly at: string
  /** Who wrote it, as far as its versions name them. */
  readonly writers: readonly string[]
  readonly text: string
}

const versions = 'note_page.keep'

/** The shared pages of a case as their last version has them; one that was put away says nothing any more. */
export function notes(leaves: readonly RecordLeaf[], voice: Voice): NotePart[] {
  const kinds = [versions, 'note_page.open', 'note_page.rename', 'note_page.archive', 'note_page.restore']
  return groups(leaves, 'page', kinds).flatMap((own) => {
    const kept = own.filter(({ kind }) => kind === versions)
    const last = kept.at(-1)
    const named = own.at(-1)
    const isAway = own.findLast(({ kind }) => kind.endsWith('archive') || kind.endsWith('restore'))
    if (last === undefined || named === undefined || isAway?.kind === 'note_page.archive') return []
    const writers = kept.flatMap(({ fields }) => fields['writers']?.split('\n') ?? [])
    return [
      {
        entries: numbers([last]),
        title: field(named, 'title', voice),
        version: field(last, 'version', voice),
        at: voice.moment(last.at),
        writers: [...new Set(writers)],
        text: field(last, 'text', voice),
      },
    ]
  })
}
