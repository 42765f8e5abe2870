import { Button } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To, useGo } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { readPractice, takePracticeStep, type CaseLesson, type Need } from '../../contract/practice.ts'
import { giveCourseEntry, meetEntry, needEntry, otherwiseEntry, waiveEntry } from './practice-entries.ts'
import type { PartProps } from './part-props.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** What people cannot do yet, and what was decided about it. */
export function Needs({ practice, choices, ask }: PartProps) {
  const text = useText('training')
  const { needs, can } = practice
  return (
    <Section
      title={text('practice.needs')}
      actions={
        can.practise && (
          <Button variant="default" onClick={() => ask(needEntry(text, choices))}>
            {text('practice.addNeed')}
          </Button>
        )
      }
    >
      {needs.length === 0 && <p className={lines.dim}>{text('practice.noNeeds')}</p>}
      <ul className={lines.list}>
        {needs.map((need) => (
          <NeedRow key={need.id} need={need} choices={choices} ask={can.manage ? ask : undefined} />
        ))}
      </ul>
    </Section>
  )
}

interface NeedRowProps extends Pick<PartProps, 'choices'> {
  readonly need: Need
  readonly ask: PartProps['ask'] | undefined
}

function NeedRow({ need, choices, ask }: NeedRowProps) {
  const text = useText('training')
  const language = useLanguage()
  const { title, why, origin, skill, decision, decidedWhy, decidedBy, course, courseId, dueOn, doneOn } = need
  const decided =
    decision === null
      ? ''
      : text('practice.decided', { what: text(`needDecision.${decision}`), name: decidedBy, why: decidedWhy })
  const words = [
    text(`origin.${origin}`),
    skill,
    why,
    decided,
    need.vendor,
    need.owner,
    dueOn === null || doneOn !== null ? '' : text('by', { day: dayWords(dueOn, language) }),
    doneOn === null ? '' : text('practice.met', { day: dayWords(doneOn, language), how: need.doneHow }),
  ]
  return (
    <li>
      <span className={lines.words}>
        <strong>{title}</strong>
        <span className={lines.dim}>{words.filter((word) => word !== '').join(' · ')}</span>
        {courseId && (
          <To path={`/training/courses/${courseId}`} className={lines.link}>
            {course}
          </To>
        )}
      </span>
      {doneOn === null && (
        <span className={lines.acts}>
          <StateMark tone={decision === null ? 'warn' : 'active'} word={text('practice.open')} />
          {ask && (
            <>
              <Button variant="default" onClick={() => ask(giveCourseEntry(text, need, choices))}>
                {text('practice.decideCourse')}
              </Button>
              <Button variant="default" onClick={() => ask(otherwiseEntry(text, need, choices))}>
                {text('practice.decideOther')}
              </Button>
              {decision !== null && (
                <Button onClick={() => ask(meetEntry(text, need))}>{text('practice.meet')}</Button>
              )}
            </>
          )}
        </span>
      )}
    </li>
  )
}

/** What the others should learn from a case, within two weeks after it. */
export function Lessons({ practice, ask }: Omit<PartProps, 'choices'>) {
  const text = useText('training')
  const language = useLanguage()
  const go = useGo()
  const make = useAct(takePracticeStep, {
    refreshes: [readPractice],
    onDone: ({ id }) => {
      if (id !== null) go(`/training/courses/${id}/edit`)
    },
  })
  const { lessons, can } = practice
  return (
    <Section title={text('practice.lessons')}>
      <p className={lines.dim}>
        {text(lessons.length === 0 ? 'practice.noLessons' : 'practice.lessonsLead')}
      </p>
      {make.error && <ErrorState error={make.error} />}
      <ul className={lines.list}>
        {lessons.map((lesson) => (
          <li key={lesson.incidentId}>
            <LessonWords lesson={lesson} />
            {lesson.settledOn === null && can.manage && (
              <span className={lines.acts}>
                {lesson.isOverdue && <StateMark tone="bad" word={text('practice.overdue')} />}
                <Button
                  loading={make.isPending}
                  aria-label={text('practice.makeOf', { number: lesson.number })}
                  onClick={() =>
                    make.mutate({
                      step: {
                        do: 'make_lesson',
                        incidentId: lesson.incidentId,
                        language: language === 'de' ? 'de' : 'en',
                      },
                    })
                  }
                >
                  {text('practice.make')}
                </Button>
                <Button variant="default" onClick={() => ask(waiveEntry(text, lesson))}>
                  {text('practice.waive')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function LessonWords({ lesson }: { readonly lesson: CaseLesson }) {
  const text = useText('training')
  const language = useLanguage()
  const { number, closedOn, dueOn, courseId, course, waived, settledOn } = lesson
  return (
    <span className={lines.words}>
      <strong>{text('practice.lessonOf', { number, day: dayWords(closedOn, language) })}</strong>
      {settledOn === null && (
        <span className={lines.dim}>{text('practice.lessonDue', { day: dayWords(dueOn, language) })}</span>
      )}
      {courseId && (
        <To path={`/training/courses/${courseId}`} className={lines.link}>
          {course}
        </To>
      )}
      {waived !== null && <span className={lines.dim}>{waived}</span>}
    </span>
  )
}
