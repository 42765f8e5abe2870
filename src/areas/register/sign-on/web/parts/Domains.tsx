import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  dropSignOnDomain,
  mostDomains,
  proveSignOnDomain,
  readSignOn,
  type SignOn,
  type SignOnDomain,
} from '../../contract.ts'
import classes from '../../../../../ui/kit/settings.module.css'

/** The domains of the organisation, each proved by a text record in its own names. */
export function Domains({ domains }: Pick<SignOn, 'domains'>) {
  const text = useText('sign-on')
  const prove = useAct(proveSignOnDomain, { refreshes: [readSignOn] })
  const form = useForm({
    schema: proveSignOnDomain.input,
    initial: { domain: '' },
    send: (wanted) => prove.mutateAsync(wanted),
    onDone: () => form.reset(),
  })
  return (
    <div className={classes.stack}>
      <p className={classes.dim}>{text('domain.what')}</p>
      {domains.length > 0 && (
        <ul className={classes.list}>
          {domains.map((one) => (
            <One key={one.domain} domain={one} />
          ))}
        </ul>
      )}
      {domains.length < mostDomains && (
        <PlainForm form={form} submitLabel={text('domain.add')}>
          <TextField
            label={text('domain.name')}
            hint={text('domain.hint')}
            autoComplete="off"
            inputMode="url"
            maxLength={253}
            {...form.field('domain')}
          />
        </PlainForm>
      )}
    </div>
  )
}

function One({ domain: one }: { readonly domain: SignOnDomain }) {
  const text = useText('sign-on')
  const { domain, record, value, provedAt, checkedAt } = one
  const [isAsking, setAsking] = useState(false)
  const prove = useAct(proveSignOnDomain, { refreshes: [readSignOn] })
  const drop = useAct(dropSignOnDomain, { refreshes: [readSignOn] })
  const found = prove.data?.found
  return (
    <li>
      <strong>{domain}</strong>
      <span>
        <StateMark
          tone={provedAt === null ? 'warn' : 'good'}
          word={text(provedAt === null ? 'domain.open' : 'domain.proved')}
        />
      </span>
      {provedAt === null && (
        <>
          <p className={classes.dim}>{text('domain.how')}</p>
          <CopyField label={text('domain.record')} value={record} />
          <CopyField label={text('domain.value')} value={value} />
        </>
      )}
      {checkedAt !== null && (
        <span className={classes.dim}>
          {text('domain.checked')} <TimeText at={checkedAt} />
        </span>
      )}
      {(found === 'missing' || found === 'silent') && <Notice tone="warn">{text(`domain.${found}`)}</Notice>}
      {prove.error && <ErrorState error={prove.error} />}
      <div className={classes.buttons}>
        <Button variant="default" loading={prove.isPending} onClick={() => prove.mutate({ domain })}>
          {text('domain.check')}
        </Button>
        <Button variant="subtle" onClick={() => setAsking(true)}>
          {text('domain.remove')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('domain.removeTitle', { domain })}
        confirmLabel={text('domain.remove')}
        isAlarming
        onClose={() => setAsking(false)}
        onConfirm={async () => drop.mutateAsync({ domain })}
      >
        {text('domain.removeWhat')}
      </ConfirmDialog>
    </li>
  )
}
