import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../../ui/text.ts'
import { stepRoles, type StepRole } from '../../contract/playbook.ts'
import { moved } from '../../../../../base/moved.ts'
import classes from '../playbook.module.css'

interface WordsProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isLong?: boolean
}

/** One line, or a few. */
export function Words({ label, value, onChange, isLong = false }: WordsProps) {
  return isLong ? (
    <Textarea
      label={label}
      autosize
      minRows={1}
      maxLength={2000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput
      label={label}
      maxLength={2000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface LinesProps {
  readonly label: string
  readonly lines: readonly string[]
  readonly onChange: (lines: string[]) => void
}

/** A list of sentences, one a line; empty lines are kept while somebody types and fall away when it is left. */
export function LinesField({ label, lines, onChange }: LinesProps) {
  const text = useText('playbooks')
  return (
    <Textarea
      label={label}
      description={text('edit.oneLine')}
      autosize
      minRows={2}
      maxRows={16}
      value={lines.join('\n')}
      onChange={(event) => onChange(event.currentTarget.value.split('\n'))}
      onBlur={() => {
        const said = lines.filter((line) => line.trim() !== '')
        if (said.length < lines.length) onChange(said)
      }}
    />
  )
}

export function RoleField(props: {
  readonly label: string
  readonly value: StepRole
  readonly onChange: (role: StepRole) => void
}) {
  const text = useText('playbooks')
  return (
    <NativeSelect
      label={props.label}
      value={props.value}
      onChange={(event) =>
        props.onChange(stepRoles.find((role) => role === event.currentTarget.value) ?? props.value)
      }
      data={stepRoles.map((role) => ({ value: role, label: text(`role.${role}`) }))}
    />
  )
}

interface ItemsProps<T> {
  readonly items: readonly T[]
  readonly onChange: (items: T[]) => void
  /** The line by which people know an item; shown while it is folded. */
  readonly nameOf: (item: T) => string
  readonly keyOf?: (item: T, index: number) => string
  readonly make: () => T
  readonly addLabel: string
  readonly limit?: number
  readonly children: (item: T, set: (item: T) => void) => ReactNode
}

/** A list of parts: each folded under its name, moved, taken away, or opened to write. */
export function Items<T>(props: ItemsProps<T>) {
  const text = useText('playbooks')
  const { items, onChange } = props
  return (
    <div className={classes.items}>
      {items.map((item, index) => (
        <details key={props.keyOf?.(item, index) ?? index} className={classes.fold}>
          <summary>{props.nameOf(item) || text('edit.unnamed')}</summary>
          <div className={classes.item}>
            {props.children(item, (changed) => onChange(items.with(index, changed)))}
            <div className={classes.buttons}>
              <Button
                variant="default"
                size="compact-md"
                disabled={index === 0}
                onClick={() => onChange(moved(items, index, -1))}
              >
                {text('edit.up')}
              </Button>
              <Button
                variant="default"
                size="compact-md"
                disabled={index === items.length - 1}
                onClick={() => onChange(moved(items, index, 1))}
              >
                {text('edit.down')}
              </Button>
              <Button
                variant="default"
                size="compact-md"
                onClick={() => onChange(items.toSpliced(index, 1))}
                aria-label={text('edit.removeOf', { what: props.nameOf(item) })}
              >
                {text('edit.remove')}
              </Button>
            </div>
          </div>
        </details>
      ))}
      <div className={classes.buttons}>
        <Button
          variant="default"
          disabled={items.length >= (props.limit ?? 1000)}
          onClick={() => onChange([...items, props.make()])}
        >
          {props.addLabel}
        </Button>
      </div>
    </div>
  )
}
