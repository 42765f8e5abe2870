import { dayWords } from '../../../../../ui/kit/time-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { SectionRecord } from '../../contract/numbers.ts'
import type { SectionVerdict } from '../../contract/words.ts'
import classes from '../reviews.module.css'

const tones: Readonly<Record<SectionVerdict, Tone>> = {
  worked: 'good',
  failed: 'bad',
  missing: 'bad',
  not_used: 'quiet',
}

/** One section of the plan: how often it held where it was needed, quarter by quarter, and the last times. */
export function SectionCard({ record }: { readonly record: SectionRecord }) {
  const text = useText('reviews')
  const language = useLanguage()
  const { section, counts, failuresInYear, isForced, last } = record
  // A quarter in which nobody needed it says nothing of it.
  const quarters = record.quarters.filter(({ worked, failed, missing }) => worked + failed + missing > 0)
  const needed = counts.worked + counts.failed + counts.missing
  return (
    <section className={classes.known} aria-label={text(`section.${section}`)}>
      <h3>
        <To path={`/plan/sections/${section}`}>{text(`section.${section}`)}</To>
      </h3>
      <p>
        {needed === 0
          ? text('numbers.neverNeeded')
          : text('numbers.held', { held: counts.worked, of: needed })}
      </p>
      {isForced && <Notice tone="warn">{text('numbers.forced', { count: failuresInYear })}</Notice>}
      {quarters.length > 0 && (
        <table className={classes.numbers}>
          <thead>
            <tr>
              <th scope="col">{text('numbers.quarter')}</th>
              <th scope="col">{text('judged.worked')}</th>
              <th scope="col">{text('judged.failed')}</th>
              <th scope="col">{text('judged.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {quarters.map(({ quarter, worked, failed, missing }) => (
              <tr key={quarter}>
                <th scope="row">{quarter.replace('-', ' ')}</th>
                <td>{worked}</td>
                <td>{failed}</td>
                <td>{missing}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {last.length > 0 && (
        <ul className={lines.list}>
          {last.map(({ title, judged, words, on, reviewId, exerciseId }) => (
            <li key={`${on} ${reviewId ?? exerciseId}`}>
              <span className={lines.words}>
                <To path={reviewId === null ? `/exercises/${exerciseId}/report` : `/reviews/${reviewId}`}>
                  {title}
                </To>
                <span className={lines.dim}>
                  {[dayWords(on, language), words].filter((one) => one !== '').join(' · ')}
                </span>
              </span>
              <StateMark tone={tones[judged]} word={text(`judged.${judged}`)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
