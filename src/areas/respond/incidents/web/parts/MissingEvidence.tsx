import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useFilter } from '../../../../../ui/place.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import type { EvidenceItem } from '../../../../prepare/playbooks/contract/playbook.ts'
import type { RunStep, StepMove } from '../../../../prepare/playbooks/contract/run.ts'
import type { Moves } from './moves.ts'
import { RoomDialog } from './RoomDialog.tsx'
import classes from './room.module.css'

interface MissingEvidenceProps {
  readonly step: RunStep
  readonly missing: readonly EvidenceItem[]
  readonly moves: Moves
}

/** Before a step that wipes: what is to be sealed first, or given up by a signature with its reason. */
export function MissingEvidence(props: MissingEvidenceProps) {
  const text = useText('incidents')
  const [, setSeal] = useFilter('seal')
  const [isSigning, setSigning] = useState(false)
  return (
    <Notice tone="warn" title={text('step.destroys')}>
      <p>{text('step.destroysWhy')}</p>
      <ul className={classes.missing}>
        {props.missing.map((item) => (
          <li key={item.id}>
            <span>{item.what}</span>
            <Button
              size="compact-md"
              onClick={() => setSeal(item.id)}
              aria-label={text('step.sealFor', { what: item.what })}
            >
              {text('step.seal')}
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => setSigning(true)}>
        {text('step.goOn')}
      </Button>
      <RoomDialog title={text('step.waiverTitle')} isOpen={isSigning} onClose={() => setSigning(false)}>
        <WaiverForm {...props} onClose={() => setSigning(false)} />
      </RoomDialog>
    </Notice>
  )
}

function WaiverForm({
  step,
  missing,
  moves,
  onClose,
}: MissingEvidenceProps & { readonly onClose: () => void }) {
  const text = useText('incidents')
  const { person } = useSession()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<string>()
  const sign = async (move: StepMove) => {
    if (reason.trim() === '') return setFailure(text('step.waiverMissing'))
    setFailure(undefined)
    try {
      await moves.move(step.id, move, { items: missing.map((item) => item.id), reason: reason.trim() })
      onClose()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure(error.message)
    }
  }
  const endings = step.ask
    ? ([
        ['waiverYes', { move: 'answer', answer: 'yes' }],
        ['waiverNo', { move: 'answer', answer: 'no' }],
      ] as const)
    : ([['waiverDone', { move: 'done' }]] as const)
  return (
    <div className={classes.stack}>
      <p>{text('step.waiverLead')}</p>
      <div className={classes.signature}>
        <p>{text('step.waiverWords', { name: person.name })}</p>
        <ul>
          {missing.map((item) => (
            <li key={item.id}>{item.what}</li>
          ))}
        </ul>
      </div>
      <Textarea
        label={text('step.waiverWhy')}
        description={text('step.waiverKept')}
        autosize
        minRows={2}
        maxLength={1000}
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {step.ask && <p>{step.ask.question}</p>}
      <div className={classes.buttons}>
        {endings.map(([label, move]) => (
          <Button key={label} color="red" loading={moves.isBusy} onClick={() => void sign(move)}>
            {text(`step.${label}`)}
          </Button>
        ))}
        <Button variant="default" onClick={onClose}>
          {text('room.cancel')}
        </Button>
      </div>
    </div>
  )
}
