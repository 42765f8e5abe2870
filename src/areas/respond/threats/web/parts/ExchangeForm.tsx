import { tlpLabel } from '../../../../../base/tlp.ts'
import { useForm, type Form, type LeftEmpty } from '../../../../../ui/form.ts'
import { LongField, PasswordField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addExchange, loginWays, tlpBounds, type Exchange } from '../../contract/exchanges.ts'
import classes from '../threats.module.css'

type Wish = Pick<
  Exchange,
  'name' | 'address' | 'login' | 'loginName' | 'wanted' | 'tlpBound' | 'takes' | 'sends' | 'sights' | 'isOn'
>

export function emptyWish(kind: Exchange['kind']): Wish {
  return {
    ...{ name: '', address: 'https://', login: kind === 'misp' ? 'key' : 'basic', loginName: '' },
    wanted: {
      ...{ collection: '', tags: [], organisations: [], isPublishedOnly: true, isAnyAttribute: false },
      ...{ daysBack: 30, daysKept: 90 },
    },
    ...{ tlpBound: 'amber', takes: true, sends: false, sights: false, isOn: false },
  }
}

interface ExchangeFormProps {
  readonly kind: Exchange['kind']
  readonly start: Wish
  readonly hasSecret: boolean
  readonly submitLabel: string
  readonly send: (wish: Wish & { readonly secret?: string }) => Promise<unknown>
}

/** Where the server is, what of it is wanted, and how far words may travel. */
export function ExchangeForm({ kind, start, hasSecret, submitLabel, send }: ExchangeFormProps) {
  const text = useText('threats')
  const form = useWish(start, send)
  const isMisp = kind === 'misp'
  const ways = loginWays.filter((way) => way !== 'key')
  return (
    <PlainForm form={form} submitLabel={submitLabel}>
      <TextField label={text('form.name')} maxLength={100} {...form.field('name')} />
      <TextField
        label={text('form.address')}
        hint={text(`form.addressHint.${kind}`)}
        inputMode="url"
        autoComplete="off"
        maxLength={1000}
        {...form.field('address')}
      />
      {!isMisp && (
        <SelectField
          label={text('form.login')}
          options={ways.map((value) => ({ value, label: text(`login.${value}`) }))}
          {...form.field('login')}
        />
      )}
      {form.values.login === 'basic' && (
        <TextField
          label={text('form.loginName')}
          autoComplete="off"
          maxLength={200}
          isOptional
          {...form.field('loginName')}
        />
      )}
      {form.values.login !== 'none' && (
        <PasswordField
          label={text(isMisp ? 'form.key' : 'form.secret')}
          hint={text(hasSecret ? 'form.secretKept' : 'form.secretHint')}
          isOptional
          autoComplete="off"
          maxLength={4000}
          {...form.field('secret')}
        />
      )}
      <What form={form} isMisp={isMisp} />
      <SelectField
        label={text('form.bound')}
        hint={text('form.boundHint')}
        options={tlpBounds.map((value) => ({ value, label: tlpLabel(value) }))}
        {...form.field('tlpBound')}
      />
      {isMisp && <Tick form={form} name="sends" />}
      {isMisp && form.values.takes && <Tick form={form} name="sights" />}
      <Tick form={form} name="isOn" />
    </PlainForm>
  )
}

type Fields = ReturnType<typeof fieldsOf>

/** What is taken, from whom, how far back, and for how long it is watched. */
function What({ form, isMisp }: { readonly form: Form<Fields>; readonly isMisp: boolean }) {
  const text = useText('threats')
  if (!form.values.takes) return <Tick form={form} name="takes" />
  return (
    <>
      <Tick form={form} name="takes" />
      {isMisp ? (
        <>
          <LongField
            label={text('form.tags')}
            hint={text('form.tagsHint')}
            rows={2}
            isOptional
            {...form.field('tags')}
          />
          <LongField
            label={text('form.organisations')}
            hint={text('form.organisationsHint')}
            rows={2}
            isOptional
            {...form.field('organisations')}
          />
          <Tick form={form} name="isPublishedOnly" />
          <Tick form={form} name="isAnyAttribute" />
        </>
      ) : (
        <TextField
          label={text('form.collection')}
          hint={text('form.collectionHint')}
          inputMode="url"
          autoComplete="off"
          maxLength={1000}
          isOptional
          {...form.field('collection')}
        />
      )}
      <TextField
        label={text('form.daysBack')}
        inputMode="numeric"
        maxLength={4}
        {...form.field('daysBack')}
      />
      <TextField
        label={text('form.daysKept')}
        hint={text('form.daysKeptHint')}
        inputMode="numeric"
        maxLength={4}
        {...form.field('daysKept')}
      />
    </>
  )
}

type TickName = 'takes' | 'sends' | 'sights' | 'isOn' | 'isPublishedOnly' | 'isAnyAttribute'

function Tick({ form, name }: { readonly form: Form<Fields>; readonly name: TickName }) {
  const text = useText('threats')
  return (
    <label className={classes.check}>
      <input
        type="checkbox"
        checked={form.values[name]}
        onChange={() => form.set(name, !form.values[name])}
      />
      <span>{text(`form.${name}`)}</span>
    </label>
  )
}

function fieldsOf({ wanted, ...start }: Wish) {
  const { name, address, login, loginName, tlpBound, takes, sends, sights, isOn } = start
  return {
    ...{ name, address, login, loginName, tlpBound, takes, sends, sights, isOn, secret: '' },
    ...{ isPublishedOnly: wanted.isPublishedOnly, isAnyAttribute: wanted.isAnyAttribute },
    ...{ collection: wanted.collection, tags: wanted.tags.join('\n') },
    organisations: wanted.organisations.join('\n'),
    ...{ daysBack: String(wanted.daysBack), daysKept: String(wanted.daysKept) },
  }
}

type Empty = 'loginName' | 'secret' | 'collection' | 'tags' | 'organisations' | 'daysBack' | 'daysKept'

/** What the fields hold, and the wish that they make. */
function useWish(start: Wish, send: ExchangeFormProps['send']) {
  const initial = fieldsOf(start)
  return useForm({
    schema: addExchange.input.pick({ name: true, address: true }).loose(),
    initial,
    send: ({ loginName = '', secret = '', ...rest }: LeftEmpty<typeof initial, Empty>) => {
      const { collection = '', tags = '', organisations = '', daysBack = '', daysKept = '', ...others } = rest
      const { isPublishedOnly, isAnyAttribute, ...wish } = others
      return send({
        ...{ ...wish, loginName },
        wanted: {
          ...{ collection, tags: linesOf(tags), organisations: linesOf(organisations) },
          ...{ isPublishedOnly, isAnyAttribute, daysBack: Number(daysBack), daysKept: Number(daysKept) },
        },
        ...(secret !== '' && { secret }),
      })
    },
  })
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
