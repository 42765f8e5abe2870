import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { SaveVersion } from '../../../../ui/kit/SaveVersion.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { useVersionedEdit, type VersionedEdit } from '../../../../ui/versioned-edit.ts'
import {
  getScenario,
  listScenarios,
  saveScenario,
  type Inject,
  type Scenario,
  type ScenarioDocument,
} from '../contract/scenario.ts'
import { lengths } from '../contract/words.ts'
import classes from './exercises.module.css'

/** One's own words for a scenario: of one that ships a copy, of an own one the next version. */
export function EditScenarioPage() {
  const text = useText('exercises')
  const key = usePart('scenario')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const answer = useAnswer(getScenario, { key, language })
  return (
    <Page
      title={text(answer.data?.isOwn === true ? 'scenario.edit' : 'scenario.copy')}
      lead={<To path={`/exercises/scenarios/${key}`}>{answer.data?.title ?? text('list.title')}</To>}
    >
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading lines={10} />}
      {answer.data && <Editor key={key} scenario={answer.data} />}
    </Page>
  )
}

function Editor({ scenario }: { readonly scenario: Scenario }) {
  const text = useText('exercises')
  const go = useGo()
  const { key, isOwn, version, document, language } = scenario
  const first = isOwn
    ? document
    : { ...document, title: text('edit.copyOf', { title: document.title }).slice(0, 150) }
  const edit = useVersionedEdit<ScenarioDocument>({ version, body: first })
  const [note, setNote] = useState('')
  const save = useAct(saveScenario, {
    refreshes: [listScenarios, getScenario],
    onDone: (saved) => {
      edit.forget()
      showDone(text('edit.saved', { version: saved.version }))
      go(`/exercises/scenarios/${saved.key}`)
    },
  })
  const { body, change } = edit
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate({
      key,
      language,
      basedOn: edit.basedOn,
      change: { what: 'words', document: withoutEmptyLines(body), note },
    })
  }
  const inject = (at: number, more: Partial<Inject>) =>
    change({ injects: body.injects.map((one, place) => (place === at ? { ...one, ...more } : one)) })
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className={classes.dim}>{text('edit.blanksHint')}</p>
      <HeadFields body={body} change={change} />
      <Section title={text('scenario.objectives')}>
        {body.objectives.map((objective, at) => (
          <fieldset key={objective.key} className={classes.part}>
            <legend>{text('edit.objective', { key: objective.key })}</legend>
            <Objectives
              objective={objective}
              onChange={(more) =>
                change({
                  objectives: body.objectives.map((one, place) => (place === at ? { ...one, ...more } : one)),
                })
              }
            />
          </fieldset>
        ))}
      </Section>
      <Section title={text('scenario.injects')}>
        {body.injects.map((one, at) => (
          <InjectFields key={one.key} inject={one} onChange={(more) => inject(at, more)} />
        ))}
      </Section>
      <SaveVersion
        edit={edit}
        words={{
          reason: text('edit.note'),
          save: text(isOwn ? 'edit.save' : 'edit.saveCopy'),
          behind: text('edit.behind', { version }),
        }}
        reason={note}
        onReason={setNote}
        save={save}
      />
    </form>
  )
}

function HeadFields({ body, change }: Pick<VersionedEdit<ScenarioDocument>, 'body' | 'change'>) {
  const text = useText('exercises')
  return (
    <>
      <TextInput
        label={text('edit.title')}
        required
        maxLength={150}
        value={body.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Textarea
        label={text('edit.lead')}
        required
        autosize
        maxLength={500}
        value={body.lead}
        onChange={(event) => change({ lead: event.currentTarget.value })}
      />
      <Textarea
        label={text('scenario.situation')}
        required
        autosize
        minRows={4}
        maxLength={4000}
        value={body.situation}
        onChange={(event) => change({ situation: event.currentTarget.value })}
      />
    </>
  )
}

/** A line that was left empty while writing says nothing. */
function withoutEmptyLines(document: ScenarioDocument): ScenarioDocument {
  const kept = (lines: readonly string[]) => lines.map((line) => line.trim()).filter((line) => line !== '')
  return {
    ...document,
    injects: document.injects.map((inject) => {
      const { expected, questions, hints, redFlags } = inject
      const words = {
        expected: kept(expected),
        questions: kept(questions),
        hints: kept(hints),
        redFlags: kept(redFlags),
      }
      return { ...inject, ...words }
    }),
  }
}

function Objectives({
  objective: { statement, criterion },
  onChange,
}: {
  readonly objective: ScenarioDocument['objectives'][number]
  readonly onChange: (more: { readonly statement?: string; readonly criterion?: string }) => void
}) {
  const text = useText('exercises')
  return (
    <div className={classes.form}>
      <Textarea
        label={text('edit.statement')}
        autosize
        maxLength={500}
        value={statement}
        onChange={(event) => onChange({ statement: event.currentTarget.value })}
      />
      <Textarea
        label={text('edit.criterion')}
        autosize
        maxLength={500}
        value={criterion}
        onChange={(event) => onChange({ criterion: event.currentTarget.value })}
      />
    </div>
  )
}

const lists = ['expected', 'questions', 'hints', 'redFlags'] as const

function InjectFields({
  inject,
  onChange,
}: {
  readonly inject: Inject
  readonly onChange: (more: Partial<Inject>) => void
}) {
  const text = useText('exercises')
  const minutes = (place: number, value: string | number): Inject['at'] => {
    const next = typeof value === 'number' ? value : null
    const [short, middle, long] = inject.at
    return [place === 0 ? next : short, place === 1 ? next : middle, place === 2 ? next : long]
  }
  return (
    <fieldset className={classes.part}>
      <legend>{inject.title}</legend>
      <div className={classes.form}>
        <TextInput
          label={text('edit.injectTitle')}
          maxLength={500}
          value={inject.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <TextInput
          label={text('edit.from')}
          maxLength={500}
          value={inject.from}
          onChange={(event) => onChange({ from: event.currentTarget.value })}
        />
        <Textarea
          label={text('edit.text')}
          autosize
          minRows={3}
          maxLength={4000}
          value={inject.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
        <div className={classes.row}>
          {lengths.map((length, place) => (
            <NumberInput
              key={length}
              label={text('edit.minute', { length })}
              min={0}
              max={length}
              allowDecimal={false}
              value={inject.at[place] ?? ''}
              onChange={(value) => onChange({ at: minutes(place, value) })}
            />
          ))}
        </div>
        {lists.map((name) => (
          <Textarea
            key={name}
            label={text(`inject.${name}`)}
            description={text('edit.linesHint')}
            autosize
            value={inject[name].join('\n')}
            onChange={(event) => onChange({ [name]: event.currentTarget.value.split('\n') })}
          />
        ))}
      </div>
    </fieldset>
  )
}
