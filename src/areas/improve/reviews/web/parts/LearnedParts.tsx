import { TextInput } from '@mantine/core'
import { useText } from '../../../../../ui/text.ts'
import type { PartBodies } from '../../contract/parts.ts'
import type { ReviewDetail } from '../../contract/review.ts'
import { feedbackTargets, type FeedbackTarget } from '../../contract/words.ts'
import { OneOf, OwnWords, PartFrame, WordsField } from './PartFrame.tsx'
import { useWriting } from './use-writing.ts'
import classes from '../reviews.module.css'

interface PartProps {
  readonly review: ReviewDetail
}

/** Q9: nine places that a review may have to change; each is answered. */
export function TargetsPart({ review }: PartProps) {
  const text = useText('reviews')
  const writing = useWriting(review, 'q9')
  const { body, change, mayWrite } = writing
  const say = (
    target: FeedbackTarget,
    said: Partial<NonNullable<PartBodies['q9']['targets'][FeedbackTarget]>>,
  ) => {
    const before = body.targets[target] ?? { answer: 'na' as const, words: '' }
    change({ targets: { ...body.targets, [target]: { ...before, ...said } } })
  }
  return (
    <PartFrame review={review} name="q9" writing={writing}>
      <div className={classes.stack}>
        {feedbackTargets.map((target) => {
          const answer = body.targets[target]
          return (
            <div key={target} className={classes.entry}>
              <OneOf
                label={text(`target.${target}`)}
                value={answer?.answer ?? null}
                mayWrite={mayWrite}
                onChange={(next) => say(target, { answer: next })}
                options={(['yes', 'no', 'na'] as const).map((value) => ({ value, label: text(value) }))}
              />
              {answer?.answer === 'yes' && (
                <TextInput
                  label={text('q9.what')}
                  maxLength={500}
                  disabled={!mayWrite}
                  value={answer.words}
                  onChange={(event) => say(target, { words: event.currentTarget.value })}
                />
              )}
            </div>
          )
        })}
        <OwnWords label={text('words')} writing={writing} />
      </div>
    </PartFrame>
  )
}

/** Q10: what was learned, in words for everybody. */
export function LearnedPart({ review }: PartProps) {
  const text = useText('reviews')
  const writing = useWriting(review, 'q10')
  const { body, change, mayWrite } = writing
  return (
    <PartFrame review={review} name="q10" writing={writing}>
      <div className={classes.stack}>
        <WordsField
          label={text('q10.learned')}
          hint={text('q10.learnedHint')}
          value={body.learned}
          max={1500}
          rows={4}
          mayWrite={mayWrite}
          onChange={(learned) => change({ learned })}
        />
        <WordsField
          label={text('q10.surprise')}
          value={body.surprise}
          max={1000}
          mayWrite={mayWrite}
          onChange={(surprise) => change({ surprise })}
        />
        <OwnWords label={text('q10.words')} writing={writing} />
      </div>
    </PartFrame>
  )
}
