import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Endpoint } from '../../base/endpoint.ts'
import { answerKey } from '../answers.ts'
import { EntryDialog, type Entry } from './EntryDialog.tsx'

interface Asking {
  /** Opens the dialog for this. */
  readonly ask: (entry: Entry) => void
  /** To stand at the end of the page. */
  readonly dialog: ReactNode
}

/** One dialog of a page for all that it adds and changes; what was read by `refreshes` is read anew after each. */
export function useEntry(refreshes: readonly Pick<Endpoint, 'name'>[]): Asking {
  const client = useQueryClient()
  const [entry, ask] = useState<Entry>()
  const close = () => ask(undefined)
  const dialog = entry && (
    <EntryDialog
      key={`${entry.endpoint.name} ${JSON.stringify(entry.given)}`}
      entry={entry}
      onClose={close}
      onDone={() => {
        close()
        for (const read of refreshes) void client.invalidateQueries({ queryKey: answerKey(read) })
      }}
    />
  )
  return { ask, dialog }
}
