import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To, useFilter, useGo } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useEvery } from '../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listBackups } from '../../../prepare/backups/contract/backups.ts'
import { arrangeExercise, listExercises } from '../contract/exercise.ts'
import { getScenario, type Scenario } from '../contract/scenario.ts'
import { blankNames, forms, lengths, type BlankName, type Form } from '../contract/words.ts'
import { People, type SentPlayer } from './parts/People.tsx'
import classes from './exercises.module.css'

const drill = 'restore-drill'

/** Tailoring: how long, who sits there, what is left out, and the words that the registers did not know. */
export function ArrangePage() {
  const text = useText('exercises')
  const [wantedForm] = useFilter('form')
  const [scenario] = useFilter('scenario')
  const key = wantedForm === 'drill' ? drill : scenario
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const answer = useAnswer(getScenario, { key: key === '' ? 'ransomware' : key, language })
  return (
    <Page
      title={text('arrange.title')}
      lead={
        answer.data && <To path={`/exercises/scenarios/${answer.data.key}`}>{answer.data.document.title}</To>
      }
    >
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={8} />}
      {answer.data && <Arranging key={answer.data.key} scenario={answer.data} isDrill={key === drill} />}
    </Page>
  )
}

function Arranging({ scenario, isDrill }: { readonly scenario: Scenario; readonly isDrill: boolean }) {
  const text = useText('exercises')
  const go = useGo()
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const [form, setForm] = useState<Form>(isDrill ? 'drill' : 'table_top')
  const [length, setLength] = useState<(typeof lengths)[number]>(60)
  const [plannedOn, setPlannedOn] = useState('')
  const [players, setPlayers] = useState<readonly SentPlayer[]>([])
  const [without, setWithout] = useState<readonly string[]>([])
  const [blanks, setBlanks] = useState<Partial<Record<BlankName, string>>>({})
  const [copyId, setCopyId] = useState('')
  const arrange = useAct(arrangeExercise, {
    refreshes: [listExercises],
    onDone: ({ id }) => go(`/exercises/${id}`),
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const own = Object.fromEntries(Object.entries(blanks).filter(([, value]) => value.trim() !== ''))
    arrange.mutate({
      ...{ scenario: scenario.key, language, form, length, without: [...without], blanks: own },
      players: players.map((player) => ({ ...player })),
      plannedOn: plannedOn === '' ? null : plannedOn,
      ...(isDrill && copyId !== '' && { copyId }),
    })
  }
  return (
    <form className={classes.stack} onSubmit={submit}>
      {scenario.isWithdrawn && <Notice tone="bad">{text('scenario.withdrawn')}</Notice>}
      <div className={classes.row}>
        {!isDrill && (
          <NativeSelect
            label={text('arrange.form')}
            description={text(`formHint.${form}`)}
            value={form}
            onChange={(event) =>
              setForm(forms.find((one) => one === event.currentTarget.value) ?? 'table_top')
            }
            data={forms
              .filter((one) => one !== 'drill')
              .map((value) => ({ value, label: text(`form.${value}`) }))}
          />
        )}
        <NativeSelect
          label={text('arrange.length')}
          value={String(length)}
          onChange={(event) =>
            setLength(lengths.find((one) => String(one) === event.currentTarget.value) ?? 60)
          }
          data={lengths.map((value) => ({
            value: String(value),
            label: text('list.minutes', { minutes: value }),
          }))}
        />
        <TextInput
          type="date"
          label={text('arrange.day')}
          value={plannedOn}
          onChange={(event) => setPlannedOn(event.currentTarget.value)}
        />
        {isDrill && <Backups value={copyId} onChange={setCopyId} />}
      </div>
      <Section title={text('arrange.people')}>
        <p className={classes.dim}>{text('arrange.peopleLead')}</p>
        <People players={players} onChange={setPlayers} />
      </Section>
      <Words scenario={scenario} blanks={blanks} onChange={setBlanks} />
      <LeftOut scenario={scenario} without={without} onChange={setWithout} />
      {arrange.error && <Notice tone="bad">{arrange.error.message}</Notice>}
      <div className={classes.acts}>
        <Button type="submit" loading={arrange.isPending} disabled={scenario.isWithdrawn}>
          {text('arrange.submit')}
        </Button>
      </div>
    </form>
  )
}

function Backups({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const text = useText('exercises')
  const backups = useEvery(listBackups, {}).filter(({ endedAt }) => endedAt === null)
  return (
    <NativeSelect
      label={text('arrange.copy')}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: text('arrange.chooseCopy') },
        ...backups.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

/** Those that the registers know stand there already; an own word counts for this session alone. */
function Words({
  scenario,
  blanks,
  onChange,
}: {
  readonly scenario: Scenario
  readonly blanks: Partial<Record<BlankName, string>>
  readonly onChange: (blanks: Partial<Record<BlankName, string>>) => void
}) {
  const text = useText('exercises')
  if (scenario.blanks.length === 0) return null
  return (
    <Section title={text('arrange.words')}>
      <p className={classes.dim}>{text('arrange.wordsLead')}</p>
      <div className={classes.row}>
        {scenario.blanks.map(({ name, value, isKnown }) => {
          const key = blankNames.find((one) => one === name)
          if (key === undefined) return null
          return (
            <TextInput
              key={name}
              label={text(`blank.${name}`)}
              description={isKnown ? undefined : text('scenario.standIn')}
              placeholder={value}
              maxLength={200}
              value={blanks[key] ?? ''}
              onChange={(event) => onChange({ ...blanks, [key]: event.currentTarget.value })}
            />
          )
        })}
      </div>
    </Section>
  )
}

function LeftOut({
  scenario,
  without,
  onChange,
}: {
  readonly scenario: Scenario
  readonly without: readonly string[]
  readonly onChange: (without: readonly string[]) => void
}) {
  const text = useText('exercises')
  return (
    <details>
      <summary>{text('arrange.leaveOut')}</summary>
      <div className={classes.form}>
        {scenario.document.injects.map(({ key, title }) => (
          <Checkbox
            key={key}
            label={title}
            checked={!without.includes(key)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? without.filter((one) => one !== key) : [...without, key])
            }
          />
        ))}
      </div>
    </details>
  )
}
