import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { readMyTraining } from '../contract/attendance.ts'
import { CourseMarks } from './parts/CourseMarks.tsx'
import { ToTake } from './parts/ToTake.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** On a person's own page: what waits, what was learnt with its dates, and what they are counted on for. */
export function MyTraining() {
  const text = useText('training')
  const language = useLanguage()
  const live = { stream: '*', kinds: ['training.', 'course.', 'skill.'] }
  const answer = useAnswer(readMyTraining, {}, { live })
  const mine = answer.data
  return (
    <Section title={text('me.title')} actions={<To path="/training">{text('all')}</To>}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={2} />}
      {mine && mine.toTake.length === 0 && <Notice tone="good">{text('me.none')}</Notice>}
      {mine && <ToTake courses={mine.toTake} />}
      {mine && mine.taken.length > 0 && (
        <>
          <h3>{text('me.taken')}</h3>
          <ul className={lines.list}>
            {mine.taken.map((course) => (
              <li key={course.id}>
                <span className={lines.words}>
                  <To path={`/training/courses/${course.id}`} className={lines.link}>
                    {course.title}
                  </To>
                  <span className={lines.dim}>
                    {[
                      text('me.takenOn', { day: dayWords(course.mine?.doneOn ?? '', language) }),
                      ...(course.mine?.validUntil
                        ? [text('me.until', { day: dayWords(course.mine.validUntil, language) })]
                        : []),
                    ].join(' · ')}
                  </span>
                </span>
                <CourseMarks course={course} />
              </li>
            ))}
          </ul>
        </>
      )}
      {mine && mine.skills.length > 0 && (
        <>
          <h3>{text('me.skills')}</h3>
          <ul className={lines.list}>
            {mine.skills.map(({ name, isDeputy, expiresOn, isEnded }) => (
              <li key={name}>
                <span className={lines.words}>
                  {isDeputy ? `${name} (${text('me.deputy')})` : name}
                  {expiresOn && !isEnded && (
                    <span className={lines.dim}>
                      {text('me.skillEnds', { day: dayWords(expiresOn, language) })}
                    </span>
                  )}
                </span>
                {isEnded && <StateMark tone="warn" word={text('me.skillEnded')} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
