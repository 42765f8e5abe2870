import { Button, TextInput } from '@mantine/core'
import { useText } from '../../../../../ui/text.ts'
import type { Away } from '../../contract/words.ts'
import classes from '../contacts.module.css'

interface AwayEditorProps {
  readonly away: Away
  readonly onChange: (away: Away) => void
}

/** Leave: first and last day, both counted. */
export function AwayEditor({ away, onChange }: AwayEditorProps) {
  const text = useText('contacts')
  const put = (at: number, change: Partial<Away[number]>) =>
    onChange(away.map((span, index) => (index === at ? { ...span, ...change } : span)))
  return (
    <fieldset className={classes.fieldset}>
      <legend>{text('away.title')}</legend>
      {away.map((span, at) => (
        // A line has no name of its own but its place.
        <div key={at} className={classes.wayRow}>
          <TextInput
            type="date"
            label={text('away.from')}
            value={span.from}
            onChange={(event) => put(at, { from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={text('away.to')}
            value={span.to}
            onChange={(event) => put(at, { to: event.currentTarget.value })}
          />
          <Button
            variant="subtle"
            aria-label={`${text('ways.remove')}: ${span.from} – ${span.to}`}
            onClick={() => onChange(away.filter((_span, index) => index !== at))}
          >
            {text('ways.remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button variant="default" onClick={() => onChange([...away, { from: '', to: '' }])}>
          {text('away.add')}
        </Button>
      </div>
    </fieldset>
  )
}
