import { Button, Checkbox, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { AnswerValue, GivenAnswer } from '../../contract/answers.ts'
import type { Question } from '../../rules/words/question.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../plan.module.css'
import { usePlanLanguage } from './language.ts'

interface QuestionCardProps {
  readonly question: Question
  readonly given: GivenAnswer | undefined
  readonly mayEdit: boolean
  readonly give: (value: AnswerValue | null) => void
}

/** One question with its why. "I do not know" is an answer; what a register knew already says where from. */
export function QuestionCard(props: QuestionCardProps) {
  const text = useText('plan')
  const language = usePlanLanguage()
  const id = useId()
  const { question, given } = props
  const isElsewhere = question.home === 'organisation'
  return (
    <div className={classes.question} role="group" aria-labelledby={id}>
      <h3 id={id}>{question.ask[language]}</h3>
      <p className={lines.dim}>{question.why[language]}</p>
      {isElsewhere ? (
        <p>
          {shownValue(question, given?.value ?? '', language)}{' '}
          <To path="/settings/organisation" className={lines.link}>
            {text('interview.changeThere')}
          </To>
        </p>
      ) : (
        <Answer {...props} />
      )}
      {given?.state === 'filled' && !isElsewhere && (
        <StateMark tone="active" word={text(`from.${given.from === '' ? 'profile' : given.from}`)} />
      )}
    </div>
  )
}

function shownValue(question: Question, value: AnswerValue, language: 'en' | 'de'): string {
  if (typeof value !== 'string') return value.join(', ')
  if (question.id === 'country')
    return new Intl.DisplayNames([language], { type: 'region' }).of(value) ?? value
  return question.options?.find((option) => option.value === value)?.words[language] ?? value
}

function Answer({ question, given, mayEdit, give }: QuestionCardProps) {
  const text = useText('plan')
  const language = usePlanLanguage()
  if (question.kind === 'text') return <Written key={String(given?.value)} {...{ given, mayEdit, give }} />
  if (question.kind === 'many') return <Many {...{ question, given, mayEdit, give }} />
  const options =
    question.kind === 'yesno'
      ? ['yes', 'no'].map((value) => ({ value, label: text(`answer.${value}`) }))
      : (question.options ?? []).map(({ value, words }) => ({ value, label: words[language] }))
  return (
    <div className={classes.choices}>
      {[...options, { value: 'unknown', label: text('answer.unknown') }].map(({ value, label }) => (
        <Button
          key={value}
          variant={given?.value === value ? 'filled' : 'default'}
          aria-pressed={given?.value === value}
          disabled={!mayEdit}
          size="md"
          onClick={() => give(value)}
        >
          {label}
        </Button>
      ))}
    </div>
  )
}

function Many({ question, given, mayEdit, give }: QuestionCardProps) {
  const text = useText('plan')
  const language = usePlanLanguage()
  const value = given?.value
  const chosen = Array.isArray(value) ? value : []
  const toggle = (one: string) => {
    const rest = chosen.filter((other) => other !== one && (one === 'none') === (other === 'none'))
    give(chosen.includes(one) ? rest : [...rest, one])
  }
  return (
    <div className={classes.choices}>
      {(question.options ?? []).map((option) => (
        <Checkbox
          key={option.value}
          size="md"
          label={option.words[language]}
          checked={chosen.includes(option.value)}
          disabled={!mayEdit}
          onChange={() => toggle(option.value)}
        />
      ))}
      <Button
        variant={value === 'unknown' ? 'filled' : 'default'}
        aria-pressed={value === 'unknown'}
        disabled={!mayEdit}
        onClick={() => give(question.home === undefined ? 'unknown' : [])}
      >
        {text(question.home === undefined ? 'answer.unknown' : 'answer.noneOfThese')}
      </Button>
    </div>
  )
}

function Written({ given, mayEdit, give }: Omit<QuestionCardProps, 'question'>) {
  const text = useText('plan')
  const kept = typeof given?.value === 'string' && given.value !== 'unknown' ? given.value : ''
  const [words, setWords] = useState(kept)
  return (
    <form
      className={classes.choices}
      onSubmit={(event) => {
        event.preventDefault()
        give(words.trim() === '' ? null : words.trim())
      }}
    >
      <TextInput
        aria-label={text('answer.words')}
        value={words}
        maxLength={500}
        disabled={!mayEdit}
        size="md"
        onChange={(event) => setWords(event.currentTarget.value)}
        style={{ flex: '1 1 16rem' }}
      />
      <Button type="submit" size="md" disabled={!mayEdit || words.trim() === kept}>
        {text('answer.keep')}
      </Button>
      <Button
        variant={given?.state === 'unknown' ? 'filled' : 'default'}
        size="md"
        aria-pressed={given?.state === 'unknown'}
        disabled={!mayEdit}
        onClick={() => give('unknown')}
      >
        {text('answer.unknown')}
      </Button>
    </form>
  )
}
