import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Panels, useHasPanels } from '../../../../../ui/panels.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyButton } from '../../../../../ui/plain/secrets.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  addObservables,
  judgeObservable,
  listObservables,
  type Observable,
} from '../../contract/observables.ts'
import { verdicts } from '../../contract/words.ts'
import { defang } from '../../../../../base/observables.ts'
import type { Case } from './case.ts'
import { FormDialog } from './FormDialog.tsx'
import { FoundTraces } from './FoundTraces.tsx'
import classes from './investigation.module.css'

const tones: Readonly<Record<Observable['verdict'], Tone>> = {
  hostile: 'bad',
  suspicious: 'warn',
  unknown: 'unknown',
  harmless: 'good',
  ours: 'quiet',
}

/** Addresses, domains, links, mails and hashes: shown so that nobody can click them. */
export function Traces({ of: { id, mayWork } }: { readonly of: Case }) {
  const text = useText('investigation')
  const list = useAnswer(listObservables, { id }, { live: { stream: id, kinds: ['observable.'] } })
  const [judged, setJudged] = useState<Observable>()
  const done = () => {
    setJudged(undefined)
    void list.refetch()
  }
  return (
    <Section title={text('traces.title')}>
      <p className={classes.dim}>{text('traces.lead')}</p>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading lines={3} />}
      {list.data?.items.length === 0 && <p>{text('traces.empty')}</p>}
      <ul className={classes.rows}>
        {list.data?.items.map((trace) => (
          <TraceRow key={trace.id} incidentId={id} trace={trace} {...(mayWork && { onJudge: setJudged })} />
        ))}
      </ul>
      {mayWork && <NewTraces id={id} onDone={done} />}
      {mayWork && <FoundTraces id={id} onDone={done} />}
      {judged !== undefined && <JudgeTrace id={id} trace={judged} onDone={done} />}
    </Section>
  )
}

function TraceRow({
  incidentId,
  trace,
  onJudge,
}: {
  readonly incidentId: string
  readonly trace: Observable
  readonly onJudge?: (trace: Observable) => void
}) {
  const text = useText('investigation')
  const shown = defang(trace.kind, trace.value)
  const isAskable = useHasPanels('trace')
  return (
    <li>
      <div className={classes.words}>
        <span className={classes.value}>{shown}</span>
        <span>
          <StateMark tone={tones[trace.verdict]} word={text(`verdict.${trace.verdict}`)} />{' '}
          <span className={classes.dim}>
            {text(`kind.${trace.kind}`)}
            {trace.technique !== null && ` · ${trace.technique}`} · {text(`origin.${trace.origin}`)}
          </span>
        </span>
        {trace.note !== '' && <p>{trace.note}</p>}
        {trace.alsoIn.length > 0 && (
          <p>
            <strong>{text('traces.also')}</strong>{' '}
            {trace.alsoIn.slice(0, 10).map((other) => (
              <span key={other.id}>
                <To path={`/incidents/${other.id}`}>{text('traces.case', { number: other.number })}</To>{' '}
                {other.title}{' '}
              </span>
            ))}
          </p>
        )}
        {isAskable && <Elsewhere incidentId={incidentId} trace={trace} />}
      </div>
      <div className={classes.buttons} data-no-print>
        <CopyButton spokenLabel={text('traces.copyOf', { value: shown })} value={shown} />
        {onJudge && (
          <Button
            variant="default"
            size="compact-md"
            onClick={() => onJudge(trace)}
            aria-label={text('traces.judgeOf', { value: shown })}
          >
            {text('traces.judge')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** What other programs know of it or can do about it; asked for only where somebody opens it. */
function Elsewhere({
  incidentId,
  trace: { id, kind, value },
}: {
  readonly incidentId: string
  readonly trace: Observable
}) {
  const text = useText('investigation')
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={classes.elsewhere} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={text('traces.elsewhereOf', { value: defang(kind, value) })}>
        {text('traces.elsewhere')}
      </summary>
      {isOpen && <Panels of="trace" subject={{ id, stream: incidentId, chosen: { kind, value } }} />}
    </details>
  )
}

/** One a line, as copied from a report or a mail, defanged or not. */
function NewTraces({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const text = useText('investigation')
  const verdict = 'suspicious' as Observable['verdict'] // widened, so that the form may hold the others
  const form = useForm({
    schema: addObservables.input.pick({}).loose(),
    initial: { lines: '', verdict },
    send: (values) =>
      call(addObservables, {
        id,
        items: linesOf(values.lines ?? '').map((value) => ({ value, verdict: values.verdict })),
      }),
    onDone: () => {
      form.reset()
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('traces.add')}>
      <Textarea
        label={text('traces.lines')}
        description={text('traces.hint')}
        autosize
        minRows={2}
        {...form.field('lines')}
      />
      <NativeSelect
        label={text('traces.verdict')}
        {...form.field('verdict')}
        data={verdicts.map((value) => ({ value, label: text(`verdict.${value}`) }))}
      />
    </PlainForm>
  )
}

function linesOf(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

interface JudgeTraceProps {
  readonly id: string
  readonly trace: Observable
  readonly onDone: () => void
}

function JudgeTrace({ id, trace, onDone }: JudgeTraceProps) {
  const text = useText('investigation')
  const form = useForm({
    schema: judgeObservable.input.pick({ verdict: true }).loose(),
    initial: { verdict: trace.verdict, note: trace.note, technique: trace.technique ?? '' },
    send: ({ verdict, note, technique }) =>
      call(judgeObservable, {
        id,
        observable: trace.id,
        verdict,
        note: note ?? '',
        technique: technique === undefined || technique === '' ? null : technique,
      }),
    onDone,
  })
  return (
    <FormDialog title={text('traces.judge')} onClose={onDone}>
      <PlainForm form={form} submitLabel={text('ideas.keep')}>
        <p className={classes.value}>{defang(trace.kind, trace.value)}</p>
        <NativeSelect
          label={text('traces.verdict')}
          {...form.field('verdict')}
          data={verdicts.map((value) => ({ value, label: text(`verdict.${value}`) }))}
        />
        <TextInput label={text('traces.note')} maxLength={1000} {...form.field('note')} />
        <TextInput
          label={text('techniques.id')}
          description={text('techniques.idHint')}
          maxLength={20}
          {...form.field('technique')}
        />
      </PlainForm>
    </FormDialog>
  )
}
