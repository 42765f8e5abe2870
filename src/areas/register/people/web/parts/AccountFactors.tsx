import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { SecretOnce } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { canUsePasskeys, makePasskey } from '../passkeys.ts'
import {
  addPasskey,
  findSession,
  passkeyOptions,
  readPasskeys,
  removePasskey,
  renewRecoveryCodes,
} from '../sign-in-calls.ts'
import { PasswordDialog } from './PasswordDialog.tsx'
import classes from '../people.module.css'

type Asking = { readonly what: 'add' | 'codes' } | { readonly what: 'remove'; readonly id: string }

const queryKey = ['sign-in']

/** Authenticator, passkeys and recovery codes; each change asks for the password. */
export function AccountFactors() {
  const text = useText('people')
  const door = useText('doors')
  const client = useQueryClient()
  const answer = useQuery({
    queryKey,
    queryFn: async () => ({ state: await findSession(), passkeys: (await readPasskeys()).items }),
  })
  const [asking, setAsking] = useState<Asking>()
  const [codes, setCodes] = useState<readonly string[]>()
  const refresh = () => void client.invalidateQueries({ queryKey })

  const go = async (password: string, name: string) => {
    if (asking) await change(asking, { password, name })
    refresh()
  }
  const change = async (what: Asking, typed: { password: string; name: string }) => {
    if (what.what === 'codes') return setCodes((await renewRecoveryCodes(typed.password)).recoveryCodes)
    const isDone = what.what === 'remove' ? await remove(what.id, typed.password) : await add(typed)
    if (!isDone) throw new Error(door('passkey.closed'))
    showDone(text(what.what === 'remove' ? 'factors.removed' : 'factors.added'))
  }

  if (answer.error)
    return (
      <Section title={text('factors.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Section>
    )
  if (!answer.data) return <Loading lines={3} />
  const { state, passkeys } = answer.data
  const left = state?.factors.recoveryCodes ?? 0
  return (
    <Section title={text('factors.title')}>
      <ul className={classes.list}>
        <AppRow isOn={state?.factors.totp ?? false} />
        {passkeys.map((passkey) => (
          <PasskeyRow
            key={passkey.id}
            passkey={passkey}
            onRemove={() => setAsking({ what: 'remove', id: passkey.id })}
          />
        ))}
        <li>
          <span className={classes.person}>
            <strong>{door('recovery.title')}</strong>
            <span>{text('factors.codesLeft', { count: left })}</span>
          </span>
          <Button variant="default" size="compact-md" onClick={() => setAsking({ what: 'codes' })}>
            {text('factors.codesRenew')}
          </Button>
        </li>
      </ul>
      {left < 3 && <Notice tone="warn">{text('factors.codesLow')}</Notice>}
      {canUsePasskeys() && (
        <div>
          <Button variant="default" onClick={() => setAsking({ what: 'add' })}>
            {text('factors.add')}
          </Button>
        </div>
      )}
      {codes && (
        <SecretOnce
          title={door('recovery.title')}
          lead={door('recovery.lead')}
          secrets={codes}
          doneLabel={text('factors.codesKept')}
          onDone={() => setCodes(undefined)}
        />
      )}
      <PasswordDialog asking={asking?.what} onClose={() => setAsking(undefined)} onPassword={go} />
    </Section>
  )
}

interface PasskeyRowProps {
  readonly passkey: { readonly name: string; readonly createdAt: string | null }
  readonly onRemove: () => void
}

function PasskeyRow({ passkey, onRemove }: PasskeyRowProps) {
  const text = useText('people')
  return (
    <li>
      <span className={classes.person}>
        <strong>{passkey.name || text('factors.passkey')}</strong>
        <span>
          {text('factors.passkey')}
          {passkey.createdAt && (
            <>
              {' · '}
              <TimeText at={passkey.createdAt} form="absolute" />
            </>
          )}
        </span>
      </span>
      <Button variant="default" size="compact-md" onClick={onRemove}>
        {text('factors.remove')}
      </Button>
    </li>
  )
}

/** False when the person closed the browser's question. */
async function add({ password, name }: { password: string; name: string }): Promise<boolean> {
  const response = await makePasskey(await passkeyOptions(password))
  if (response !== undefined) await addPasskey({ name, response })
  return response !== undefined
}

async function remove(id: string, password: string): Promise<boolean> {
  await removePasskey({ id, password })
  return true
}

function AppRow({ isOn }: { readonly isOn: boolean }) {
  const text = useText('people')
  return (
    <li>
      <span className={classes.person}>
        <strong>{text('factors.app')}</strong>
        <span>{text(isOn ? 'factors.appOn' : 'factors.appOff')}</span>
      </span>
      <Button
        component="a"
        variant="default"
        size="compact-md"
        href={`/second-factor?next=${location.pathname}`}
      >
        {text(isOn ? 'factors.appReplace' : 'factors.appSetUp')}
      </Button>
    </li>
  )
}
