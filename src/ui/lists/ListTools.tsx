import { Chip, TextInput } from '@mantine/core'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { KnownFilters } from '../panels.tsx'
import { useText } from '../text.ts'
import { ListViews } from './ListViews.tsx'
import classes from './lists.module.css'

interface ListToolsProps {
  readonly children: ReactNode
  readonly end?: ReactNode
  /** What of this list stands in the address; views of it can then be saved. */
  readonly filters?: KnownFilters
}

/** The line above a list: search, filters, and on its far side what takes the list out; under it the saved views. */
export function ListTools({ children, end, filters }: ListToolsProps) {
  return (
    <>
      <div className={classes.tools} data-no-print>
        <div className={classes.toolsStart}>{children}</div>
        {end}
      </div>
      {filters && <ListViews filters={filters} />}
    </>
  )
}

interface SearchBoxProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Search that waits for a short pause in typing; Enter does not wait. `/` leads here where nothing is captured. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value)
  const [shown, setShown] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The address changed from elsewhere (back, a saved view): the box follows it.
  if (shown !== value) {
    setShown(value)
    setTyped(value)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  const say = (next: string) => {
    clearTimeout(timer.current)
    setShown(next)
    onChange(next)
  }
  const type = (next: string) => {
    setTyped(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => say(next), 250)
  }

  return (
    <TextInput
      className={classes.search}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size="1.125rem" aria-hidden="true" />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && say(typed)}
      data-search
    />
  )
}

interface FilterChipsProps {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** '' stands for all. */
  readonly value: string
  /** What '' is called where it is not all. */
  readonly rest?: string
  readonly onChange: (value: string) => void
}

/** One choice out of a few, the first being "all". */
export function FilterChips({ label, options, value, rest, onChange }: FilterChipsProps) {
  const text = useText('ui')
  return (
    <Chip.Group multiple={false} value={value} onChange={onChange}>
      <div className={classes.chips} role="radiogroup" aria-label={label}>
        {[{ value: '', label: rest ?? text('list.all') }, ...options].map((option) => (
          <Chip key={option.value} value={option.value} variant="light">
            {option.label}
          </Chip>
        ))}
      </div>
    </Chip.Group>
  )
}
