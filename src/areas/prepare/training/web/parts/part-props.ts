import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { Practice } from '../../contract/practice.ts'
import type { Choices } from './practice-entries.ts'

/** What each part of the page of practice is given. */
export interface PartProps {
  readonly practice: Practice
  readonly choices: Choices
  readonly ask: (entry: Entry) => void
}
