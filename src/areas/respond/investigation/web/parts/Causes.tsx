import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { initialVectors } from '../../../../../base/incident-words.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  addFactor,
  nameVector,
  readCauses,
  withdrawFactor,
  type Factor,
  type Finding,
} from '../../contract/causes.ts'
import { factorKinds, type Confidence } from '../../contract/words.ts'
import { BlameHint } from './BlameHint.tsx'
import type { Case } from './case.ts'
import { ConfidenceField } from './ConfidenceField.tsx'
import { FormDialog } from './FormDialog.tsx'
import classes from './investigation.module.css'

/** How it began, and the conditions that made it possible, one behind another. */
export function Causes({ of: { id, mayWork } }: { readonly of: Case }) {
  const text = useText('investigation')
  const causes = useAnswer(readCauses, { id }, { live: { stream: id, kinds: ['vector.', 'factor.'] } })
  const [withdrawn, setWithdrawn] = useState<Factor>()
  const done = () => {
    setWithdrawn(undefined)
    void causes.refetch()
  }
  if (causes.error && !causes.data)
    return <ErrorState error={causes.error} onRetry={() => void causes.refetch()} />
  if (!causes.data) return <Loading lines={4} />
  const finding = causes.data
  return (
    <>
      <Section title={text('vector.title')}>
        {finding.vector === null ? (
          <p>{text('vector.empty')}</p>
        ) : (
          <div className={classes.stated}>
            <strong>{text(`vector.${finding.vector}`)}</strong>
            <span className={classes.dim}>{text(`confidence.${finding.vectorConfidence ?? 'unknown'}`)}</span>
            {finding.vectorNote !== '' && <p>{finding.vectorNote}</p>}
          </div>
        )}
        {mayWork && <VectorForm key={finding.vector} id={id} finding={finding} onDone={done} />}
      </Section>
      <Section title={text('factors.title')}>
        <p className={classes.dim}>{text('factors.lead')}</p>
        {finding.factors.length === 0 && <p>{text('factors.empty')}</p>}
        <Tree factors={finding.factors} behind={null} {...(mayWork && { onWithdraw: setWithdrawn })} />
        {mayWork && <NewFactor id={id} factors={finding.factors} onDone={done} />}
      </Section>
      {withdrawn !== undefined && <Withdraw id={id} factor={withdrawn} onDone={done} />}
    </>
  )
}

interface TreeProps {
  readonly factors: readonly Factor[]
  readonly behind: string | null
  readonly onWithdraw?: (factor: Factor) => void
}

function Tree({ factors, behind, onWithdraw }: TreeProps) {
  const text = useText('investigation')
  const here = factors.filter(({ behindId }) => behindId === behind)
  if (here.length === 0) return null
  return (
    <ul className={behind === null ? classes.rows : classes.tree}>
      {here.map((factor) => (
        <li key={factor.id}>
          <div className={classes.words}>
            <strong>{factor.words}</strong>
            <span className={classes.dim}>
              {text(`factor.${factor.kind}`)} · {text(`confidence.${factor.confidence}`)}
            </span>
            <Tree factors={factors} behind={factor.id} {...(onWithdraw && { onWithdraw })} />
          </div>
          {onWithdraw && (
            <Button
              variant="subtle"
              size="compact-md"
              onClick={() => onWithdraw(factor)}
              aria-label={text('factors.withdrawOf', { words: factor.words })}
              data-no-print
            >
              {text('factors.withdraw')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

interface VectorFormProps {
  readonly id: string
  readonly finding: Finding
  readonly onDone: () => void
}

function VectorForm({ id, finding, onDone }: VectorFormProps) {
  const text = useText('investigation')
  const form = useForm({
    schema: nameVector.input.pick({ vector: true, confidence: true }).loose(),
    initial: {
      vector: finding.vector ?? 'unknown',
      confidence: finding.vectorConfidence ?? 'unknown',
      note: finding.vectorNote,
    },
    send: ({ vector, confidence, note }) => call(nameVector, { id, vector, confidence, note: note ?? '' }),
    onDone,
  })
  return (
    <PlainForm form={form} submitLabel={text('vector.save')}>
      <NativeSelect
        label={text('vector.label')}
        {...form.field('vector')}
        data={initialVectors.map((value) => ({ value, label: text(`vector.${value}`) }))}
      />
      <ConfidenceField field={form.field('confidence')} />
      <Textarea
        label={text('vector.note')}
        description={text('vector.noteHint')}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.field('note')}
      />
      <BlameHint words={form.values.note ?? ''} />
    </PlainForm>
  )
}

interface NewFactorProps {
  readonly id: string
  readonly factors: readonly Factor[]
  readonly onDone: () => void
}

interface FactorDraft {
  readonly kind: Factor['kind']
  readonly words: string
  readonly confidence: Confidence
  readonly behind: string
}

const firstFactor: FactorDraft = { kind: 'no_second_check', words: '', confidence: 'likely', behind: '' }

function NewFactor({ id, factors, onDone }: NewFactorProps) {
  const text = useText('investigation')
  const form = useForm({
    schema: addFactor.input.pick({ kind: true, words: true, confidence: true }).loose(),
    initial: firstFactor,
    send: ({ kind, words, confidence, behind }) =>
      call(addFactor, {
        id,
        kind,
        words,
        confidence,
        ...(behind !== undefined && behind !== '' && { behind }),
      }),
    onDone: () => {
      form.reset()
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('factors.add')}>
      <NativeSelect
        label={text('factors.kind')}
        {...form.field('kind')}
        data={factorKinds.map((value) => ({ value, label: text(`factor.${value}`) }))}
      />
      <TextInput
        label={text('factors.words')}
        description={text('factors.hint')}
        maxLength={300}
        {...form.field('words')}
      />
      <BlameHint words={form.values.words} />
      {factors.length > 0 && (
        <NativeSelect
          label={text('factors.behind')}
          {...form.field('behind')}
          data={[
            { value: '', label: text('factors.direct') },
            ...factors.map(({ id: value, words }) => ({ value, label: words })),
          ]}
        />
      )}
      <ConfidenceField field={form.field('confidence')} />
    </PlainForm>
  )
}

interface WithdrawProps {
  readonly id: string
  readonly factor: Factor
  readonly onDone: () => void
}

function Withdraw({ id, factor, onDone }: WithdrawProps) {
  const text = useText('investigation')
  const form = useForm({
    schema: withdrawFactor.input.pick({ reason: true }),
    initial: { reason: '' },
    send: ({ reason }) => call(withdrawFactor, { id, factor: factor.id, reason }),
    onDone,
  })
  return (
    <FormDialog title={text('factors.withdraw')} onClose={onDone}>
      <PlainForm form={form} submitLabel={text('factors.withdraw')}>
        <p>{factor.words}</p>
        <Textarea
          label={text('ideas.reason')}
          autosize
          minRows={2}
          maxLength={1000}
          required
          {...form.field('reason')}
        />
      </PlainForm>
    </FormDialog>
  )
}
