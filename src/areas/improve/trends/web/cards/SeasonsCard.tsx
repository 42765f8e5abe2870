import type { CSSProperties } from 'react'
import { useText } from '../../../../../ui/text.ts'
import type { Trends } from '../../contract/trends.ts'
import { Scroll } from '../charts/Scroll.tsx'
import { useWords } from '../words.ts'
import classes from '../trends.module.css'

const weekdays = [1, 2, 3, 4, 5, 6, 7]
const months = Array.from({ length: 12 }, (_, place) => place + 1)

/** Months by weekdays. The numbers stand in the picture; where there are too few, the page says that it means nothing. */
export function SeasonsCard({ trends: { seasons } }: { readonly trends: Trends }) {
  const text = useText('trends')
  const words = useWords()
  const counts = new Map(seasons.cells.map(({ month, weekday, count }) => [`${month} ${weekday}`, count]))
  const most = Math.max(1, ...seasons.cells.map(({ count }) => count))
  return (
    <section className={classes.card} aria-label={text('seasons.title')}>
      <h2>{text('seasons.title')}</h2>
      {!seasons.isEnough ? (
        <p>{text('seasons.few')}</p>
      ) : (
        <>
          <p>{text('seasons.says')}</p>
          <Scroll label={text('seasons.title')}>
            <table className={classes.season}>
              <thead>
                <tr>
                  <th scope="col">{text('month')}</th>
                  {weekdays.map((day) => (
                    <th key={day} scope="col">
                      {words.weekday(day)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {months.map((month) => (
                  <tr key={month}>
                    <th scope="row">{words.monthName(month)}</th>
                    {weekdays.map((day) => {
                      const count = counts.get(`${month} ${day}`) ?? 0
                      // A custom property is no style that the types know.
                      const heat = { '--heat': count / most } as CSSProperties
                      return (
                        <td key={day} style={heat}>
                          {count === 0 ? '' : count}
                        </td>
                      )
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <p className={classes.dim}>{text('exploratory')}</p>
        </>
      )}
    </section>
  )
}
