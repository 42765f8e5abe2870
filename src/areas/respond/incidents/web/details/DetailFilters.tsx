import { NativeSelect } from '@mantine/core'
import { choiceWords } from '../../../../../base/own-field-values.ts'
import { findableKinds, wordsIn, type OwnField } from '../../../../../base/own-fields.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { usePeople } from '../parts/people.ts'
import classes from './details.module.css'

interface DetailFiltersProps {
  readonly fields: readonly OwnField[]
  /** As the address has it: `priority:high,site:quay`. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** So many answers a list is narrowed by at once. */
const atMost = 5

/** A choice for each own field that has closed answers; retired ones too, since old cases carry them. */
export function DetailFilters({ fields, value, onChange }: DetailFiltersProps) {
  const text = useText('details')
  const findable = fields.filter(({ kind }) => findableKinds.includes(kind))
  if (findable.length === 0) return null
  const chosen = chosenIn(value)
  const set = (key: string, answer: string) => {
    const next = [...chosen].filter(([other]) => other !== key)
    if (answer !== '') next.push([key, answer])
    onChange(next.map((pair) => pair.join(':')).join(','))
  }
  return (
    <details className={classes.filters} open={chosen.size > 0 ? true : undefined}>
      <summary>{chosen.size === 0 ? text('filter') : text('filtered', { count: chosen.size })}</summary>
      <div>
        {findable.map((field) => (
          <Filter
            key={field.key}
            field={field}
            value={chosen.get(field.key) ?? ''}
            isFull={chosen.size >= atMost}
            onChange={(answer) => set(field.key, answer)}
          />
        ))}
      </div>
    </details>
  )
}

interface FilterProps {
  readonly field: OwnField
  readonly value: string
  readonly isFull: boolean
  readonly onChange: (answer: string) => void
}

function Filter({ field, value, isFull, onChange }: FilterProps) {
  const text = useText('details')
  const words = useText('ui')
  const language = useLanguage()
  const people = usePeople()
  const name = wordsIn(field.name, language)
  const answers =
    field.kind === 'yes_no'
      ? ['yes', 'no'].map((one) => ({ value: one, label: words(`ownField.${one}`) }))
      : field.kind === 'person'
        ? people.active.map((person) => ({ value: person.id, label: person.name }))
        : field.choices.map(({ key }) => ({ value: key, label: choiceWords(field, key, language) }))
  return (
    <NativeSelect
      label={field.isRetired ? text('retired', { name }) : name}
      value={value}
      disabled={isFull && value === ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: text('any') }, ...answers]}
    />
  )
}

function chosenIn(value: string): Map<string, string> {
  return new Map(
    value.split(',').flatMap((pair) => {
      const [key, answer] = pair.split(':')
      return key !== undefined && answer !== undefined ? [[key, answer] as const] : []
    }),
  )
}
