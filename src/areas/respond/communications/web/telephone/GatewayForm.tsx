import { useQueryClient } from '@tanstack/react-query'
import * as z from 'zod'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { PasswordField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  callingProviders,
  configureTelephone,
  readMyTelephone,
  readTelephone,
  telephoneProviders,
  type GatewayRank,
  type GatewaySettings,
  type TelephoneProvider,
} from '../../contract/telephone.ts'
import classes from './telephone.module.css'

// Numbers are typed as text and sent as numbers.
const Fields = configureTelephone.input.extend({
  mostPerHour: z.coerce.number().int().min(1).max(60),
  mostPerDay: z.coerce.number().int().min(1).max(5000),
})
// Widened, so that the form may hold the others.
const first = 'twilio' as TelephoneProvider

interface GatewayFormProps {
  readonly rank: GatewayRank
  readonly gateway: GatewaySettings | null
}

/** Who hands over text messages and calls, in whose name, and how many at most. */
export function GatewayForm({ rank, gateway }: GatewayFormProps) {
  const text = useText('telephone')
  const client = useQueryClient()
  const form = useForm({
    schema: Fields,
    initial: {
      rank,
      provider: gateway?.provider ?? first,
      address: gateway?.address ?? '',
      account: gateway?.account ?? '',
      secret: '',
      sender: gateway?.sender ?? '',
      isOn: gateway?.isOn ?? true,
      hasCalls: gateway?.hasCalls ?? true,
      mostPerHour: String(gateway?.mostPerHour ?? 6),
      mostPerDay: String(gateway?.mostPerDay ?? 100),
    },
    send: ({ secret, mostPerHour, mostPerDay, ...values }) =>
      call(configureTelephone, {
        ...values,
        rank,
        ...(secret !== '' && { secret }),
        mostPerHour: Number(mostPerHour),
        mostPerDay: Number(mostPerDay),
      }),
    onDone: (next) => {
      client.setQueryData(answerKey(readTelephone, {}), next)
      void client.invalidateQueries({ queryKey: answerKey(readMyTelephone) })
      showDone(text('gateway.saved'))
    },
  })
  const { provider, isOn, hasCalls } = form.values
  return (
    <div className={classes.form}>
      <PlainForm form={form} submitLabel={text('gateway.save')}>
        <SelectField
          label={text('gateway.provider')}
          {...form.field('provider')}
          options={telephoneProviders.map((value) => ({ value, label: text(`gateway.providerOf.${value}`) }))}
        />
        <Account form={form} provider={provider} isKept={gateway?.provider === provider} />
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={hasCalls && callingProviders.includes(provider)}
            disabled={!callingProviders.includes(provider)}
            onChange={(event) => form.set('hasCalls', event.currentTarget.checked)}
          />
          {text('gateway.calls')}
        </label>
        {rank === 1 ? (
          <div className={classes.pair}>
            <TextField label={text('gateway.perHour')} inputMode="numeric" {...form.field('mostPerHour')} />
            <TextField
              label={text('gateway.perDay')}
              hint={text('gateway.perDayHint')}
              inputMode="numeric"
              {...form.field('mostPerDay')}
            />
          </div>
        ) : (
          <p className={classes.dim}>{text('gateway.limitsOfFirst')}</p>
        )}
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => form.set('isOn', event.currentTarget.checked)}
          />
          {text('gateway.isOn')}
        </label>
      </PlainForm>
    </div>
  )
}

type GatewayFields = 'address' | 'account' | 'secret' | 'sender'
type Binding = ReturnType<ReturnType<typeof useForm<Record<GatewayFields, string>, unknown>>['field']>

/** What each provider calls its account, and where it is found. */
function Account({
  form,
  provider,
  isKept,
}: {
  readonly form: { readonly field: (name: GatewayFields) => Binding }
  readonly provider: TelephoneProvider
  readonly isKept: boolean
}) {
  const text = useText('telephone')
  const hasAccount = provider !== 'own' && provider !== 'seven'
  return (
    <>
      {hasAccount && (
        <TextField
          label={text('gateway.account')}
          hint={text(`gateway.accountOf.${provider}`)}
          autoComplete="off"
          {...form.field('account')}
        />
      )}
      <PasswordField
        label={text('gateway.secret')}
        hint={`${text(`gateway.secretOf.${provider}`)}${isKept ? ` ${text('gateway.secretKept')}` : ''}`}
        autoComplete="new-password"
        isOptional={isKept}
        {...form.field('secret')}
      />
      <TextField
        label={text('gateway.sender')}
        hint={text(`gateway.senderOf.${provider}`)}
        autoComplete="off"
        isOptional={provider === 'seven'}
        {...form.field('sender')}
      />
      <TextField
        label={text('gateway.address')}
        hint={text(provider === 'own' ? 'gateway.addressOwn' : 'gateway.addressHint')}
        inputMode="url"
        autoComplete="off"
        isOptional={provider !== 'own'}
        {...form.field('address')}
      />
    </>
  )
}
