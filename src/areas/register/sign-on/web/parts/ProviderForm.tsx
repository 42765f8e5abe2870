import { useAct } from '../../../../../ui/answers.ts'
import { useForm, type Form, type LeftEmpty } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { PasswordField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { providerKinds } from '../../../people/contract/own-accounts.ts'
import { factorRules, readSignOn, setSignOnProvider, type Provider } from '../../contract.ts'
import classes from '../../../../../ui/kit/settings.module.css'

interface ProviderFormProps {
  readonly provider: Provider | null
  readonly redirectUri: string
}

/** What the provider wants to know of us, and what we of it. */
export function ProviderForm({ provider, redirectUri }: ProviderFormProps) {
  const text = useText('sign-on')
  const form = useProvider(provider)
  const { kind } = form.values
  return (
    <div className={classes.stack}>
      <PlainForm form={form} submitLabel={text(provider === null ? 'provider.connect' : 'provider.save')}>
        <SelectField
          label={text('provider.kind')}
          options={providerKinds.map((value) => ({ value, label: text(`kind.${value}`) }))}
          {...form.field('kind')}
        />
        <p className={classes.dim}>{text(`guide.${kind}`)}</p>
        <CopyField label={text('provider.redirect')} value={redirectUri} />
        <TextField
          label={text('provider.name')}
          hint={text('provider.nameHint')}
          maxLength={60}
          {...form.field('name')}
        />
        <TextField
          label={text('provider.issuer')}
          hint={text(`issuer.${kind}`)}
          inputMode="url"
          autoComplete="off"
          maxLength={500}
          {...form.field('issuer')}
        />
        <TextField
          label={text('provider.clientId')}
          autoComplete="off"
          maxLength={300}
          {...form.field('clientId')}
        />
        <PasswordField
          label={text('provider.secret')}
          hint={text(provider === null ? 'provider.secretHint' : 'provider.secretKept')}
          isOptional={provider !== null}
          autoComplete="off"
          maxLength={1000}
          {...form.field('secret')}
        />
        <SelectField
          label={text('provider.factor')}
          hint={text('provider.factorHint')}
          options={factorRules.map((value) => ({ value, label: text(`factor.${value}`) }))}
          {...form.field('factor')}
        />
        <Tick form={form} name="joins" />
        <Tick form={form} name="isOnly" />
      </PlainForm>
    </div>
  )
}

function Tick({ form, name }: { readonly form: ProviderFields; readonly name: 'joins' | 'isOnly' }) {
  const text = useText('sign-on')
  return (
    <label className={classes.check}>
      <input
        type="checkbox"
        checked={form.values[name]}
        onChange={() => form.set(name, !form.values[name])}
      />
      <span>{text(`provider.${name}`)}</span>
    </label>
  )
}

type Values = Pick<Provider, 'kind' | 'name' | 'issuer' | 'clientId' | 'factor' | 'joins' | 'isOnly'> & {
  secret: string
}
type ProviderFields = Form<Values>

function useProvider(provider: Provider | null): ProviderFields {
  const text = useText('sign-on')
  const set = useAct(setSignOnProvider, { refreshes: [readSignOn] })
  const { kind, name, issuer, clientId, factor, joins, isOnly } = provider ?? {
    ...({ kind: 'entra', name: 'Microsoft', issuer: '', clientId: '' } as const),
    ...({ factor: 'ours', joins: false, isOnly: false } as const),
  }
  const initial: Values = { kind, name, issuer, clientId, factor, joins, isOnly, secret: '' }
  return useForm({
    schema: setSignOnProvider.input.omit({ version: true, secret: true }).loose(),
    initial,
    send: (wanted: LeftEmpty<Values, 'secret'>) =>
      set.mutateAsync({ ...wanted, version: provider?.version ?? 0 }),
    onDone: () => showDone(text('provider.saved')),
  })
}
