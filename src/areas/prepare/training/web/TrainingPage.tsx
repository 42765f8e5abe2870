import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, pagesOf } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter, useGo } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listCourses, type Course } from '../contract/courses.ts'
import { courseStates, topics } from '../contract/words.ts'
import { MyTraining } from './MyTraining.tsx'
import { CourseMarks } from './parts/CourseMarks.tsx'
import { Starters } from './parts/Starters.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** What of this list stands in its address. */
const filters = { q: null, topic: topics, state: courseStates }

/** What I have to learn first, then all courses; for those who look after it, the ways to the rest. */
export function TrainingPage() {
  const text = useText('training')
  const go = useGo()
  return (
    <Page
      title={text('title')}
      lead={text('lead')}
      actions={
        <>
          <Can permission="training.manage">
            <Button onClick={() => go('/training/courses/new/edit')}>{text('courses.add')}</Button>
          </Can>
          <Can permission="training.oversee">
            <Button variant="default" onClick={() => go('/training/people')}>
              {text('nav.people')}
            </Button>
          </Can>
          <Can permission="skill.read">
            <Button variant="default" onClick={() => go('/training/skills')}>
              {text('nav.skills')}
            </Button>
            <Button variant="default" onClick={() => go('/training/practice')}>
              {text('nav.practice')}
            </Button>
          </Can>
        </>
      }
    >
      <MyTraining />
      <Courses />
    </Page>
  )
}

function Courses() {
  const text = useText('training')
  const mayManage = useMay('training.manage')
  const [q, setQ] = useFilter('q')
  const [topic, setTopic] = useFilter('topic')
  const [state, setState] = useFilter('state')
  const filter = {
    ...(q && { q }),
    ...(isOneOf(topics, topic) && { topic }),
    ...(isOneOf(courseStates, state) && { state }),
  }
  const list = useInfiniteQuery(pagesOf(listCourses, { limit: 50, ...filter }))
  useLiveQuery('*', answerKey(listCourses), ['course.', 'training.'])
  const rows = list.data ?? []
  const isNarrowed = Object.keys(filter).length > 0
  return (
    <Section title={text('courses.title')}>
      <ListTools filters={filters}>
        <SearchBox label={text('courses.search')} value={q} onChange={setQ} />
        <NativeSelect
          aria-label={text('courses.topic')}
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
          data={[
            { value: '', label: text('courses.everyTopic') },
            ...topics.map((value) => ({ value, label: text(`topic.${value}`) })),
          ]}
        />
        {mayManage && (
          <FilterChips
            label={text('people.state')}
            value={state}
            onChange={setState}
            options={courseStates.map((value) => ({ value, label: text(`state.${value}`) }))}
          />
        )}
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState
          title={text(isNarrowed ? 'courses.noneFound' : 'courses.none')}
          lead={text(
            isNarrowed ? 'people.noneFoundLead' : mayManage ? 'courses.noneLead' : 'courses.noneForYou',
          )}
        />
      )}
      <ul className={lines.list}>
        {rows.map((course) => (
          <CourseRow key={course.id} course={course} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text('more')}
        </Button>
      )}
      {mayManage && !isNarrowed && list.data && <Starters known={rows.map(({ title }) => title)} />}
    </Section>
  )
}

function CourseRow({ course }: { readonly course: Course }) {
  const text = useText('training')
  const { id, title, topic, minutes, summary } = course
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={`/training/courses/${id}`} className={lines.link}>
            {title}
          </To>
        </strong>
        <span className={lines.dim}>
          {[text(`topic.${topic}`), text('minutes', { count: minutes }), summary]
            .filter((one) => one !== '')
            .join(' · ')}
        </span>
      </span>
      <span className={lines.acts}>
        <CourseMarks course={course} />
      </span>
    </li>
  )
}

function isOneOf<One extends string>(all: readonly One[], value: string): value is One {
  return all.some((one) => one === value)
}
