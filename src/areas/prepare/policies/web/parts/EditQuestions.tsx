import { Button, NativeSelect, Radio, TextInput } from '@mantine/core'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Question, RuleContent } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../policies.module.css'

interface EditProps {
  readonly content: RuleContent
  readonly onChange: (change: Partial<RuleContent>) => void
}

const empty: Question = { question: '', options: ['', '', ''], right: 0, clause: 0 }

/** The two questions after reading, each about one clause. */
export function EditQuestions({ content, onChange }: EditProps) {
  const text = useText('policies')
  const { clauses, questions } = content
  const set = (place: number, change: Partial<Question>) =>
    onChange({ questions: questions.map((one, at) => (at === place ? { ...one, ...change } : one)) })
  return (
    <Section title={text('edit.questions')}>
      <p className={lines.dim}>{text('edit.questionsHint')}</p>
      {questions.map(({ question, options, right, clause }, place) => (
        // Questions have no name of their own while they are written: their place is one.
        <div key={place} className={classes.clause}>
          <TextInput
            label={text('edit.question', { number: place + 1 })}
            value={question}
            maxLength={300}
            onChange={(event) => set(place, { question: event.currentTarget.value })}
          />
          <NativeSelect
            label={text('edit.about')}
            value={String(clause)}
            data={clauses.map(({ heading }, at) => ({ value: String(at), label: `${at + 1}. ${heading}` }))}
            onChange={(event) => set(place, { clause: Number(event.currentTarget.value) })}
          />
          {options.map((option, at) => (
            <TextInput
              key={at}
              label={text('edit.option', { number: at + 1 })}
              value={option}
              maxLength={200}
              onChange={(event) =>
                set(place, {
                  options: options.map((one, n) => (n === at ? event.currentTarget.value : one)),
                })
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
      {questions.length < 2 && (
        <div>
          <Button
            variant="default"
            disabled={clauses.length === 0}
            onClick={() => onChange({ questions: [...questions, empty] })}
          >
            {text('edit.addQuestion')}
          </Button>
        </div>
      )}
    </Section>
  )
}
