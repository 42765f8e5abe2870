import { Button, CloseButton, NativeSelect, Radio, TextInput } from '@mantine/core'
import {
  emptyQuestion,
  mayAddOption,
  mayRemoveOption,
  withOption,
  withoutOption,
  type WrittenQuestion,
} from '../../base/questions.ts'
import { Section } from '../kit/Page.tsx'
import { useText } from '../text.ts'
import lines from '../lists/lines.module.css'
import classes from './questions.module.css'

interface EditQuestionsProps {
  readonly title: string
  readonly hint?: string
  /** How the choice of the part is called that a question is about. */
  readonly about: string
  readonly parts: readonly { readonly heading: string }[]
  readonly questions: readonly WrittenQuestion[]
  readonly most: number
  readonly onChange: (questions: WrittenQuestion[]) => void
}

/** The questions after reading, each about one part of what is read. */
export function EditQuestions({ title, hint, questions, most, onChange, ...asked }: EditQuestionsProps) {
  const text = useText('ui')
  return (
    <Section title={title}>
      {hint !== undefined && <p className={lines.dim}>{hint}</p>}
      {questions.map((question, place) => (
        // Questions have no name of their own while they are written: their place is one.
        <fieldset key={place} className={classes.question}>
          <legend>{text('question.number', { number: place + 1 })}</legend>
          <EditQuestion
            {...asked}
            question={question}
            onChange={(changed) => onChange(questions.map((one, at) => (at === place ? changed : one)))}
          />
          <div className={lines.acts}>
            {mayAddOption(question) && (
              <Button
                variant="subtle"
                onClick={() => onChange(questions.map((one, at) => (at === place ? withOption(one) : one)))}
              >
                {text('question.addOption')}
              </Button>
            )}
            <Button variant="subtle" onClick={() => onChange(questions.filter((_one, at) => at !== place))}>
              {text('question.remove', { number: place + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      {questions.length < most && (
        <div>
          <Button
            variant="default"
            disabled={asked.parts.length === 0}
            onClick={() => onChange([...questions, emptyQuestion])}
          >
            {text('question.add')}
          </Button>
        </div>
      )}
    </Section>
  )
}

interface EditQuestionProps extends Pick<EditQuestionsProps, 'about' | 'parts'> {
  readonly question: WrittenQuestion
  readonly onChange: (question: WrittenQuestion) => void
}

function EditQuestion({ about, parts, question, onChange }: EditQuestionProps) {
  const text = useText('ui')
  return (
    <>
      <TextInput
        label={text('question.words')}
        value={question.question}
        maxLength={300}
        onChange={(event) => onChange({ ...question, question: event.currentTarget.value })}
      />
      <NativeSelect
        label={about}
        value={String(question.about)}
        data={parts.map(({ heading }, at) => ({ value: String(at), label: `${at + 1}. ${heading}` }))}
        onChange={(event) => onChange({ ...question, about: Number(event.currentTarget.value) })}
      />
      <Radio.Group
        label={text('question.options')}
        description={text('question.optionsHint')}
        value={String(question.right)}
        onChange={(value) => onChange({ ...question, right: Number(value) })}
      >
        {question.options.map((option, at) => (
          <div key={at} className={classes.option}>
            <Radio
              value={String(at)}
              size="md"
              aria-label={text('question.isRight', { number: at + 1, option })}
            />
            <TextInput
              aria-label={text('question.option', { number: at + 1 })}
              placeholder={text('question.option', { number: at + 1 })}
              value={option}
              maxLength={200}
              onChange={(event) =>
                onChange({
                  ...question,
                  options: question.options.map((one, n) => (n === at ? event.currentTarget.value : one)),
                })
              }
            />
            <CloseButton
              aria-label={text('question.removeOption', { number: at + 1 })}
              size="lg"
              disabled={!mayRemoveOption(question, at)}
              onClick={() => onChange(withoutOption(question, at))}
            />
          </div>
        ))}
      </Radio.Group>
    </>
  )
}
