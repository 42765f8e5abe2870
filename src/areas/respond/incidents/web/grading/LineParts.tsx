import { Button, TextInput } from '@mantine/core'
import { useText } from '../../../../../ui/text.ts'
import type { Call, ClockLine } from '../../contract/grading.ts'
import { outsiders, shippedRoles } from '../../contract/role-words.ts'
import { Pick } from './Pick.tsx'
import classes from './grading.module.css'

const callable = [...shippedRoles, 'owner', ...outsiders] as const

interface CallsEditorProps {
  readonly calls: readonly Call[]
  readonly onChange: (calls: Call[]) => void
}

/** Whom to call, within how many minutes. */
export function CallsEditor({ calls, onChange }: CallsEditorProps) {
  const text = useText('grading')
  const change = (at: number, part: Partial<Call>) =>
    onChange(calls.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className={classes.stack}>
      {calls.map((call, at) => (
        // One person may stand here twice while the line is being written.
        <div key={at} className={classes.row}>
          <Pick
            label={text('table.callWho')}
            value={call.who}
            onChange={(who) => change(at, { who })}
            options={callable.map((value) => ({ value, label: text(`who.${value}`) }))}
          />
          <label className={classes.number}>
            {text('table.callMinutes')}
            <input
              type="number"
              min={0}
              max={10_080}
              value={call.withinMinutes}
              onChange={(event) => change(at, { withinMinutes: Number(event.currentTarget.value) })}
            />
          </label>
          <Button
            variant="subtle"
            aria-label={text('table.removeOf', { name: text(`who.${call.who}`) })}
            onClick={() => onChange(calls.filter((_one, index) => index !== at))}
          >
            {text('table.remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button variant="subtle" onClick={() => onChange([...calls, { who: 'lead', withinMinutes: 60 }])}>
          {text('table.addCall')}
        </Button>
      </div>
    </div>
  )
}

interface ClocksEditorProps {
  readonly clocks: readonly ClockLine[]
  readonly onChange: (clocks: ClockLine[]) => void
}

/** Clocks in plain words, each with who says so and when somebody read that last. */
export function ClocksEditor({ clocks, onChange }: ClocksEditorProps) {
  const text = useText('grading')
  const change = (at: number, part: Partial<ClockLine>) =>
    onChange(clocks.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className={classes.stack}>
      {clocks.map((clock, at) => (
        // Its name is being typed, so it is known by its place.
        <div key={at} className={classes.row}>
          <TextInput
            label={text('table.clockName')}
            maxLength={200}
            className={classes.grow ?? ''}
            value={clock.name}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <label className={classes.number}>
            {text('table.clockHours')}
            <input
              type="number"
              min={0}
              max={8760}
              step="any"
              value={clock.hours}
              onChange={(event) => change(at, { hours: Number(event.currentTarget.value) })}
            />
          </label>
          <TextInput
            label={text('table.clockSource')}
            maxLength={300}
            className={classes.grow ?? ''}
            value={clock.source}
            onChange={(event) => change(at, { source: event.currentTarget.value })}
          />
          <label className={classes.number}>
            {text('table.clockChecked')}
            <input
              type="date"
              value={clock.checkedOn}
              onChange={(event) => change(at, { checkedOn: event.currentTarget.value })}
            />
          </label>
          <Button
            variant="subtle"
            aria-label={text('table.removeOf', { name: clock.name })}
            onClick={() => onChange(clocks.filter((_one, index) => index !== at))}
          >
            {text('table.remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          onClick={() => onChange([...clocks, { name: '', hours: 24, source: '', checkedOn: '' }])}
        >
          {text('table.addClock')}
        </Button>
      </div>
    </div>
  )
}
