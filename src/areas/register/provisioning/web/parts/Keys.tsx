import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import classes from '../../../../../ui/kit/settings.module.css'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  endProvisioningKey,
  makeProvisioningKey,
  mostKeys,
  readProvisioning,
  type Provisioning,
  type ProvisioningKey,
} from '../../contract.ts'

const lifetimes = ['180', '365', '730'] as const
// Widened, so that the form may hold others.
const firstLifetime = '365' as (typeof lifetimes)[number]
const dayMs = 86_400_000

interface KeysProps {
  readonly provisioning: Provisioning
  readonly onMade: (secret: string) => void
}

/** Where the directory comes in, and with which keys. */
export function Keys({ provisioning: { url, keys, people }, onMade }: KeysProps) {
  const text = useText('provisioning')
  const form = useMaking(onMade)
  return (
    <div className={classes.stack}>
      <p className={classes.dim}>{text('keys.what')}</p>
      <CopyField label={text('keys.url')} value={url} />
      <p className={classes.dim}>{text('people', { count: people })}</p>
      {keys.length > 0 && (
        <ul className={classes.list}>
          {keys.map((one) => (
            <Key key={one.id} it={one} />
          ))}
        </ul>
      )}
      {keys.length < mostKeys && (
        <PlainForm form={form} submitLabel={text('keys.make')}>
          <TextField
            label={text('keys.name')}
            hint={text('keys.nameHint')}
            autoComplete="off"
            maxLength={80}
            {...form.field('name')}
          />
          <SelectField
            label={text('keys.ends')}
            hint={text('keys.endsHint')}
            options={lifetimes.map((value) => ({ value, label: text(`keys.days${value}`) }))}
            {...form.field('days')}
          />
        </PlainForm>
      )}
      <details className={classes.fold}>
        <summary>{text('guide.title')}</summary>
        <div className={classes.stack}>
          <p className={classes.dim}>{text('guide.entra')}</p>
          <p className={classes.dim}>{text('guide.okta')}</p>
          <p className={classes.dim}>{text('guide.what')}</p>
        </div>
      </details>
    </div>
  )
}

function useMaking(onMade: (secret: string) => void) {
  const make = useAct(makeProvisioningKey, {
    refreshes: [readProvisioning],
    onDone: ({ secret }) => onMade(secret),
  })
  const form = useForm({
    schema: makeProvisioningKey.input.omit({ expiresAt: true }).loose(),
    initial: { name: '', days: firstLifetime },
    send: ({ name, days }) =>
      make.mutateAsync({ name, expiresAt: new Date(Date.now() + Number(days) * dayMs).toISOString() }),
    onDone: () => form.reset(),
  })
  return form
}

function Key({ it }: { readonly it: ProvisioningKey }) {
  const text = useText('provisioning')
  const [isAsking, setAsking] = useState(false)
  const end = useAct(endProvisioningKey, {
    refreshes: [readProvisioning],
    onDone: () => showDone(text('keys.ended')),
  })
  return (
    <li>
      <strong>{it.name}</strong>
      <span className={classes.dim}>
        {text('keys.made', { name: it.createdBy })} <TimeText at={it.createdAt} form="absolute" /> ·{' '}
        {it.lastUsedAt === null ? (
          text('keys.unused')
        ) : (
          <>
            {text('keys.used')} <TimeText at={it.lastUsedAt} form="relative" />
          </>
        )}{' '}
        · {text(it.isOver ? 'keys.isOver' : 'keys.endsAt')} <TimeText at={it.expiresAt} form="absolute" />
      </span>
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => setAsking(true)}>
          {text('keys.end')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('keys.endTitle', { name: it.name })}
        confirmLabel={text('keys.end')}
        isAlarming
        onClose={() => setAsking(false)}
        onConfirm={async () => end.mutateAsync({ id: it.id })}
      >
        {text('keys.endWhat')}
      </ConfirmDialog>
    </li>
  )
}
