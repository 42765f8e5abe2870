import { Button } from '@mantine/core'
import { useAnswer } from '../../../../../ui/answers.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import { counteds, estimateLoss, type Counted, type LossEstimate } from '../../contract/losses.ts'
import { readTrendCosts } from '../../contract/trends.ts'
import { BarTable } from '../charts/BarTable.tsx'
import { ChartBox } from '../charts/ChartBox.tsx'
import { LossCurve } from '../charts/LossCurve.tsx'
import { useWords, type Words } from '../words.ts'
import classes from '../trends.module.css'

/** What a year could cost, from what somebody estimated; inputs, author and seed are shown. */
export function LossesCard({ years }: { readonly years: number }) {
  const text = useText('trends')
  const words = useWords()
  const answer = useAnswer(readTrendCosts, { years })
  const { ask, dialog } = useEntry([readTrendCosts])
  const costs = answer.data
  return (
    <section className={classes.card} aria-label={text('losses.title')}>
      <h2>{text('losses.title')}</h2>
      {answer.error && !costs && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {costs?.estimate === null && <p>{text('losses.none')}</p>}
      {costs?.estimate && <Estimate estimate={costs.estimate} />}
      {costs?.can.estimate && (
        <div className={classes.row} data-no-print>
          <Button variant="default" onClick={() => ask(estimateEntry({ text, words }, costs.estimate))}>
            {text(costs.estimate === null ? 'losses.make' : 'losses.again')}
          </Button>
        </div>
      )}
      {dialog}
    </section>
  )
}

function Estimate({ estimate }: { readonly estimate: LossEstimate }) {
  const text = useText('trends')
  const words = useWords()
  const { name, currency, year, repaired, repair, sensitivity } = estimate
  const money = (amount: number) => words.money(amount, currency)
  const parts = ['p50', 'p80', 'p95', 'p99'] as const
  return (
    <>
      <h3>{name}</h3>
      <p className={classes.lead}>{text('losses.mean', { mean: money(year.mean) })}</p>
      <p>
        {text('losses.years', {
          ...{ quiet: words.percent(year.quietShare), p95: money(year.p95), p99: money(year.p99) },
        })}
      </p>
      {repaired !== null && (
        <p>
          {text('losses.repaired', {
            ...{
              name: repair === '' ? text('losses.theRepair') : repair,
              mean: money(repaired.mean),
              p95: money(repaired.p95),
            },
          })}
        </p>
      )}
      <ChartBox
        says={text(repaired === null ? 'losses.curveSays' : 'losses.curvesSay')}
        head={[
          text('losses.part'),
          text('losses.amount'),
          ...(repaired === null ? [] : [text('losses.withRepair')]),
        ]}
        rows={parts.map((part) => [
          text(`losses.${part}`),
          money(year[part]),
          ...(repaired === null ? [] : [money(repaired[part])]),
        ])}
      >
        <LossCurve
          label={text('losses.curveLabel', { p95: money(year.p95) })}
          curve={year.curve}
          repaired={repaired?.curve ?? []}
          money={money}
          percent={words.percent}
        />
      </ChartBox>
      <h3>{text('losses.sensitivity')}</h3>
      <BarTable
        head={[text('losses.input'), text('chart.bar'), text('losses.swing')]}
        rows={sensitivity.map(({ input, lower, higher }) => ({
          ...{ key: input, name: text(`losses.inputs.${input}`), value: Math.abs(higher - lower) },
          says: text('losses.swingSays', { lower: money(lower), higher: money(higher) }),
        }))}
      />
      <Inputs estimate={estimate} />
    </>
  )
}

function Inputs({ estimate }: { readonly estimate: LossEstimate }) {
  const text = useText('trends')
  const words = useWords()
  const {
    low,
    high,
    currency,
    counted,
    ownEvents,
    ownYears,
    priorEvents,
    priorYears,
    why,
    seed,
    madeAt,
    madeBy,
  } = estimate
  return (
    <p className={classes.dim}>
      {text('losses.from', {
        ...{ low: words.money(low, currency), high: words.money(high, currency) },
        ...{ ownEvents, ownYears: words.number(ownYears) },
        of: counted === '' ? text('losses.everything') : countedWords(words, counted),
      })}{' '}
      {priorYears > 0
        ? text('losses.prior', { events: words.number(priorEvents), years: words.number(priorYears) })
        : text('losses.noPrior')}{' '}
      {why} {text('losses.by', { name: madeBy, day: words.day(madeAt), seed })}
    </p>
  )
}

function countedWords(words: Words, counted: Counted): string {
  const [by = '', key = ''] = counted.split(':')
  return words.of(by === 'kind' ? 'kind' : 'vector', key)
}

function estimateEntry(
  { text, words }: { readonly text: Say; readonly words: Words },
  last: LossEstimate | null,
): Entry {
  const number = (name: string, isOptional = false) => ({
    kind: 'number' as const,
    name,
    isOptional,
    label: text(`losses.fields.${name}`),
    hint: text(`losses.hints.${name}`),
  })
  return {
    title: text('losses.make'),
    lead: <p className={classes.dim}>{text('losses.makeLead')}</p>,
    fields: [
      { kind: 'line', name: 'name', label: text('losses.fields.name'), max: 200 },
      number('low'),
      number('high'),
      { kind: 'line', name: 'currency', label: text('losses.fields.currency'), max: 3 },
      {
        kind: 'choice',
        name: 'counted',
        label: text('losses.fields.counted'),
        hint: text('losses.hints.counted'),
        options: counteds.map((value) => ({ value, label: countedWords(words, value) })),
      },
      number('ownYears'),
      number('priorEvents', true),
      number('priorYears', true),
      number('prevented', true),
      { kind: 'line', name: 'repair', label: text('losses.fields.repair'), isOptional: true, max: 200 },
      { kind: 'text', name: 'why', label: text('losses.fields.why'), isOptional: true },
    ],
    initial: {
      ...{ name: last?.name ?? '', currency: last?.currency ?? 'EUR', ownYears: String(last?.ownYears ?? 2) },
      ...{ low: last === null ? '' : String(last.low), high: last === null ? '' : String(last.high) },
      counted: last === null || last.counted === '' ? 'kind:ransomware' : last.counted,
      ...{ repair: last?.repair ?? '', why: last?.why ?? '' },
      prevented: last?.prevented === null || last === null ? '' : String(last.prevented),
      priorEvents: last === null || last.priorYears === 0 ? '' : String(last.priorEvents),
      priorYears: last === null || last.priorYears === 0 ? '' : String(last.priorYears),
    },
    endpoint: estimateLoss,
    given: {},
    submit: text('losses.make'),
  }
}
