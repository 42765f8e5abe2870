import type { ReactNode } from 'react'
import { useText } from '../../../../../ui/text.ts'
import { blockerKinds, costKinds } from '../../contract/capture-words.ts'
import { newSystemStates } from '../../contract/work.ts'
import type { Capture } from './capture-line.ts'
import type { More } from './capture-send.ts'
import { TaskFields } from './TaskFields.tsx'
import classes from './capture.module.css'

interface CaptureMoreProps {
  readonly what: Capture
  readonly more: More
  readonly onChange: (more: More) => void
}

/** What a line is asked besides its words. */
export function CaptureMore({ what, more, onChange }: CaptureMoreProps) {
  const text = useText('incidents')
  const set = (change: Partial<More>) => onChange({ ...more, ...change })
  switch (what) {
    case 'note':
    case 'idea':
      return null
    case 'decision':
      return (
        <Labelled label={text('capture.options')} hint={text('capture.optionsHint')}>
          <textarea
            rows={2}
            value={more.options}
            onChange={(event) => set({ options: event.currentTarget.value })}
          />
        </Labelled>
      )
    case 'need':
      return (
        <Labelled label={text('need.source')} hint={text('capture.optional')}>
          <input
            value={more.source}
            maxLength={300}
            onChange={(event) => set({ source: event.currentTarget.value })}
          />
        </Labelled>
      )
    case 'blocked':
      return (
        <div className={classes.fields}>
          <Choice
            label={text('blocker.kindLabel')}
            value={more.held}
            options={blockerKinds.map((value) => [value, text(`blocker.kind.${value}`)] as const)}
            onChange={(held) => set({ held })}
          />
          <Labelled label={text('blocker.minutes')} hint={text('blocker.minutesHint')}>
            <input
              inputMode="numeric"
              value={more.minutes}
              onChange={(event) =>
                set({ minutes: event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 5) })
              }
            />
          </Labelled>
        </div>
      )
    case 'cost':
      return <CostMore more={more} set={set} />
    case 'task':
      return <TaskFields value={more.task} onChange={(task) => set({ task })} />
    case 'system':
      return (
        <Choice
          label={text('systems.state')}
          value={more.state}
          options={newSystemStates.map((value) => [value, text(`system.${value}`)] as const)}
          onChange={(state) => set({ state })}
        />
      )
  }
}

function CostMore({ more, set }: { readonly more: More; readonly set: (change: Partial<More>) => void }) {
  const text = useText('incidents')
  return (
    <div className={classes.fields}>
      <Labelled label={text('cost.amount')}>
        <input
          inputMode="decimal"
          value={more.amount}
          maxLength={20}
          onChange={(event) => set({ amount: event.currentTarget.value })}
        />
      </Labelled>
      <Labelled label={text('cost.currency')}>
        <input
          value={more.currency}
          maxLength={3}
          autoCapitalize="characters"
          onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
        />
      </Labelled>
      {more.amount === '' && (
        <>
          <Labelled label={text('cost.people')} hint={text('cost.orWork')}>
            <input
              inputMode="numeric"
              value={more.people}
              maxLength={4}
              onChange={(event) => set({ people: event.currentTarget.value.replaceAll(/\D/g, '') })}
            />
          </Labelled>
          <Labelled label={text('cost.hoursEach')}>
            <input
              inputMode="decimal"
              value={more.hours}
              maxLength={6}
              onChange={(event) => set({ hours: event.currentTarget.value })}
            />
          </Labelled>
        </>
      )}
      <Choice
        label={text('cost.kindLabel')}
        value={more.loss}
        options={costKinds.map((value) => [value, text(`cost.kind.${value}`)] as const)}
        onChange={(loss) => set({ loss })}
      />
      <Labelled label={text('cost.invoice')} hint={text('capture.optional')}>
        <input
          value={more.invoice}
          maxLength={300}
          onChange={(event) => set({ invoice: event.currentTarget.value })}
        />
      </Labelled>
    </div>
  )
}

function Labelled({
  label,
  hint,
  children,
}: {
  readonly label: string
  readonly hint?: string
  readonly children: ReactNode
}) {
  return (
    <label className={classes.more}>
      <span>
        {label} {hint !== undefined && <span className={classes.dim}>{hint}</span>}
      </span>
      {children}
    </label>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly (readonly [Value, string])[]
  readonly onChange: (value: Value) => void
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <Labelled label={label}>
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.currentTarget.value)
          if (chosen) onChange(chosen[0])
        }}
      >
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </Labelled>
  )
}
