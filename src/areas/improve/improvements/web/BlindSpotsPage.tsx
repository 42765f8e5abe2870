import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { peopleWho, useEvery } from '../../../../ui/register/known.ts'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { listBlindSpots, type BlindSpot } from '../contract/lessons.ts'
import { spotEntry } from './parts/lesson-entries.ts'
import { SpotLine } from './parts/SpotLine.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** What of this list stands in its address. */
const filters = { view: ['open'] }

const columns = (
  ['number', 'title', 'verdict', 'tool', 'note', 'owner', 'askedAt', 'answeredBy'] as const
).map((name) => ({ name, value: (row: BlindSpot) => row[name] ?? '' }))

/** Which tool should have seen each closed case; what nobody answered comes first. */
export function BlindSpotsPage() {
  const text = useText('improvements')
  const mayAnswer = useMay('improvement.propose')
  const people = peopleWho('improvement.propose', useEvery(listMembers, {}))
  const [view, setView] = useFilter('view')
  const input = { limit: 50, ...(view === 'open' && { isOpen: 'true' as const }) }
  const list = useInfiniteQuery(pagesOf(listBlindSpots, input))
  useLiveQuery('*', answerKey(listBlindSpots), ['blind_spot.', 'incident.'])
  const { ask, dialog } = useEntry([listBlindSpots])
  return (
    <Page
      title={text('spot.title')}
      lead={
        <>
          <To path="/improvements">{text('back')}</To> · {text('spot.pageLead')}
        </>
      }
    >
      <ListTools
        filters={filters}
        end={
          <ExportButtons
            name="blind-spots"
            columns={columns}
            fetchAll={() => everyItem(listBlindSpots, { ...input, limit: 200 })}
          />
        }
      >
        <FilterChips
          label={text('list.view')}
          value={view}
          onChange={setView}
          options={[{ value: 'open', label: text('spot.isBlind') }]}
        />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 && <EmptyState title={text('spot.none')} lead={text('spot.noneLead')} />}
      <ul className={lines.list}>
        {(list.data ?? []).map((spot) => (
          <SpotLine
            key={spot.incidentId}
            spot={spot}
            withCase
            onAnswer={mayAnswer ? () => ask(spotEntry(text, people, spot)) : undefined}
          />
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
      {dialog}
    </Page>
  )
}
