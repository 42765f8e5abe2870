import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Permission } from '../../base/permissions.ts'
import type { Endpoint } from '../../base/endpoint.ts'
import { answerKey } from '../answers.ts'
import type { Entry } from '../entry/EntryDialog.tsx'
import { useEntry } from '../entry/use-entry.tsx'
import { Can } from '../kit/Can.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ErrorState } from '../kit/ErrorState.tsx'
import { Loading } from '../kit/Loading.tsx'
import { Page } from '../kit/Page.tsx'
import { ExportButtons } from '../lists/ExportButtons.tsx'
import type { ExportColumn } from '../lists/csv.ts'
import { ListTools, SearchBox } from '../lists/ListTools.tsx'
import { useFilter } from '../place.tsx'
import { useMay } from '../session.ts'
import { useText } from '../text.ts'
import { ImportDialog, type TakesList } from './ImportDialog.tsx'
import { Rows } from './Rows.tsx'

const onlyWords = { q: null }

interface List<Row> {
  readonly data: readonly Row[] | undefined
  readonly error: Error | null
  readonly isPending: boolean
  readonly hasNextPage: boolean
  readonly refetch: () => unknown
  readonly fetchNextPage: () => unknown
}

interface RegisterPageProps<Row extends { readonly id: string; readonly name: string }, Given> {
  /** Whose words the page speaks: a room. */
  readonly room: string
  /** Group of its messages: title, lead, add, search, none, noneLead. Also the name of the file that is saved. */
  readonly group: string
  /** Who may change the list. */
  readonly permission: Permission
  /** The way to registers beside this one. */
  readonly other?: ReactNode
  /** Above the list, e.g. what is near its date. */
  readonly above?: ReactNode
  /** Under the list, e.g. what could be added. */
  readonly below?: ReactNode
  readonly list: List<Row>
  readonly endpoints: {
    readonly list: Pick<Endpoint, 'name'>
    /** Absent where a list is too short to be worth a spreadsheet. */
    readonly take?: TakesList
  }
  readonly columns: readonly ExportColumn<Given>[]
  /** Everything that matches, with what its columns name in words; throws where something of it cannot be read. */
  readonly fetchAll: () => Promise<readonly Given[]>
  readonly wordsOf: (row: Row) => readonly string[]
  /** The page of a row, where it has one. */
  readonly pathOf?: (row: Row) => string
  readonly markOf?: (row: Row) => ReactNode
  /** The form of a row; of a new one without it. */
  readonly entryOf: (row?: Row) => Entry
  readonly retiring: (row: Row) => Entry
  /** The verb of that, where taking out of use is not what is meant. */
  readonly retire?: string
}

/** A register: search, add, change, retire, and a list in and out. */
export function RegisterPage<Row extends { readonly id: string; readonly name: string }, Given = Row>(
  props: RegisterPageProps<Row, Given>,
) {
  const { group, list, columns, endpoints } = props
  const text = useText(props.room)
  const ui = useText('ui')
  const [q, setQ] = useFilter('q')
  const client = useQueryClient()
  const mayManage = useMay(props.permission)
  const { ask, dialog } = useEntry([endpoints.list])
  const [isImporting, setImporting] = useState(false)
  const refresh = () => void client.invalidateQueries({ queryKey: answerKey(endpoints.list) })
  const add = <Button onClick={() => ask(props.entryOf())}>{text(`${group}.add`)}</Button>
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
        <Can permission={props.permission}>
          {add}
          {endpoints.take && (
            <Button variant="default" onClick={() => setImporting(true)}>
              {ui('register.import.open')}
            </Button>
          )}
        </Can>
      }
    >
      {props.above}
      <ListTools
        filters={onlyWords}
        end={<ExportButtons name={group} columns={columns} fetchAll={props.fetchAll} />}
      >
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
          mark: props.markOf?.(row),
          onChange: mayManage ? () => ask(props.entryOf(row)) : undefined,
          onRetire: mayManage ? () => ask(props.retiring(row)) : undefined,
        }))}
        retire={props.retire}
        onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
      />
      {props.below}
      {dialog}
      {isImporting && endpoints.take && (
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
