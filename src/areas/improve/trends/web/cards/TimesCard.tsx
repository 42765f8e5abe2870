import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Span, Trends } from '../../contract/trends.ts'
import { ChartBox } from '../charts/ChartBox.tsx'
import { DotLine } from '../charts/DotLine.tsx'
import { useWords } from '../words.ts'
import classes from '../trends.module.css'

/** Marks of the line, in minutes: those between the shortest and the longest are drawn. */
const marks = [1, 60, 1440, 10_080, 43_200, 525_600]

/** How long things took: the middle case and the range, each case a dot, what still runs apart. */
export function TimesCard({ trends: { times } }: { readonly trends: Trends }) {
  const text = useText('trends')
  const told = times.filter(({ count, unfinished }) => count + unfinished > 0)
  const silent = times.filter(({ count, unfinished }) => count + unfinished === 0)
  const words = useWords()
  return (
    <section className={classes.card} aria-label={text('times.title')}>
      <h2>{text('times.title')}</h2>
      <p>{text('times.says')}</p>
      {told.map((span) => (
        <OneSpan key={span.name} span={span} />
      ))}
      {silent.length > 0 && (
        <p className={classes.dim}>
          {text('times.silent', { names: silent.map(({ name }) => words.of('span', name)).join(', ') })}
        </p>
      )}
      {told.length === 0 && <p>{text('times.none')}</p>}
    </section>
  )
}

function OneSpan({ span }: { readonly span: Span }) {
  const text = useText('trends')
  const words = useWords()
  const { name, count, median, shortest, longest, geometricMean, unfinished, longestUnfinished, unknown } =
    span
  const values = span.dots.map(({ minutes }) => Math.max(1, minutes))
  const [from, to] = [Math.min(...values), Math.max(...values)]
  const shown = marks.filter((mark) => mark > from && mark < to)
  const ends = [...new Set([from, to])]
  // A mark too near to an end would be written over it.
  const near = (mark: number) =>
    ends.some((end) => Math.abs(Math.log(mark / end)) < Math.log(to / from || 1) / 6)
  const line = [...ends, ...shown.filter((mark) => !near(mark))].map((value) => ({
    value,
    label: words.span(value),
  }))
  const sentence = [
    count === 0
      ? text('times.noneEnded')
      : text('times.middle', {
          ...{
            count,
            median: words.span(median),
            shortest: words.span(shortest),
            longest: words.span(longest),
          },
        }),
    geometricMean !== null && count > 1 ? text('times.geometric', { mean: words.span(geometricMean) }) : '',
    unfinished === 0
      ? ''
      : text('times.running', { count: unfinished, longest: words.span(longestUnfinished) }),
    unknown === 0 ? '' : text('times.unknown', { count: unknown }),
  ]
  return (
    <div className={classes.part}>
      <h3>{words.of('span', name)}</h3>
      <ChartBox
        isOpen={span.isListed}
        says={sentence.filter((one) => one !== '').join(' ')}
        head={[text('case'), text('times.took'), text('times.state')]}
        rows={span.dots.map(({ id, number, minutes, isRunning }) => [
          <To key={id} path={`/incidents/${id}`}>{`INC-${number}`}</To>,
          words.span(minutes),
          text(isRunning ? 'times.stillRuns' : 'times.ended'),
        ])}
      >
        <DotLine
          label={`${words.of('span', name)}: ${sentence[0] ?? ''}`}
          isLog
          dots={span.dots.map(({ minutes, isRunning }, place) => ({
            ...{ key: `${place}`, value: Math.max(1, minutes), isOpen: isRunning },
          }))}
          marks={line}
          middle={median}
        />
      </ChartBox>
    </div>
  )
}
