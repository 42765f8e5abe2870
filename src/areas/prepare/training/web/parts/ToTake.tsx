import { Button } from '@mantine/core'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { To, useGo } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Course } from '../../contract/courses.ts'
import { CourseMarks } from './CourseMarks.tsx'
import lines from '../../../../../ui/lists/lines.module.css'

/** What waits for whoever looks, each with its minutes and one button. */
export function ToTake({ courses }: { readonly courses: readonly Course[] }) {
  const text = useText('training')
  const language = useLanguage()
  const go = useGo()
  return (
    <ul className={lines.list}>
      {courses.map((course) => (
        <li key={course.id}>
          <span className={lines.words}>
            <strong>
              <To path={`/training/courses/${course.id}`} className={lines.link}>
                {course.title}
              </To>
            </strong>
            <CourseMarks course={course} />
            <span className={lines.dim}>
              {[
                text('minutes', { count: course.minutes }),
                ...(course.mine?.dueOn ? [text('by', { day: dayWords(course.mine.dueOn, language) })] : []),
              ].join(' · ')}
            </span>
          </span>
          <span className={lines.acts}>
            <Button
              aria-label={text('me.startOf', { title: course.title })}
              onClick={() => go(`/training/courses/${course.id}`)}
            >
              {text('me.start')}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  )
}
