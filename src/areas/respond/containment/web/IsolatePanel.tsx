import { useQueryClient } from '@tanstack/react-query'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { IsolateForm } from './parts/IsolateDialog.tsx'

/** In the incident room's own dialog, where somebody chose "isolated": what stops, before it is done. */
export function IsolatePanel({ subject }: { readonly subject: PanelSubject }) {
  const client = useQueryClient()
  return (
    <IsolateForm
      incidentId={subject.stream ?? ''}
      systemId={subject.id}
      // The room's dialog goes away with the state that it was opened for.
      onDone={() => void client.invalidateQueries()}
    />
  )
}
