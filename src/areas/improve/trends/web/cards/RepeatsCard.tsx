import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readTrendCosts, type TrendCosts } from '../../contract/trends.ts'
import { usePack, useWords } from '../words.ts'
import classes from '../trends.module.css'

/** For an owner: what repeats, what it cost, and what to repair first, in plain words. */
export function RepeatsCard({ years }: { readonly years: number }) {
  const text = useText('trends')
  const answer = useAnswer(readTrendCosts, { years, ...usePack().input })
  const rows = answer.data?.repeats
  return (
    <section className={classes.card} aria-label={text('repeats.title')}>
      <h2>{text('repeats.title')}</h2>
      {answer.error && !rows && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {rows?.length === 0 && <p>{text('repeats.none')}</p>}
      {rows && rows.length > 0 && (
        <>
          <p>{text('repeats.says')}</p>
          <ol className={classes.list}>
            {rows.map((row) => (
              <Repeat key={`${row.what} ${row.key}`} row={row} years={years} />
            ))}
          </ol>
          <p className={classes.dim}>{text('repeats.how')}</p>
        </>
      )}
    </section>
  )
}

interface RepeatProps {
  readonly row: TrendCosts['repeats'][number]
  readonly years: number
}

function Repeat({ row, years }: RepeatProps) {
  const { query } = usePack()
  const text = useText('trends')
  const words = useWords()
  const { what, key, count, cost, withCosts, repair } = row
  const told = repair === null ? undefined : words.language === 'de' ? repair.de : repair.en
  return (
    <li>
      <span className={classes.row}>
        <strong>
          <To path={`/trends/cases?by=${what}&value=${key}&years=${years}${query}`}>{words.of(what, key)}</To>
        </strong>
        <span>{text('repeats.times', { count })}</span>
      </span>
      <span>
        {cost.length === 0
          ? text('repeats.noCost')
          : text('repeats.cost', {
              ...{
                money: cost.map(({ amount, currency }) => `${amount} ${currency}`).join(' + '),
                some: withCosts,
              },
              all: count,
            })}
      </span>
      {repair !== null && told !== undefined && (
        <>
          <span>
            {text('repeats.repair', {
              ...{ name: told.name, band: text(`band.${repair.cost}`), hours: repair.hours },
            })}
          </span>
          <span className={classes.dim}>{`${told.what} ${told.free}`}</span>
        </>
      )}
    </li>
  )
}
