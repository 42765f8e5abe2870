import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readCommonFactors, type CommonFactors } from '../../contract/trends.ts'
import { BarTable } from '../charts/BarTable.tsx'
import { Scroll } from '../charts/Scroll.tsx'
import { usePack, useWords } from '../words.ts'
import classes from '../trends.module.css'

/** Cases that the grid has room for. */
const gridCases = 12

/** What stands in several cases: factors, pairs of them, systems and suppliers, each down to its cases. */
export function FactorsCard({ years }: { readonly years: number }) {
  const text = useText('trends')
  const answer = useAnswer(readCommonFactors, { years, ...usePack().input })
  const found = answer.data
  return (
    <section className={classes.card} aria-label={text('factors.title')}>
      <h2>{text('factors.title')}</h2>
      {answer.error && !found && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {found && (
        <>
          {found.factors.length === 0 ? (
            <p>{text('factors.none')}</p>
          ) : (
            <Factors found={found} years={years} />
          )}
          <Again found={found} years={years} list="asset" />
          <Again found={found} years={years} list="vendor" />
          <p className={classes.dim}>{text('factors.people')}</p>
        </>
      )}
    </section>
  )
}

interface PartProps {
  readonly found: CommonFactors
  readonly years: number
}

function Factors({ found, years }: PartProps) {
  const { query } = usePack()
  const text = useText('trends')
  const words = useWords()
  const { factors, pairs, withFactors, total, leastSupport } = found
  const link = (value: string, name: string) => (
    <To path={`/trends/cases?by=factor&value=${value}&years=${years}${query}`}>{name}</To>
  )
  return (
    <>
      <p>{text('factors.says', { some: withFactors, all: total })}</p>
      <BarTable
        head={[text('factors.factor'), text('chart.bar'), text('chart.share')]}
        rows={factors.map(({ kind, count, low, high }) => ({
          ...{ key: kind, value: count, low: low * withFactors, high: high * withFactors },
          name: link(kind, words.of('factor', kind)),
          says: text('factors.share', {
            ...{ cases: count, of: withFactors, low: words.percent(low), high: words.percent(high) },
          }),
        }))}
      />
      <h3>{text('factors.pairs')}</h3>
      {pairs.length === 0 ? (
        <p className={classes.dim}>{text('factors.noPairs', { count: leastSupport })}</p>
      ) : (
        <ul className={classes.list}>
          {pairs.map(({ one, other, count, of }) => (
            <li key={`${one} ${other}`}>
              <span className={classes.row}>
                {link(`${one},${other}`, `${words.of('factor', one)} + ${words.of('factor', other)}`)}
              </span>
              <span className={classes.dim}>{text('factors.pair', { cases: count, of })}</span>
            </li>
          ))}
        </ul>
      )}
      <Grid found={found} />
    </>
  )
}

/** Factors down, cases across: where a mark stands, the case has the factor. */
function Grid({ found: { grid, factors } }: Pick<PartProps, 'found'>) {
  const text = useText('trends')
  const words = useWords()
  const cases = grid.slice(0, gridCases)
  return (
    <Scroll label={text('factors.grid')}>
      <table className={classes.matrix}>
        <caption className={classes.dim}>{text('factors.grid')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('factors.factor')}</th>
            {cases.map(({ id, number, title }) => (
              <th key={id} scope="col">
                <To path={`/incidents/${id}`} aria-label={`INC-${number}, ${title}`}>{`INC-${number}`}</To>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {factors.map(({ kind }) => (
            <tr key={kind}>
              <th scope="row">{words.of('factor', kind)}</th>
              {cases.map(({ id, kinds }) => (
                <td key={id} className={classes.yes}>
                  {kinds.includes(kind) && (
                    <span role="img" aria-label={text('yes')}>
                      ●
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Again({ found, years, list }: PartProps & { readonly list: 'asset' | 'vendor' }) {
  const { query } = usePack()
  const text = useText('trends')
  const rows = list === 'asset' ? found.assets : found.vendors
  return (
    <>
      <h3>{text(`factors.${list}s`)}</h3>
      {rows.length === 0 ? (
        <p className={classes.dim}>{text(`factors.no_${list}s`)}</p>
      ) : (
        <BarTable
          head={[text(`factors.${list}s`), text('chart.bar'), text('cases')]}
          rows={rows.map(({ id, name, count }) => ({
            ...{ key: id, value: count, says: text('casesCount', { count }) },
            name: <To path={`/trends/cases?by=${list}&value=${id}&years=${years}${query}`}>{name}</To>,
          }))}
        />
      )}
    </>
  )
}
