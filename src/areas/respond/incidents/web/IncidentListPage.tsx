import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { severities, statuses } from '../../../../base/incident-words.ts'
import type { OwnField } from '../../../../base/own-fields.ts'
import { answerKey, everyItem, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { RowList, type RowColumn } from '../../../../ui/lists/RowList.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { SeverityMark } from '../../../../ui/marks/SeverityMark.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
import { readForm } from '../../../register/fields/contract/form.ts'
import { AnswersWanted } from '../contract/details.ts'
import { listIncidents, type IncidentRow } from '../contract/incident.ts'
import { reviewViewNames, type ReviewState, type ReviewView } from '../contract/sign-off-words.ts'
import { useDetailColumns } from './details/detail-words.ts'
import { DetailFilters } from './details/DetailFilters.tsx'
import { usePeople, type People } from './parts/people.ts'
import classes from './parts/pages.module.css'

/** What of this list stands in its address. */
const filters = {
  q: null,
  status: statuses,
  severity: severities,
  kind: incidentKinds,
  review: reviewViewNames,
  details: null,
}

const noFields: readonly OwnField[] = []

/** Every incident, found by words, number, state, severity or kind; the view stands in the address. */
export function IncidentListPage() {
  const text = useText('incidents')
  const people = usePeople()
  const view = useView()
  const fields = useAnswer(readForm, {}).data?.form.fields ?? noFields
  const detailColumns = useDetailColumns(fields)
  const list = useInfiniteQuery(pagesOf(listIncidents, view.input))
  useLiveQuery('*', answerKey(listIncidents), ['incident.', 'severity.', 'lead.', 'task.', 'sign_off.'])
  return (
    <Page title={text('list.title')} lead={text('list.lead')} actions={<DeclareLink />}>
      <ListTools
        filters={filters}
        end={
          <ExportButtons
            name="incidents"
            columns={[...exportColumns(people), ...detailColumns]}
            fetchAll={() => everyItem(listIncidents, { ...view.input, showDetails: 'true' })}
          />
        }
      >
        <SearchBox label={text('list.search')} value={view.q} onChange={view.setQ} />
        <FilterChips
          label={text('list.status')}
          value={view.status}
          onChange={view.setStatus}
          options={statuses.map((value) => ({ value, label: text(`status.${value}`) }))}
        />
        <NativeSelect
          className={classes.narrowSelect ?? ''}
          aria-label={text('list.severity')}
          value={view.severity}
          onChange={(event) => view.setSeverity(event.currentTarget.value)}
          data={[
            { value: '', label: text('list.anySeverity') },
            ...severities.map((value) => ({ value, label: text(`severity.${value}`) })),
          ]}
        />
        <NativeSelect
          className={classes.narrowSelect ?? ''}
          aria-label={text('list.kind')}
          value={view.kind}
          onChange={(event) => view.setKind(event.currentTarget.value)}
          data={[
            { value: '', label: text('list.anyKind') },
            ...incidentKinds.map((value) => ({ value, label: text(`short.${value}`) })),
          ]}
        />
        <NativeSelect
          className={classes.narrowSelect ?? ''}
          aria-label={text('list.review')}
          value={view.review}
          onChange={(event) => view.setReview(event.currentTarget.value)}
          data={[
            { value: '', label: text('list.anyReview') },
            ...reviewViewNames.map((value) => ({ value, label: text(`list.reviewOf.${value}`) })),
          ]}
        />
        <DetailFilters fields={fields} value={view.details} onChange={view.setDetails} />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 && <NothingHere isFiltered={view.isFiltered} />}
      {list.data && list.data.length > 0 && (
        <RowList
          label={text('list.title')}
          rows={list.data}
          columns={columnsOf(text, people)}
          keyOf={(row) => row.id}
          pathOf={(row) => `/incidents/${row.id}`}
          onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          isLoadingMore={list.isFetchingNextPage}
        />
      )}
    </Page>
  )
}

function DeclareLink() {
  const text = useText('incidents')
  return (
    <Can permission="incident.open">
      <To path="/declare" className={classes.alarm}>
        {text('list.declare')}
      </To>
    </Can>
  )
}

