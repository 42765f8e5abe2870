import { Button } from '@mantine/core'
import { useState } from 'react'
import type * as z from 'zod'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { SecretOnce } from '../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../ui/text.ts'
import { listApiKeys, revokeApiKey, type ApiKey } from '../contract/keys.ts'
import { AddKey } from './parts/AddKey.tsx'
import { Assistants } from './parts/Assistants.tsx'
import classes from './people.module.css'
import { wordKey } from './profiles/permission-groups.ts'

type Key = z.output<typeof ApiKey>

/** Keys for programs: what each may do, who made it, when it was last used. */
export function KeysPage() {
  const text = useText('people')
  const answer = useAnswer(listApiKeys, {}, { live: { stream: '*', kinds: ['apikey.', 'assistant.'] } })
  const [adding, setAdding] = useState<'program' | 'assistant'>()
  const [secret, setSecret] = useState<string>()
  const [ending, setEnding] = useState<Key>()
  const revoke = useAct(revokeApiKey, {
    refreshes: [listApiKeys],
    onDone: () => showDone(text('keys.revoked')),
  })
  const items = answer.data?.items ?? []
  const add = <Button onClick={() => setAdding('program')}>{text('keys.add')}</Button>
  return (
    <Page title={text('settings.keys')} lead={text('keys.lead')} actions={items.length > 0 && add}>
      <p className={classes.words}>
        <a href="/api-reference">{text('keys.reference')}</a>
      </p>
      {secret && (
        <SecretOnce
          title={text('keys.secret')}
          lead={text('keys.secretLead')}
          secrets={[secret]}
          doneLabel={text('keys.secretDone')}
          onDone={() => setSecret(undefined)}
        />
      )}
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && items.length === 0 && (
        <EmptyState title={text('keys.emptyTitle')} lead={text('keys.emptyLead')} action={add} />
      )}
      {items.length > 0 && (
        <>
          <ExportButtons
            name="api-keys"
            columns={[
              { name: 'name', value: (row) => row.name },
              { name: 'scopes', value: (row) => row.scopes.join(' ') },
              { name: 'createdAt', value: (row) => row.createdAt },
              { name: 'createdBy', value: (row) => row.createdBy },
              { name: 'expiresAt', value: (row) => row.expiresAt },
              { name: 'lastUsedAt', value: (row) => row.lastUsedAt },
            ]}
            fetchAll={async () => items}
          />
          <KeyList items={items} onRevoke={setEnding} />
        </>
      )}
      {answer.data && (
        <Assistants {...answer.data.assistants} secret={secret} onMakeKey={() => setAdding('assistant')} />
      )}
      <AddKey
        isOpen={adding !== undefined}
        isForAssistant={adding === 'assistant'}
        onClose={() => setAdding(undefined)}
        onMade={(made) => {
          setAdding(undefined)
          setSecret(made)
        }}
      />
      <ConfirmDialog
        isOpen={ending !== undefined}
        title={text('keys.revokeTitle', { name: ending?.name ?? '' })}
        confirmLabel={text('keys.revokeDo')}
        isAlarming
        onClose={() => setEnding(undefined)}
        onConfirm={async () => ending && revoke.mutateAsync({ id: ending.id })}
      >
        {text('keys.revokeWhat')}
      </ConfirmDialog>
    </Page>
  )
}

/** One key to a line, in words. */
function KeyList({
  items,
  onRevoke,
}: {
  readonly items: readonly Key[]
  readonly onRevoke: (key: Key) => void
}) {
  const text = useText('people')
  const words = useText('profiles')
  return (
    <ul className={classes.list}>
      {items.map((key) => (
        <li key={key.id}>
          <span className={classes.person}>
            <strong>{key.name}</strong>
            <span>
              {text('keys.made', { name: key.createdBy })} <TimeText at={key.createdAt} form="absolute" /> ·{' '}
              {key.lastUsedAt ? (
                <>
                  {text('keys.used')} <TimeText at={key.lastUsedAt} form="relative" />
                </>
              ) : (
                text('keys.unused')
              )}
              {key.expiresAt && (
                <>
                  {' · '}
                  {text('keys.expires')} <TimeText at={key.expiresAt} form="absolute" />
                </>
              )}
            </span>
            <span>{key.scopes.map((scope) => words(wordKey(scope))).join(' · ')}</span>
          </span>
          <Button variant="default" size="compact-md" onClick={() => onRevoke(key)}>
            {text('keys.revoke')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
