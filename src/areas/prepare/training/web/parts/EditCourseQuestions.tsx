import { EditQuestions } from '../../../../../ui/questions/EditQuestions.tsx'
import { useText } from '../../../../../ui/text.ts'
import { mostQuestions } from '../../contract/courses.ts'
import type { EditProps } from './EditLessons.tsx'

/** The questions of a course, each about one lesson. */
export function EditCourseQuestions({ content, onChange }: EditProps) {
  const text = useText('training')
  return (
    <EditQuestions
      title={text('edit.questions')}
      about={text('edit.about')}
      parts={content.lessons}
      questions={content.questions.map(({ lesson, ...one }) => ({ ...one, about: lesson }))}
      most={mostQuestions}
      onChange={(questions) =>
        onChange({
          questions: questions.map(({ about, options, ...one }) => ({
            ...one,
            options: [...options],
            lesson: about,
          })),
        })
      }
    />
  )
}
