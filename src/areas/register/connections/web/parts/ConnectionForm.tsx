import { useForm, type LeftEmpty } from '../../../../../ui/form.ts'
import { LongField, PasswordField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { observableKinds } from '../../../../../base/observables.ts'
import { addConnection, bodyKinds, methods, purposes, type Connection } from '../../contract.ts'
import classes from '../connections.module.css'

type Definition = Omit<
  Connection,
  'id' | 'host' | 'hasSecret' | 'blanks' | 'isOn' | 'version' | 'changedAt' | 'changedBy' | 'switchedBy'
>

export const emptyDefinition: Definition = {
  ...{ name: '', does: '', purpose: 'look_up', kinds: [], method: 'GET', address: 'https://' },
  ...{ headers: [], bodyKind: 'none', body: '', shown: [], seconds: 20, perMinute: 30, needsSecond: false },
  isPassive: false,
}

/** What is sent of a connection, or of a preset: nothing else of it. */
export function definitionOf(from: Definition): Definition {
  const { name, does, purpose, kinds, method, address, headers, bodyKind, body, shown } = from
  const { seconds, perMinute, needsSecond, isPassive } = from
  return {
    ...{ name, does, purpose, kinds, method, address, headers, bodyKind, body, shown },
    ...{ seconds, perMinute, needsSecond, isPassive },
  }
}

/** Which a sentence of the catalogue cannot hold itself. */
const braces = { open: '{{', close: '}}' }

interface ConnectionFormProps {
  readonly start: Definition
  readonly hasSecret: boolean
  readonly submitLabel: string
  readonly send: (wanted: Definition & { readonly secret?: string }) => Promise<unknown>
}

/** The whole request. Headers are lines as people write them; what is secret has a field of its own. */
export function ConnectionForm({ start, hasSecret, submitLabel, send }: ConnectionFormProps) {
  const text = useText('connections')
  const form = useConnection(start, send)
  const { kinds, bodyKind } = form.values
  return (
    <PlainForm form={form} submitLabel={submitLabel}>
      <TextField label={text('name')} hint={text('nameHint')} maxLength={100} {...form.field('name')} />
      <LongField
        label={text('does')}
        hint={text('doesHint')}
        rows={2}
        maxLength={500}
        {...form.field('does')}
      />
      <SelectField
        label={text('purposeOf')}
        options={purposes.map((value) => ({ value, label: text(`purpose.${value}`) }))}
        {...form.field('purpose')}
      />
      <Reaching form={form} />
      <Kinds kinds={kinds} error={form.field('kinds').error} onChange={(next) => form.set('kinds', next)} />
      <SelectField
        label={text('method')}
        options={methods.map((value) => ({ value, label: text(`methodOf.${value}`) }))}
        {...form.field('method')}
      />
      <TextField
        label={text('address')}
        hint={text('addressHint')}
        inputMode="url"
        autoComplete="off"
        maxLength={2000}
        {...form.field('address')}
      />
      <LongField
        label={text('headers')}
        hint={text('headersHint', braces)}
        isOptional
        rows={3}
        {...form.field('headers')}
      />
      <SelectField
        label={text('bodyKind')}
        options={bodyKinds.map((value) => ({ value, label: text(`bodyKindOf.${value}`) }))}
        {...form.field('bodyKind')}
      />
      {bodyKind !== 'none' && (
        <LongField
          label={text('body')}
          hint={text(`bodyHint.${bodyKind}`, braces)}
          rows={4}
          {...form.field('body')}
        />
      )}
      <PasswordField
        label={text('secret')}
        hint={text(hasSecret ? 'secretKept' : 'secretHint')}
        isOptional
        autoComplete="off"
        maxLength={4000}
        {...form.field('secret')}
      />
      <TextField label={text('seconds')} inputMode="numeric" maxLength={3} {...form.field('seconds')} />
      <TextField label={text('perMinute')} inputMode="numeric" maxLength={2} {...form.field('perMinute')} />
      <Blanks />
    </PlainForm>
  )
}

/** Who has to agree to what acts; whether what asks touches anybody. */
function Reaching({ form }: { readonly form: ReturnType<typeof useConnection> }) {
  const text = useText('connections')
  const name = form.values.purpose === 'act' ? 'needsSecond' : 'isPassive'
  return (
    <label className={classes.check}>
      <input
        type="checkbox"
        checked={form.values[name]}
        onChange={() => form.set(name, !form.values[name])}
      />
      <span>{text(name)}</span>
    </label>
  )
}

/** What the fields hold, and the definition that they make. */
function useConnection(start: ConnectionFormProps['start'], send: ConnectionFormProps['send']) {
  const initial = {
    ...start,
    headers: start.headers.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    seconds: String(start.seconds),
    perMinute: String(start.perMinute),
    secret: '',
  }
  return useForm({
    schema: addConnection.input.pick({ name: true, does: true, address: true }).loose(),
    initial,
    send: ({
      headers = '',
      secret = '',
      body = '',
      seconds,
      perMinute,
      ...rest
    }: LeftEmpty<typeof initial, 'headers' | 'secret' | 'body'>) =>
      send({
        ...rest,
        headers: headersIn(headers),
        seconds: Number(seconds),
        perMinute: Number(perMinute),
        body: rest.bodyKind === 'none' ? '' : body,
        needsSecond: rest.purpose === 'act' && rest.needsSecond,
        isPassive: rest.purpose === 'look_up' && rest.isPassive,
        ...(secret !== '' && { secret }),
      }),
  })
}

interface KindsProps {
  readonly kinds: Connection['kinds']
  readonly error: string | undefined
  readonly onChange: (kinds: Connection['kinds']) => void
}

function Kinds({ kinds, error, onChange }: KindsProps) {
  const text = useText('connections')
  return (
    <fieldset className={classes.kinds}>
      <legend>{text('kinds')}</legend>
      <p className={classes.dim}>{text('kindsHint', braces)}</p>
      {observableKinds.map((kind) => (
        <label key={kind} className={classes.check}>
          <input
            type="checkbox"
            checked={kinds.includes(kind)}
            onChange={() =>
              onChange(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind])
            }
          />
          <span>{text(`kind.${kind}`)}</span>
        </label>
      ))}
      {error && <p role="alert">{error}</p>}
    </fieldset>
  )
}

function Blanks() {
  const text = useText('connections')
  return (
    <details className={classes.fold}>
      <summary>{text('blanks.title')}</summary>
      <p>{text('blanks.known')}</p>
      <p>{text('blanks.own')}</p>
    </details>
  )
}

/** `Name: what it holds`, a line each. */
function headersIn(lines: string): Connection['headers'] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.split(':')
      return { name: name.trim(), value: rest.join(':').trim() }
    })
}
