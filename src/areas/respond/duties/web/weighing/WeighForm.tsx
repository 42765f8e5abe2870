import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm, type Form } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Board } from '../../contract/board.ts'
import type { Questionnaire } from '../../contract/questionnaire.ts'
import { weighLaw } from '../../contract/weighing.ts'
import { faultsOfFilling, methods, weigh, type Conclusion, type WeighingKind } from '../../rules/weighing.ts'
import classes from '../parts/duties.module.css'

interface WeighFormProps {
  readonly board: Board
  readonly kind: WeighingKind
  /** What was answered last: what has not changed need not be chosen again. */
  readonly before: Questionnaire | undefined
  readonly onClose: () => void
  readonly onDone: (board: Board) => void
}

type Values = Record<string, string>

/** Each question with its choices, what they come to as one chooses, and what follows. */
export function WeighForm({ board, kind, before, onClose, onDone }: WeighFormProps) {
  const text = useText('weighing')
  const { questions, conclusions, fact, source } = methods[kind]
  const form = useForm<Values, Board>({
    schema: z.looseObject({
      conclusion: z.string().min(1),
      ...Object.fromEntries(questions.map(({ key }) => [key, z.string().min(1)])),
    }),
    initial: initialOf(kind, before),
    send: (values) =>
      call(weighLaw, {
        ...{ id: board.incidentId, kind, revision: board.revision, answers: answersOf(kind, values) },
        ...{ conclusion: conclusionOf(kind, values), reason: (values['reason'] ?? '').trim() },
      }),
    onDone,
  })
  const answers = answersOf(kind, form.values)
  const isWhole = answers.every(({ choice }) => choice !== '')
  const { points, proposed } = weigh(kind, answers)
  const wantsReason =
    isWhole &&
    form.values['conclusion'] !== '' &&
    faultsOfFilling({ kind, answers, conclusion: conclusionOf(kind, form.values), reason: '' }).some(
      ({ path }) => path === 'reason',
    )
  return (
    <PlainForm
      form={form}
      submitLabel={text('send')}
      besides={
        <Button variant="subtle" className={classes.act} onClick={onClose}>
          {text('cancel')}
        </Button>
      }
    >
      <p className={classes.dim}>
        {text(`kind.${kind}.lead`)} {source.citation} ({text('unread')}).
      </p>
      <Asked kind={kind} form={form} />
      {isWhole && (
        <p role="status">
          {points !== null && <>{text('points', { points })}. </>}
          {text(proposed === null ? 'yours' : 'comesTo', {
            what: proposed === null ? '' : text(`conclusion.${fact}.${String(proposed)}`),
          })}
        </p>
      )}
      <NativeSelect
        label={text('conclude')}
        {...form.field('conclusion')}
        data={[
          { value: '', label: text('choose') },
          ...conclusions.map((one) => ({
            value: String(one),
            label: text(`conclusion.${fact}.${String(one)}`),
          })),
        ]}
      />
      <Textarea
        label={text(wantsReason ? 'reasonNeeded' : 'reason')}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.field('reason')}
      />
    </PlainForm>
  )
}

function Asked({ kind, form }: { readonly kind: WeighingKind; readonly form: Form<Values> }) {
  const text = useText('weighing')
  const { questions, counts } = methods[kind]
  return (
    <>
      {questions.map(({ key, choices }) => (
        <div key={key}>
          <NativeSelect
            label={text(`kind.${kind}.${key}.ask`)}
            {...form.field(key)}
            data={[
              { value: '', label: text('choose') },
              ...Object.keys(choices).map((value) => ({
                value,
                label: text(`kind.${kind}.${key}.${value}`),
              })),
            ]}
          />
          {!counts && <TextInput label={text('because')} maxLength={1000} {...form.field(`${key} reason`)} />}
        </div>
      ))}
    </>
  )
}

function initialOf(kind: WeighingKind, before: Questionnaire | undefined): Values {
  const rows = methods[kind].questions.flatMap(({ key }) => {
    const answer = before?.answers.find(({ question }) => question === key)
    return [
      [key, answer?.choice ?? ''],
      [`${key} reason`, answer?.reason ?? ''],
    ]
  })
  // Concluded anew each time: the answers are what may stay.
  return { ...(Object.fromEntries(rows) as Values), conclusion: '', reason: before?.reason ?? '' } // of strings
}

function answersOf(kind: WeighingKind, values: Values) {
  return methods[kind].questions.map(({ key }) => ({
    question: key,
    choice: values[key] ?? '',
    reason: (values[`${key} reason`] ?? '').trim(),
  }))
}

function conclusionOf(kind: WeighingKind, values: Values): Conclusion {
  return methods[kind].conclusions.find((one) => String(one) === values['conclusion']) ?? ''
}
