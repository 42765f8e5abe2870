import { Button, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { RowList, type RowColumn } from '../../../../ui/lists/RowList.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter, useGo } from '../../../../ui/place.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
import { listSignals, listSources, signalStatuses, type Signal } from '../contract/signals.ts'
import { SeverityOf, StateOf, StatusOf } from './parts/SignalMarks.tsx'
import { useRowKeys } from './parts/use-row-keys.ts'
import classes from './signals.module.css'

/** Everything that tools and people said, to be judged one by one. */
export function SignalListPage() {
  const text = useText('signals')
  const [q, setQ] = useFilter('q')
  const [status, setStatus] = useFilter('status')
  const [sourceId, setSource] = useFilter('source')
  const sources = useAnswer(listSources, {})
  const known = signalStatuses.find((one) => one === status)
  const input = {
    limit: 100,
    ...(q && { q }),
    ...(known && { status: known }),
    ...(sourceId && { sourceId }),
  }
  const list = useInfiniteQuery(pagesOf(listSignals, input))
  useLiveQuery('*', answerKey(listSignals), ['batch', 'signal.', 'report.', 'incident.'])
  useRowKeys(text('keys.next'), text('keys.previous'))
  // A source that was taken away is only known as such once the others are read.
  const source = sources.data?.items.map(({ id }) => id) ?? null
  const filters = { q: null, status: signalStatuses, source }
  const isFiltered = q !== '' || status !== '' || sourceId !== ''
  return (
    <Page title={text('list.title')} lead={text('list.lead')} actions={<OtherPages />}>
      <ListTools
        filters={filters}
        end={
          <ExportButtons name="signals" columns={exported} fetchAll={() => everyItem(listSignals, input)} />
        }
      >
        <SearchBox label={text('list.search')} value={q} onChange={setQ} />
        <FilterChips
          label={text('list.status')}
          value={status}
          onChange={setStatus}
          options={signalStatuses.map((value) => ({ value, label: text(`status.${value}`) }))}
        />
        {(sources.data?.items.length ?? 0) > 0 && (
          <Select
            aria-label={text('list.source')}
            placeholder={text('list.source')}
            clearable
            value={sourceId || null}
            onChange={(value) => setSource(value ?? '')}
            data={(sources.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 &&
        (isFiltered ? (
          <EmptyState title={text('list.noneTitle')} lead={text('list.noneLead')} />
        ) : (
          <FirstSignal />
        ))}
      {list.data && list.data.length > 0 && (
        <RowList
          label={text('list.title')}
          rows={list.data}
          keyOf={(row) => row.id}
          pathOf={(row) => `/signals/${row.id}`}
          onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          isLoadingMore={list.isFetchingNextPage}
          columns={columnsOf(text)}
        />
      )}
    </Page>
  )
}

function OtherPages() {
  const text = useText('signals')
  const go = useGo()
  return (
    <>
      <Button variant="default" onClick={() => go('/signals/groups')}>
        {text('groups.open')}
      </Button>
      <Button variant="default" onClick={() => go('/signals/reports')}>
        {text('figures.open')}
      </Button>
      <Button variant="default" onClick={() => go('/settings/sources')}>
        {text('sources.title')}
      </Button>
    </>
  )
}

function FirstSignal() {
  const text = useText('signals')
  return (
    <EmptyState
      title={text('list.emptyTitle')}
      lead={text('list.emptyLead')}
      action={
        <Can permission="source.read">
          <To path="/settings/sources">{text('list.emptyAction')}</To>
        </Can>
      }
    />
  )
}

function columnsOf(text: Say): RowColumn<Signal>[] {
  return [
    {
      id: 'title',
      label: text('list.what'),
      width: 'minmax(0, 1fr)',
      show: (row) => (
        <>
          <span className={classes.line}>{row.title}</span>
          <span className={classes.from}>
            {row.sourceName}
            {row.count > 1 && ` · ${text('list.said', { count: row.count })}`}
          </span>
        </>
      ),
    },
    {
      id: 'severity',
      label: text('list.severity'),
      width: '6.5rem',
      show: (row) => (row.state === 'report' ? null : <SeverityOf signal={row} />),
    },
    { id: 'state', label: text('list.state'), width: '7.5rem', show: (row) => <StateOf signal={row} /> },
    { id: 'status', label: text('list.status'), width: '8rem', show: (row) => <StatusOf signal={row} /> },
    {
      id: 'last',
      label: text('list.last'),
      width: '7rem',
      show: (row) => <TimeText at={row.lastAt} form="relative" />,
    },
  ]
}

const exported = [
  { name: 'title', value: (row: Signal) => row.title },
  { name: 'summary', value: (row: Signal) => row.summary },
  { name: 'source', value: (row: Signal) => row.sourceName },
  { name: 'severity', value: (row: Signal) => row.severity },
  { name: 'severityWord', value: (row: Signal) => row.severityWord },
  { name: 'state', value: (row: Signal) => row.state },
  { name: 'status', value: (row: Signal) => row.status },
  { name: 'count', value: (row: Signal) => row.count },
  { name: 'firstAt', value: (row: Signal) => row.firstAt },
  { name: 'lastAt', value: (row: Signal) => row.lastAt },
  { name: 'incident', value: (row: Signal) => row.incidentNumber },
  { name: 'dismissedReason', value: (row: Signal) => row.dismissedReason },
]
