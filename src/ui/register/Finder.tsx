import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { currentTenant } from '../tenant.ts'
import { useText } from '../text.ts'
import classes from './register.module.css'

/** One that was found: its name, and what tells it from another of the same name. */
export interface Found {
  readonly id: string
  readonly name: string
  readonly more: string
}

interface FinderProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  /** The one chosen; undefined for nobody. */
  readonly chosen: Pick<Found, 'id' | 'name'> | undefined
  readonly onChoose: (found: Found | undefined) => void
  readonly find: (q: string, signal: AbortSignal) => Promise<readonly Found[]>
  /** Keeps answers of one list apart from those of another. */
  readonly of: string
  /** Those who cannot be chosen here. */
  readonly without?: readonly string[]
  /** Whether nobody can be chosen too. */
  readonly isOptional?: boolean
}

/** Chooses one out of thousands: a few letters, then a tap. */
export function Finder(props: FinderProps) {
  const { label, hint, error, chosen, onChoose, isOptional = true } = props
  const text = useText('ui')
  const heading = useId()
  const [isOpen, setOpen] = useState(false)
  const choose = (found: Found) => {
    onChoose(found)
    setOpen(false)
  }
  return (
    <div className={classes.finder} role="group" aria-labelledby={heading}>
      <span id={heading} className={classes.finderLabel}>
        {label}
      </span>
      {hint && <span className={classes.dim}>{hint}</span>}
      <div className={classes.finderLine}>
        <strong>{chosen?.name ?? text('finder.nobody')}</strong>
        <Button
          variant="default"
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          aria-label={`${text(chosen ? 'finder.change' : 'finder.choose')}: ${label}`}
        >
          {text(chosen ? 'finder.change' : 'finder.choose')}
        </Button>
        {chosen && isOptional && (
          <Button
            variant="subtle"
            onClick={() => onChoose(undefined)}
            aria-label={`${text('finder.clear')}: ${label}`}
          >
            {text('finder.clear')}
          </Button>
        )}
      </div>
      {error && (
        <span className={classes.finderError} role="alert">
          {error}
        </span>
      )}
      {isOpen && <Search {...props} onChoose={choose} />}
    </div>
  )
}

function Search({
  of,
  find,
  without = [],
  label,
  onChoose,
}: Omit<FinderProps, 'onChoose'> & { readonly onChoose: (found: Found) => void }) {
  const text = useText('ui')
  const [q, setQ] = useState('')
  const answer = useQuery({
    queryKey: [currentTenant() ?? '', 'finder', of, q],
    queryFn: ({ signal }) => find(q, signal),
    placeholderData: (before) => before,
  })
  const found = (answer.data ?? []).filter(({ id }) => !without.includes(id))
  return (
    <div className={classes.finderSearch}>
      <TextInput
        type="search"
        aria-label={`${text('finder.search')}: ${label}`}
        placeholder={text('finder.search')}
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
        // A form around it is not sent by looking for somebody.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        data-autofocus
      />
      {answer.error && <span role="alert">{text('failure.unknown')}</span>}
      {answer.data && found.length === 0 && <span className={classes.dim}>{text('finder.none')}</span>}
      <ul className={classes.finderList}>
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => onChoose(one)}>
              <strong>{one.name}</strong> {one.more && <span className={classes.dim}>{one.more}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
