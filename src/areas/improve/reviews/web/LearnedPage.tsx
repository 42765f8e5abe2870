import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, pagesOf, useAct } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { useFilter } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { listLearned, noteLearnedRead, type LearnedPage as Learned } from '../contract/editions.ts'
import { EditionText } from './parts/EditionText.tsx'
import classes from './reviews.module.css'

/** What of this list stands in its address. */
const filters = { q: null }

/** For everybody in the firm: what was learned, in plain words, a page for each. */
export function LearnedPage() {
  const text = useText('reviews')
  const [q, setQ] = useFilter('q')
  const list = useInfiniteQuery(pagesOf(listLearned, { limit: 20, ...(q && { q }) }))
  useLiveQuery('*', answerKey(listLearned), ['review.'])
  return (
    <Page title={text('learned.title')} lead={text('learned.lead')}>
      <ListTools filters={filters}>
        <SearchBox label={text('learned.search')} value={q} onChange={setQ} />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 && <EmptyState title={text('learned.none')} lead={text('learned.noneLead')} />}
      {list.data?.map((page) => (
        <OnePage key={page.id} page={page} />
      ))}
      {list.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {text('learned.more')}
          </Button>
        </div>
      )}
    </Page>
  )
}

function OnePage({ page: { id, title, content, releasedAt, isRead } }: { readonly page: Learned }) {
  const text = useText('reviews')
  const read = useAct(noteLearnedRead, { refreshes: [listLearned] })
  return (
    <Section title={title}>
      <p className={classes.ask}>
        <TimeText at={releasedAt} form="absolute" />
      </p>
      {content.isExercise && <Notice tone="active">{text('about.exercise')}</Notice>}
      <EditionText lines={content.lines} note={content.note} />
      <div data-no-print>
        {isRead ? (
          <StateMark tone="good" word={text('learned.wasRead')} />
        ) : (
          <Button variant="default" loading={read.isPending} onClick={() => read.mutate({ id })}>
            {text('learned.read')}
          </Button>
        )}
      </div>
      {read.error && <Notice tone="bad">{read.error.message}</Notice>}
    </Section>
  )
}
