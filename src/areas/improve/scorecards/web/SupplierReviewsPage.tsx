import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { Cards } from '../../../../ui/kit/Card.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { useFilter } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listSupplierCases, type SupplierCase } from '../contract.ts'
import { CaseLine } from './parts/CaseLine.tsx'
import { moneyWords } from './parts/money-words.ts'
import { ScorecardView } from './parts/ScorecardView.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** What of this list stands in its address. */
const filters = { view: ['open'] }

const columns = [
  { name: 'supplier', value: ({ supplier }: SupplierCase) => supplier.name },
  { name: 'incident', value: ({ number }: SupplierCase) => number },
  { name: 'title', value: ({ title }: SupplierCase) => title },
  ...(
    [
      'answerMinutes',
      'answerLevel',
      'arriveMinutes',
      'arriveLevel',
      'noticeMinutes',
      'noticeLevel',
      'grade',
    ] as const
  ).map((name) => ({ name, value: ({ figures }: SupplierCase) => figures[name] ?? '' })),
  { name: 'cost', value: ({ costs }: SupplierCase) => moneyWords(costs, '') },
  { name: 'verdict', value: ({ review }: SupplierCase) => review?.verdict ?? '' },
  { name: 'followUpOn', value: ({ review }: SupplierCase) => review?.followUpOn ?? '' },
]

/** How suppliers did in cases: contracts to look at first, then each case, then the numbers over time. */
export function SupplierReviewsPage() {
  const text = useText('scorecards')
  const [view, setView] = useFilter('view')
  const input = { limit: 50, view: view === 'open' ? ('open' as const) : ('all' as const) }
  const list = useInfiniteQuery(pagesOf(listSupplierCases, input))
  useLiveQuery('*', answerKey(listSupplierCases), ['supplier.', 'supplier_review.', 'cost.'])
  const { scorecards = [] } = useAnswer(listSupplierCases, { limit: 1 }).data ?? {}
  const rows = list.data ?? []
  return (
    <Page title={text('list.title')} lead={text('list.lead')}>
      <ListTools
        filters={filters}
        end={
          <ExportButtons
            name="supplier-reviews"
            columns={columns}
            fetchAll={() => everyItem(listSupplierCases, { ...input, limit: 200 })}
          />
        }
      >
        <FilterChips
          label={text('list.view')}
          rest={text('list.all')}
          value={view}
          onChange={setView}
          options={[{ value: 'open', label: text('list.open') }]}
        />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState
          title={text(view === 'open' ? 'list.noneOpen' : 'list.none')}
          lead={text(view === 'open' ? 'list.noneOpenLead' : 'list.noneLead')}
        />
      )}
      <ul className={lines.list}>
        {rows.map((row) => (
          <CaseLine key={row.id} one={row} />
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
      {scorecards.length > 0 && (
        <Section title={text('card.title')}>
          <p className={lines.dim}>{text('card.lead')}</p>
          <Cards>
            {scorecards.map((card) => (
              <ScorecardView key={card.supplier.id} card={card} />
            ))}
          </Cards>
        </Section>
      )}
    </Page>
  )
}
