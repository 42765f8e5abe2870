import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { modes } from '../../../../base/incident-words.ts'
import { answerKey, pagesOf } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import lines from '../../../../ui/lists/lines.module.css'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { SeverityMark } from '../../../../ui/marks/SeverityMark.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listReviews, type Review } from '../contract/plan.ts'
import { ReviewMark } from './parts/ReviewMark.tsx'

const states = ['planned', 'overdue', 'held', 'waived'] as const
const filters = { q: null, state: states, mode: modes }

/** Every look back, at an incident, a near miss or a rehearsal: what is planned, late, held or waived. */
export function ReviewListPage() {
  const text = useText('reviews')
  const [q, setQ] = useFilter('q')
  const [state, setState] = useFilter('state')
  const [mode, setMode] = useFilter('mode')
  const filter = {
    ...(q && { q }),
    ...(isOneOf(states, state) && { state }),
    ...(isOneOf(modes, mode) && { mode }),
  }
  const list = useInfiniteQuery(pagesOf(listReviews, { limit: 50, ...filter }))
  useLiveQuery('*', answerKey(listReviews), ['review.', 'incident.'])
  const rows = list.data ?? []
  const isNarrowed = Object.keys(filter).length > 0
  return (
    <Page
      title={text('list.title')}
      lead={text('list.lead')}
      actions={
        <Can permission="review.read">
          <To path="/review-numbers" className={lines.link}>
            {text('numbers.title')}
          </To>
          <To path="/learned" className={lines.link}>
            {text('learned.title')}
          </To>
          <To path="/settings/reviews" className={lines.link}>
            {text('rule.title')}
          </To>
        </Can>
      }
    >
      <ListTools filters={filters}>
        <SearchBox label={text('list.search')} value={q} onChange={setQ} />
        <FilterChips
          label={text('list.state')}
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: text(`state.${value}`) }))}
        />
        <FilterChips
          label={text('list.mode')}
          value={mode}
          onChange={setMode}
          options={modes.map((value) => ({ value, label: text(`mode.${value}`) }))}
        />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState
          title={text(isNarrowed ? 'list.noneFound' : 'list.none')}
          lead={text(isNarrowed ? 'list.noneFoundLead' : 'list.noneLead')}
        />
      )}
      <ul className={lines.list}>
        {rows.map((review) => (
          <ReviewRow key={review.id} review={review} />
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
    </Page>
  )
}

function ReviewRow({ review }: { readonly review: Review }) {
  const text = useText('reviews')
  const language = useLanguage()
  const { id, number, title, form, mode, severity, owner, dueOn, state } = review
  const facts = [
    text(`form.${form}`),
    ...(mode === 'real' ? [] : [text(`mode.${mode}`)]),
    owner === '' ? text('nobody') : text('ownedBy', { name: owner }),
    ...(state === 'planned' ? [text('dueOn', { day: dayWords(dueOn, language) })] : []),
  ]
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={`/reviews/${id}`}>{number === null ? title : text('of', { number, title })}</To>
        </strong>
        <span className={lines.dim}>{facts.join(' · ')}</span>
      </span>
      <span className={lines.acts}>
        {severity !== null && <SeverityMark severity={severity} />}
        <ReviewMark review={review} />
      </span>
    </li>
  )
}

function isOneOf<One extends string>(all: readonly One[], value: string): value is One {
  return all.some((one) => one === value)
}
