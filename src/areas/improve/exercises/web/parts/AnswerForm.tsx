import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { answerInject } from '../../contract/captures.ts'
import { getExercise, type Exercise, type ShownInject } from '../../contract/exercise.ts'
import { playerRoles } from '../../contract/words.ts'
import { takes, useAnswerDraft, type Said } from './answer-draft.ts'
import classes from '../exercises.module.css'

const nothing = { text: '', choice: '', called: '', planStep: '', taken: '' } as const

/** What a role does, decides, whom it calls and what of the plan it uses. */
export function AnswerForm({
  exercise,
  inject,
  isFirst,
}: {
  readonly exercise: Exercise
  readonly inject: ShownInject
  readonly isFirst: boolean
}) {
  const text = useText('exercises')
  const begin: Said = { ...nothing, role: exercise.mine?.role ?? inject.to }
  const draft = useAnswerDraft(exercise.id)
  const [said, setShown] = useState(() => draft.find(inject.key) ?? begin)
  // What was typed before a pause is not behind a button afterwards.
  const [isOpen, setOpen] = useState(() => isFirst || draft.find(inject.key) !== undefined)
  const setSaid = (next: Said) => {
    setShown(next)
    draft.keep(inject.key, next)
  }
  const send = useAct(answerInject, {
    refreshes: [getExercise],
    onDone: () => {
      setShown(begin)
      draft.keep(inject.key, undefined)
      setOpen(false)
    },
  })
  if (!isOpen)
    return (
      <div className={classes.acts}>
        <Button variant="default" onClick={() => setOpen(true)}>
          {text(isFirst ? 'answer.open' : 'answer.more')}
        </Button>
      </div>
    )
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const { choice, taken, ...rest } = said
    send.mutate({
      ...{ id: exercise.id, inject: inject.key, ...rest },
      ...(choice !== '' && { choice }),
      ...(inject.decision !== undefined && taken === 'yes' && { decision: inject.decision }),
    })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      {inject.choices.length > 0 && (
        <Radio.Group
          label={text('answer.choose')}
          value={said.choice}
          onChange={(choice) => setSaid({ ...said, choice })}
        >
          <div className={classes.form}>
            {inject.choices.map(({ key, label }) => (
              <Radio key={key} value={key} label={label} />
            ))}
          </div>
        </Radio.Group>
      )}
      <Textarea
        label={text('answer.text')}
        autosize
        minRows={2}
        maxLength={4000}
        value={said.text}
        onChange={(event) => setSaid({ ...said, text: event.currentTarget.value })}
      />
      <MoreFields inject={inject} said={said} onSay={setSaid} />
      {send.error && <Notice tone="bad">{send.error.message}</Notice>}
      <div className={classes.acts}>
        <Button type="submit" loading={send.isPending}>
          {text('answer.send')}
        </Button>
      </div>
    </form>
  )
}

function MoreFields({
  inject,
  said,
  onSay,
}: {
  readonly inject: ShownInject
  readonly said: Said
  readonly onSay: (said: Said) => void
}) {
  const text = useText('exercises')
  return (
    <div className={classes.row}>
      <NativeSelect
        label={text('answer.role')}
        value={said.role}
        onChange={(event) =>
          onSay({ ...said, role: playerRoles.find((one) => one === event.currentTarget.value) ?? said.role })
        }
        data={playerRoles.map((value) => ({ value, label: text(`role.${value}`) }))}
      />
      <TextInput
        label={text('answer.called')}
        maxLength={500}
        value={said.called}
        onChange={(event) => onSay({ ...said, called: event.currentTarget.value })}
      />
      <TextInput
        label={text('answer.planStep')}
        maxLength={500}
        value={said.planStep}
        onChange={(event) => onSay({ ...said, planStep: event.currentTarget.value })}
      />
      {inject.decision !== undefined && (
        <NativeSelect
          label={text('answer.decision', { decision: text(`decision.${inject.decision}`) })}
          required
          value={said.taken}
          onChange={(event) =>
            onSay({ ...said, taken: takes.find((one) => one === event.currentTarget.value) ?? '' })
          }
          data={[
            { value: '', label: text('answer.askDecided') },
            { value: 'yes', label: text('answer.decided') },
            { value: 'no', label: text('answer.notDecided') },
          ]}
        />
      )}
    </div>
  )
}
