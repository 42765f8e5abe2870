import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readTrendCosts, type TrendCosts } from '../../contract/trends.ts'
import { ChartBox, Table } from '../charts/ChartBox.tsx'
import { DotLine } from '../charts/DotLine.tsx'
import { usePack, useWords } from '../words.ts'
import classes from '../trends.module.css'

/** What cases cost: with an invoice, said without one, and not known; hours, and how long work stood still. */
export function CostsCard({ years }: { readonly years: number }) {
  const text = useText('trends')
  const answer = useAnswer(readTrendCosts, { years, ...usePack().input })
  const costs = answer.data
  return (
    <section className={classes.card} aria-label={text('costs.title')}>
      <h2>{text('costs.title')}</h2>
      {answer.error && !costs && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {costs && <Costs costs={costs} />}
    </section>
  )
}

function Costs({ costs }: { readonly costs: TrendCosts }) {
  const text = useText('trends')
  const words = useWords()
  const { totals, kinds, withCosts, total, work, downtime } = costs
  return (
    <>
      {totals.length === 0 && <p>{text('costs.none')}</p>}
      {totals.map(({ currency, amount, invoiced, said }) => (
        <p key={currency}>
          <span className={classes.big}>{`${amount} ${currency}`}</span>{' '}
          {text('costs.parts', { invoiced: `${invoiced} ${currency}`, said: `${said} ${currency}` })}
        </p>
      ))}
      <p>{text('costs.known', { some: withCosts, all: total })}</p>
      {kinds.length > 0 && (
        <Table
          head={[text('costs.kind'), text('costs.invoiced'), text('costs.said')]}
          rows={kinds.map(({ currency, kind, invoiced, said }) => [
            ...[words.of('loss', kind), `${invoiced} ${currency}`, `${said} ${currency}`],
          ])}
        />
      )}
      <CaseDots costs={costs} />
      {work.minutes > 0 && (
        <p>
          {text('costs.hours', {
            ...{ all: words.number(work.minutes / 60), unpriced: words.number(work.unpricedMinutes / 60) },
          })}
        </p>
      )}
      <h3>{text('costs.down')}</h3>
      <p>
        {downtime.cases === 0
          ? text('costs.noDown')
          : text('costs.downSays', {
              count: downtime.cases,
              ...{ median: words.span(downtime.median), longest: words.span(downtime.longest) },
            })}
        {downtime.running > 0 && ` ${text('costs.downRuns', { count: downtime.running })}`}
      </p>
      {downtime.functions.length > 0 && (
        <Table
          head={[text('costs.function'), text('costs.times'), text('costs.together')]}
          rows={downtime.functions.map(({ name, times, minutes }) => [name, times, words.span(minutes)])}
        />
      )}
    </>
  )
}

/** The dearest cases of the commonest currency, on a line on which each step is ten times as much. */
function CaseDots({ costs: { cases, totals } }: { readonly costs: TrendCosts }) {
  const text = useText('trends')
  const words = useWords()
  const currency = totals[0]?.currency
  const own = cases.filter((one) => one.currency === currency)
  if (currency === undefined || own.length < 2) return null
  const values = own.map(({ value }) => Math.max(1, value))
  const ends = [Math.min(...values), Math.max(...values)]
  return (
    <ChartBox
      says={text('costs.dotsSay')}
      head={[text('case'), text('costs.cost')]}
      rows={own.map(({ id, number, amount }) => [
        <To key={id} path={`/incidents/${id}`}>{`INC-${number}`}</To>,
        `${amount} ${currency}`,
      ])}
    >
      <DotLine
        label={text('costs.dotsLabel', { count: own.length })}
        isLog
        dots={own.map(({ id, value }) => ({ key: id, value: Math.max(1, value) }))}
        marks={[...new Set(ends)].map((value) => ({ value, label: words.money(value, currency) }))}
      />
    </ChartBox>
  )
}
