import { useId, useState } from 'react'
import { useText } from '../text.ts'
import { PlainButton } from './PlainForm.tsx'
import classes from './plain.module.css'
import { copyText } from './copy-text.ts'

/** Something to take elsewhere: a link, an address, a key. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const text = useText('ui')
  const id = useId()
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      <div className={classes.copy}>
        <input
          id={id}
          className={classes.input}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          data-mono
        />
        <CopyButton spokenLabel={text('copy.of', { label })} value={value} />
      </div>
    </div>
  )
}

interface SecretOnceProps {
  readonly title: string
  /** What it is for and where to keep it. */
  readonly lead: string
  /** One secret, or a list such as recovery codes. */
  readonly secrets: readonly string[]
  readonly doneLabel: string
  readonly onDone: () => void
}

/** Secrets that are shown this once. The way on opens when the person says they are kept. */
export function SecretOnce({ title, lead, secrets, doneLabel, onDone }: SecretOnceProps) {
  const text = useText('ui')
  const [isKept, setKept] = useState(false)
  const [isReminded, setReminded] = useState(false)
  return (
    <section className={classes.secret} aria-label={title}>
      <h2>{title}</h2>
      <p>{lead}</p>
      <ul className={classes.codes} data-single={secrets.length === 1}>
        {secrets.map((secret) => (
          <li key={secret}>
            <code>{secret}</code>
          </li>
        ))}
      </ul>
      <div className={classes.buttons} data-no-print>
        <CopyButton value={secrets.join('\n')} />
        <PlainButton isQuiet onClick={() => print()}>
          {text('action.print')}
        </PlainButton>
      </div>
      <label className={classes.check} data-no-print>
        <input type="checkbox" checked={isKept} onChange={(event) => setKept(event.currentTarget.checked)} />
        {text('secret.kept')}
      </label>
      {isReminded && !isKept && (
        <p className={classes.fault} role="alert">
          {text('secret.keepFirst')}
        </p>
      )}
      <div data-no-print>
        <PlainButton onClick={() => (isKept ? onDone() : setReminded(true))}>{doneLabel}</PlainButton>
      </div>
    </section>
  )
}

export function CopyButton({
  value,
  spokenLabel,
}: {
  readonly value: string
  readonly spokenLabel?: string
}) {
  const text = useText('ui')
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  const copy = async () => setOutcome((await copyText(value)) ? 'copied' : 'failed')
  return (
    <>
      <PlainButton
        isQuiet
        spokenLabel={outcome === 'copied' ? undefined : spokenLabel}
        onClick={() => void copy()}
      >
        {text(outcome === 'copied' ? 'copy.done' : 'copy.action')}
      </PlainButton>
      <span className="m-hidden-but-read" role="status">
        {outcome === 'copied' ? text('copy.done') : ''}
      </span>
      {outcome === 'failed' && <span className={classes.fault}>{text('copy.failed')}</span>}
    </>
  )
}
