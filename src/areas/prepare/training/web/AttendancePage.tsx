import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, pagesOf } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { download } from '../../../../ui/transfer.ts'
import { exportTraining, listTraining, type Assignment } from '../contract/attendance.ts'
import { assignmentStates } from '../contract/words.ts'
import { stateTones } from './parts/CourseMarks.tsx'
import { recordEntry } from './parts/entries.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** What of this list stands in its address. */
const filters = { q: null, state: assignmentStates }

/** Who took what, how and when, and who has still to; the proof for an auditor leaves from here. */
export function AttendancePage() {
  const text = useText('training')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const [q, setQ] = useFilter('q')
  const [state, setState] = useFilter('state')
  const known = assignmentStates.find((one) => one === state)
  const filter = { ...(q && { q }), ...(known && { state: known }) }
  const { ask, dialog } = useEntry([listTraining])
  const list = useInfiniteQuery(pagesOf(listTraining, { limit: 50, ...filter }))
  useLiveQuery('*', answerKey(listTraining), ['training.', 'course.'])
  const rows = list.data ?? []
  const isNarrowed = Object.keys(filter).length > 0
  const take = (format: 'csv' | 'pdf') =>
    void download(exportTraining, { format, language }, `training.${format}`)
  return (
    <Page
      title={text('people.title')}
      lead={
        <>
          {text('people.lead')} <To path="/training">{text('all')}</To>
        </>
      }
      actions={
        <>
          <Button variant="default" onClick={() => take('pdf')}>
            {text('people.pdf')}
          </Button>
          <Button variant="default" onClick={() => take('csv')}>
            {text('people.csv')}
          </Button>
        </>
      }
    >
      <ListTools filters={filters}>
        <SearchBox label={text('people.search')} value={q} onChange={setQ} />
        <FilterChips
          label={text('people.state')}
          value={state}
          onChange={setState}
          options={assignmentStates.map((value) => ({ value, label: text(`mine.${value}`) }))}
        />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState
          title={text(isNarrowed ? 'people.noneFound' : 'people.none')}
          lead={text(isNarrowed ? 'people.noneFoundLead' : 'people.noneLead')}
        />
      )}
      <ul className={lines.list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} ask={ask} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text('more')}
        </Button>
      )}
      {dialog}
    </Page>
  )
}

function Row({ row, ask }: { readonly row: Assignment; readonly ask: (entry: Entry) => void }) {
  const text = useText('training')
  const language = useLanguage()
  const { person, vendor, course, courseId, dueOn, doneOn, how, evidence, validUntil, state } = row
  const words = [
    vendor === '' ? '' : text('people.of', { vendor }),
    doneOn === null || how === null
      ? text('people.due', { day: dayWords(dueOn, language) })
      : text('people.done', { how: text(`how.${how}`), day: dayWords(doneOn, language) }),
    validUntil === null ? '' : text('me.until', { day: dayWords(validUntil, language) }),
    text(`why.${row.reason}`),
    evidence === '' ? '' : text('people.shown', { evidence }),
  ]
  return (
    <li>
      <span className={lines.words}>
        <strong>{person}</strong>
        <To path={`/training/courses/${courseId}`} className={lines.link}>
          {course}
        </To>
        <span className={lines.dim}>{words.filter((word) => word !== '').join(' · ')}</span>
      </span>
      <span className={lines.acts}>
        <StateMark tone={stateTones[state]} word={text(`mine.${state}`)} />
        {how === null && (
          <Can permission="training.manage">
            <Button
              variant="default"
              aria-label={text('people.recordOf', { person, course })}
              onClick={() => ask(recordEntry(text, row))}
            >
              {text('people.record')}
            </Button>
          </Can>
        )}
      </span>
    </li>
  )
}
