import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { Panels } from '../../../../../ui/panels.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import { addReachLine, changeReachLine, readReach, type ScopeLine } from '../../contract/scope.ts'
import { dataKinds, scopeStandings, scopeTopics } from '../../contract/words.ts'
import { readPeople } from '../../rules/people.ts'
import { askedOf, draftOf, nothingAsked, type AskedDraft } from './asked.ts'
import { AskedFields } from './AskedFields.tsx'
import type { Case } from './case.ts'
import { FormDialog } from './FormDialog.tsx'
import classes from './investigation.module.css'

const tones: Readonly<Record<ScopeLine['standing'], Tone>> = {
  known: 'bad',
  suspected: 'unknown',
  ruled_out: 'good',
}

/** How far it went: data, work and systems, known, suspected or ruled out, and since when. */
export function ScopeSheet({ of: { id, mayWork } }: { readonly of: Case }) {
  const text = useText('investigation')
  const scope = useAnswer(readReach, { id }, { live: { stream: id, kinds: ['scope.', 'system.'] } })
  const [changed, setChanged] = useState<ScopeLine>()
  const done = () => {
    setChanged(undefined)
    void scope.refetch()
  }
  return (
    <Section title={text('scope.title')}>
      <p className={classes.dim}>{text('scope.lead')}</p>
      {scope.error && <ErrorState error={scope.error} onRetry={() => void scope.refetch()} />}
      {scope.isPending && <Loading lines={3} />}
      {scope.data?.lines.length === 0 && <p>{text('scope.empty')}</p>}
      <ul className={classes.rows}>
        {scope.data?.lines.map((line) => (
          <li key={line.id}>
            <div className={classes.words}>
              <strong>{line.what}</strong>
              <span>
                <StateMark tone={tones[line.standing]} word={text(`reach.${line.standing}`)} />{' '}
                <span className={classes.dim}>
                  {line.dataKind === null ? text('topic.work') : text(`data.${line.dataKind}`)}
                  {line.people !== null && ` · ${text('scope.people', { count: line.people })}`}
                  {askedWords(line, text).map((words) => ` · ${words}`)} ·{' '}
                  <TimeText at={line.changedAt} form="relative" />
                </span>
              </span>
              {line.note !== '' && <p>{line.note}</p>}
            </div>
            {mayWork && (
              <Button
                variant="default"
                size="compact-md"
                onClick={() => setChanged(line)}
                aria-label={text('scope.changeOf', { what: line.what })}
                data-no-print
              >
                {text('scope.change')}
              </Button>
            )}
          </li>
        ))}
        {scope.data?.systems.map((system) => (
          <li key={system.id}>
            <div className={classes.words}>
              <strong>{system.name}</strong>
              <span>
                <StateMark tone={tones[system.standing]} word={text(`reach.${system.standing}`)} />{' '}
                <span className={classes.dim}>
                  {text('scope.system')} · <TimeText at={system.changedAt} form="relative" />
                </span>
              </span>
            </div>
          </li>
        ))}
      </ul>
      <Panels of="scope-sheet" subject={{ id, stream: id }} />
      {mayWork && <NewLine id={id} onDone={done} />}
      {changed !== undefined && <ChangeLine id={id} line={changed} onDone={done} />}
    </Section>
  )
}

/** What the law asked of it and somebody knew, in few words. */
function askedWords(line: ScopeLine, text: Say): string[] {
  const { places, details, isEncrypted, hoursDown, isCritical, hitsCustomers } = line
  const where = Object.entries(places).map(([code, count]) => `${code} ${count}`)
  return [
    ...(where.length > 0 ? [where.join(', ')] : []),
    ...details.map((word) => text(`detail.${word}`)),
    ...(isEncrypted === null ? [] : [text(isEncrypted ? 'scope.isEncrypted' : 'scope.isReadable')]),
    ...(hoursDown === null ? [] : [text('scope.stood', { hours: hoursDown })]),
    ...(isCritical === true ? [text('scope.isCritical')] : []),
    ...(hitsCustomers === true ? [text('scope.hitsCustomers')] : []),
  ]
}

interface LineDraft extends AskedDraft {
  readonly topic: ScopeLine['topic']
  readonly dataKind: NonNullable<ScopeLine['dataKind']>
  readonly standing: ScopeLine['standing']
  readonly what: string
  readonly people: string
}

const firstLine: LineDraft = {
  ...nothingAsked,
  topic: 'data',
  dataKind: 'personal',
  standing: 'suspected',
  what: '',
  people: '',
}

