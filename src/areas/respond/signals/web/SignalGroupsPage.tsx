import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answerKey, answerOf, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { RowList, type RowColumn } from '../../../../ui/lists/RowList.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter, useGo } from '../../../../ui/place.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
import { groupStatuses, listAlertGroups, type AlertGroup } from '../contract/groups.ts'
import { GroupState } from './parts/GroupState.tsx'
import { ChoiceBar, useChoice, type Choice } from './parts/group-choice.tsx'
import { reasonsOf, ThingsOf } from './parts/group-words.tsx'
import { VerdictDialogs } from './parts/judge-groups.tsx'
import { SeverityOf } from './parts/SignalMarks.tsx'
import classes from './signals.module.css'

/** What of this list stands in its address. */
const filters = { q: null, status: [...groupStatuses, 'all'] }

const heard = ['batch', 'signal.', 'incident.', 'group.', 'quiet.', 'report.']
/** Grouping follows the batch by a moment and says nothing of its own. */
const lookAgainMillis = 5_000

/** The short list: what belongs together, the one to look at first on top, with the reason in plain words. */
export function SignalGroupsPage() {
  const text = useText('signals')
  const go = useGo()
  const [q, setQ] = useFilter('q')
  const [wanted, setWanted] = useFilter('status')
  const status = wanted === 'all' ? undefined : (groupStatuses.find((one) => one === wanted) ?? 'open')
  const input = { limit: 50, ...(status && { status }), ...(q && { q }) }
  const list = useInfiniteQuery({ ...pagesOf(listAlertGroups, input), refetchInterval: lookAgainMillis })
  const first = useQuery({
    ...answerOf(listAlertGroups, { limit: 1, status }),
    refetchInterval: lookAgainMillis,
  })
  useLiveQuery('*', answerKey(listAlertGroups), heard)
  const rows = list.data ?? []
  const may = first.data?.can.triage ?? false
  const choice = useChoice(rows, may)
  return (
    <Page
      title={text('groups.title')}
      lead={text('groups.lead')}
      actions={
        <>
          <Button variant="default" onClick={() => go('/signals')}>
            {text('groups.single')}
          </Button>
          <Button variant="default" onClick={() => go('/signals/quiet')}>
            {text('quiet.title')}
          </Button>
        </>
      }
    >
      <ListTools
        filters={filters}
        end={
          <ExportButtons
            name="alert-groups"
            columns={exported}
            fetchAll={() => everyItem(listAlertGroups, input)}
          />
        }
      >
        <SearchBox label={text('groups.search')} value={q} onChange={setQ} />
        <FilterChips
          label={text('groups.which')}
          value={status ?? ''}
          onChange={(value) => setWanted(value === 'open' ? '' : value || 'all')}
          options={groupStatuses.map((value) => ({ value, label: text(`groups.status.${value}`) }))}
        />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 && <Nothing isFiltered={q !== '' || status !== 'open'} />}
      {rows.length > 0 && (
        <>
          <ChoiceBar choice={choice} may={may} />
          <RowList
            label={text('groups.title')}
            rows={rows}
            keyOf={(row) => row.id}
            pathOf={(row) => `/signals/groups/${row.id}`}
            onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
            isLoadingMore={list.isFetchingNextPage}
            columns={columnsOf(text, may ? choice : undefined)}
          />
        </>
      )}
      {first.data && first.data.ordinary.count > 0 && status === 'open' && (
        <p className={classes.ordinary}>
          {text('groups.ordinary', first.data.ordinary)}{' '}
          <To path="/signals/quiet">{text('groups.ordinaryShow')}</To>
        </p>
      )}
      <VerdictDialogs asking={choice.asking} groups={choice.groups} onClose={choice.done} />
    </Page>
  )
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const text = useText('signals')
  return isFiltered ? (
    <EmptyState title={text('list.noneTitle')} lead={text('list.noneLead')} />
  ) : (
    <EmptyState
      title={text('groups.emptyTitle')}
      lead={text('groups.emptyLead')}
      action={<To path="/settings/sources">{text('list.emptyAction')}</To>}
    />
  )
}

function columnsOf(text: Say, choice: Choice | undefined): RowColumn<AlertGroup>[] {
  return [
    {
      id: 'title',
      label: text('groups.what'),
      width: 'minmax(0, 1fr)',
      show: (row) => (
        <>
          <span className={classes.line}>
            {row.kinds > 1 ? row.title.replace(/[.…\s]+$/, '') : row.title}
            {row.kinds > 1 && ` ${text('groups.moreKinds', { count: row.kinds - 1 })}`}
          </span>
          <span className={classes.from}>
            <ThingsOf things={row.things} />
          </span>
          <span className={classes.why}>{reasonsOf(row, text).slice(0, 2).join(' ')}</span>
        </>
      ),
    },
    {
      id: 'severity',
      label: text('list.severity'),
      width: '6.5rem',
      show: (row) => (row.severity === 'unknown' ? null : <SeverityOf signal={row} />),
    },
    {
      id: 'state',
      label: text('list.state'),
      width: '9rem',
      show: (row) => <GroupState group={row} />,
    },
    {
      id: 'signals',
      label: text('groups.howMany'),
      width: '7rem',
      show: (row) => <span>{text('groups.signals', { count: row.signals })}</span>,
    },
    {
      id: 'last',
      label: text('list.last'),
      width: '7rem',
      show: (row) => <TimeText at={row.lastAt} form="relative" />,
    },
    ...(choice === undefined
      ? []
      : [
          {
            id: 'choose',
            label: text('groups.choose'),
            width: '4.5rem',
            show: (row: AlertGroup) => (
              <Checkbox
                size="md"
                className={classes.tick}
                aria-label={text('groups.chooseOne', { title: row.title })}
                checked={choice.ticked.includes(row.id)}
                onChange={() => choice.toggle(row.id)}
              />
            ),
          },
        ]),
  ]
}

const exported = [
  { name: 'title', value: (row: AlertGroup) => row.title },
  { name: 'status', value: (row: AlertGroup) => row.status },
  { name: 'severity', value: (row: AlertGroup) => row.severity },
  { name: 'signals', value: (row: AlertGroup) => row.signals },
  { name: 'firing', value: (row: AlertGroup) => row.firing },
  { name: 'count', value: (row: AlertGroup) => row.count },
  { name: 'things', value: (row: AlertGroup) => row.things.join('; ') },
  { name: 'because', value: (row: AlertGroup) => row.because },
  { name: 'firstAt', value: (row: AlertGroup) => row.firstAt },
  { name: 'lastAt', value: (row: AlertGroup) => row.lastAt },
]
