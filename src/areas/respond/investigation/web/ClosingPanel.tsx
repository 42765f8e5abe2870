import { NativeSelect, Textarea } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm, type Form } from '../../../../ui/form.ts'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import { addFactor, nameVector, readCauses, type Factor } from '../contract/causes.ts'
import { factorKinds } from '../contract/words.ts'
import { BlameHint } from './parts/BlameHint.tsx'
import classes from './parts/investigation.module.css'

/** The short way: what a closing asks of the investigation, answered on the page that asks. Stands inside its form. */
export function ClosingPanel({ subject: { id, chosen } }: { readonly subject: PanelSubject }) {
  const causes = useAnswer(readCauses, { id }, { live: { stream: id, kinds: ['vector.', 'factor.'] } })
  if (!causes.data || chosen?.['asked']?.includes('investigation') === false) return null
  const { vector, vectorNote, factors } = causes.data
  const isUnknown = (vector ?? 'unknown') === 'unknown' && chosen?.['initialVector'] === 'unknown'
  const again = () => void causes.refetch()
  return (
    <>
      {isUnknown && vectorNote === '' && <WhereLooked id={id} onDone={again} />}
      {factors.length === 0 && <FirstFactor id={id} onDone={again} />}
    </>
  )
}

interface AnswerProps {
  readonly id: string
  readonly onDone: () => void
}

function WhereLooked({ id, onDone }: AnswerProps) {
  const text = useText('investigation')
  const form = useForm({
    schema: nameVector.input.pick({ note: true }).required(),
    initial: { note: '' },
    send: ({ note }) => call(nameVector, { id, vector: 'unknown', confidence: 'unknown', note }),
    onDone,
  })
  return (
    <fieldset className={classes.asked} aria-busy={form.isBusy}>
      <legend>{text('closingAsk.where')}</legend>
      <Textarea
        label={text('closingAsk.looked')}
        description={text('closingAsk.lookedHint')}
        autosize
        minRows={1}
        maxLength={1000}
        {...form.field('note')}
      />
      <BlameHint words={form.values.note} />
      <Keep form={form} isEmpty={form.values.note.trim() === ''} />
    </fieldset>
  )
}

interface FactorDraft {
  readonly kind: Factor['kind'] | ''
  readonly words: string
}

const nothing: FactorDraft = { kind: '', words: '' }

/** One choice is enough: its plain name stands for the words until somebody says more. */
function FirstFactor({ id, onDone }: AnswerProps) {
  const text = useText('investigation')
  const nameOf = (kind: FactorDraft['kind']) =>
    kind === '' || kind === 'other' ? '' : text(`factor.${kind}`)
  const form = useForm({
    schema: addFactor.input.pick({}).loose(),
    initial: nothing,
    send: ({ kind, words }) =>
      call(addFactor, { id, kind: kind || 'other', words: words || nameOf(kind), confidence: 'possible' }),
    onDone,
  })
  const { kind, words } = form.values
  return (
    <fieldset className={classes.asked} aria-busy={form.isBusy}>
      <legend>{text('closingAsk.why')}</legend>
      <NativeSelect
        label={text('closingAsk.nearest')}
        description={text('closingAsk.nearestHint')}
        {...form.field('kind')}
        data={[
          { value: '', label: text('closingAsk.choose') },
          ...factorKinds.map((value) => ({ value, label: text(`factor.${value}`) })),
        ]}
      />
      {kind !== '' && (
        <Textarea
          label={text('factors.words')}
          description={text('factors.hint')}
          placeholder={nameOf(kind)}
          autosize
          minRows={1}
          maxLength={300}
          {...form.field('words')}
        />
      )}
      <BlameHint words={words} />
      <Keep form={form} isEmpty={kind === '' || (kind === 'other' && words.trim() === '')} />
    </fieldset>
  )
}

function Keep<V extends object>({ form, isEmpty }: { readonly form: Form<V>; readonly isEmpty: boolean }) {
  const text = useText('investigation')
  return (
    <>
      {form.failure && <Notice tone="bad">{form.failure}</Notice>}
      {!isEmpty && (
        <div>
          <PlainButton isQuiet isBusy={form.isBusy} onClick={() => form.submit()}>
            {text('closingAsk.keep')}
          </PlainButton>
        </div>
      )}
    </>
  )
}
