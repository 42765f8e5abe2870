import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { useFilter, useGo } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import type * as z from 'zod'
import { listAlertGroups, type AlertGroup } from '../contract/signals.ts'

/** Signals that belong together, so that forty alerts are one thing to judge. */
export function SignalGroupsPage() {
  const text = useText('signals')
  const go = useGo()
  const [q, setQ] = useFilter('q')
  const input = { limit: 50, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listAlertGroups, input))
  useLiveQuery('*', answerKey(listAlertGroups), ['batch', 'signal.', 'incident.'])
  return (
    <Page
      title={text('groups.title')}
      lead={text('groups.lead')}
      actions={
        <Button variant="default" onClick={() => go('/signals')}>
          {text('list.title')}
        </Button>
      }
    >
      <ListTools
        end={
          <ExportButtons
            name="alert-groups"
            columns={[
              { name: 'title', value: (row) => row.title },
              { name: 'source', value: (row) => row.sourceName },
              { name: 'signals', value: (row) => row.signals },
              { name: 'firing', value: (row) => row.firing },
              { name: 'count', value: (row) => row.count },
              { name: 'because', value: (row) => row.because },
              { name: 'lastAt', value: (row) => row.lastAt },
            ]}
            fetchAll={() => everyItem(listAlertGroups, input)}
          />
        }
      >
        <SearchBox label={text('list.search')} value={q} onChange={setQ} />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 && (
        <EmptyState title={text('groups.emptyTitle')} lead={text('groups.emptyLead')} />
      )}
      {list.data && list.data.length > 0 && (
        <Section title={text('groups.newest')}>
          <Cards>
            {(list.data ?? []).map((group) => (
              <GroupCard key={group.id} group={group} />
            ))}
          </Cards>
        </Section>
      )}
      {list.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {text('groups.more')}
          </Button>
        </div>
      )}
    </Page>
  )
}

function GroupCard({ group }: { readonly group: z.output<typeof AlertGroup> }) {
  const text = useText('signals')
  const go = useGo()
  return (
    <Card
      title={group.title}
      marks={
        <>
          {group.firing > 0 ? (
            <StateMark tone="warn" word={text('groups.firing', { count: group.firing })} />
          ) : (
            <StateMark tone="good" word={text('groups.quiet')} />
          )}
          <span>{text('groups.signals', { count: group.signals })}</span>
        </>
      }
      actions={
        <Button
          variant="default"
          size="compact-md"
          onClick={() => go(group.sourceId ? `/signals?source=${group.sourceId}` : '/signals')}
        >
          {text('groups.show')}
        </Button>
      }
    >
      <span>{group.because}</span>
      <TimeText at={group.lastAt} form="relative" />
    </Card>
  )
}
