import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Endpoint } from '../../../../../base/endpoint.ts'
import { answerKey } from '../../../../../ui/answers.ts'
import { EntryDialog, type Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../../ui/lists/ExportButtons.tsx'
import type { ExportColumn } from '../../../../../ui/lists/csv.ts'
import { ListTools, SearchBox } from '../../../../../ui/lists/ListTools.tsx'
import { useFilter } from '../../../../../ui/place.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import type { importAssets, importFunctions } from '../../contract.ts'
import { ImportDialog } from './ImportDialog.tsx'
import { Rows } from './Rows.tsx'

interface List<Row> {
  readonly data: readonly Row[] | undefined
  readonly error: Error | null
  readonly isPending: boolean
  readonly hasNextPage: boolean
  readonly refetch: () => unknown
  readonly fetchNextPage: () => unknown
}

interface RegisterPageProps<Row extends { readonly id: string; readonly name: string }, Given> {
  /** Group of the messages: `assets` or `functions`. */
  readonly group: 'assets' | 'functions'
  /** The way to the other register. */
  readonly other: ReactNode
  readonly list: List<Row>
  readonly endpoints: {
    readonly list: Pick<Endpoint, 'name'>
    readonly take: typeof importAssets | typeof importFunctions
  }
  readonly columns: readonly ExportColumn<Given>[]
  /** Everything that matches, with what its columns name in words; throws where something of it cannot be read. */
  readonly fetchAll: () => Promise<readonly Given[]>
  readonly wordsOf: (row: Row) => readonly string[]
  /** The page of a row, where it has one. */
  readonly pathOf?: (row: Row) => string
  /** The form of a row; of a new one without it. */
  readonly entryOf: (row?: Row) => Entry
  readonly retiring: (row: Row) => Entry
}

/** A register: search, add, change, retire, and a list in and out. */
export function RegisterPage<Row extends { readonly id: string; readonly name: string }, Given>(
  props: RegisterPageProps<Row, Given>,
) {
  const { group, list, columns, endpoints } = props
  const text = useText('assets')
  const [q, setQ] = useFilter('q')
  const client = useQueryClient()
  const mayManage = useMay('asset.manage')
  const [entry, setEntry] = useState<Entry>()
  const [isImporting, setImporting] = useState(false)
  const refresh = () => void client.invalidateQueries({ queryKey: answerKey(endpoints.list) })
  const add = <Button onClick={() => setEntry(props.entryOf())}>{text(`${group}.add`)}</Button>
  const rows = list.data ?? []
  return (
    <Page
      title={text(`${group}.title`)}
      lead={
        <>
          {text(`${group}.lead`)} {props.other}
        </>
      }
      actions={
        <Can permission="asset.manage">
          {add}
          <Button variant="default" onClick={() => setImporting(true)}>
            {text('import.open')}
          </Button>
        </Can>
      }
    >
      <ListTools end={<ExportButtons name={group} columns={columns} fetchAll={props.fetchAll} />}>
        <SearchBox label={text(`${group}.search`)} value={q} onChange={setQ} />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState
          title={text(`${group}.none`)}
          lead={text(`${group}.noneLead`)}
          action={mayManage && add}
        />
      )}
      <Rows
        rows={rows.map((row) => ({
          id: row.id,
          name: row.name,
          words: props.wordsOf(row),
          path: props.pathOf?.(row),
          onChange: mayManage ? () => setEntry(props.entryOf(row)) : undefined,
          onRetire: mayManage ? () => setEntry(props.retiring(row)) : undefined,
        }))}
        onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
      />
      {entry && (
        <EntryDialog
          entry={entry}
          onClose={() => setEntry(undefined)}
          onDone={() => {
            setEntry(undefined)
            refresh()
          }}
        />
      )}
      {isImporting && (
        <ImportDialog
          endpoint={endpoints.take}
          columns={columns.map(({ name }) => name)}
          onDone={refresh}
          onClose={() => setImporting(false)}
        />
      )}
    </Page>
  )
}
