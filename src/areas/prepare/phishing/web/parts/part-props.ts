import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { Setup } from '../../contract/rehearsals.ts'

export interface PartProps {
  readonly setup: Setup
  readonly ask: (entry: Entry) => void
}
