import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../ui/kit/Pills.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To, useFilter, usePart } from '../../../../ui/place.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useSession } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { getIncident, type Incident } from '../contract/incident.ts'
import { addTask, completeTask, listSystems, listTasks, type System, type Task } from '../contract/work.ts'
import { DoneDialog } from './parts/DoneDialog.tsx'
import { usePeople } from './parts/people.ts'
import { useRefresh } from './parts/refresh.ts'
import classes from './parts/technical.module.css'

/** The technical lane: what one person has to do to which system, and what was done, on a phone beside the machine. */
export function TechnicalPage() {
  const text = useText('incidents')
  const id = usePart('incident')
  const incident = useAnswer(getIncident, { id }, { live: { stream: id, kinds: ['incident.'] } })
  const tasks = useAnswer(listTasks, { id }, { live: { stream: id, kinds: ['task.'] } })
  const systems = useAnswer(listSystems, { id }, { live: { stream: id, kinds: ['system.'] } })
  const error = incident.error ?? tasks.error ?? systems.error
  const again = () => void Promise.all([incident.refetch(), tasks.refetch(), systems.refetch()])
  if (!incident.data || !tasks.data || !systems.data)
    return error ? <ErrorState error={error} onRetry={again} /> : <Loading />
  const number = text('number', { number: incident.data.number })
  const technical = tasks.data.items.filter((task) => task.isTechnical)
  return (
    <Page
      title={text('technical.title')}
      lead={
        <>
          <To path={`/incidents/${id}`}>{`${number} ${incident.data.title}`}</To>. {text('technical.lead')}
        </>
      }
    >
      <div className={classes.lane}>
        <Open incident={incident.data} tasks={technical} systems={systems.data.items} />
        {incident.data.can.task && <WriteDown incidentId={id} systems={systems.data.items} />}
        <Done tasks={technical} systems={systems.data.items} />
      </div>
    </Page>
  )
}

interface OpenProps {
  readonly incident: Incident
  readonly tasks: readonly Task[]
  readonly systems: readonly System[]
}

/** Mine and what nobody has taken; one tap shows everybody's. */
function Open({ incident, tasks, systems }: OpenProps) {
  const text = useText('incidents')
  const people = usePeople(incident.names)
  const { person } = useSession()
  const [whose, setWhose] = useFilter('whose', 'mine')
  const [done, setDone] = useState<Task>()
  const me = people.active.find(({ email }) => email === person.email)?.id
  const open = tasks.filter((task) => task.doneAt === null)
  const shown = open.filter(
    ({ ownerId }) => whose === 'all' || ownerId === null || ownerId === me || me === undefined,
  )
  return (
    <Section
      title={text('technical.open')}
      actions={
        <Pills
          label={text('technical.open')}
          value={whose}
          options={['mine', 'all'].map((value) => ({ value, label: text(`technical.${value}`) }))}
          onChange={setWhose}
        />
      }
    >
      {shown.length === 0 && (
        <p>{text(open.length === 0 ? 'technical.none' : 'technical.noneOfMine', { count: open.length })}</p>
      )}
      <ul className={classes.rows}>
        {shown.map((task) => (
          <li key={task.id} data-overdue={task.overdue}>
            <div>
              <strong>{task.title}</strong>
              <span className={classes.dim}>
                {nameOf(systems, task.systemId) ?? text('technical.noSystem')} ·{' '}
                {task.ownerId === null ? text('task.nobody') : (people.nameOf(task.ownerId) ?? '…')}
                {task.dueAt !== null && (
                  <>
                    {' · '}
                    <TimeText at={task.dueAt} />
                  </>
                )}
              </span>
              {task.needsProof && <span className={classes.dim}>{text('technical.proof')}</span>}
            </div>
            {incident.can.task && (
              <Button
                size="md"
                onClick={() => setDone(task)}
                aria-label={text('task.doneOf', { title: task.title })}
                data-no-print
              >
                {text('task.done')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {done && <DoneDialog incidentId={incident.id} task={done} onClose={() => setDone(undefined)} />}
    </Section>
  )
}

const nothing = { title: '', systemId: '', note: '' }

/** Done already and in nobody's plan: what, to which system, what came out. */
function WriteDown({
  incidentId: id,
  systems,
}: {
  readonly incidentId: string
  readonly systems: readonly System[]
}) {
  const text = useText('incidents')
  const refresh = useRefresh()
  const form = useForm({
    // Its result is asked for first, so that nothing is left half written.
    schema: addTask.input
      .pick({ title: true })
      .extend({ note: z.string().trim().min(1).max(2000) })
      .loose(),
    initial: nothing,
    send: async ({ title, systemId, note }) => {
      const aim = (systemId ?? '') === '' ? {} : { systemId }
      const task = await call(addTask, { id, title, isTechnical: true, ...aim })
      return call(completeTask, { id, task: task.id, note })
    },
    onDone: () => {
      form.reset()
      void refresh()
    },
  })
  return (
    <Section title={text('technical.write')}>
      <PlainForm form={form} submitLabel={text('technical.writeSave')}>
        <TextInput
          label={text('technical.what')}
          placeholder={text('technical.whatHint')}
          maxLength={300}
          size="md"
          required
          {...form.field('title')}
        />
        <NativeSelect
          label={text('technical.where')}
          size="md"
          {...form.field('systemId')}
          data={[
            { value: '', label: text('technical.noSystem') },
            ...systems.map(({ id: value, name }) => ({ value, label: name })),
          ]}
        />
        <Textarea
          label={text('task.note')}
          description={text('task.resultHint')}
          autosize
          minRows={2}
          maxLength={2000}
          size="md"
          required
          {...form.field('note')}
        />
      </PlainForm>
    </Section>
  )
}

function Done({ tasks, systems }: { readonly tasks: readonly Task[]; readonly systems: readonly System[] }) {
  const text = useText('incidents')
  const done = tasks
    .filter((task) => task.doneAt !== null)
    .toSorted((a, b) => (b.doneAt ?? '').localeCompare(a.doneAt ?? ''))
  return (
    <Section title={text('technical.done')}>
      {done.length === 0 && <p className={classes.dim}>{text('technical.doneNone')}</p>}
      <ul className={classes.rows}>
        {done.map((task) => (
          <li key={task.id}>
            <div>
              <strong>{task.title}</strong>
              <span>{task.note}</span>
              <span className={classes.dim}>
                {nameOf(systems, task.systemId) ?? text('technical.noSystem')} ·{' '}
                {text('task.doneBy', { name: task.doneBy ?? '…' })}{' '}
                {task.doneAt !== null && <TimeText at={task.doneAt} />}
                {task.proof.length > 0 && ` · ${text('technical.proved', { count: task.proof.length })}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function nameOf(systems: readonly System[], id: string | null): string | undefined {
  return systems.find((system) => system.id === id)?.name
}
