import { NativeSelect, Textarea } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm, type Form } from '../../../../ui/form.ts'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import { gradeControl, readCaseFigures, waiveControls, type CaseFigures } from '../contract/cases.ts'
import { controlNames, grades, type Control, type Grade } from '../contract/words.ts'
import { useWords } from './words.ts'
import classes from './trends.module.css'

/** What a closing asks of the protections, answered on the page that asks: two choices, or why nobody can say. */
export function ClosingControlsPanel({ subject: { id, chosen } }: { readonly subject: PanelSubject }) {
  const text = useText('trends')
  const words = useWords()
  const kinds = ['control.', 'incident.']
  const { data, refetch } = useAnswer(readCaseFigures, { id }, { live: { stream: id, kinds } })
  if (!data || chosen?.['disposition'] !== 'resolved') return null
  const again = () => void refetch()
  const said = data.grades.map(({ control, grade }) => ({ control, grade: text(`grade.${grade}`) }))
  return (
    <fieldset className={classes.asked}>
      <legend>{text('closing.legend')}</legend>
      {said.map(({ control, grade }) => (
        <p key={control}>
          <strong>{words.of('control', control)}</strong>: {grade}
        </p>
      ))}
      {data.waiver !== null && (
        <p className={classes.dim}>
          {text('closing.waived', { name: data.waiver.by, reason: data.waiver.reason })}
        </p>
      )}
      {data.can.change && said.length === 0 && <FirstGrade id={id} figures={data} onDone={again} />}
      {data.can.waive && said.length === 0 && data.waiver === null && <Nobody id={id} onDone={again} />}
    </fieldset>
  )
}

interface AnswerProps {
  readonly id: string
  readonly onDone: () => void
}

interface Draft {
  readonly control: Control | ''
  readonly grade: Grade | ''
}

/** Those that usually stand against how it began come first in the list. */
function FirstGrade({ id, figures, onDone }: AnswerProps & { readonly figures: CaseFigures }) {
  const text = useText('trends')
  const words = useWords()
  const order = [...new Set([...figures.likely, ...controlNames])]
  const nothing: Draft = { control: '', grade: '' }
  const form = useForm({
    schema: gradeControl.input.pick({}).loose(),
    initial: nothing,
    // The button that sends stands there once both are chosen.
    send: ({ control, grade }) =>
      call(gradeControl, { id, control: control || 'plan', grade: grade || null, note: '' }),
    onDone,
  })
  const { control, grade } = form.values
  return (
    <>
      <NativeSelect
        label={text('closing.which')}
        description={text('closing.whichHint')}
        {...form.field('control')}
        data={[
          { value: '', label: text('closing.choose') },
          ...order.map((value) => ({ value, label: words.of('control', value) })),
        ]}
      />
      {control !== '' && (
        <NativeSelect
          label={text('figures.how')}
          {...form.field('grade')}
          data={[
            { value: '', label: text('closing.choose') },
            ...grades.map((value) => ({ value, label: text(`grade.${value}`) })),
          ]}
        />
      )}
      <Keep form={form} label={text('closing.keep')} isEmpty={control === '' || grade === ''} />
    </>
  )
}

/** The word of one person, by name: it stands on the record of the case. */
function Nobody({ id, onDone }: AnswerProps) {
  const text = useText('trends')
  const form = useForm({
    schema: waiveControls.input.pick({ reason: true }),
    initial: { reason: '' },
    send: ({ reason }) => call(waiveControls, { id, reason }),
    onDone,
  })
  return (
    <>
      <Textarea
        label={text('closing.nobody')}
        description={text('closing.nobodyHint')}
        autosize
        minRows={1}
        maxLength={1000}
        {...form.field('reason')}
      />
      <Keep form={form} label={text('closing.keepReason')} isEmpty={form.values.reason.trim() === ''} />
    </>
  )
}

interface KeepProps<V extends object> {
  readonly form: Form<V>
  readonly label: string
  readonly isEmpty: boolean
}

function Keep<V extends object>({ form, label, isEmpty }: KeepProps<V>) {
  return (
    <>
      {form.failure && <Notice tone="bad">{form.failure}</Notice>}
      {!isEmpty && (
        <div>
          <PlainButton isQuiet isBusy={form.isBusy} onClick={() => form.submit()}>
            {label}
          </PlainButton>
        </div>
      )}
    </>
  )
}
