import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readMyTraining } from '../../contract/attendance.ts'
import { answerCourse, getCourse, listCourses, type CourseDetail } from '../../contract/courses.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface QuizProps {
  readonly course: CourseDetail
  readonly number: number
}

/** A few questions after reading. Who misses one is sent to the lesson, and nothing is noted of them. */
export function Quiz({ course, number }: QuizProps) {
  const text = useText('training')
  const [answers, setAnswers] = useState<Readonly<Record<number, number>>>({})
  const { lessons, questions } = course.content ?? { lessons: [], questions: [] }
  const send = useAct(answerCourse, {
    refreshes: [getCourse, listCourses, readMyTraining],
    onDone: ({ isUnderstood }) => {
      if (isUnderstood) showDone(text('quiz.done'))
    },
  })
  const isReady = questions.every((_question, place) => answers[place] !== undefined)
  const again = send.data?.readAgain ?? []
  return (
    <div data-no-print>
      <Section title={text('quiz.title')}>
        <p className={lines.dim}>{text('quiz.lead')}</p>
        {questions.map(({ question, options }, place) => (
          <Radio.Group
            key={question}
            label={`${place + 1}. ${question}`}
            value={answers[place] === undefined ? '' : String(answers[place])}
            onChange={(value) => setAnswers({ ...answers, [place]: Number(value) })}
          >
            {options.map((option, at) => (
              <Radio key={option} value={String(at)} label={option} size="md" mt="xs" py={6} />
            ))}
          </Radio.Group>
        ))}
        {send.error && <ErrorState error={send.error} />}
        {send.data?.isUnderstood === false && (
          <Notice tone="active" title={text('quiz.again')}>
            <ul>
              {again.map((place) => (
                <li key={place}>
                  <a href={`#lesson-${place}`}>{lessons[place]?.heading}</a>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {send.data?.isUnderstood === true && <Notice tone="good">{text('quiz.done')}</Notice>}
        <div className={lines.acts}>
          <Button
            // It was understood: once more would be taken twice.
            disabled={!isReady || send.data?.isUnderstood === true}
            loading={send.isPending}
            onClick={() =>
              send.mutate({
                id: course.id,
                number,
                answers: questions.map((_question, place) => answers[place] ?? 0),
              })
            }
          >
            {text('quiz.send')}
          </Button>
        </div>
      </Section>
    </div>
  )
}
