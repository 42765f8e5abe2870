import { Button } from '@mantine/core'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { useState } from 'react'
import { CallError } from '../call-error.ts'
import { Notice } from '../plain/Notice.tsx'
import { useText } from '../text.ts'
import { saveFile } from '../transfer.ts'
import { csvOf, jsonOf, type ExportColumn } from './csv.ts'
import classes from './lists.module.css'

interface ExportButtonsProps<T> {
  /** Begins the file's name. */
  readonly name: string
  readonly columns: readonly ExportColumn<T>[]
  /** Every row that matches, not only those shown; `everyItem` does it for a list endpoint. */
  readonly fetchAll: () => Promise<readonly T[]>
}

/** Takes a whole list out as CSV or JSON. */
export function ExportButtons<T>({ name, columns, fetchAll }: ExportButtonsProps<T>) {
  const text = useText('ui')
  const [busy, setBusy] = useState<'csv' | 'json'>()
  const [failure, setFailure] = useState<string>()

  const take = async (format: 'csv' | 'json') => {
    setBusy(format)
    setFailure(undefined)
    try {
      const rows = await fetchAll()
      const body = format === 'csv' ? csvOf(rows, columns) : jsonOf(rows, columns)
      const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
      saveFile(new Blob([body], { type }), `${name}.${format}`)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failure.unknown'))
    } finally {
      setBusy(undefined)
    }
  }

  return (
    <div className={classes.exports} data-no-print>
      {(['csv', 'json'] as const).map((format) => (
        <Button
          key={format}
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size="1em" aria-hidden="true" />}
          loading={busy === format}
          onClick={() => void take(format)}
          aria-label={text('list.saveAs', { format: format.toUpperCase() })}
        >
          {format.toUpperCase()}
        </Button>
      ))}
      {failure && <Notice tone="bad">{failure}</Notice>}
    </div>
  )
}
