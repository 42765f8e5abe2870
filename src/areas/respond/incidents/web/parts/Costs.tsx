import { Button } from '@mantine/core'
import { useState } from 'react'
import type * as z from 'zod'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { hoursWords } from '../../../../../ui/kit/time-words.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../../ui/lists/ExportButtons.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { verisLoss } from '../../contract/capture-words.ts'
import { listCosts, strikeCost, type Cost } from '../../contract/captures.ts'
import { listTimeline, type Incident } from '../../contract/incident.ts'
import classes from './board.module.css'

/** What it costs as it runs: money by currency and kind, and the time of people. Nothing is converted. */
export function Costs({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id } = incident
  const list = useAnswer(listCosts, { id }, { live: { stream: id, kinds: ['cost.'] } })
  const items = list.data?.items ?? []
  return (
    <Section title={text('cost.title')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p className={classes.hint}>{text('cost.empty')}</p>}
      {list.data && items.length > 0 && <Sums sums={list.data} />}
      <Lines incident={incident} items={items} />
      {items.length > 0 && (
        <ExportButtons
          name={`${text('number', { number: incident.number })}-costs`}
          columns={[
            { name: 'recordedAt', value: (cost: Cost) => cost.recordedAt },
            { name: 'amount', value: (cost) => cost.amount },
            { name: 'currency', value: (cost) => cost.currency },
            { name: 'people', value: (cost) => cost.work?.people },
            { name: 'minutesEach', value: (cost) => cost.work?.minutes },
            { name: 'kind', value: (cost) => verisLoss[cost.kind] },
            { name: 'what', value: (cost) => cost.text },
            { name: 'invoice', value: (cost) => cost.invoice },
            { name: 'recordedBy', value: (cost) => cost.recordedBy },
            { name: 'struckAt', value: (cost) => cost.struckAt },
          ]}
          fetchAll={async () => items}
        />
      )}
    </Section>
  )
}

type CostSums = Pick<z.infer<typeof listCosts.output>, 'totals' | 'work'>

function Sums({ sums: { totals, work } }: { readonly sums: CostSums }) {
  const text = useText('incidents')
  const language = useLanguage()
  return (
    <dl className={classes.costSums}>
      {totals.map(({ currency, amount, byKind }) => (
        <div key={currency}>
          <dt>{text('cost.sum')}</dt>
          <dd>
            <strong>{`${amount} ${currency}`}</strong>
            {byKind.map((part) => (
              <span key={part.kind}>{`${text(`cost.kind.${part.kind}`)}: ${part.amount} ${currency}`}</span>
            ))}
          </dd>
        </div>
      ))}
      {work.minutes > 0 && (
        <div>
          <dt>{text('cost.worked')}</dt>
          <dd>
            <strong>{hoursWords(work.minutes, language)}</strong>
            {work.unpricedMinutes > 0 && (
              <span>
                {text('cost.unpriced', { time: hoursWords(work.unpricedMinutes, language) })}{' '}
                <To path="/settings/profile">{text('cost.price')}</To>
              </span>
            )}
          </dd>
        </div>
      )}
    </dl>
  )
}

function Lines({ incident, items }: { readonly incident: Incident; readonly items: readonly Cost[] }) {
  const text = useText('incidents')
  const strike = useAct(strikeCost, { refreshes: [listCosts, listTimeline] })
  const [striking, setStriking] = useState<Cost>()
  const said = useCostWords()
  return (
    <>
      <ul className={classes.matters}>
        {items.map((cost) => (
          <li key={cost.id} data-struck={cost.struckAt !== null} data-over={cost.struckAt !== null}>
            <div>
              <strong>{`${said(cost)} · ${cost.text}`}</strong>
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
      <ConfirmDialog
        isOpen={striking !== undefined}
        title={text('cost.strikeTitle')}
        confirmLabel={text('cost.strikeSave')}
        reasonLabel={text('cost.strikeWhy')}
        onConfirm={(reason) => strike.mutateAsync({ id: incident.id, cost: striking?.id ?? '', reason })}
        onClose={() => setStriking(undefined)}
      >
        <p>{striking?.text}</p>
      </ConfirmDialog>
    </>
  )
}

/** An amount; for the time of people how long, and what it comes to where the rate is known. */
function useCostWords() {
  const text = useText('incidents')
  const language = useLanguage()
  return ({ amount, currency, work }: Cost) => {
    const money = amount === null ? '' : `${amount} ${currency ?? ''}`
    if (work === null) return money
    const time = text('cost.work', { count: work.people, time: hoursWords(work.minutes, language) })
    return money === '' ? time : `${money} (${time})`
  }
}
