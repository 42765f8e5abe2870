import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { dispositions, initialVectors } from '../../../../base/incident-words.ts'
import { useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { call } from '../../../../ui/client.ts'
import { useDraftKey } from '../../../../ui/draft-key.ts'
import { useForm } from '../../../../ui/form.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Panels } from '../../../../ui/panels.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import {
  closeIncident,
  getIncident,
  listClosureConditions,
  type Closure,
  type Incident,
} from '../contract/incident.ts'
import { listTasks } from '../contract/work.ts'
import { Choices } from './parts/Choices.tsx'
import { useRefresh } from './parts/refresh.ts'
import classes from './parts/pages.module.css'

/** Ends an incident: how it ended, how it began, in short what happened. */
export function CloseIncidentPage() {
  const text = useText('incidents')
  const id = usePart('incident')
  const incident = useAnswer(getIncident, { id }, { live: { stream: id, kinds: ['incident.'] } })
  const known = useAnswer(listClosureConditions, { id })
  const error = incident.error ?? known.error
  const again = () => void Promise.all([incident.refetch(), known.refetch()])
  const failure = error && <ErrorState error={error} onRetry={again} />
  if (!incident.data || !known.data) return failure ?? <Loading />
  const number = text('number', { number: incident.data.number })
  return (
    <Page title={text('closing.title', { number })} lead={`${incident.data.title}. ${text('closing.lead')}`}>
      {failure}
      {incident.data.can.close ? (
        <CloseForm incident={incident.data} vector={known.data.initialVector ?? 'unknown'} />
      ) : (
        <Notice tone="active">
          <p>{text(incident.data.status === 'closed' ? 'closed.stays' : 'closing.may')}</p>
          <To path={`/incidents/${id}`}>{text('declare.goThere', { number })}</To>
        </Notice>
      )}
    </Page>
  )
}

interface Wanted {
  readonly disposition: Closure['disposition']
  readonly initialVector: Closure['initialVector']
  readonly summary: string
  readonly duplicateOf: string
}

const nothing: Wanted = { disposition: 'resolved', initialVector: 'unknown', summary: '', duplicateOf: '' }

function CloseForm({
  incident,
  vector,
}: {
  readonly incident: Incident
  readonly vector: Closure['initialVector']
}) {
  const text = useText('incidents')
  const go = useGo()
  const refresh = useRefresh()
  const { id } = incident
  const form = useForm({
    schema: closeIncident.input.pick({ disposition: true, initialVector: true, summary: true }).loose(),
    initial: { ...nothing, initialVector: vector },
    draft: useDraftKey(`close.${id}`),
    // Somebody else may be quicker: the page then shows what they wrote.
    send: (wanted: Wanted) =>
      closed(id, wanted).catch((error: unknown) => {
        if (error instanceof CallError && error.kind === 'conflict') void refresh()
        throw error
      }),
    onDone: () => {
      showDone(text('closing.done', { number: text('number', { number: incident.number }) }))
      void refresh()
      go(`/incidents/${id}`)
    },
  })
  return (
    <div className={classes.narrow}>
      <PlainForm
        form={form}
        submitLabel={text('closing.submit')}
        besides={<To path={`/incidents/${id}`}>{text('closing.back')}</To>}
      >
        <Choices
          legend={text('closing.ending')}
          name="disposition"
          isWide
          value={form.values.disposition}
          onChange={(value) => form.set('disposition', value)}
          options={dispositions.map((value) => ({
            value,
            label: text(`ending.${value}`),
            means: text(`endingMeans.${value}`),
          }))}
        />
        {form.values.disposition === 'duplicate' && (
          <TextInput
            label={text('closing.duplicateOf')}
            description={text('closing.duplicateHint')}
            inputMode="numeric"
            required
            {...form.field('duplicateOf')}
          />
        )}
        <NativeSelect
          label={text('closing.vector')}
          description={text('closing.vectorHint')}
          size="md"
          classNames={{ label: classes.legend ?? '' }}
          {...form.field('initialVector')}
          data={initialVectors.map((value) => ({ value, label: text(`vector.${value}`) }))}
        />
        <Textarea
          label={text('closing.summary')}
          description={text('closing.summaryHint')}
          autosize
          minRows={5}
          maxLength={10_000}
          required
          size="md"
          classNames={{ label: classes.legend ?? '' }}
          {...form.field('summary')}
        />
        <OpenPoints incident={incident} wanted={form.values} />
        <OpenTasks incidentId={id} />
      </PlainForm>
    </div>
  )
}

function closed(id: string, { duplicateOf, ...values }: Wanted): Promise<Incident> {
  const other = Number.parseInt(/\d+/.exec(duplicateOf ?? '')?.[0] ?? '', 10)
  const isDuplicate = values.disposition === 'duplicate'
  return call(closeIncident, { id, ...values, ...(isDuplicate && other > 0 && { duplicateOf: other }) })
}

/** What asks one thing only is said in the reader's language; what names something, as the server wrote it. */
const said: ReadonlySet<string> = new Set(['controls', 'review'])

/** What the server would refuse for, before the words are written. */
function OpenPoints({
  incident: { id, stream },
  wanted: { disposition, initialVector },
}: {
  readonly incident: Incident
  readonly wanted: Wanted
}) {
  const text = useText('incidents')
  const list = useAnswer(listClosureConditions, { id, disposition, initialVector }, { live: { stream: id } })
  const points = list.data?.items ?? []
  // Each room shows its questions only where it asks.
  const asked = [...new Set(points.map(({ key }) => key))].join(' ')
  return (
    <>
      {points.length > 0 && (
        <Notice tone="bad" title={text('closing.open', { count: points.length })}>
          <ul>
            {points.map(({ key, sentence, where }) => (
              <li key={`${key} ${sentence}`}>
                <To path={where}>{said.has(key) ? text(`closing.${key}`) : sentence}</To>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {points.some(({ key }) => key === 'investigation' || key === 'controls') && (
        <Panels
          of="incident-closing"
          subject={{ id, stream, chosen: { disposition, initialVector, asked } }}
        />
      )}
    </>
  )
}

function OpenTasks({ incidentId }: { readonly incidentId: string }) {
  const text = useText('incidents')
  const list = useAnswer(listTasks, { id: incidentId }, { live: { stream: incidentId, kinds: ['task.'] } })
  const open = (list.data?.items ?? []).filter((task) => task.doneAt === null)
  if (open.length === 0) return null
  return (
    <Notice tone="warn" title={text('closing.openTasks', { count: open.length })}>
      <ul>
        {open.map((task) => (
          <li key={task.id}>{task.title}</li>
        ))}
      </ul>
      <p>{text('closing.openTasksHint')}</p>
    </Notice>
  )
}
