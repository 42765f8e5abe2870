import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { everyItem, pagesOf, answerKey } from '../../../src/ui/answers.ts'
import { ErrorState } from '../../../src/ui/kit/ErrorState.tsx'
import { Loading } from '../../../src/ui/kit/Loading.tsx'
import { Page } from '../../../src/ui/kit/Page.tsx'
import { TimeText } from '../../../src/ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../src/ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../src/ui/lists/ListTools.tsx'
import { RowList } from '../../../src/ui/lists/RowList.tsx'
import { useLiveQuery } from '../../../src/ui/live.ts'
import { SeverityMark } from '../../../src/ui/marks/SeverityMark.tsx'
import { StateMark } from '../../../src/ui/marks/StateMark.tsx'
import { useFilter } from '../../../src/ui/place.tsx'
import { severities } from '../../../src/base/incident-words.ts'
import { listIncidents } from './contract.ts'

const words = { S1: 'Crisis', S2: 'Serious', S3: 'Limited', S4: 'Minor' }

export function IncidentListPage() {
  const [q, setQ] = useFilter('q')
  const [severity, setSeverity] = useFilter('severity')
  const known = severities.find((one) => one === severity)
  const input = { limit: 200, ...(q && { q }), ...(known && { severity: known }) }
  const list = useInfiniteQuery(pagesOf(listIncidents, input))
  useLiveQuery('*', answerKey(listIncidents), ['incident.'])
  return (
    <Page title="Incidents" lead="Every case, the open ones first." actions={<Button>Declare</Button>}>
      <ListTools
        end={
          <ExportButtons
            name="incidents"
            columns={[
              { name: 'number', value: (row) => row.number },
              { name: 'title', value: (row) => row.title },
            ]}
            fetchAll={() => everyItem(listIncidents, input)}
          />
        }
      >
        <SearchBox label="Search incidents" value={q} onChange={setQ} />
        <FilterChips
          label="Severity"
          value={severity}
          onChange={setSeverity}
          options={severities.map((value) => ({ value, label: words[value] }))}
        />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && (
        <RowList
          label="Incidents"
          rows={list.data}
          keyOf={(row) => row.id}
          pathOf={(row) => `/incidents/${row.id}`}
          onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          isLoadingMore={list.isFetchingNextPage}
          columns={[
            {
              id: 'title',
              label: 'Incident',
              width: 'minmax(0, 3fr)',
              show: (row) => `INC-${row.number} ${row.title}`,
            },
            {
              id: 'severity',
              label: 'Severity',
              width: '8rem',
              show: (row) => <SeverityMark severity={row.severity} />,
            },
            {
              id: 'state',
              label: 'State',
              width: '9rem',
              show: (row) => <StateMark tone="active" word={row.state} />,
            },
            { id: 'lead', label: 'Lead', width: 'minmax(0, 1fr)', show: (row) => row.lead },
            {
              id: 'opened',
              label: 'Opened',
              width: '8rem',
              show: (row) => <TimeText at={row.openedAt} form="relative" />,
            },
          ]}
        />
      )}
    </Page>
  )
}
