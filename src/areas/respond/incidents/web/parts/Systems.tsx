import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { systemStates, type SystemState } from '../../../../../base/incident-words.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { Panels, useHasPanels } from '../../../../../ui/panels.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { assetKinds } from '../../../../register/assets/contract.ts'
import type { Incident } from '../../contract/incident.ts'
import {
  addSystem,
  changeSystemState,
  listSystems,
  newSystemStates,
  type NewSystemState,
  type System,
} from '../../contract/work.ts'
import { whyStateNeedsReason } from '../../rules/incident.ts'
import { Choices } from './Choices.tsx'
import { useRefresh } from './refresh.ts'
import { RoomDialog } from './RoomDialog.tsx'
import classes from './room.module.css'

const tones: Readonly<Record<SystemState, Tone>> = {
  suspected: 'unknown',
  affected: 'bad',
  isolated: 'warn',
  cleaned: 'active',
  verified: 'active',
  reconnected: 'good',
  ruled_out: 'quiet',
}

/** The computers, accounts and services that are hit, each with how it is now. */
export function Systems({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const list = useAnswer(
    listSystems,
    { id: incident.id },
    { live: { stream: incident.id, kinds: ['system.'] } },
  )
  const [dialog, setDialog] = useState<System | 'new'>()
  const close = () => setDialog(undefined)
  const items = list.data?.items ?? []
  return (
    <Section
      title={text('systems.title')}
      actions={
        incident.can.system && (
          <Button variant="default" size="compact-md" onClick={() => setDialog('new')} data-no-print>
            {text('systems.add')}
          </Button>
        )
      }
    >
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading lines={2} />}
      {list.data && items.length === 0 && <p className={classes.dim}>{text('systems.empty')}</p>}
      <ul className={classes.rows}>
        {items.map((system) => (
          <li key={system.id}>
            <div className={classes.rowWords}>
              <strong>{system.name}</strong>
              {system.kind !== null && (
                <span className={classes.dim}>{text(`systemKind.${system.kind}`)}</span>
              )}
              <span>
                <StateMark tone={tones[system.state]} word={text(`system.${system.state}`)} />{' '}
                <span className={classes.dim}>
                  {text('systems.since')} <TimeText at={system.changedAt} form="relative" />
                </span>
              </span>
            </div>
            {incident.can.system && (
              <Button
                variant="subtle"
                size="compact-md"
                onClick={() => setDialog(system)}
                aria-label={text('systems.changeOf', { name: system.name })}
                data-no-print
              >
                {text('systems.change')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {dialog === 'new' && <NewSystem incidentId={incident.id} onClose={close} />}
      {dialog !== undefined && dialog !== 'new' && (
        <ChangeState
          incidentId={incident.id}
          system={dialog}
          current={items.find(({ id }) => id === dialog.id)?.state}
          onClose={close}
        />
      )}
    </Section>
  )
}

function StateChoice<State extends SystemState>({
  states,
  value,
  onChange,
}: {
  readonly states: readonly State[]
  readonly value: State
  readonly onChange: (state: State) => void
}) {
  const text = useText('incidents')
  return (
    <Choices
      legend={text('systems.state')}
      name="state"
      isWide
      value={value}
      onChange={onChange}
      options={states.map((state) => ({
        value: state,
        label: <StateMark tone={tones[state]} word={text(`system.${state}`)} />,
      }))}
    />
  )
}

function NewSystem({
  incidentId: id,
  onClose,
}: {
  readonly incidentId: string
  readonly onClose: () => void
}) {
  const text = useText('incidents')
  const refresh = useRefresh()
  // Widened, so that the form may hold the others.
  const state = 'suspected' as NewSystemState
  const [kind, setKind] = useState<NonNullable<System['kind']> | ''>('')
  const form = useForm({
    schema: addSystem.input.pick({ name: true, state: true }),
    initial: { name: '', state },
    send: (values) => call(addSystem, { id, ...values, ...(kind !== '' && { kind }) }),
    onDone: () => {
      onClose()
      void refresh()
    },
  })
  return (
    <RoomDialog title={text('systems.add')} isOpen onClose={onClose}>
      <PlainForm form={form} submitLabel={text('systems.save')}>
        <TextInput
          label={text('systems.name')}
          description={text('systems.nameHint')}
          maxLength={300}
          required
          data-autofocus
          {...form.field('name')}
        />
        <NativeSelect
          label={text('systems.kind')}
          value={kind}
          onChange={({ currentTarget: { value } }) => setKind(assetKinds.find((one) => one === value) ?? '')}
          data={[
            { value: '', label: text('systems.kindUnknown') },
            ...assetKinds.map((value) => ({ value, label: text(`systemKind.${value}`) })),
          ]}
        />
        <StateChoice
          states={newSystemStates}
          value={form.values.state}
          onChange={(next) => form.set('state', next)}
        />
      </PlainForm>
    </RoomDialog>
  )
}

function ChangeState({
  incidentId: id,
  system,
  current,
  onClose,
}: {
  readonly incidentId: string
  /** As it stood when the dialog was opened. */
  readonly system: System
  /** Its state by now. */
  readonly current: SystemState | undefined
  readonly onClose: () => void
}) {
  const text = useText('incidents')
  const refresh = useRefresh()
  const form = useForm({
    schema: changeSystemState.input.pick({ state: true, reason: true }),
    initial: { state: system.state, reason: '' },
    send: (values) => call(changeSystemState, { id, system: system.id, ...values }),
    onDone: () => {
      onClose()
      void refresh()
    },
  })
  const wish = whyStateNeedsReason(system.state, form.values.state)
  const choice = (
    <StateChoice
      states={systemStates}
      value={form.values.state}
      onChange={(next) => form.set('state', next)}
    />
  )
  const isShownFirst = useHasPanels('isolating')
  const isIsolating = form.values.state === 'isolated' && system.state !== 'isolated'
  const isDone = isIsolating && current === 'isolated'
  useEffect(() => {
    if (isDone) onClose()
  }, [isDone, onClose])
  // Before a system is isolated another room shows what stops, and does it.
  if (isIsolating && isShownFirst)
    return (
      <RoomDialog title={text('systems.changeTitle', { name: system.name })} isOpen onClose={onClose}>
        {choice}
        <Panels of="isolating" subject={{ id: system.id, stream: id }} />
      </RoomDialog>
    )
  return (
    <RoomDialog title={text('systems.changeTitle', { name: system.name })} isOpen onClose={onClose}>
      <PlainForm form={form} submitLabel={text('systems.saveState')}>
        {choice}
        {wish !== undefined && form.values.state !== system.state && (
          <Textarea
            label={text('systems.reason')}
            description={wish}
            autosize
            minRows={2}
            maxLength={1000}
            required
            {...form.field('reason')}
          />
        )}
      </PlainForm>
    </RoomDialog>
  )
}
