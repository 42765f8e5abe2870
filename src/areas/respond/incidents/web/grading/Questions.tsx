import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { useText } from '../../../../../ui/text.ts'
import { goings, knowers, risks, spreads, type Sign } from '../../contract/first-hour-words.ts'
import { FirstHourAnswers } from '../../contract/first-hour.ts'
import { Choices } from '../parts/Choices.tsx'
import { Ticks } from './Ticks.tsx'
import classes from './grading.module.css'

/** As people look for them; each sign stands in exactly one group. */
export const signGroups: readonly { readonly name: string; readonly signs: readonly Sign[] }[] = [
  {
    name: 'computers',
    signs: [
      'files_locked',
      'ransom_note',
      'odd_behaviour',
      'virus_alarm',
      'opened_file',
      'all_down',
      'key_person',
    ],
  },
  {
    name: 'accounts',
    signs: [
      'bad_mail',
      'payment_wrong',
      'password_given',
      'mail_not_ours',
      'foreign_login',
      'odd_call',
      'threat',
    ],
  },
  {
    name: 'data',
    signs: ['device_lost', 'own_device', 'sent_wrong', 'data_open', 'data_copied', 'person_inside'],
  },
  { name: 'outside', signs: ['site_changed', 'site_down', 'supplier_hit'] },
  { name: 'other', signs: ['none_fits'] },
]

const steps = ['sees', 'systems', 'goingOn', 'atRisk', 'knows'] as const

interface QuestionsProps {
  readonly initial: FirstHourAnswers
  readonly onDone: (answers: FirstHourAnswers) => void
  /** Kept at each answer, so that a page that is loaded again loses nothing. */
  readonly onChange?: (answers: FirstHourAnswers) => void
  /** Words on the last button. */
  readonly doneLabel: string
}

/** One question at a time; each can be left open, and going back loses nothing. */
export function Questions({ initial, onDone, onChange, doneLabel }: QuestionsProps) {
  const text = useText('grading')
  const [answers, setAnswers] = useState(initial)
  const [step, setStep] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  const isFirstDraw = useRef(true)
  useEffect(() => {
    // The button that was pressed is gone: a keyboard and a screen reader go on at the next question.
    if (!isFirstDraw.current) {
      heading.current?.focus({ preventScroll: true })
      scrollTo({ top: 0 })
    }
    isFirstDraw.current = false
  }, [step])
  const name = steps[step] ?? 'sees'
  const change = (given: Partial<FirstHourAnswers>) => {
    const next = { ...answers, ...given }
    setAnswers(next)
    onChange?.(next)
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (step < steps.length - 1) setStep(step + 1)
    else onDone(answers)
  }
  return (
    <form className={classes.questions} onSubmit={submit} noValidate>
      <div className={classes.progress}>
        <progress max={steps.length} value={step + 1} aria-label={text('q.step', { step: step + 1 })} />
        <span>{text('q.step', { step: step + 1 })}</span>
      </div>
      <h2 ref={heading} tabIndex={-1} className={classes.question}>
        {text(`q.${name}`)}
      </h2>
      <Question name={name} answers={answers} onChange={change} />
      <div className={classes.foot}>
        {step > 0 && (
          <Button variant="default" size="lg" onClick={() => setStep(step - 1)}>
            {text('q.back')}
          </Button>
        )}
        <Button type="submit" size="lg" className={classes.grow ?? ''}>
          {step < steps.length - 1 ? text('q.next') : doneLabel}
        </Button>
      </div>
    </form>
  )
}

export function emptyAnswers(): FirstHourAnswers {
  return FirstHourAnswers.parse({})
}

interface QuestionProps {
  readonly name: (typeof steps)[number]
  readonly answers: FirstHourAnswers
  readonly onChange: (given: Partial<FirstHourAnswers>) => void
}

function Question({ name, answers, onChange }: QuestionProps) {
  const text = useText('grading')
  switch (name) {
    case 'sees':
      return <Sees answers={answers} onChange={onChange} />
    case 'systems':
      return <Systems answers={answers} onChange={onChange} />
    case 'goingOn':
      return (
        <Choices
          legend={text('q.goingOn')}
          isLegendHidden
          name="goingOn"
          value={answers.goingOn}
          onChange={(goingOn) => onChange({ goingOn })}
          options={goings.map((value) => ({ value, label: text(`going.${value}`) }))}
        />
      )
    case 'atRisk':
      return (
        <Ticks
          legend={text('q.atRisk')}
          isLegendHidden
          hint={text('q.seesHint')}
          values={answers.atRisk}
          onChange={(atRisk) => onChange({ atRisk: alone(atRisk, answers.atRisk, ['nothing', 'unknown']) })}
          options={risks.map((value) => ({ value, label: text(`risk.${value}`) }))}
        />
      )
    case 'knows':
      return (
        <Ticks
          legend={text('q.knows')}
          isLegendHidden
          hint={text('q.seesHint')}
          values={answers.knows}
          onChange={(knows) => onChange({ knows: alone(knows, answers.knows, ['nobody']) })}
          options={knowers.map((value) => ({ value, label: text(`knower.${value}`) }))}
        />
      )
  }
}

function Sees({ answers, onChange }: Omit<QuestionProps, 'name'>) {
  const text = useText('grading')
  return (
    <>
      <p className={classes.dim}>{text('q.seesHint')}</p>
      {signGroups.map(({ name, signs }) => (
        <Ticks
          key={name}
          legend={text(`group.${name}`)}
          values={answers.sees.filter((sign) => signs.includes(sign))}
          onChange={(chosen) =>
            onChange({ sees: [...answers.sees.filter((sign) => !signs.includes(sign)), ...chosen] })
          }
          options={signs.map((value) => ({ value, label: text(`sign.${value}`) }))}
        />
      ))}
      <Textarea
        label={text('q.words')}
        description={text('q.wordsHint')}
        autosize
        minRows={2}
        maxLength={1000}
        value={answers.words}
        onChange={(event) => onChange({ words: event.currentTarget.value })}
      />
    </>
  )
}

function Systems({ answers, onChange }: Omit<QuestionProps, 'name'>) {
  const text = useText('grading')
  // As typed: a line that is just being begun is not yet a name.
  const [typed, setTyped] = useState(answers.systems.join('\n'))
  return (
    <>
      <Textarea
        label={text('q.systems')}
        description={text('q.systemsHint')}
        placeholder={text('q.systemsPlaceholder')}
        autosize
        minRows={3}
        value={typed}
        onChange={(event) => {
          const { value } = event.currentTarget
          setTyped(value)
          const names = value.split('\n').flatMap((line) => line.trim().slice(0, 300) || [])
          onChange({ systems: names.slice(0, 20) })
        }}
      />
      <Choices
        legend={text('q.spread')}
        name="spread"
        value={answers.spread}
        onChange={(spread) => onChange({ spread })}
        options={spreads.map((value) => ({ value, label: text(`spread.${value}`) }))}
      />
    </>
  )
}

/** "Nothing" and "I do not know" stand alone: ticking one takes the others away, and the other way round. */
function alone<T extends string>(next: T[], before: readonly T[], lonely: readonly T[]): T[] {
  const added = next.find((value) => !before.includes(value))
  if (added === undefined) return next
  return lonely.includes(added) ? [added] : next.filter((value) => !lonely.includes(value))
}
