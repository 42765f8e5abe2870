import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import { assistantTools } from '../../../../../base/assistant-tools.ts'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { CopyButton } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { letAssistantsIn, listApiKeys } from '../../contract/keys.ts'
import classes from '../people.module.css'
import { assistantLines, isLoopback } from './assistant-lines.ts'

interface AssistantsProps {
  readonly isOpen: boolean
  readonly url: string
  /** The key that was made a moment ago, as long as it is shown. */
  readonly secret: string | undefined
  readonly onMakeKey: () => void
}

/** Whether assistants may come in, what they could then ask for, and what to paste where. */
export function Assistants({ isOpen, url, secret, onMakeKey }: AssistantsProps) {
  const text = useText('people')
  const heading = useId()
  const [isAsking, setAsking] = useState(false)
  const change = useAct(letAssistantsIn, {
    refreshes: [listApiKeys],
    onDone: (done) => showDone(text(done.isOpen ? 'assistants.opened' : 'assistants.closed')),
  })
  return (
    <section className={`${classes.stack} ${classes.tight}`} aria-labelledby={heading}>
      <h2 id={heading}>{text('assistants.title')}</h2>
      <p className={classes.words}>{text('assistants.lead')}</p>
      <Notice tone={isOpen ? 'good' : 'active'} title={text(isOpen ? 'assistants.on' : 'assistants.off')}>
        {text(isOpen ? 'assistants.onWords' : 'assistants.offWords')}
      </Notice>
      {isOpen && <Steps url={url} secret={secret} onMakeKey={onMakeKey} />}
      <Tools />
      <div>
        {isOpen ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            {text('assistants.shut')}
          </Button>
        ) : (
          <Button loading={change.isPending} onClick={() => change.mutate({ isOpen: true })}>
            {text('assistants.open')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('assistants.shutTitle')}
        confirmLabel={text('assistants.shut')}
        onClose={() => setAsking(false)}
        onConfirm={async () => change.mutateAsync({ isOpen: false })}
      >
        {text('assistants.shutWhat')}
      </ConfirmDialog>
    </section>
  )
}

function Steps({ url, secret, onMakeKey }: Omit<AssistantsProps, 'isOpen'>) {
  const text = useText('people')
  const lines = assistantLines(url, secret ?? 'mk_…')
  return (
    <>
      <Notice tone="warn">{text('assistants.strangers')}</Notice>
      <h3>{text('assistants.first')}</h3>
      <p className={classes.words}>{text('assistants.firstWords')}</p>
      <div>
        <Button onClick={onMakeKey}>{text('assistants.make')}</Button>
      </div>
      <h3>{text('assistants.second')}</h3>
      <p className={classes.words}>
        {text(secret === undefined ? 'assistants.secondWords' : 'assistants.secondFilled')}
        {isLoopback(url) && ` ${text('assistants.loopback')}`}
      </p>
      <Lines title={text('assistants.json')} value={lines.json} />
      <Lines
        title={text('assistants.desktop')}
        lead={text('assistants.desktopWords')}
        value={lines.desktop}
      />
      <Lines title={text('assistants.command')} value={lines.command} />
    </>
  )
}

function Lines({
  title,
  lead,
  value,
}: {
  readonly title: string
  readonly lead?: string
  readonly value: string
}) {
  const ui = useText('ui')
  return (
    <figure className={classes.lines}>
      <figcaption>
        <strong>{title}</strong>
        {lead && <span className={classes.dim}>{lead}</span>}
      </figcaption>
      <pre>{value}</pre>
      <CopyButton spokenLabel={ui('copy.of', { label: title })} value={value} />
    </figure>
  )
}

/** All that can be asked for, each with the scope that it takes. */
function Tools() {
  const text = useText('people')
  const list = (isWriting: boolean) =>
    assistantTools
      .filter((tool) => tool.isWriting === isWriting)
      .map(({ name, scopes }) => (
        <li key={name}>
          {text(`assistants.tool.${name}`)}{' '}
          <small className={classes.dim}>
            {text('assistants.needs', { scopes: scopes.join(` ${text('assistants.or')} `) })}
          </small>
        </li>
      ))
  return (
    <details>
      <summary>{text('assistants.sees')}</summary>
      <h4>{text('assistants.reads')}</h4>
      <ul>{list(false)}</ul>
      <h4>{text('assistants.writes')}</h4>
      <ul>{list(true)}</ul>
    </details>
  )
}
