import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { Say } from '../../../../../ui/text.ts'
import type { Board } from '../../contract/board.ts'
import type { People } from './people.ts'

/** What every part of the page is given. */
export interface Room {
  readonly board: Board
  readonly text: Say
  readonly people: People
  /** Opens a form; the page is read again when it was sent. */
  readonly ask: (entry: Entry) => void
}
