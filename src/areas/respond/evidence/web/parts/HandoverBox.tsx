import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { callForFile } from '../../../../../ui/client.ts'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { saveFile } from '../../../../../ui/transfer.ts'
import { listTimeline } from '../../../incidents/contract/incident.ts'
import {
  declineHandover,
  printReceipt,
  readCustody,
  receiveEvidence,
  type Handover,
} from '../../contract/custody.ts'
import { listEvidence, type Evidence } from '../../contract/evidence.ts'
import classes from './evidence.module.css'

interface HandoverBoxProps {
  readonly evidence: Evidence
  readonly handover: Handover
  readonly sealed: readonly Evidence[]
}

const refreshes = [readCustody, listEvidence, listTimeline]

/** A thing on its way: what the taker confirms, the paper for both, and the way back. */
export function HandoverBox({ evidence, handover, sealed }: HandoverBoxProps) {
  const text = useText('evidence')
  const [note, setNote] = useState('')
  const [signed, setSigned] = useState('')
  const receive = useAct(receiveEvidence, { refreshes })
  const decline = useAct(declineHandover, { refreshes })
  const printing = usePrinting(evidence, handover)
  const asked = { id: evidence.incidentId, evidence: evidence.id, handover: handover.id }
  const { can, giver, taker, isOutside } = handover
  const failure = printing.failure ?? sentenceOf(receive.error ?? decline.error)
  return (
    <section className={classes.wantedBox} aria-label={text('custody.onItsWay')}>
      <strong>{text('custody.fromTo', { giver, taker })}</strong>
      <p>
        {handover.what}. {handover.purpose}
      </p>
      <p className={classes.dim}>
        {text(isOutside ? 'custody.paperWaits' : 'custody.takerWaits', { taker })}
      </p>
      {can.settle && isOutside && (
        <SelectField
          label={text('custody.signed')}
          name="signed"
          value={signed}
          onChange={(next) => setSigned(typeof next === 'string' ? next : next.currentTarget.value)}
          error={undefined}
          options={[
            { value: '', label: '…' },
            ...sealed
              .filter(({ id }) => id !== evidence.id)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {(can.settle || can.decline || can.withdraw) && (
        <TextInput
          label={text('custody.note')}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className={classes.verbs}>
        {can.settle && (
          <Button
            loading={receive.isPending}
            onClick={() => receive.mutate({ ...asked, note, ...(signed === '' ? {} : { signed }) })}
          >
            {text('custody.received')}
          </Button>
        )}
        <Button variant="default" loading={printing.isBusy} onClick={() => void printing.print()}>
          {text('custody.print')}
        </Button>
        {(can.decline || can.withdraw) && (
          <Button
            variant="subtle"
            loading={decline.isPending}
            onClick={() => decline.mutate({ ...asked, note })}
          >
            {text(can.decline ? 'custody.decline' : 'custody.withdraw')}
          </Button>
        )}
      </div>
    </section>
  )
}

function sentenceOf(error: CallError | null): string | undefined {
  return error === null ? undefined : [error.message, ...error.faults.map(({ message }) => message)].join(' ')
}

function usePrinting(evidence: Evidence, handover: Handover) {
  const ui = useText('ui')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const print = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const asked = { id: evidence.incidentId, evidence: evidence.id, handover: handover.id }
      const { bytes, name } = await callForFile(printReceipt, asked)
      saveFile(bytes, name ?? 'receipt.pdf')
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : ui('failure.unknown'))
    } finally {
      setBusy(false)
    }
  }
  return { print, isBusy, failure }
}
