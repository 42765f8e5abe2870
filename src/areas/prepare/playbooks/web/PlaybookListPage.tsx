import { useQuery } from '@tanstack/react-query'
import { answerKey, everyItem } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { RowList } from '../../../../ui/lists/RowList.tsx'
import { SeverityMark } from '../../../../ui/marks/SeverityMark.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { useFilter } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listPlaybooks, type PlaybookSummary } from '../contract/reading.ts'
import { NewPlaybook } from './parts/NewPlaybook.tsx'

/** What of this list stands in its address. */
const filters = { q: null }

/** Every playbook, found by what somebody would see or say. */
export function PlaybookListPage() {
  const text = useText('playbooks')
  const [q, setQ] = useFilter('q')
  const mayEdit = useMay('playbook.edit')
  const list = useQuery({
    queryKey: [...answerKey(listPlaybooks), 'everyone'],
    queryFn: ({ signal }) => everyItem(listPlaybooks, {}, undefined, signal, true),
  })
  const found = (list.data ?? []).filter((playbook) => fits(playbook, q))
  return (
    <Page
      title={text('title')}
      lead={text('lead')}
      actions={mayEdit && <NewPlaybook all={list.data ?? []} />}
    >
      <ListTools
        filters={filters}
        end={<ExportButtons name="playbooks" columns={exportColumns} fetchAll={async () => found} />}
      >
        <SearchBox label={text('search')} value={q} onChange={setQ} />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && found.length === 0 && <EmptyState title={text('noneTitle')} lead={text('none')} />}
      {found.length > 0 && (
        <RowList
          label={text('title')}
          rows={found}
          keyOf={(row) => row.key}
          pathOf={(row) => `/playbooks/${row.key}`}
          columns={[
            { id: 'plain', label: text('column'), width: 'minmax(0, 3fr)', show: (row) => row.plainTitle },
            { id: 'term', label: text('term'), width: 'minmax(0, 2fr)', show: (row) => row.title },
            {
              id: 'severity',
              label: text('severity'),
              width: '8rem',
              show: (row) => <SeverityMark severity={row.severityDefault} />,
            },
            {
              id: 'edition',
              label: text('own.whose'),
              width: '9rem',
              show: (row) => <Whose row={row} />,
            },
            {
              id: 'read',
              label: text('read'),
              width: '10rem',
              show: (row) =>
                row.stale ? <StateMark tone="warn" word={text('stale')} /> : <span>{row.reviewedOn}</span>,
            },
          ]}
        />
      )}
    </Page>
  )
}

/** Whose words it holds, and whether somebody is writing. */
function Whose({ row }: { readonly row: PlaybookSummary }) {
  const text = useText('playbooks')
  if (!row.isInUse) return <StateMark tone="quiet" word={text('own.draft')} />
  const words = text(row.edition === 'own' ? 'own.own' : 'own.shipped')
  return <span>{row.hasDraft ? text('own.withDraft', { whose: words }) : words}</span>
}

/** Every word somewhere in its titles or signs. */
function fits(playbook: PlaybookSummary, q: string): boolean {
  const all = [playbook.plainTitle, playbook.title, playbook.kind, ...playbook.recognise]
    .join(' ')
    .toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

const exportColumns = [
  { name: 'key', value: (row: PlaybookSummary) => row.key },
  { name: 'kind', value: (row: PlaybookSummary) => row.kind },
  { name: 'edition', value: (row: PlaybookSummary) => row.edition },
  { name: 'plainTitle', value: (row: PlaybookSummary) => row.plainTitle },
  { name: 'title', value: (row: PlaybookSummary) => row.title },
  { name: 'severity', value: (row: PlaybookSummary) => row.severityDefault },
  { name: 'version', value: (row: PlaybookSummary) => row.version },
  { name: 'reviewedOn', value: (row: PlaybookSummary) => row.reviewedOn },
]
