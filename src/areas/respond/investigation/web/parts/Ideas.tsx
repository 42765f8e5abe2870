import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listEvidence } from '../../../evidence/contract/evidence.ts'
import {
  addHypothesis,
  judgeHypothesis,
  listHypotheses,
  weighHypothesis,
  type Hypothesis,
} from '../../contract/hypotheses.ts'
import { hypothesisStandings, type Confidence } from '../../contract/words.ts'
import type { Case } from './case.ts'
import { ConfidenceField } from './ConfidenceField.tsx'
import { FormDialog } from './FormDialog.tsx'
import classes from './investigation.module.css'

const tones: Readonly<Record<Hypothesis['standing'], Tone>> = {
  open: 'unknown',
  supported: 'good',
  refuted: 'quiet',
}
type Side = 'for' | 'against'
type Dialog = { readonly idea: Hypothesis; readonly what: Side | 'judge' }

/** What might have happened, each idea with what speaks for it and against it. */
export function Ideas({ of: { id, mayWork } }: { readonly of: Case }) {
  const text = useText('investigation')
  const list = useAnswer(listHypotheses, { id }, { live: { stream: id, kinds: ['hypothesis.'] } })
  const [dialog, setDialog] = useState<Dialog>()
  const done = () => {
    setDialog(undefined)
    void list.refetch()
  }
  return (
    <Section title={text('ideas.title')}>
      <p className={classes.dim}>{text('ideas.lead')}</p>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading lines={3} />}
      {list.data?.items.length === 0 && <p>{text('ideas.empty')}</p>}
      <ul className={classes.rows}>
        {list.data?.items.map((idea) => (
          <li key={idea.id}>
            <div className={classes.words}>
              <strong>{idea.text}</strong>
              <span>
                <StateMark tone={tones[idea.standing]} word={text(`standing.${idea.standing}`)} />{' '}
                <span className={classes.dim}>{text(`confidence.${idea.confidence}`)}</span>
              </span>
              {idea.points.length > 0 && <Points idea={idea} />}
            </div>
            {mayWork && (
              <div className={classes.buttons} data-no-print>
                {(['for', 'against', 'judge'] as const).map((what) => (
                  <Button
                    key={what}
                    variant="default"
                    size="compact-md"
                    onClick={() => setDialog({ idea, what })}
                    aria-label={text(`ideas.${what}Of`, { idea: idea.text.slice(0, 80) })}
                  >
                    {text(`ideas.${what}`)}
                  </Button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayWork && <NewIdea id={id} onDone={done} />}
      {dialog?.what === 'judge' && <Judge id={id} idea={dialog.idea} onDone={done} onClose={done} />}
      {dialog !== undefined && dialog.what !== 'judge' && (
        <Weigh id={id} idea={dialog.idea} side={dialog.what} onDone={done} />
      )}
    </Section>
  )
}

function Points({ idea }: { readonly idea: Hypothesis }) {
  const text = useText('investigation')
  return (
    <div className={classes.points}>
      {(['for', 'against'] as const).map((side) => (
        <div key={side}>
          <h3>{text(`side.${side}`)}</h3>
          <ul>
            {idea.points
              .filter((point) => point.side === side)
              .map((point) => (
                <li key={point.id}>
                  {point.text}{' '}
                  <span className={classes.dim}>
                    {point.addedBy}
                    {point.evidenceId !== null && ` · ${text('ideas.sealed')}`}
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function NewIdea({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const text = useText('investigation')
  // Widened, so that the form may hold the others.
  const confidence = 'unknown' as Confidence
  const form = useForm({
    schema: addHypothesis.input.pick({ text: true, confidence: true }),
    initial: { text: '', confidence },
    send: (values) => call(addHypothesis, { id, ...values }),
    onDone: () => {
      form.reset()
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('ideas.add')}>
      <Textarea
        label={text('ideas.text')}
        description={text('ideas.hint')}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.field('text')}
      />
      <ConfidenceField field={form.field('confidence')} />
    </PlainForm>
  )
}

interface WeighProps {
  readonly id: string
  readonly idea: Hypothesis
  readonly side: Side
  readonly onDone: () => void
}

function Weigh({ id, idea, side, onDone }: WeighProps) {
  const text = useText('investigation')
  const sealed = useAnswer(listEvidence, { id })
  const form = useForm({
    schema: weighHypothesis.input.pick({ text: true, evidence: true }),
    initial: { text: '', evidence: '' },
    send: ({ text: words, evidence }) =>
      call(weighHypothesis, {
        id,
        hypothesis: idea.id,
        side,
        text: words,
        ...(evidence !== '' && evidence !== undefined && { evidence }),
      }),
    onDone,
  })
  return (
    <FormDialog title={text(`ideas.${side}Title`)} onClose={onDone}>
      <PlainForm form={form} submitLabel={text('ideas.keep')}>
        <p>{idea.text}</p>
        <Textarea
          label={text(`side.${side}`)}
          autosize
          minRows={2}
          maxLength={2000}
          required
          data-autofocus
          {...form.field('text')}
        />
        <NativeSelect
          label={text('ideas.evidence')}
          {...form.field('evidence')}
          data={[
            { value: '', label: text('ideas.noEvidence') },
            ...(sealed.data?.items ?? []).map(({ id: value, name }) => ({ value, label: name })),
          ]}
        />
      </PlainForm>
    </FormDialog>
  )
}

interface JudgeProps {
  readonly id: string
  readonly idea: Hypothesis
  readonly onDone: () => void
  readonly onClose: () => void
}

function Judge({ id, idea, onDone, onClose }: JudgeProps) {
  const text = useText('investigation')
  const form = useForm({
    schema: judgeHypothesis.input.pick({ standing: true, confidence: true, reason: true }),
    initial: { standing: idea.standing, confidence: idea.confidence, reason: '' },
    send: (values) => call(judgeHypothesis, { id, hypothesis: idea.id, ...values }),
    onDone,
  })
  return (
    <FormDialog title={text('ideas.judgeTitle')} onClose={onClose}>
      <PlainForm form={form} submitLabel={text('ideas.keep')}>
        <p>{idea.text}</p>
        <NativeSelect
          label={text('ideas.standing')}
          description={text('ideas.concludes')}
          {...form.field('standing')}
          data={hypothesisStandings.map((value) => ({ value, label: text(`standing.${value}`) }))}
        />
        <ConfidenceField field={form.field('confidence')} />
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
