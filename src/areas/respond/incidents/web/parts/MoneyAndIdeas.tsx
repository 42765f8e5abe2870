import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../../ui/lists/ExportButtons.tsx'
import { useText } from '../../../../../ui/text.ts'
import { verisLoss } from '../../contract/capture-words.ts'
import {
  listCosts,
  listDecisions,
  listIdeas,
  strikeCost,
  type Cost,
  type Decision,
} from '../../contract/captures.ts'
import { listTimeline, type Incident } from '../../contract/incident.ts'
import classes from './board.module.css'

/** What was decided, with the options known then; what it cost; and what to do better later. */
export function MoneyAndIdeas({ incident }: { readonly incident: Incident }) {
  return (
    <>
      <Decisions incident={incident} />
      <Costs incident={incident} />
      <Ideas incident={incident} />
    </>
  )
}

function Decisions({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id } = incident
  const list = useAnswer(listDecisions, { id }, { live: { stream: id, kinds: ['decision.'] } })
  const items = list.data?.items ?? []
  return (
    <Section title={text('decisions.title')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p className={classes.hint}>{text('decisions.empty')}</p>}
      <ol className={classes.matters}>
        {items.map((decision) => (
          <li key={decision.id}>
            <div>
              <strong>{decision.text}</strong>
              {decision.options.length > 0 && (
                <span>{text('detail.options', { words: decision.options.join(' · ') })}</span>
              )}
              <span className={classes.dim}>
                {decision.decidedBy} · <TimeText at={decision.decidedAt} form="absolute" />
              </span>
            </div>
          </li>
        ))}
      </ol>
      {items.length > 0 && (
        <ExportButtons
          name={`${text('number', { number: incident.number })}-decisions`}
          columns={[
            { name: 'decidedAt', value: (one: Decision) => one.decidedAt },
            { name: 'decidedBy', value: (one) => one.decidedBy },
            { name: 'decision', value: (one) => one.text },
            { name: 'options', value: (one) => one.options.join('\n') },
          ]}
          fetchAll={async () => items}
        />
      )}
    </Section>
  )
}

function Costs({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id } = incident
  const list = useAnswer(listCosts, { id }, { live: { stream: id, kinds: ['cost.'] } })
  const strike = useAct(strikeCost, { refreshes: [listCosts, listTimeline] })
  const [striking, setStriking] = useState<Cost>()
  const items = list.data?.items ?? []
  return (
    <Section title={text('cost.title')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p className={classes.hint}>{text('cost.empty')}</p>}
      {list.data && list.data.totals.length > 0 && (
        <p className={classes.sums}>
          {list.data.totals.map((total) => (
            <span key={total.currency}>
              {text('cost.sum')} <strong>{`${total.amount} ${total.currency}`}</strong>
            </span>
          ))}
        </p>
      )}
      <ul className={classes.matters}>
        {items.map((cost) => (
          <li key={cost.id} data-struck={cost.struckAt !== null} data-over={cost.struckAt !== null}>
            <div>
              <strong>{`${cost.amount} ${cost.currency} · ${cost.text}`}</strong>
              <span className={classes.dim}>
                {text(`cost.kind.${cost.kind}`)}
                {cost.invoice !== '' && ` · ${text('detail.invoice', { words: cost.invoice })}`} ·{' '}
                {cost.recordedBy} · <TimeText at={cost.recordedAt} />
              </span>
              {cost.struckBy !== null && (
                <span className={classes.dim}>{text('cost.struckBy', { name: cost.struckBy })}</span>
              )}
            </div>
            {incident.can.note && cost.struckAt === null && (
              <Button
                variant="subtle"
                size="compact-md"
                onClick={() => setStriking(cost)}
                aria-label={text('cost.strikeOf', { words: cost.text })}
                data-no-print
              >
                {text('cost.strike')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {items.length > 0 && (
        <ExportButtons
          name={`${text('number', { number: incident.number })}-costs`}
          columns={[
            { name: 'recordedAt', value: (cost: Cost) => cost.recordedAt },
            { name: 'amount', value: (cost) => cost.amount },
            { name: 'currency', value: (cost) => cost.currency },
            { name: 'kind', value: (cost) => verisLoss[cost.kind] },
            { name: 'what', value: (cost) => cost.text },
            { name: 'invoice', value: (cost) => cost.invoice },
            { name: 'recordedBy', value: (cost) => cost.recordedBy },
            { name: 'struckAt', value: (cost) => cost.struckAt },
          ]}
          fetchAll={async () => items}
        />
      )}
      <ConfirmDialog
        isOpen={striking !== undefined}
        title={text('cost.strikeTitle')}
        confirmLabel={text('cost.strikeSave')}
        reasonLabel={text('cost.strikeWhy')}
        onConfirm={(reason) => strike.mutateAsync({ id, cost: striking?.id ?? '', reason })}
        onClose={() => setStriking(undefined)}
      >
        <p>{striking?.text}</p>
      </ConfirmDialog>
    </Section>
  )
}

function Ideas({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id } = incident
  const list = useAnswer(listIdeas, { id }, { live: { stream: id, kinds: ['idea.'] } })
  return (
    <Section title={text('idea.title')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <p className={classes.hint}>{text('idea.empty')}</p>}
      <ul className={classes.matters}>
        {list.data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.text}</strong>
              <span className={classes.dim}>
                {one.recordedBy} · <TimeText at={one.recordedAt} />
                {one.entry !== null && ` · ${text('idea.from', { entry: one.entry })}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
