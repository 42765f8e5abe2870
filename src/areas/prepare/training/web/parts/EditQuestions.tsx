import { Button, NativeSelect, Radio, TextInput } from '@mantine/core'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Question } from '../../contract/courses.ts'
import type { EditProps } from './EditLessons.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../training.module.css'

const empty: Question = { question: '', options: ['', '', ''], right: 0, lesson: 0 }

/** The questions after reading, each about one lesson. */
export function EditQuestions({ content, onChange }: EditProps) {
  const text = useText('training')
  const { lessons, questions } = content
  const set = (place: number, change: Partial<Question>) =>
    onChange({ questions: questions.map((one, at) => (at === place ? { ...one, ...change } : one)) })
  return (
    <Section title={text('edit.questions')}>
      {questions.map(({ question, options, right, lesson }, place) => (
        // Questions have no name of their own while they are written: their place is one.
        <div key={place} className={classes.part}>
          <TextInput
            label={text('edit.question', { number: place + 1 })}
            value={question}
            maxLength={300}
            onChange={(event) => set(place, { question: event.currentTarget.value })}
          />
          <NativeSelect
            label={text('edit.about')}
            value={String(lesson)}
            data={lessons.map(({ heading }, at) => ({ value: String(at), label: `${at + 1}. ${heading}` }))}
            onChange={(event) => set(place, { lesson: Number(event.currentTarget.value) })}
          />
          {options.map((option, at) => (
            <TextInput
              key={at}
              label={text('edit.option', { number: at + 1 })}
              value={option}
              maxLength={200}
              onChange={(event) =>
                set(place, { options: options.map((one, n) => (n === at ? event.currentTarget.value : one)) })
              }
            />
          ))}
          <Radio.Group
            label={text('edit.right')}
            value={String(right)}
            onChange={(value) => set(place, { right: Number(value) })}
          >
            {options.map((option, at) => (
              <Radio key={at} value={String(at)} label={option || `${at + 1}`} size="md" mt="xs" py={6} />
            ))}
          </Radio.Group>
          <div className={lines.acts}>
            <Button
              variant="subtle"
              onClick={() => onChange({ questions: questions.filter((_one, at) => at !== place) })}
            >
              {text('edit.removeQuestion', { number: place + 1 })}
            </Button>
          </div>
        </div>
      ))}
      {questions.length < 6 && (
        <div>
          <Button variant="default" onClick={() => onChange({ questions: [...questions, empty] })}>
            {text('edit.addQuestion')}
          </Button>
        </div>
      )}
    </Section>
  )
}
