import { Button } from '@mantine/core'
import { useState, useSyncExternalStore } from 'react'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { CopyButton } from '../../../../../ui/plain/secrets.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import { asWords } from '../../rules/captures.ts'
import { forgetSurprises, isOnTheWay, surprisesNow, wordsOf } from './unsent-send.ts'
import { dropUnsent, keepUnsent, subscribeUnsent, unsentNow, type UnsentLine } from './unsent-store.ts'
import classes from './capture.module.css'

/** What this person wrote that has not reached the record, and what became of it once it did. No word is lost. */
export function UnsentLines({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { person, tenant } = useSession()
  const all = useSyncExternalStore(subscribeUnsent, unsentNow)
  const news = useSyncExternalStore(subscribeUnsent, surprisesNow)
  const isMine = (line: UnsentLine) => line.person === person.email
  // What is on its way stands in the capture line still.
  const lines = all.filter((line) => isMine(line) && !isOnTheWay(line))
  const own = lines.filter((line) => line.incidentId === incident.id)
  const elsewhere = lines.length - own.length
  const surprises = news.filter(({ line }) => isMine(line) && line.tenant === tenant.slug)
  return (
    <div className={classes.unsent} aria-live="polite" data-no-print>
      {own.length > 0 && (
        <section aria-label={text('unsent.title')}>
          <h2>{text('unsent.title')}</h2>
          <p className={classes.dim}>{text('unsent.lead')}</p>
          <ul>
            {own.map((line) => (
              <Unsent key={line.clientId} line={line} />
            ))}
          </ul>
        </section>
      )}
      {elsewhere > 0 && <p className={classes.dim}>{text('unsent.elsewhere', { count: elsewhere })}</p>}
      {surprises.length > 0 && (
        <Notice tone="warn" title={text('unsent.became')}>
          <ul>
            {surprises.map(({ line, taken }) => (
              <li key={line.clientId}>
                {text('number', { number: line.number })}: {wordsOf(line.captured)}.{' '}
                {text(`unsent.outcome.${taken.outcome}`)}
              </li>
            ))}
          </ul>
          <Button variant="default" size="compact-md" onClick={() => void forgetSurprises()}>
            {text('unsent.seen')}
          </Button>
        </Notice>
      )}
    </div>
  )
}

function Unsent({ line }: { readonly line: UnsentLine }) {
  const text = useText('incidents')
  const [isDiscarding, setDiscarding] = useState(false)
  const { clientId, captured, refusal, saidAt } = line
  const words = asWords(captured)
  const asNote = () => {
    const { refusal: _refusal, ...rest } = line
    void keepUnsent({ ...rest, captured: { kind: 'note', text: words, mentions: [] } })
  }
  return (
    <li data-refused={refusal !== undefined}>
      <span className={classes.unsentWords}>
        <strong>{text(`capture.kind.${captured.kind}`)}</strong> {words}
      </span>
      <span className={classes.dim}>
        <TimeText at={saidAt} form="absolute" />
      </span>
      {refusal !== undefined && <Notice tone="bad">{refusal}</Notice>}
      <span className={classes.unsentButtons}>
        <CopyButton spokenLabel={text('unsent.copy')} value={words} />
        {refusal !== undefined && captured.kind !== 'note' && (
          <Button variant="default" size="compact-md" onClick={asNote}>
            {text('unsent.asNote')}
          </Button>
        )}
        <Button variant="subtle" size="compact-md" onClick={() => setDiscarding(true)}>
          {text('unsent.discard')}
        </Button>
      </span>
      <ConfirmDialog
        isOpen={isDiscarding}
        isAlarming
        title={text('unsent.discardTitle')}
        confirmLabel={text('unsent.discard')}
        onConfirm={() => dropUnsent(clientId)}
        onClose={() => setDiscarding(false)}
      >
        <p className={classes.unsentWords}>{words}</p>
      </ConfirmDialog>
    </li>
  )
}
