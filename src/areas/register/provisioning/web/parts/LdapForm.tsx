import * as z from 'zod'
import { useAct } from '../../../../../ui/answers.ts'
import { useForm, type LeftEmpty } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import classes from '../../../../../ui/kit/settings.module.css'
import { PasswordField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { ldapSecurities, readProvisioning, setLdapDirectory, type Ldap } from '../../contract.ts'

const usualPort = { ldaps: '636', starttls: '389' } as const

/** Which server is read, by whom, and where in it. */
export function LdapForm({ ldap }: { readonly ldap: Ldap | null }) {
  const text = useText('provisioning')
  const form = useLdap(ldap)
  const line = { autoComplete: 'off' } as const
  return (
    <details className={classes.fold} open={ldap === null ? undefined : !ldap.isTried}>
      <summary>{text(ldap === null ? 'ldap.connect' : 'ldap.change')}</summary>
      <div className={classes.stack}>
        <p className={classes.dim}>{text('ldap.what')}</p>
        <PlainForm form={form} submitLabel={text('ldap.save')}>
          <TextField
            label={text('ldap.host')}
            hint={text('ldap.hostHint')}
            inputMode="url"
            maxLength={253}
            {...line}
            {...form.field('host')}
          />
          <SelectField
            label={text('ldap.security')}
            options={ldapSecurities.map((value) => ({ value, label: text(`ldap.${value}`) }))}
            {...form.field('security')}
          />
          <TextField
            label={text('ldap.port')}
            hint={text('ldap.portHint', { port: usualPort[form.values.security] })}
            inputMode="numeric"
            maxLength={5}
            {...line}
            {...form.field('port')}
          />
          <TextField
            label={text('ldap.bindDn')}
            hint={text('ldap.bindDnHint')}
            maxLength={500}
            {...line}
            {...form.field('bindDn')}
          />
          <PasswordField
            label={text('ldap.password')}
            {...(ldap !== null && { hint: text('ldap.passwordKept') })}
            isOptional={ldap !== null}
            autoComplete="off"
            maxLength={1000}
            {...form.field('password')}
          />
          <TextField
            label={text('ldap.base')}
            hint={text('ldap.baseHint')}
            maxLength={500}
            {...line}
            {...form.field('base')}
          />
          <TextField
            label={text('ldap.filter')}
            hint={text('ldap.filterHint')}
            maxLength={1000}
            {...line}
            {...form.field('filter')}
          />
        </PlainForm>
      </div>
    </details>
  )
}

type Values = Pick<Ldap, 'host' | 'security' | 'bindDn' | 'base' | 'filter'> & {
  port: string
  password: string
}

function useLdap(ldap: Ldap | null) {
  const text = useText('provisioning')
  const set = useAct(setLdapDirectory, { refreshes: [readProvisioning] })
  const { host, security, bindDn, base, filter, port } = ldap ?? {
    ...({ host: '', security: 'ldaps', bindDn: '', base: '', port: 636 } as const),
    filter: '(&(objectClass=person)(mail=*))',
  }
  const initial: Values = { host, security, bindDn, base, filter, port: String(port), password: '' }
  return useForm({
    schema: setLdapDirectory.input
      .omit({ version: true, password: true, port: true })
      .extend({ port: z.string().regex(/^[1-9]\d{0,4}$/, text('ldap.portFault')) })
      .loose(),
    initial,
    send: ({ port: written, ...wanted }: LeftEmpty<Values, 'password'>) =>
      set.mutateAsync({ ...wanted, port: Number(written), version: ldap?.version ?? 0 }),
    onDone: () => showDone(text('ldap.saved')),
  })
}
