import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import type { People } from '../../../../../ui/register/known.ts'
import { useText } from '../../../../../ui/text.ts'
import { holdLook, listLooks, type Look } from '../../contract/looks.ts'
import classes from '../trends.module.css'

interface MinutesDialogProps {
  readonly look: Look
  readonly people: People
  readonly onClose: () => void
}

interface Decision {
  readonly text: string
  readonly ownerId: string
  readonly dueOn: string
}

const nothing: Decision = { text: '', ownerId: '', dueOn: '' }

/** Somebody is to do something until a day, and nobody said what: it is asked for, not dropped. */
function isWordless({ text, ownerId, dueOn }: Decision): boolean {
  return text.trim() === '' && (ownerId !== '' || dueOn !== '')
}

/** The minutes of one look, with as many decisions as were made; what was kept stays. */
export function MinutesDialog({ look: { quarter }, people, onClose }: MinutesDialogProps) {
  const text = useText('trends')
  const kit = useText('ui')
  const [heldOn, setHeldOn] = useState(() => new Intl.DateTimeFormat('sv-SE').format(new Date()))
  const [present, setPresent] = useState('')
  const [minutes, setMinutes] = useState('')
  const [decisions, setDecisions] = useState<readonly Decision[]>([nothing])
  const hold = useAct(holdLook, { refreshes: [listLooks], onDone: onClose })
  const change = (at: number, next: Partial<Decision>) =>
    setDecisions(decisions.map((one, place) => (place === at ? { ...one, ...next } : one)))
  const send = () =>
    hold.mutate({
      ...{ quarter, heldOn, present, minutes },
      decisions: decisions
        .filter((one) => one.text.trim() !== '')
        .map((one) => ({ text: one.text, ownerId: one.ownerId || null, dueOn: one.dueOn || null })),
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('looks.hold')}
      size="xl"
      closeButtonProps={{ 'aria-label': kit('action.close') }}
    >
      <div className={classes.part}>
        <TextInput
          label={text('looks.heldOn')}
          type="date"
          value={heldOn}
          required
          onChange={(event) => setHeldOn(event.currentTarget.value)}
        />
        <TextInput
          label={text('looks.who')}
          value={present}
          maxLength={500}
          required
          onChange={(event) => setPresent(event.currentTarget.value)}
        />
        <Textarea
          label={text('looks.minutes')}
          description={text('looks.minutesHint')}
          value={minutes}
          maxLength={10_000}
          minRows={4}
          autosize
          required
          onChange={(event) => setMinutes(event.currentTarget.value)}
        />
        {decisions.map((one, place) => (
          // A decision has no name before it is kept, and none is taken from between others.
          <DecisionFields
            key={`${place}`}
            number={place + 1}
            decision={one}
            people={people}
            onChange={(next) => change(place, next)}
          />
        ))}
        <div className={classes.row}>
          <Button variant="default" onClick={() => setDecisions([...decisions, nothing])}>
            {text('looks.another')}
          </Button>
        </div>
        {hold.error && <ErrorState error={hold.error} />}
        <p className={classes.dim}>{text('looks.stays')}</p>
        <Ends
          isBusy={hold.isPending}
          isReady={present.trim() !== '' && minutes.trim() !== '' && !decisions.some(isWordless)}
          onKeep={send}
          onClose={onClose}
        />
      </div>
    </Modal>
  )
}

interface EndsProps {
  readonly isBusy: boolean
  readonly isReady: boolean
  readonly onKeep: () => void
  readonly onClose: () => void
}

function Ends({ isBusy, isReady, onKeep, onClose }: EndsProps) {
  const text = useText('trends')
  const kit = useText('ui')
  return (
    <div className={classes.row}>
      <Button loading={isBusy} disabled={!isReady} onClick={onKeep}>
        {text('looks.keep')}
      </Button>
      <Button variant="default" onClick={onClose}>
        {kit('action.cancel')}
      </Button>
    </div>
  )
}

interface DecisionFieldsProps {
  readonly number: number
  readonly decision: Decision
  readonly people: People
  readonly onChange: (next: Partial<Decision>) => void
}

function DecisionFields({ number, decision, people, onChange }: DecisionFieldsProps) {
  const text = useText('trends')
  return (
    <fieldset className={classes.part}>
      <legend>{text('looks.decision', { number })}</legend>
      <TextInput
        label={text('looks.what')}
        value={decision.text}
        maxLength={500}
        error={isWordless(decision) ? text('looks.whatMissing') : undefined}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <NativeSelect
        label={text('looks.owner')}
        value={decision.ownerId}
        onChange={(event) => onChange({ ownerId: event.currentTarget.value })}
        data={[{ value: '', label: '–' }, ...people.options]}
      />
      <TextInput
        label={text('looks.due')}
        type="date"
        value={decision.dueOn}
        onChange={(event) => onChange({ dueOn: event.currentTarget.value })}
      />
    </fieldset>
  )
}
