import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { answerKey, everyItem, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { improvementViews, listImprovements, type Improvement } from '../contract/improvements.ts'
import { ImprovementForm } from './parts/ImprovementForm.tsx'
import { ImprovementRow } from './parts/ImprovementRow.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './improvements.module.css'

/** What of this list stands in its address. */
const filters = { q: null, view: improvementViews }

const names = [
  ...(['title', 'why', 'kind', 'strength', 'element', 'state', 'owner', 'dueOn', 'targetKind'] as const),
  ...(['effect', 'effectDueOn', 'acceptedUntil', 'recurrences', 'proposedAt', 'proposedBy'] as const),
]
const columns = [
  ...names.map((name) => ({ name, value: (row: Improvement) => row[name] ?? '' })),
  { name: 'incident', value: (row: Improvement) => row.origin.incidentNumber ?? '' },
]
/** Without the first, which is what the list shows by itself. */
const views = improvementViews.filter((view) => view !== 'open')

/** What becomes better: what is mine and what is late first, then everything that is open. */
export function ImprovementListPage() {
  const text = useText('improvements')
  const mayPropose = useMay('improvement.propose')
  const [q, setQ] = useFilter('q')
  const [view, setView] = useFilter('view')
  const [isAdding, setAdding] = useState(false)
  const chosen = views.find((one) => one === view)
  const input = { limit: 50, ...(q && { q }), ...(chosen && { view: chosen }) }
  const list = useInfiniteQuery(pagesOf(listImprovements, input))
  useLiveQuery('*', answerKey(listImprovements), ['improvement.'])
  const { counts } = useAnswer(listImprovements, { limit: 1 }).data ?? {}
  const rows = list.data ?? []
  const isNarrowed = q !== '' || chosen !== undefined
  const add = <Button onClick={() => setAdding(true)}>{text('list.add')}</Button>
  const countOf = (one: (typeof views)[number]) =>
    counts && one in counts ? counts[one as keyof typeof counts] : 0 // only views that are counted are in it
  return (
    <Page
      title={text('list.title')}
      lead={
        <>
          {text('list.lead')} <To path="/blind-spots">{text('list.toSpots')}</To> ·{' '}
          <To path="/business-decisions">{text('list.toDecisions')}</To>
        </>
      }
      actions={mayPropose && add}
    >
      <ListTools
        filters={filters}
        end={
          <ExportButtons
            name="improvements"
            columns={columns}
            fetchAll={() => everyItem(listImprovements, { ...input, limit: 200 })}
          />
        }
      >
        <SearchBox label={text('list.search')} value={q} onChange={setQ} />
        <FilterChips
          label={text('list.view')}
          rest={text('view.open')}
          value={view}
          onChange={setView}
          options={views.map((one) => ({
            value: one,
            label: countOf(one) > 0 ? `${text(`view.${one}`)} (${countOf(one)})` : text(`view.${one}`),
          }))}
        />
      </ListTools>
      {counts && <Checked counts={counts} />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState
          title={text(isNarrowed ? 'list.noneFound' : 'list.none')}
          lead={text(isNarrowed ? 'list.noneFoundLead' : 'list.noneLead')}
          action={mayPropose && !isNarrowed && add}
        />
      )}
      <ul className={`${lines.list} ${classes.rows}`}>
        {rows.map((row) => (
          <ImprovementRow key={row.id} improvement={row} />
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
      {isAdding && <ImprovementForm purpose="add" onClose={() => setAdding(false)} />}
    </Page>
  )
}

type Counts = OutputOf<typeof listImprovements>['counts']

/** What became of those that somebody else has checked: numbers, and no score. */
function Checked({ counts: { verified, verifiedInTime, came_back: back } }: { readonly counts: Counts }) {
  const text = useText('improvements')
  if (verified === 0) return null
  return (
    <p className={lines.dim}>
      {text('list.checked', { count: verified, inTime: verifiedInTime })}{' '}
      {text('list.cameBack', { count: back, of: verified })}
    </p>
  )
}
