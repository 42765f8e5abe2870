import { Modal } from '@mantine/core'
import { useAnswer } from '../../../../../ui/answers.ts'
import { EntryForm } from '../../../../../ui/entry/EntryDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { spanWords } from '../../../../../ui/kit/time-words.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { isolateSystem, readImpact, type StoppedFunction } from '../../contract/systems.ts'
import classes from './containment.module.css'

interface IsolateDialogProps {
  readonly incidentId: string
  readonly system: { readonly id: string; readonly name: string }
  readonly onDone: () => void
  readonly onClose: () => void
}

/** What stops is shown before the button: which work, whom it hits, and how it goes on meanwhile. */
export function IsolateDialog({ incidentId, system, onDone, onClose }: IsolateDialogProps) {
  const text = useText('containment')
  const ui = useText('ui')
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('isolate.title', { name: system.name })}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <IsolateForm
        incidentId={incidentId}
        systemId={system.id}
        onDone={() => {
          onDone()
          onClose()
        }}
      />
    </Modal>
  )
}

interface IsolateFormProps {
  readonly incidentId: string
  readonly systemId: string
  readonly onDone: () => void
}

export function IsolateForm({ incidentId: id, systemId: system, onDone }: IsolateFormProps) {
  const text = useText('containment')
  const impact = useAnswer(readImpact, { id, system })
  if (impact.error && !impact.data)
    return <ErrorState error={impact.error} onRetry={() => void impact.refetch()} />
  if (!impact.data) return <Loading lines={4} />
  const { asset, functions } = impact.data
  return (
    <EntryForm
      // When what stops has changed, the form begins anew with what is shown now.
      key={functions.map((one) => one.id).join()}
      onDone={onDone}
      entry={{
        title: '',
        lead: (
          <>
            {functions.length > 0 && (
              <>
                <p>
                  <strong>{text('isolate.stops', { count: functions.length })}</strong>
                </p>
                <Stops functions={functions} />
              </>
            )}
            {functions.length === 0 && (
              <Notice tone="active">
                {asset === null ? text('isolate.unknown') : text('isolate.nothing', { name: asset })}
              </Notice>
            )}
          </>
        ),
        fields: [
          { kind: 'text', name: 'tradeOff', label: text('isolate.why'), hint: text('isolate.whyHint') },
        ],
        endpoint: isolateSystem,
        given: { id, system, functionIds: functions.map((one) => one.id) },
        submit: text('isolate.do'),
      }}
    />
  )
}

function Stops({ functions }: { readonly functions: readonly StoppedFunction[] }) {
  const text = useText('containment')
  const language = useLanguage()
  return (
    <ul className={classes.stops}>
      {functions.map(({ id, name, people, customers, workaround, longestOutageMinutes }) => (
        <li key={id}>
          <strong>{name}</strong>
          {longestOutageMinutes !== null && (
            <p>{text('isolate.survives', { time: spanWords(longestOutageMinutes * 60_000, language) })}</p>
          )}
          {people !== '' && <p>{text('isolate.people', { words: people })}</p>}
          {customers !== '' && <p>{text('isolate.customers', { words: customers })}</p>}
          <p>{workaround === '' ? text('isolate.noWay') : text('isolate.way', { words: workaround })}</p>
        </li>
      ))}
    </ul>
  )
}