function NewLine({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const text = useText('investigation')
  const form = useForm({
    schema: addReachLine.input.pick({ what: true }).loose(),
    initial: firstLine,
    send: async ({ topic, dataKind, what, standing, people, ...draft }) => {
      const count = topic === 'data' ? peopleOf(people, text('scope.countOdd')) : null
      return call(addReachLine, {
        ...{ id, topic, what, standing },
        ...(topic === 'data' && { dataKind }),
        ...(count !== null && { people: count }),
        ...saidOf(topic, draft, text),
      })
    },
    onDone: () => {
      form.reset()
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('scope.add')}>
      <NativeSelect
        label={text('scope.topic')}
        {...form.field('topic')}
        data={scopeTopics.map((value) => ({ value, label: text(`topic.${value}`) }))}
      />
      {form.values.topic === 'data' && (
        <NativeSelect
          label={text('scope.dataKind')}
          {...form.field('dataKind')}
          data={dataKinds.map((value) => ({ value, label: text(`data.${value}`) }))}
        />
      )}
      <TextInput
        label={text('scope.what')}
        description={text('scope.whatHint')}
        maxLength={300}
        {...form.field('what')}
      />
      <StandingField field={form.field('standing')} />
      {form.values.topic === 'data' && (
        <TextInput
          label={text('scope.count')}
          description={text('scope.countHint')}
          inputMode="numeric"
          {...form.field('people')}
        />
      )}
      <AskedFields
        topic={form.values.topic}
        fields={{
          details: form.field('details'),
          places: form.field('places'),
          encrypted: form.field('encrypted'),
          hours: form.field('hours'),
          critical: form.field('critical'),
          customers: form.field('customers'),
        }}
        isOpen={false}
      />
    </PlainForm>
  )
}

function ChangeLine({
  id,
  line,
  onDone,
}: {
  readonly id: string
  readonly line: ScopeLine
  readonly onDone: () => void
}) {
  const text = useText('investigation')
  const form = useForm({
    schema: changeReachLine.input.pick({ standing: true, reason: true }).loose(),
    initial: {
      ...draftOf(line),
      standing: line.standing,
      people: line.people === null ? '' : String(line.people),
      reason: '',
    },
    send: async ({ standing, people, reason, ...draft }) => {
      const count = peopleOf(people, text('scope.countOdd'))
      const asked = changedOf(saidOf(line.topic, draft, text), saidOf(line.topic, draftOf(line), text))
      return call(changeReachLine, { id, line: line.id, standing, people: count, reason, ...asked })
    },
    onDone,
  })
  return (
    <FormDialog title={text('scope.changeOf', { what: line.what })} onClose={onDone}>
      <PlainForm form={form} submitLabel={text('ideas.keep')}>
        <StandingField field={form.field('standing')} />
        {line.topic === 'data' && (
          <TextInput
            label={text('scope.count')}
            description={text('scope.countHint')}
            inputMode="numeric"
            {...form.field('people')}
          />
        )}
        <AskedFields
          topic={line.topic}
          fields={{
            details: form.field('details'),
            places: form.field('places'),
            encrypted: form.field('encrypted'),
            hours: form.field('hours'),
            critical: form.field('critical'),
            customers: form.field('customers'),
          }}
          isOpen={askedWords(line, text).length > 0}
        />
        <Textarea
          label={text('scope.reason')}
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

function StandingField({
  field,
}: {
  readonly field: ReturnType<
    ReturnType<typeof useForm<{ standing: ScopeLine['standing'] }, unknown>>['field']
  >
}) {
  const text = useText('investigation')
  return (
    <NativeSelect
      label={text('scope.standing')}
      {...field}
      data={scopeStandings.map((value) => ({ value, label: text(`reach.${value}`) }))}
    />
  )
}

/** Only what was changed is sent: what somebody else said of it meanwhile stays. */
function changedOf<V extends object>(asked: V, seen: object): Partial<V> {
  const before = new Map(Object.entries(seen).map(([name, value]) => [name, JSON.stringify(value)]))
  const changed = Object.entries(asked).filter(([name, value]) => before.get(name) !== JSON.stringify(value))
  return Object.fromEntries(changed) as Partial<V> // fewer of the same fields
}

/** @throws CallError at the field that cannot be read */
function saidOf(topic: ScopeLine['topic'], draft: Partial<AskedDraft>, text: Say) {
  const { said, odd } = askedOf(topic, draft)
  if (odd === undefined) return said
  const sentence = text(`scope.${odd}Odd`)
  throw new CallError('invalid', sentence, { faults: [{ path: odd, message: sentence }] })
}

/** @throws CallError at the field where what was typed is no one number */
function peopleOf(typed: string | undefined, sentence: string): number | null {
  const people = readPeople(typed)
  if (people !== undefined) return people
  throw new CallError('invalid', sentence, { faults: [{ path: 'people', message: sentence }] })
}