function NothingHere({ isFiltered }: { readonly isFiltered: boolean }) {
  const text = useText('incidents')
  if (!isFiltered) {
    return <EmptyState title={text('list.emptyTitle')} lead={text('list.empty')} action={<DeclareLink />} />
  }
  return (
    <EmptyState
      title={text('list.noneTitle')}
      lead={text('list.none')}
      action={<To path="/incidents">{text('list.clear')}</To>}
    />
  )
}

/** The filters of the address; what the address says wrongly counts as not said. */
function useView() {
  const [q, setQ] = useFilter('q')
  const [status, setStatus] = useFilter('status')
  const [severity, setSeverity] = useFilter('severity')
  const [kind, setKind] = useFilter('kind')
  const [review, setReview] = useFilter('review')
  const [details, setDetails] = useFilter('details')
  const known = {
    status: statuses.find((one) => one === status),
    severity: severities.find((one) => one === severity),
    kind: incidentKinds.find((one) => one === kind),
    review: reviewViewNames.find((one) => one === review),
  }
  const input = {
    limit: 100,
    ...(q && { q }),
    ...(known.status && { status: known.status }),
    ...(known.severity && { severity: known.severity }),
    ...(known.kind && { kind: known.kind }),
    ...(known.review && { review: known.review }),
    ...(AnswersWanted.safeParse(details).success && { details }),
  }
  const isFiltered = Object.keys(input).length > 1
  return {
    q,
    setQ,
    status,
    setStatus,
    severity,
    setSeverity,
    kind,
    setKind,
    review,
    setReview,
    details,
    setDetails,
    input,
    isFiltered,
  }
}

function columnsOf(text: Say, people: People): RowColumn<IncidentRow>[] {
  return [
    {
      id: 'title',
      label: text('list.incident'),
      width: 'minmax(0, 3fr)',
      show: (row) => `${text('number', { number: row.number })} ${row.title}`,
    },
    {
      id: 'severity',
      label: text('list.severity'),
      width: '7.5rem',
      show: (row) => <SeverityMark severity={row.severity} />,
    },
    {
      id: 'state',
      label: text('list.state'),
      width: '11rem',
      show: (row) => <Standing row={row} />,
    },
    {
      id: 'lead',
      label: text('list.leadColumn'),
      width: 'minmax(0, 1fr)',
      show: (row) => people.nameOf(row.leadId) ?? (row.leadId === null ? text('list.noLead') : '…'),
    },
    {
      id: 'opened',
      label: text('list.opened'),
      width: '8.5rem',
      show: (row) => <TimeText at={row.openedAt} form="relative" />,
    },
  ]
}

function Standing({ row }: { readonly row: IncidentRow }) {
  const text = useText('incidents')
  return (
    <span className={classes.standing}>
      <StateMark tone={row.status === 'open' ? 'active' : 'quiet'} word={text(`status.${row.status}`)} />
      {row.review !== null && (
        <span className={classes.dim}>{text(`list.reviewOf.${viewOf(row.review)}`)}</span>
      )}
      {row.isRestricted && <StateMark tone="warn" word={text('circle.mark')} />}
      {row.mode !== 'real' && <span className={classes.dim}>{text(`mode.${row.mode}`)}</span>}
    </span>
  )
}

/** The words of a list for where a case stands with its reviewer. */
function viewOf(review: ReviewState): ReviewView {
  if (review === 'returned' || review === 'signed') return review
  return 'waiting'
}

function exportColumns(people: People) {
  return [
    { name: 'number', value: (row: IncidentRow) => row.number },
    { name: 'title', value: (row: IncidentRow) => row.title },
    { name: 'kind', value: (row: IncidentRow) => row.kind },
    { name: 'mode', value: (row: IncidentRow) => row.mode },
    { name: 'severity', value: (row: IncidentRow) => row.severity },
    { name: 'status', value: (row: IncidentRow) => row.status },
    { name: 'restricted', value: (row: IncidentRow) => (row.isRestricted ? 'yes' : 'no') },
    { name: 'review', value: (row: IncidentRow) => row.review },
    { name: 'lead', value: (row: IncidentRow) => people.nameOf(row.leadId) },
    { name: 'openTasks', value: (row: IncidentRow) => row.openTasks },
    { name: 'openedAt', value: (row: IncidentRow) => row.openedAt },
    { name: 'openedBy', value: (row: IncidentRow) => row.openedBy },
    { name: 'closedAt', value: (row: IncidentRow) => row.closedAt },
    { name: 'id', value: (row: IncidentRow) => row.id },
  ]
}
