import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { washUp } from '../../contract/captures.ts'
import { getExercise, listExercises, moveExercise, type Exercise } from '../../contract/exercise.ts'
import { useAnswerDraft } from './answer-draft.ts'
import { Observing } from './Observing.tsx'
import classes from '../exercises.module.css'

const questions = ['kept', 'changed', 'surprised'] as const
const nothing = { kept: '', changed: '', surprised: '' }

/** What somebody was still typing when the clock stopped: it counts no more, and is theirs to say aloud. */
function Unsent({ exercise: { id, injects } }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const draft = useAnswerDraft(id)
  const left = injects.flatMap(({ key, title }) => {
    const words = draft.find(key)?.text ?? ''
    return words === '' ? [] : [{ key, title, words }]
  })
  if (left.length === 0) return null
  return (
    <Notice tone="warn" title={text('wash.unsent')}>
      {left.map(({ key, title, words }) => (
        <p key={key}>
          {title}: {words}
        </p>
      ))}
    </Notice>
  )
}

/** Ten minutes before anybody reads results: three questions, without a name unless somebody wants one. */
export function HotWash({ exercise }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const { id, said, can, objectives } = exercise
  const [words, setWords] = useState(nothing)
  const [isNamed, setNamed] = useState(false)
  const [isDone, setDone] = useState(false)
  const send = useAct(washUp, {
    refreshes: [getExercise],
    onDone: () => {
      setWords(nothing)
      setDone(true)
    },
  })
  const close = useAct(moveExercise, { refreshes: [getExercise, listExercises] })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    send.mutate({ id, ...words, anonymous: !isNamed })
  }
  const unrated = objectives.filter(({ rating }) => rating === null).length
  return (
    <>
      <Unsent exercise={exercise} />
      <Section title={text('wash.title')}>
        <p>{text('wash.lead')}</p>
        {isDone ? (
          <Notice tone="good">{text('wash.thanks')}</Notice>
        ) : (
          <form className={classes.form} onSubmit={submit}>
            {questions.map((name) => (
              <Textarea
                key={name}
                label={text(`wash.${name}`)}
                autosize
                minRows={2}
                maxLength={2000}
                value={words[name]}
                onChange={(event) => setWords({ ...words, [name]: event.currentTarget.value })}
              />
            ))}
            <Checkbox
              label={text('wash.named')}
              description={text('wash.namedHint')}
              checked={isNamed}
              onChange={(event) => setNamed(event.currentTarget.checked)}
            />
            {send.error && <Notice tone="bad">{send.error.message}</Notice>}
            <div className={classes.acts}>
              <Button
                type="submit"
                loading={send.isPending}
                disabled={Object.values(words).every((one) => one.trim() === '')}
              >
                {text('wash.send')}
              </Button>
            </div>
          </form>
        )}
      </Section>
      {can.observe && objectives.length > 0 && <Observing exercise={exercise} />}
      {can.run ? (
        <Section title={text('wash.closeTitle')}>
          <p>{text('wash.said', { count: said })}</p>
          {unrated > 0 && <Notice tone="warn">{text('wash.unrated', { count: unrated })}</Notice>}
          {close.error && <Notice tone="bad">{close.error.message}</Notice>}
          <div className={classes.acts}>
            <Button
              variant="default"
              loading={close.isPending}
              onClick={() => close.mutate({ id, move: { do: 'close_wash' } })}
            >
              {text('wash.close')}
            </Button>
          </div>
        </Section>
      ) : (
        <p className={classes.dim}>{text('wash.wait')}</p>
      )}
    </>
  )
}
