import { Button, Textarea, TextInput } from '@mantine/core'
import { useText } from '../../../../../ui/text.ts'
import type { CourseContent } from '../../contract/courses.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../training.module.css'

export interface EditProps {
  readonly content: CourseContent
  readonly onChange: (change: Partial<CourseContent>) => void
}

/** The lessons, one under another. A question about one that goes moves to the one before it. */
export function EditLessons({ content, onChange }: EditProps) {
  const text = useText('training')
  const { lessons, questions } = content
  const set = (place: number, change: Partial<CourseContent['lessons'][number]>) =>
    onChange({ lessons: lessons.map((one, at) => (at === place ? { ...one, ...change } : one)) })
  const remove = (place: number) =>
    onChange({
      lessons: lessons.filter((_one, at) => at !== place),
      questions: questions.map((one) => ({
        ...one,
        lesson: one.lesson >= place ? Math.max(0, one.lesson - 1) : one.lesson,
      })),
    })
  return (
    <>
      {lessons.map(({ heading, text: words }, place) => (
        // Lessons have no name of their own while they are written: their place is one.
        <fieldset key={place} className={classes.part}>
          <legend>{text('edit.lesson', { number: place + 1 })}</legend>
          <TextInput
            label={text('edit.heading')}
            value={heading}
            maxLength={200}
            onChange={(event) => set(place, { heading: event.currentTarget.value })}
          />
          <Textarea
            label={text('edit.words')}
            value={words}
            maxLength={3000}
            autosize
            minRows={3}
            onChange={(event) => set(place, { text: event.currentTarget.value })}
          />
          {lessons.length > 1 && (
            <div className={lines.acts}>
              <Button variant="subtle" onClick={() => remove(place)}>
                {text('edit.removeLesson', { number: place + 1 })}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      {lessons.length < 12 && (
        <div className={lines.acts}>
          <Button
            variant="default"
            onClick={() => onChange({ lessons: [...lessons, { heading: '', text: '' }] })}
          >
            {text('edit.addLesson')}
          </Button>
        </div>
      )}
    </>
  )
}
