import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useState } from 'react'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import type { Run } from '../../contract/run.ts'
import { useMoves } from './moves.ts'
import { countOf, entryOf } from './run-parts.ts'
import { ProgressWords } from './ProgressWords.tsx'
import classes from './room.module.css'

/** The card of the first 15 minutes as a checklist, with what not to do beside it. */
export function FirstMinutes({ incident, run }: { readonly incident: Incident; readonly run: Run }) {
  const text = useText('incidents')
  const moves = useMoves(incident.id)
  const [reopening, setReopening] = useState<string>()
  const count = countOf(run, 'card')
  const isOver = (count?.open ?? 0) === 0
  const check = (id: string) =>
    entryOf(run, id).status === 'open'
      ? // Without the notice that offers a way back: the box itself is one.
        void moves.move(id, { move: 'done' }).catch(() => undefined)
      : setReopening(id)
  return (
    <Section title={text('section.card')} actions={<ProgressWords count={count} />}>
      {!isOver && <p className={classes.dim}>{text('card.lead')}</p>}
      {moves.failure !== undefined && <Notice tone="bad">{moves.failure}</Notice>}
      {isOver ? (
        // Over: out of the way, and still to be read.
        <details className={classes.fold}>
          <summary>{text('card.over')}</summary>
          <Checklist incident={incident} run={run} isBusy={moves.isBusy} onCheck={check} />
        </details>
      ) : (
        <Checklist incident={incident} run={run} isBusy={moves.isBusy} onCheck={check} />
      )}
      <ConfirmDialog
        isOpen={reopening !== undefined}
        title={text('step.reopenTitle')}
        confirmLabel={text('step.reopenSave')}
        reasonLabel={text('step.reopenWhy')}
        onConfirm={(reason) => moves.move(reopening ?? '', { move: 'reopen', reason })}
        onClose={() => setReopening(undefined)}
      >
        <p>{text('step.reopenWords')}</p>
      </ConfirmDialog>
    </Section>
  )
}

interface ChecklistProps {
  readonly incident: Incident
  readonly run: Run
  readonly isBusy: boolean
  readonly onCheck: (id: string) => void
}

function Checklist({ incident, run, isBusy, onCheck }: ChecklistProps) {
  const text = useText('incidents')
  return (
    <div className={classes.card}>
      <ol className={classes.checklist}>
        {run.document.card.map((item) => {
          const { status } = entryOf(run, item.id)
          return (
            <li key={item.id} data-settled={status !== 'open'}>
              <label>
                <input
                  type="checkbox"
                  checked={status !== 'open'}
                  disabled={!incident.can.run || isBusy}
                  onChange={() => onCheck(item.id)}
                  aria-label={text('card.check', { what: item.do })}
                />
                <span>
                  <strong>{item.do}</strong>
                  <span className={classes.cardWho}>
                    {text(`role.${item.who}`)}
                    {status !== 'open' && status !== 'done' && ` · ${text(`step.status.${status}`)}`}
                  </span>
                  {status === 'open' && <span className={classes.cardHow}>{item.how}</span>}
                  {status === 'open' && item.not !== undefined && (
                    <span className={classes.not}>{item.not}</span>
                  )}
                </span>
              </label>
            </li>
          )
        })}
      </ol>
      <aside className={classes.doNot} aria-label={text('card.doNot')}>
        <h3>{text('card.doNot')}</h3>
        <ul>
          {run.document.doNot.map((item) => (
            <li key={item.text}>
              <strong>{item.text}</strong> {item.why}
            </li>
          ))}
        </ul>
      </aside>
    </div>
  )
}
