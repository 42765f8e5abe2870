import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type * as z from 'zod'
import { isPermitted } from '../../../../../base/pap.ts'
import { useAct } from '../../../../../ui/answers.ts'
import { LongField, LooseLine } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Connection } from '../../../../register/connections/contract.ts'
import type { getIncident } from '../../../incidents/contract/incident.ts'
import { askConnection, listCalls } from '../../contract.ts'
import { isNarrow, reachOf } from '../../rules.ts'
import classes from './automation.module.css'

interface AskDialogProps {
  readonly incident: Pick<
    z.output<typeof getIncident.output>,
    'id' | 'number' | 'mode' | 'tlp' | 'pap' | 'isRestricted'
  >
  readonly connection: Connection
  readonly observable?: { readonly id: string; readonly shown: string }
  readonly step?: string
  /** What the step fills in. */
  readonly values?: Readonly<Record<string, string>>
  readonly onClose: () => void
}

/** A second look before anything leaves the house: what will be done, who hears of it, and with which words. */
export function AskDialog(props: AskDialogProps) {
  const text = useText('automation')
  const { connection, onClose } = props
  return (
    <Modal
      opened
      onClose={onClose}
      title={connection.name}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': text('close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <Asking {...props} />
    </Modal>
  )
}

function Asking({ incident, connection, observable, step, values = {}, onClose }: AskDialogProps) {
  const text = useText('automation')
  const { id, host, purpose, version, kinds, blanks } = connection
  const needsValue = kinds.length > 0 && observable === undefined
  const [value, setValue] = useState(values['value'] ?? '')
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(blanks.map((name) => [name, values[name] ?? ''])),
  )
  const [reason, setReason] = useState('')
  const [isConfirmed, setConfirmed] = useState(false)
  const ask = useAct(askConnection, { refreshes: [listCalls], onDone: onClose })
  const isDry = incident.mode === 'exercise'
  const mustSay = purpose === 'act' || isNarrow(incident)
  const isReady =
    isPermitted(incident.pap, reachOf(connection)) &&
    (!mustSay || (isConfirmed && reason.trim() !== '')) &&
    (!needsValue || value.trim() !== '') &&
    Object.values(inputs).every((given) => given.trim() !== '')
  const send = (isAnew: boolean) =>
    ask.mutate({
      ...{ id: incident.id, connection: id, version, inputs: { ...inputs }, reason, isConfirmed, isAnew },
      ...(observable && { observable: observable.id }),
      ...(needsValue && { value }),
      ...(step !== undefined && { step }),
    })
  const isAsked = ask.error?.detail.reason === 'asked_already'
  return (
    <div className={classes.stack}>
      <p className={classes.words}>{connection.does}</p>
      <p className={classes.request}>
        {connection.method} {connection.address}
      </p>
      {observable && <p className={classes.words}>{text('ask.with', { value: observable.shown })}</p>}
      <Warnings {...{ incident, connection }} />
      {needsValue && (
        <LooseLine label={text('ask.value')} maxLength={2000} value={value} onChange={setValue} />
      )}
      {blanks.map((name) => (
        <LooseLine
          key={name}
          label={name}
          maxLength={2000}
          value={inputs[name] ?? ''}
          onChange={(next) => setInputs({ ...inputs, [name]: next })}
        />
      ))}
      {mustSay && (
        <Reason
          {...{ reason, isConfirmed, setReason }}
          words={text(`ask.confirm.${purpose}`, { host })}
          onConfirm={() => setConfirmed(!isConfirmed)}
        />
      )}
      {ask.error && <Notice tone={isAsked ? 'warn' : 'bad'}>{ask.error.message}</Notice>}
      <div className={classes.buttons}>
        {isAsked ? (
          <Button loading={ask.isPending} onClick={() => send(true)}>
            {text('ask.anew')}
          </Button>
        ) : (
          <Button
            loading={ask.isPending}
            disabled={!isReady}
            color={purpose === 'act' && !isDry ? 'red' : undefined}
            onClick={() => send(false)}
          >
            {text(isDry ? 'ask.rehearse' : `ask.do.${purpose}`, { host })}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {text('ask.not')}
        </Button>
      </div>
    </div>
  )
}

interface ReasonProps {
  readonly reason: string
  readonly setReason: (reason: string) => void
  readonly isConfirmed: boolean
  /** What whoever ticks it says. */
  readonly words: string
  readonly onConfirm: () => void
}

/** Why it is sent, and that whoever sends it knows what they do. */
function Reason({ reason, setReason, isConfirmed, words, onConfirm }: ReasonProps) {
  const text = useText('automation')
  return (
    <>
      <LongField
        label={text('ask.reason')}
        name="reason"
        rows={2}
        maxLength={1000}
        value={reason}
        error={undefined}
        onChange={(next) => setReason(typeof next === 'string' ? next : next.currentTarget.value)}
      />
      <label className={classes.check}>
        <input type="checkbox" checked={isConfirmed} onChange={onConfirm} />
        <span>{words}</span>
      </label>
    </>
  )
}

/** Who hears of it, or what it changes, before anything leaves. */
function Warnings({ incident, connection }: Pick<AskDialogProps, 'incident' | 'connection'>) {
  const text = useText('automation')
  const { host, purpose, needsSecond } = connection
  const narrow = isNarrow(incident)
  if (!isPermitted(incident.pap, reachOf(connection)))
    return (
      <Notice tone="bad">{text(`ask.pap.${incident.pap === 'red' ? 'red' : `amber_${purpose}`}`)}</Notice>
    )
  if (incident.mode === 'exercise') return <Notice tone="active">{text('ask.dry')}</Notice>
  return (
    <>
      <Notice tone={purpose === 'act' || narrow ? 'warn' : 'active'}>
        {text(`ask.tells.${purpose}`, { host })}
      </Notice>
      {narrow && <Notice tone="bad">{text('ask.narrow')}</Notice>}
      {needsSecond && <Notice tone="active">{text('ask.second')}</Notice>}
    </>
  )
}
