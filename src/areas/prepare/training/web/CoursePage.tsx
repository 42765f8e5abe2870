import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listTraining } from '../contract/attendance.ts'
import { getCourse, listCourses, type CourseDetail } from '../contract/courses.ts'
import { Audience } from './parts/Audience.tsx'
import { CourseMarks } from './parts/CourseMarks.tsx'
import { withdrawEntry } from './parts/entries.ts'
import { Oversight } from './parts/Oversight.tsx'
import { CourseQuiz } from './parts/CourseQuiz.tsx'
import classes from './training.module.css'

/** One course: read it, answer its questions; below, for those who look after it, for whom it is and who has still to. */
export function CoursePage() {
  const text = useText('training')
  const go = useGo()
  const id = usePart('course')
  const { ask, dialog } = useEntry([getCourse, listCourses, listTraining])
  const live = { stream: '*', kinds: ['course.', 'training.'] }
  const answer = useAnswer(getCourse, { id }, { live })
  const course = answer.data
  if (answer.error && !course)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!course) return <Loading lines={8} />
  const { can, state, number, content, hasDraft } = course
  return (
    <Page
      title={course.title}
      marks={<CourseMarks course={course} />}
      lead={<Lead course={course} />}
      actions={
        <>
          {content && (
            <Button variant="default" onClick={() => print()}>
              {text('print')}
            </Button>
          )}
          {can.manage && state !== 'withdrawn' && (
            <>
              <Button
                variant={hasDraft ? 'filled' : 'default'}
                onClick={() => go(`/training/courses/${id}/edit`)}
              >
                {text(hasDraft ? 'course.editDraft' : 'course.edit')}
              </Button>
              <Button variant="subtle" onClick={() => ask(withdrawEntry(text, course))}>
                {text('course.withdraw')}
              </Button>
            </>
          )}
        </>
      }
    >
      <Lessons course={course} />
      {state === 'in_use' && number !== null && content && content.questions.length > 0 && (
        <CourseQuiz key={number} id={id} number={number} content={content} />
      )}
      {can.manage && (
        <div data-no-print className={classes.below}>
          <Audience course={course} ask={ask} />
          <Oversight course={course} ask={ask} />
        </div>
      )}
      {dialog}
    </Page>
  )
}

function Lead({ course }: { readonly course: CourseDetail }) {
  const text = useText('training')
  const language = useLanguage()
  const { number, datedOn, source, mine, minutes } = course
  const words = [
    number === null || datedOn === null
      ? text('course.isDraft')
      : text('course.dated', { number, day: dayWords(datedOn, language) }),
    text('minutes', { count: minutes }),
    source === '' ? '' : text('course.source', { source }),
    mine === null ? '' : mine.why === '' ? text(`course.why.${mine.reason}`) : mine.why,
    mine?.validUntil ? text('me.until', { day: dayWords(mine.validUntil, language) }) : '',
  ]
  return (
    <>
      {words.filter((one) => one !== '').join(' · ')} <To path="/training">{text('all')}</To>
    </>
  )
}

function Lessons({ course: { content } }: { readonly course: CourseDetail }) {
  if (content === null) return null
  return (
    <div className={classes.document}>
      {content.summary !== '' && <p className={classes.summary}>{content.summary}</p>}
      {content.lessons.map(({ heading, text: words }, place) => (
        // Lessons have no name of their own: their place is one, and the questions lead there.
        <section key={place} id={`lesson-${place}`}>
          <h2>{heading}</h2>
          <p>{words}</p>
        </section>
      ))}
    </div>
  )
}
