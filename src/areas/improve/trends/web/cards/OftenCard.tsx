import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Trends } from '../../contract/trends.ts'
import { ChartBox } from '../charts/ChartBox.tsx'
import { Columns } from '../charts/Columns.tsx'
import { DotLine } from '../charts/DotLine.tsx'
import { useWords } from '../words.ts'
import classes from '../trends.module.css'

/** So few cases are shown as dots. */
const dotsBelow = 25

export function OftenCard({ trends }: { readonly trends: Trends }) {
  const text = useText('trends')
  const words = useWords()
  const { often, frame, leftOut } = trends
  const { total, rate, watchedMonths, staff, reports, medianGapDays, change } = often
  return (
    <section className={classes.card} aria-label={text('often.title')}>
      <h2>{text('often.title')}</h2>
      <p className={classes.big}>
        {text('often.total', { count: total })}{' '}
        <span className={classes.dim}>{text('often.in', { months: words.number(watchedMonths) })}</span>
      </p>
      <p className={classes.lead}>
        {text('often.rate', { low: words.ratio(rate.low), high: words.ratio(rate.high) })}
      </p>
      <p>
        {change === null
          ? text(total === 0 ? 'often.none' : 'often.few')
          : text(`often.change.${change.verdict}`, {
              ...{ before: change.before, months: change.beforeMonths, after: change.after },
            })}
      </p>
      {total > 0 && (total < dotsBelow ? <Dots trends={trends} /> : <Months trends={trends} />)}
      <p className={classes.dim}>
        {medianGapDays !== null && `${text('often.gap', { days: words.number(medianGapDays) })} `}
        {staff !== '' && `${text('often.staff', { size: staff })} `}
        {text('often.reports', { count: reports })}
      </p>
      {leftOut.length > 0 && (
        <p className={classes.dim}>
          {text('leftOut.are')}{' '}
          {leftOut.map(({ reason, count }) => `${words.of('reason', reason)} ${count}`).join(', ')}.
        </p>
      )}
      <p className={classes.dim}>{text('frame.hidden')}</p>
      <div className={classes.row} data-no-print>
        <To path={`/trends/cases?years=${Math.round(frame.months / 12)}`}>{text('often.cases')}</To>
      </div>
    </section>
  )
}

function Dots({ trends: { often, frame } }: { readonly trends: Trends }) {
  const text = useText('trends')
  const words = useWords()
  const ends = [frame.from, frame.to].map((day) => ({ value: Date.parse(day), label: words.day(day) }))
  return (
    <ChartBox
      says={text('often.dotsSay')}
      head={[text('case'), text('begun'), text('severity')]}
      rows={often.dots.map(({ id, number, at, severity }) => [
        <To key={id} path={`/incidents/${id}`}>{`INC-${number}`}</To>,
        words.day(at),
        severity,
      ])}
    >
      <DotLine
        label={text('often.dotsLabel', { count: often.dots.length })}
        dots={often.dots.map(({ id, at }) => ({ key: id, value: Date.parse(at) }))}
        marks={ends}
      />
    </ChartBox>
  )
}

function Months({ trends: { often, frame } }: { readonly trends: Trends }) {
  const text = useText('trends')
  const words = useWords()
  const counts = new Map(often.months.map(({ month, count }) => [month, count]))
  const months = monthsFrom(frame.from, frame.to).map((month) => ({ month, count: counts.get(month) ?? 0 }))
  return (
    <ChartBox
      says={text('often.monthsSay')}
      head={[text('month'), text('cases')]}
      rows={months.map(({ month, count }) => [
        <To key={month} path={`/trends/cases?by=month&value=${month}&years=${Math.round(frame.months / 12)}`}>
          {words.month(month)}
        </To>,
        count,
      ])}
    >
      <Columns
        label={text('often.monthsLabel', { count: often.total })}
        columns={months.map(({ month, count }) => ({ key: month, value: count, label: words.month(month) }))}
      />
    </ChartBox>
  )
}

/** Every month between two days, those without any case too. */
function monthsFrom(from: string, to: string): string[] {
  const [year = 0, month = 1] = from.split('-').map(Number)
  const months: string[] = []
  for (let place = 0; months.at(-1) !== to.slice(0, 7) && place < 130; place += 1)
    months.push(new Date(Date.UTC(year, month - 1 + place, 1)).toISOString().slice(0, 7))
  return months
}
