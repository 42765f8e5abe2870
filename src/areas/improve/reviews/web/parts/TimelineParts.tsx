import { NativeSelect, TextInput } from '@mantine/core'
import { spanWords } from '../../../../../ui/kit/time-words.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { ReviewDetail } from '../../contract/review.ts'
import { MomentText } from './MomentText.tsx'
import { OwnWords, PartFrame } from './PartFrame.tsx'
import { useWriting } from './use-writing.ts'
import classes from '../reviews.module.css'

interface PartProps {
  readonly review: ReviewDetail
}

const silences = [15, 30, 60, 120, 240, 720] as const

/** What the timeline says about itself, and the moments at which something was decided. */
export function TimelinePart({ review }: PartProps) {
  const text = useText('reviews')
  const writing = useWriting(review, 'timeline')
  const { body, change, mayWrite } = writing
  const { record } = review
  return (
    <PartFrame review={review} name="timeline" writing={writing}>
      <div className={classes.stack}>
        <NativeSelect
          label={text('timeline.silence')}
          value={String(body.silenceMinutes)}
          disabled={!mayWrite}
          onChange={(event) => change({ silenceMinutes: Number(event.currentTarget.value) })}
          data={silences.map((minutes) => ({
            value: String(minutes),
            label: text('timeline.minutes', { minutes }),
          }))}
        />
        {record === null ? (
          <p className={classes.ask}>{text('record.none')}</p>
        ) : (
          <TimelineFindings timeline={record.timeline} />
        )}
        {record !== null && (
          <DecisionPoints
            moments={record.timeline.moments}
            points={body.points}
            mayWrite={mayWrite}
            onChange={(points) => change({ points })}
          />
        )}
        <OwnWords label={text('words')} writing={writing} />
      </div>
    </PartFrame>
  )
}

function TimelineFindings({
  timeline,
}: {
  readonly timeline: NonNullable<ReviewDetail['record']>['timeline']
}) {
  const text = useText('reviews')
  const language = useLanguage()
  const { silences: quiet, outOfOrder, unowned } = timeline
  return (
    <>
      <div className={classes.known}>
        <h3>{text('timeline.silences', { count: quiet.length })}</h3>
        <ul>
          {quiet.slice(0, 10).map(({ from, to, minutes, after }) => (
            <li key={`${after} ${from}`}>
              <strong>{spanWords(minutes * 60_000, language)}</strong> <MomentText at={from} /> –{' '}
              <MomentText at={to} />
            </li>
          ))}
        </ul>
        {quiet.length === 0 && <p>{text('timeline.noSilence')}</p>}
      </div>
      {outOfOrder.length > 0 && (
        <div className={classes.known}>
          <h3>{text('timeline.outOfOrder', { count: outOfOrder.length })}</h3>
          <ul>
            {outOfOrder.map(({ entry, happenedAt, minutes, words }) => (
              <li key={entry}>
                #{entry} <MomentText at={happenedAt} />:{' '}
                {text('timeline.writtenLater', { span: spanWords(minutes * 60_000, language) })} {words}
              </li>
            ))}
          </ul>
        </div>
      )}
      {unowned.length > 0 && (
        <div className={classes.known}>
          <h3>{text('timeline.unowned', { count: unowned.length })}</h3>
          <ul>
            {unowned.map(({ title, isDone }) => (
              <li key={title}>
                {title} ({text(isDone ? 'timeline.done' : 'timeline.open')})
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

interface PointsProps {
  readonly moments: NonNullable<ReviewDetail['record']>['timeline']['moments']
  readonly points: readonly { readonly entry: number; readonly words: string }[]
  readonly mayWrite: boolean
  readonly onChange: (points: { entry: number; words: string }[]) => void
}

function DecisionPoints({ moments, points, mayWrite, onChange }: PointsProps) {
  const text = useText('reviews')
  const marked = (entry: number) => points.find((one) => one.entry === entry)
  const shown = mayWrite ? moments : moments.filter(({ entry }) => marked(entry) !== undefined)
  const set = (entry: number, words: string | undefined) => {
    const others = points.filter((one) => one.entry !== entry)
    onChange(
      words === undefined ? others : [...others, { entry, words }].toSorted((a, b) => a.entry - b.entry),
    )
  }
  return (
    <fieldset className={classes.oneOf}>
      <legend>{text('timeline.points', { count: points.length })}</legend>
      <div className={classes.moments}>
        {shown.map(({ entry, at, words, by }) => {
          const point = marked(entry)
          return (
            <div key={entry}>
              <label>
                <input
                  type="checkbox"
                  disabled={!mayWrite}
                  checked={point !== undefined}
                  onChange={(event) => set(entry, event.currentTarget.checked ? '' : undefined)}
                />
                <span>
                  #{entry} <MomentText at={at} /> · {by} · {words}
                </span>
              </label>
              {point !== undefined && (
                <TextInput
                  aria-label={text('timeline.pointWords', { entry })}
                  placeholder={text('timeline.pointHint')}
                  maxLength={500}
                  disabled={!mayWrite}
                  value={point.words}
                  onChange={(event) => set(entry, event.currentTarget.value)}
                />
              )}
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
