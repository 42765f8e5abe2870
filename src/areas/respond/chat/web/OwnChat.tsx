import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { TextField } from '../../../../ui/plain/fields.tsx'
import { CopyButton } from '../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../ui/text.ts'
import { linkOwnChat, readOwnChat, unlinkOwnChat } from '../contract.ts'
import classes from './chat.module.css'

/** On a person's own account: which chat account is theirs. Nothing where no chat is connected. */
export function OwnChat() {
  const text = useText('chat')
  const own = useAnswer(readOwnChat, {}, { live: { stream: '*', kinds: ['chat.link', 'chat.unlink'] } })
  const [account, setAccount] = useState('')
  const [isAsking, setAsking] = useState(false)
  const link = useAct(linkOwnChat)
  const unlink = useAct(unlinkOwnChat, { refreshes: [readOwnChat], onDone: () => link.reset() })
  if (!own.data || own.data.kind === null) return null
  const { kind, team, linkedAt, userName } = own.data
  const place = `${text(`kind.${kind}`)}${team === '' ? '' : ` (${team})`}`
  if (linkedAt !== null)
    return (
      <Section title={text('own.title')}>
        <p>
          {text('own.linked', { name: userName, place })} <TimeText at={linkedAt} form="absolute" />
        </p>
        <div>
          <Button variant="default" onClick={() => setAsking(true)}>
            {text('own.unlink')}
          </Button>
        </div>
        <ConfirmDialog
          isOpen={isAsking}
          title={text('own.unlinkTitle')}
          confirmLabel={text('own.unlink')}
          onClose={() => setAsking(false)}
          onConfirm={async () => unlink.mutateAsync({})}
        >
          {text('own.unlinkWhat')}
        </ConfirmDialog>
      </Section>
    )
  const isMatrix = kind === 'matrix'
  return (
    <Section title={text('own.title')}>
      <p className={classes.dim}>{text('own.lead', { place })}</p>
      {isMatrix && (
        <div className={classes.form}>
          <TextField
            label={text('own.account')}
            hint={text('own.accountHint')}
            name="account"
            autoComplete="off"
            value={account}
            error={undefined}
            onChange={(next) => setAccount(typeof next === 'string' ? next : next.currentTarget.value)}
          />
        </div>
      )}
      <div>
        <Button
          variant="default"
          loading={link.isPending}
          onClick={() => link.mutate(isMatrix ? { account: account.trim() } : {})}
        >
          {text(link.data === undefined ? 'own.link' : 'own.again')}
        </Button>
      </div>
      {link.error && <ErrorState error={link.error} />}
      {link.data && link.data.trouble !== '' && (
        <Notice tone="bad">{text(`trouble.${link.data.trouble}`)}</Notice>
      )}
      {link.data && link.data.trouble === '' && (
        <Notice tone="active" title={text(isMatrix ? 'own.typeMatrix' : 'own.type')}>
          <p className={classes.code}>{link.data.line}</p>
          <CopyButton value={link.data.line} />
          <p>
            {text('own.until')} <TimeText at={link.data.until} form="absolute" />
          </p>
        </Notice>
      )}
    </Section>
  )
}
