import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { copyText } from '../../../../ui/plain/copy-text.ts'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { addMailKey, keyForms, listMailKeys, removeMailKey, type MailKey } from '../contract.ts'
import classes from './correspondence.module.css'
import { fingerprintWords } from './parts/fingerprint.ts'
import { BringKey, ContactKey } from './parts/KeyForms.tsx'

/** Our own keys, and those of people outside: with them mail is signed, encrypted, and known by who signed it. */
export function MailKeysPage() {
  const text = useText('correspondence')
  const answer = useAnswer(listMailKeys, {}, { live: { stream: '*', kinds: ['mailkey.'] } })
  const items = answer.data?.items ?? []
  const own = items.filter(({ kind }) => kind === 'own')
  const contacts = items.filter(({ kind }) => kind === 'contact')
  return (
    <Page title={text('keys.title')} lead={text('keys.lead')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && (
        <>
          <Section title={text('keys.own')}>
            <OwnKeys own={own} from={answer.data.from} />
          </Section>
          <Section title={text('keys.contacts')}>
            <Contacts contacts={contacts} />
          </Section>
        </>
      )}
    </Page>
  )
}

function OwnKeys({ own, from }: { readonly own: readonly MailKey[]; readonly from: string }) {
  const text = useText('correspondence')
  const mayManage = useMay('channel.manage')
  const [isBringing, setBringing] = useState(false)
  const make = useAct(addMailKey, { refreshes: [listMailKeys], onDone: () => showDone(text('keys.made')) })
  if (from === '')
    return (
      <Notice tone="active">
        {text('keys.mailOff')} <To path="/settings/mail">{text('toMail')}</To>
      </Notice>
    )
  return (
    <>
      {own.length === 0 && <p className={classes.dim}>{text('keys.noOwn', { from })}</p>}
      <Cards>
        {own.map((key) => (
          <KeyCard key={key.id} mailKey={key} mayRemove={mayManage} />
        ))}
      </Cards>
      {mayManage ? (
        <div className={classes.buttons}>
          {keyForms.map((form) => (
            <Button
              key={form}
              loading={make.isPending && make.variables?.form === form}
              variant={own.length === 0 && form === 'smime' ? 'filled' : 'default'}
              onClick={() => make.mutate({ what: 'made', form })}
            >
              {text('keys.make', { form: text(`form.${form}`) })}
            </Button>
          ))}
          {!isBringing && (
            <Button variant="default" onClick={() => setBringing(true)}>
              {text('keys.bring')}
            </Button>
          )}
        </div>
      ) : (
        <p className={classes.dim}>{text('keys.ownerOnly')}</p>
      )}
      {make.error && <ErrorState error={make.error} />}
      {mayManage && isBringing && <BringKey onDone={() => setBringing(false)} />}
    </>
  )
}

function Contacts({ contacts }: { readonly contacts: readonly MailKey[] }) {
  const text = useText('correspondence')
  const mayAdd = useMay('statement.send')
  const [isAdding, setAdding] = useState(false)
  const add = mayAdd && !isAdding && <Button onClick={() => setAdding(true)}>{text('keys.add')}</Button>
  return (
    <>
      {contacts.length === 0 && !isAdding && (
        <EmptyState title={text('keys.emptyTitle')} lead={text('keys.emptyLead')} action={add} />
      )}
      <Cards>
        {contacts.map((key) => (
          <KeyCard key={key.id} mailKey={key} mayRemove={mayAdd} />
        ))}
      </Cards>
      {contacts.length > 0 && add && <div>{add}</div>}
      {isAdding && <ContactKey onDone={() => setAdding(false)} />}
    </>
  )
}

const tones = { good: 'good', soon: 'warn', expired: 'bad', not_yet: 'quiet' } as const

function KeyCard({ mailKey, mayRemove }: { readonly mailKey: MailKey; readonly mayRemove: boolean }) {
  const text = useText('correspondence')
  const { id, kind, form, email, name, fingerprint, certificate, state } = mailKey
  const { validUntil, addedAt, addedBy } = mailKey
  const [isAsking, setAsking] = useState(false)
  const remove = useAct(removeMailKey, {
    refreshes: [listMailKeys],
    onDone: () => showDone(text('keys.removed')),
  })
  const copy = async () => showDone(text((await copyText(certificate)) ? 'keys.copied' : 'keys.notCopied'))
  return (
    <Card title={email}>
      {name !== '' && <span>{name}</span>}
      <span className={classes.dim}>{text(`form.${form}`)}</span>
      <StateMark tone={tones[state]} word={text(`keys.state.${state}`)} />
      <span>
        {text('keys.until')} <TimeText at={validUntil} form="absolute" />
      </span>
      <span className={classes.dim}>
        {text('keys.since', { who: addedBy })} <TimeText at={addedAt} form="absolute" />
      </span>
      <code>{fingerprintWords(fingerprint)}</code>
      <div className={classes.buttons}>
        <Button variant="default" aria-label={text('keys.copyOf', { email })} onClick={() => void copy()}>
          {text('keys.copy')}
        </Button>
        {mayRemove && (
          <Button
            variant="default"
            aria-label={text('keys.removeOf', { email })}
            onClick={() => setAsking(true)}
          >
            {text('keys.remove')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('keys.removeOf', { email })}
        confirmLabel={text('keys.remove')}
        isAlarming
        onClose={() => setAsking(false)}
        onConfirm={async () => remove.mutateAsync({ id })}
      >
        {text(kind === 'own' ? 'keys.removeOwnWhat' : 'keys.removeWhat')}
      </ConfirmDialog>
    </Card>
  )
}
