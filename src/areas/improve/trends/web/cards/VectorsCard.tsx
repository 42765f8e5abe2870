import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Trends } from '../../contract/trends.ts'
import { BarTable } from '../charts/BarTable.tsx'
import { usePack, useWords } from '../words.ts'
import classes from '../trends.module.css'

/** How cases began, the commonest first; what is not known keeps its own bar. */
export function VectorsCard({ trends: { vectors, kinds, frame } }: { readonly trends: Trends }) {
  const { query } = usePack()
  const text = useText('trends')
  const words = useWords()
  const total = vectors.reduce((sum, { count }) => sum + count, 0)
  const years = Math.round(frame.months / 12)
  const rows = (list: 'vector' | 'kind', shares: Trends['kinds']) =>
    shares.map(({ key, count, share, low, high }, place) => ({
      ...{ key, value: count, low: low * total, high: high * total },
      name: (
        <To path={`/trends/cases?by=${list}&value=${key}&years=${years}${query}`}>{words.of(list, key)}</To>
      ),
      isVague: key === 'unknown' || key === 'open',
      says: text('vectors.share', {
        ...{ cases: count, share: words.percent(share) },
        ...{ low: words.percent(low), high: words.percent(high) },
        together: words.percent(shares.slice(0, place + 1).reduce((sum, one) => sum + one.share, 0)),
      }),
    }))
  const head = [text('vectors.how'), text('chart.bar'), text('chart.share')] as const
  return (
    <section className={classes.card} aria-label={text('vectors.title')}>
      <h2>{text('vectors.title')}</h2>
      {total === 0 ? (
        <p>{text('vectors.none')}</p>
      ) : (
        <>
          <p>{text('vectors.says')}</p>
          <BarTable head={head} rows={rows('vector', vectors)} />
          <h3>{text('vectors.kinds')}</h3>
          <BarTable head={[text('vectors.what'), head[1], head[2]]} rows={rows('kind', kinds)} />
          <p className={classes.dim}>{text('exploratory')}</p>
        </>
      )}
    </section>
  )
}
