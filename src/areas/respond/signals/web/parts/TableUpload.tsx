import { useId } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { importTable } from '../../contract/setup.ts'
import { listQuarantine, listSignals, listSources } from '../../contract/signals.ts'
import classes from '../signals.module.css'

/** A file with rows, each of which becomes a signal. */
export function TableUpload({ sourceId }: { readonly sourceId: string }) {
  const text = useText('signals')
  const id = useId()
  const send = useAct(importTable, { refreshes: [listSources, listSignals, listQuarantine] })
  const read = async (file: File | undefined) => {
    if (file !== undefined) send.mutate({ id: sourceId, csv: await file.text() })
  }
  return (
    <div className={classes.stack}>
      <p className={classes.words}>{text('table.lead')}</p>
      <label className={classes.file} htmlFor={id}>
        {text('table.choose')}
        <input
          id={id}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          disabled={send.isPending}
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      </label>
      {send.data && (
        <Notice tone={send.data.quarantined > 0 ? 'warn' : 'good'}>{text('table.done', send.data)}</Notice>
      )}
      {send.error && <Notice tone="bad">{send.error.message}</Notice>}
    </div>
  )
}
