import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { callForFile } from '../../../../../ui/client.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { absoluteWords, regionalTag } from '../../../../../ui/kit/time-words.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { CopyButton } from '../../../../../ui/plain/secrets.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { saveFile } from '../../../../../ui/transfer.ts'
import {
  addMailAnchor,
  addTimestamp,
  askTimestamp,
  listAnchors,
  printAnchor,
  takeCheckpoint,
  type Anchor,
} from '../../contract/anchors.ts'
import { AuthorityForm } from './AuthorityForm.tsx'
import classes from './evidence.module.css'

/** Traces of the record outside: what there is, and three ways to leave one more. */
export function Anchors() {
  const text = useText('evidence')
  const list = useAnswer(listAnchors, {})
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Loading lines={2} />
  const { items, size, authority } = list.data
  const newest = items[0]
  return (
    <Section title={text('anchors.title')}>
      <p className={classes.dim}>{text('anchors.lead')}</p>
      <p>
        {newest === undefined
          ? text('anchors.none')
          : text('anchors.covers', { count: newest.size, open: Math.max(0, size - newest.size) })}
      </p>
      <Leaving hasAuthority={authority !== null} />
      {items.length > 0 && (
        <ul className={classes.history}>
          {items.slice(0, 10).map((anchor) => (
            <AnchorLine key={anchor.id} anchor={anchor} />
          ))}
        </ul>
      )}
      <details className={classes.wanted}>
        <summary>{text('anchors.authority')}</summary>
        <AuthorityForm url={authority?.url ?? ''} />
      </details>
    </Section>
  )
}

function AnchorLine({ anchor }: { readonly anchor: Anchor }) {
  const text = useText('evidence')
  const language = useLanguage()
  const { tenant } = useSession()
  const { about, type, size, at } = anchor
  const when = absoluteWords(Date.parse(at), tenant.timeZone, regionalTag(language))
  return (
    <li>
      <span>{text(`anchors.did.${type}`, { when, size })}</span>
      {type === 'rfc3161' && (
        <span className={classes.dim}>
          {text(`anchors.chain.${about['chain'] ?? 'unchecked'}`, {
            issuer: about['issuer'] ?? '',
            serial: about['serial'] ?? '',
            roots: about['roots'] ?? '',
          })}
        </span>
      )}
      {type !== 'rfc3161' && <code>{about['mark'] ?? about['messageId']}</code>}
    </li>
  )
}

/** Three ways: paper, mail, timestamp. The last two begin with a checkpoint that is taken here. */
function Leaving({ hasAuthority }: { readonly hasAuthority: boolean }) {
  const text = useText('evidence')
  const refreshes = [listAnchors]
  const take = useAct(takeCheckpoint, { refreshes })
  const ask = useAct(askTimestamp, { refreshes })
  const stamp = useAct(addTimestamp, { refreshes })
  const mail = useAct(addMailAnchor, { refreshes })
  const list = useAnswer(listAnchors, {})
  const print = usePrinting(() => void list.refetch())
  const error = take.error ?? ask.error ?? stamp.error ?? mail.error
  const failure = print.failure ?? error?.message
  return (
    <>
      <div className={classes.verbs} role="group" aria-label={text('anchors.ways')}>
        <Button variant="default" loading={print.isBusy} onClick={() => void print.print()}>
          {text('anchors.print')}
        </Button>
        <Button variant="default" loading={take.isPending} onClick={() => take.mutate({})}>
          {text('anchors.take')}
        </Button>
        {hasAuthority && (
          <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({})}>
            {text('anchors.ask')}
          </Button>
        )}
      </div>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {take.data && (
        <div className={classes.wantedBox}>
          <p>{text('anchors.mailHow')}</p>
          <div className={classes.command}>
            <code>{take.data.note}</code>
            <CopyButton spokenLabel={text('anchors.copy')} value={take.data.note} />
          </div>
          <p>{text('anchors.stampHow')}</p>
          <div className={classes.verbs}>
            <Button
              variant="default"
              onClick={() => saveFile(requestOf(take.data.request), `muster-${take.data.size}.tsq`)}
            >
              {text('anchors.saveRequest')}
            </Button>
          </div>
        </div>
      )}
      <div className={classes.verbs}>
        <HandIn
          label={text('anchors.addStamp')}
          accept=".tsr,.tst,.der"
          onBytes={(reply) => stamp.mutate({ reply })}
        />
        <HandIn
          label={text('anchors.addMail')}
          accept=".eml"
          onBytes={(bytes) => mail.mutate({ mail: bytes })}
        />
      </div>
    </>
  )
}

function requestOf(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))])
}

function HandIn({
  label,
  accept,
  onBytes,
}: {
  readonly label: string
  readonly accept: string
  readonly onBytes: (base64: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined) => {
    if (file === undefined) return
    const bytes = new Uint8Array(await file.slice(0, 180_000).arrayBuffer())
    let binary = ''
    for (const byte of bytes) binary += String.fromCharCode(byte)
    onBytes(btoa(binary))
  }
  return (
    <>
      <Button variant="subtle" onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          void read(file)
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

function usePrinting(onDone: () => void) {
  const ui = useText('ui')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const print = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const { bytes, name } = await callForFile(printAnchor, {})
      saveFile(bytes, name ?? 'checkpoint.pdf')
      onDone()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : ui('failure.unknown'))
    } finally {
      setBusy(false)
    }
  }
  return { print, isBusy, failure }
}
