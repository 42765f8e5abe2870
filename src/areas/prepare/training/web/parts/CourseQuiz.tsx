import { useAct } from '../../../../../ui/answers.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Quiz } from '../../../../../ui/questions/Quiz.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readMyTraining } from '../../contract/attendance.ts'
import { answerCourse, getCourse, listCourses, type CourseDetail } from '../../contract/courses.ts'

interface CourseQuizProps {
  readonly id: string
  readonly number: number
  readonly content: NonNullable<CourseDetail['content']>
}

/** The questions of a course. Who misses one is sent to its lesson. */
export function CourseQuiz({ id, number, content: { lessons, questions } }: CourseQuizProps) {
  const text = useText('training')
  const words = {
    title: text('quiz.title'),
    lead: text('quiz.lead'),
    send: text('quiz.send'),
    done: text('quiz.done'),
  }
  const send = useAct(answerCourse, {
    refreshes: [getCourse, listCourses, readMyTraining],
    onDone: ({ isUnderstood }) => {
      if (isUnderstood) showDone(words.done)
    },
  })
  return (
    <Quiz
      questions={questions.map(({ lesson, ...one }) => ({ ...one, about: lesson }))}
      parts={lessons}
      anchor="lesson"
      words={words}
      sent={send}
      onSend={(answers) => send.mutate({ id, number, answers })}
    />
  )
}
