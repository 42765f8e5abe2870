import { Button } from '@mantine/core'
import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { pagesOf } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../ui/kit/Pills.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { To, useFilter, useGo } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listExercises, type ExerciseRow } from '../contract/exercise.ts'
import { listScenarios, type ScenarioRow } from '../contract/scenario.ts'
import { audiences } from '../contract/words.ts'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './exercises.module.css'

/** What of this list stands in its address. */
const filters = { part: null, q: null, audience: audiences, state: ['open', 'over'] }

/** What to rehearse next, and what was rehearsed. Whoever may not read all sees their own sessions. */
export function ExerciseListPage() {
  const text = useText('exercises')
  const go = useGo()
  const mayRead = useMay('exercise.read')
  const [part, setPart] = useFilter('part', mayRead ? 'next' : 'sessions')
  return (
    <Page
      title={text('list.title')}
      lead={text('list.lead')}
      actions={
        <>
          <Can permission="exercise.run">
            <Button onClick={() => go('/exercises/new?form=drill')} variant="default">
              {text('list.drill')}
            </Button>
          </Can>
          <Can permission="exercise.read">
            <Button onClick={() => go('/plan-tests')} variant="default">
              {text('tests.title')}
            </Button>
          </Can>
        </>
      }
    >
      {mayRead && (
        <Pills
          label={text('list.title')}
          value={part}
          onChange={setPart}
          options={[
            { value: 'next', label: text('list.next') },
            { value: 'sessions', label: text('list.sessions') },
          ]}
        />
      )}
      {part === 'next' && mayRead ? <Scenarios /> : <Sessions />}
    </Page>
  )
}

function Scenarios() {
  const text = useText('exercises')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const [q, setQ] = useFilter('q')
  const [audience, setAudience] = useFilter('audience')
  const wanted = audiences.find((one) => one === audience)
  const list = useInfiniteQuery(
    pagesOf(listScenarios, { language, limit: 50, ...(q && { q }), ...(wanted && { audience: wanted }) }),
  )
  const rows = list.data ?? []
  return (
    <>
      <ListTools filters={filters}>
        <SearchBox label={text('list.search')} value={q} onChange={setQ} />
        <FilterChips
          label={text('list.audience')}
          value={audience}
          onChange={setAudience}
          options={audiences.map((value) => ({ value, label: text(`audience.${value}`) }))}
        />
      </ListTools>
      <Lines
        list={list}
        empty={<EmptyState title={text('list.noneFound')} lead={text('list.noneFoundLead')} />}
      >
        {rows.map((row) => (
          <ScenarioLine key={row.key} row={row} />
        ))}
      </Lines>
    </>
  )
}

function ScenarioLine({ row }: { readonly row: ScenarioRow }) {
  const text = useText('exercises')
  const language = useLanguage()
  const { key, title, lead, because, audience, difficulty, lengths, lastPlayedOn, isOwn } = row
  const facts = [
    text(`audience.${audience}`),
    text(`difficulty.${difficulty}`),
    text('list.minutes', { minutes: lengths.join(' / ') }),
    lastPlayedOn === null ? '' : text('list.lastPlayed', { day: dayWords(lastPlayedOn, language) }),
  ].filter((one) => one !== '')
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={`/exercises/scenarios/${key}`}>{title}</To>
        </strong>
        <span>{lead}</span>
        <span className={lines.dim}>{facts.join(' · ')}</span>
        <span className={classes.chips}>
          {isOwn && <span className={classes.chip}>{text('list.own')}</span>}
          {because.map((reason) => (
            <span
              key={reason}
              className={classes.chip}
              data-tone={reason === 'open_gap' ? 'bad' : reason === 'not_for_you' ? undefined : 'warn'}
            >
              {text(`because.${reason}`)}
            </span>
          ))}
        </span>
      </span>
      <Can permission="exercise.run">
        <span className={lines.acts}>
          <To className={lines.link} path={`/exercises/new?scenario=${key}`}>
            {text('list.arrange')}
          </To>
        </span>
      </Can>
    </li>
  )
}

function Sessions() {
  const text = useText('exercises')
  const [q, setQ] = useFilter('q')
  const [state, setState] = useFilter('state')
  const wanted = state === 'open' || state === 'over' ? state : undefined
  const list = useInfiniteQuery(
    pagesOf(listExercises, { limit: 50, ...(q && { q }), ...(wanted && { state: wanted }) }),
  )
  const rows = list.data ?? []
  return (
    <>
      <ListTools filters={filters}>
        <SearchBox label={text('list.searchSessions')} value={q} onChange={setQ} />
        <FilterChips
          label={text('list.state')}
          value={state}
          onChange={setState}
          options={(['open', 'over'] as const).map((value) => ({ value, label: text(`list.${value}`) }))}
        />
      </ListTools>
      <Lines list={list} empty={<EmptyState title={text('list.none')} lead={text('list.noneLead')} />}>
        {rows.map((row) => (
          <SessionLine key={row.id} row={row} />
        ))}
      </Lines>
    </>
  )
}

/** Rows page by page, with what stands there while they are read, where there are none and where reading failed. */
function Lines({
  list,
  empty,
  children,
}: {
  readonly list: Pick<
    UseInfiniteQueryResult<readonly unknown[], Error>,
    'data' | 'error' | 'isPending' | 'hasNextPage' | 'refetch' | 'fetchNextPage'
  >
  readonly empty: ReactNode
  readonly children: ReactNode
}) {
  const text = useText('exercises')
  return (
    <>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 && empty}
      <ul className={lines.list}>{children}</ul>
      {list.hasNextPage && (
        <Button variant="default" onClick={() => void list.fetchNextPage()}>
          {text('list.more')}
        </Button>
      )}
    </>
  )
}

/** One session in a list. */
export function SessionLine({ row }: { readonly row: ExerciseRow }) {
  const text = useText('exercises')
  const language = useLanguage()
  const { id, title, state, form, lengthMinutes, plannedOn, endedAt, facilitator, retest } = row
  const day = endedAt ?? plannedOn
  const facts = [
    text(`form.${form}`),
    text('list.minutes', { minutes: lengthMinutes }),
    day === null ? '' : dayWords(day, language),
    facilitator === '' ? '' : text('list.ledBy', { name: facilitator }),
    retest === null ? '' : text('list.retest'),
  ].filter((one) => one !== '')
  const isOver = state === 'done' || state === 'stopped' || state === 'cancelled'
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={state === 'done' ? `/exercises/${id}/report` : `/exercises/${id}`}>{title}</To>
        </strong>
        <span className={lines.dim}>{facts.join(' · ')}</span>
      </span>
      <span className={classes.chip} data-tone={isOver ? undefined : 'warn'}>
        {text(`state.${state}`)}
      </span>
    </li>
  )
}
