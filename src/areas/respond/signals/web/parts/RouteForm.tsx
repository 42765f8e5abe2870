import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useText } from '../../../../../ui/text.ts'
import type { Route } from '../../contract/attention.ts'
import classes from '../signals.module.css'

interface Person {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly status: string
}

interface RouteFormProps {
  readonly people: readonly Person[]
  readonly isBusy: boolean
  readonly onMade: (route: Route) => void
  readonly onCancel: () => void
}

const roles = ['owner', 'lead', 'responder'] as const
const severities = ['critical', 'high', 'medium', 'low'] as const
const kinds = ['all', 'alerts', 'reports'] as const

/** One route: for what, to whom, within which hours, and how long until a second person is asked. */
export function RouteForm({ people, isBusy, onMade, onCancel }: RouteFormProps) {
  const text = useText('signals')
  const [name, setName] = useState('')
  const [of, setOf] = useState<string>('all')
  const [severity, setSeverity] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [to, setTo] = useState<string | null>('lead')
  const [second, setSecond] = useState<string | null>(null)
  const [isByHours, setByHours] = useState(false)
  const [minutes, setMinutes] = useState<number | string>(30)
  const persons = ableOf(people)
  const make = (event: SyntheticEvent) => {
    event.preventDefault()
    if (name.trim() === '' || to === null) return
    onMade(routeOf({ name, of, severity, words, to, second, isByHours, minutes }))
  }
  return (
    <form className={classes.stack} onSubmit={make}>
      <TextInput
        label={text('route.name')}
        description={text('route.nameHint')}
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={text('route.what')}
        allowDeselect={false}
        value={of}
        onChange={(value) => setOf(value ?? 'all')}
        data={kinds.map((value) => ({ value, label: text(`route.of.${value}`) }))}
      />
      {of !== 'reports' && (
        <Select
          label={text('route.severity')}
          clearable
          value={severity}
          onChange={setSeverity}
          data={severities.map((value) => ({ value, label: text(`severity.${value}`) }))}
        />
      )}
      <TextInput
        label={text('route.words')}
        description={text('route.wordsHint')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Select
        label={text('route.to')}
        allowDeselect={false}
        value={to}
        onChange={setTo}
        data={[...roles.map((value) => ({ value, label: text(`route.role.${value}`) })), ...persons]}
      />
      <Checkbox
        label={text('route.hours')}
        checked={isByHours}
        onChange={(event) => setByHours(event.currentTarget.checked)}
      />
      <Select
        label={text('route.second')}
        description={text('route.secondHint')}
        clearable
        value={second}
        onChange={setSecond}
        data={persons}
      />
      <NumberInput label={text('route.minutes')} min={1} max={1440} value={minutes} onChange={setMinutes} />
      <div className={classes.choices}>
        <Button type="submit" loading={isBusy}>
          {text('route.keep')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {text('route.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Who may judge a signal, as choices. */
function ableOf(people: readonly Person[]): { value: string; label: string }[] {
  return people
    .filter(({ role, status }) => status === 'active' && roles.some((one) => one === role))
    .map(({ id, name }) => ({ value: id, label: name }))
}

interface Typed {
  readonly name: string
  readonly of: string
  readonly severity: string | null
  readonly words: string
  /** A role, or the id of a person. */
  readonly to: string
  readonly second: string | null
  readonly isByHours: boolean
  readonly minutes: number | string
}

function routeOf({ name, of, severity, words, to, second, isByHours, minutes }: Typed): Route {
  const role = roles.find((one) => one === to)
  const grave = severities.find((one) => one === severity)
  const listed = words.split(',').flatMap((word) => (word.trim().length > 1 ? [word.trim()] : []))
  return {
    name: name.trim(),
    when: {
      ...(of === 'alerts' || of === 'reports' ? { of } : {}),
      ...(grave && { severity: grave }),
      ...(listed.length > 0 && { words: listed }),
    },
    to: role ? { role } : { memberId: to },
    ...(second && { second }),
    ...(isByHours && { hours: { days: [1, 2, 3, 4, 5], from: '08:00', until: '17:00' } }),
    minutes: Math.min(1440, Math.max(1, Number(minutes) || 30)),
  }
}
