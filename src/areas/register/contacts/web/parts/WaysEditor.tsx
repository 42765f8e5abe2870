import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useText } from '../../../../../ui/text.ts'
import { wayKinds, type Way } from '../../contract/words.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../contacts.module.css'

interface WaysEditorProps {
  readonly ways: readonly Way[]
  readonly onChange: (ways: Way[]) => void
  readonly error?: string | undefined
}

/** A private number works when our own systems are down, the mailbox at work does not: both can be said otherwise. */
const proposed: Record<Way['kind'], Pick<Way, 'atNight' | 'whenDown'>> = {
  phone: { atNight: false, whenDown: true },
  mobile: { atNight: true, whenDown: true },
  work_mail: { atNight: false, whenDown: false },
  private_mail: { atNight: false, whenDown: true },
  messenger: { atNight: true, whenDown: true },
  address: { atNight: false, whenDown: true },
}

/** Several ways to reach somebody, each with whether it works at night and without our systems. */
export function WaysEditor({ ways, onChange, error }: WaysEditorProps) {
  const text = useText('contacts')
  const put = (at: number, change: Partial<Way>) =>
    onChange(ways.map((way, index) => (index === at ? { ...way, ...change } : way)))
  const add = () => {
    const kind = wayKinds.find((one) => !ways.some((way) => way.kind === one)) ?? 'mobile'
    onChange([...ways, { kind, value: '', ...proposed[kind] }])
  }
  return (
    <fieldset className={classes.fieldset}>
      <legend>{text('ways.title')}</legend>
      <p className={lines.dim}>{text('ways.lead')}</p>
      {ways.map((way, at) => (
        // A line has no name of its own but its place.
        <div key={at} className={classes.wayRow}>
          <NativeSelect
            label={text('ways.kind')}
            value={way.kind}
            onChange={({ currentTarget: { value } }) => {
              const kind = wayKinds.find((one) => one === value) ?? way.kind
              put(at, { kind, ...proposed[kind] })
            }}
            data={wayKinds.map((value) => ({ value, label: text(`way.${value}`) }))}
          />
          <TextInput
            label={text('ways.value')}
            value={way.value}
            maxLength={300}
            type={way.kind === 'phone' || way.kind === 'mobile' ? 'tel' : 'text'}
            onChange={(event) => put(at, { value: event.currentTarget.value })}
          />
          <Checkbox
            size="md"
            label={text('ways.night')}
            checked={way.atNight}
            onChange={(event) => put(at, { atNight: event.currentTarget.checked })}
          />
          <Checkbox
            size="md"
            label={text('ways.down')}
            checked={way.whenDown}
            onChange={(event) => put(at, { whenDown: event.currentTarget.checked })}
          />
          <Button
            variant="subtle"
            aria-label={`${text('ways.remove')}: ${text(`way.${way.kind}`)} ${way.value}`}
            onClick={() => onChange(ways.filter((_way, index) => index !== at))}
          >
            {text('ways.remove')}
          </Button>
        </div>
      ))}
      {error && (
        <p role="alert" className={classes.fault}>
          {error}
        </p>
      )}
      <div>
        <Button variant="default" onClick={add} disabled={ways.length >= 12}>
          {text('ways.add')}
        </Button>
      </div>
    </fieldset>
  )
}
