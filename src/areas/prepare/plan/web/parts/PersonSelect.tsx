import { NativeSelect } from '@mantine/core'
import type { People } from '../../../../../ui/register/known.ts'
import { useText } from '../../../../../ui/text.ts'

/** One of the people who are here, or nobody yet; somebody who is gone stays visible until another is chosen. */
export function PersonSelect(props: {
  readonly label: string
  /** What the label stands under, for those who hear the page. */
  readonly about?: string
  readonly people: People
  readonly value: string | null
  /** Somebody who cannot be chosen, since they have the other place. */
  readonly not?: string | null
  readonly isLocked: boolean
  readonly onChange: (id: string | null) => void
}) {
  const text = useText('plan')
  const { people, value } = props
  const options = people.options.filter((option) => option.value !== props.not)
  const isGone = value !== null && !people.options.some((option) => option.value === value)
  return (
    <NativeSelect
      label={props.label}
      aria-label={props.about === undefined ? props.label : `${props.about}: ${props.label}`}
      value={value ?? ''}
      disabled={props.isLocked}
      data={[
        { value: '', label: text('who.nobody') },
        ...options,
        ...(isGone ? [{ value, label: people.nameOf(value) ?? '?' }] : []),
      ]}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}
