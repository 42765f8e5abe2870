import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { everyItem, pagesOf } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { SeverityMark } from '../../../../ui/marks/SeverityMark.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { caseFilters, listTrendCases, type TrendCase } from '../contract/trends.ts'
import { usePack, useWords, type Words } from './words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** What of this list stands in its address. */
const filters = { q: null, years: null, by: caseFilters, value: null }

const columns = (['number', 'title', 'severity', 'kind', 'vector', 'openedAt', 'closedAt'] as const).map(
  (name) => ({ name, value: (row: TrendCase) => row[name] ?? '' }),
)

/** The cases behind a number. */
export function CasesPage() {
  const text = useText('trends')
  const words = useWords()
  const [q, setQ] = useFilter('q')
  const [years] = useFilter('years', '2')
  const [named] = useFilter('by')
  const [value] = useFilter('value')
  const by = caseFilters.find((one) => one === named)
  const { input, query } = usePack()
  const filter = { years, ...input, ...(by && { by, value }), ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listTrendCases, { limit: 50, ...filter }))
  const rows = list.data ?? []
  return (
    <Page
      title={by === undefined ? text('list.all') : text('list.of', { name: nameOf(words, by, value) })}
      lead={text('list.lead', { count: Number(years) })}
      actions={<To path={`/trends?years=${years}${query}`}>{text('list.back')}</To>}
    >
      <ListTools filters={filters}>
        <SearchBox label={text('list.search')} value={q} onChange={setQ} />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState title={text('list.none')} lead={text('list.noneLead')} />
      )}
      <ul className={lines.list}>
        {rows.map((row) => (
          <CaseRow key={row.id} row={row} words={words} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {text('list.more')}
          </Button>
        </div>
      )}
      {rows.length > 0 && (
        <div className={lines.acts} data-no-print>
          <ExportButtons
            name="cases"
            columns={columns}
            fetchAll={() => everyItem(listTrendCases, { limit: 200, ...filter })}
          />
        </div>
      )}
    </Page>
  )
}

function CaseRow({ row, words }: { readonly row: TrendCase; readonly words: Words }) {
  const text = useText('trends')
  const { id, number, title, severity, kind, vector, openedAt, closedAt } = row
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={`/incidents/${id}`}>{`INC-${number} ${title}`}</To>
        </strong>
        <span className={lines.dim}>
          {words.of('kind', kind)} · {words.of('vector', vector ?? (closedAt === null ? 'open' : 'unknown'))}
        </span>
        <span className={lines.dim}>
          {words.day(openedAt)} – {closedAt === null ? text('times.stillRuns') : words.day(closedAt)}
        </span>
      </span>
      <SeverityMark severity={severity} />
    </li>
  )
}

function nameOf(words: Words, by: (typeof caseFilters)[number], value: string): string {
  switch (by) {
    case 'vector':
    case 'kind':
    case 'control':
      return words.of(by, value)
    case 'factor':
      return value
        .split(',')
        .map((one) => words.of('factor', one))
        .join(' + ')
    case 'month':
      return words.month(value)
    case 'asset':
    case 'vendor':
      return ''
  }
}
