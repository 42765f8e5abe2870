import { Button, TextInput } from '@mantine/core'
import lines from '../../../../../ui/lists/lines.module.css'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { PartBodies } from '../../contract/parts.ts'
import type { ReviewDetail } from '../../contract/review.ts'
import { OneOf, OwnWords, PartFrame, WordsField } from './PartFrame.tsx'
import { useWriting } from './use-writing.ts'
import classes from '../reviews.module.css'

type Sign = PartBodies['q8']['signs'][number]

const fresh = (sign: string, how = ''): Sign => ({
  ...{ sign, how, seenAt: null, rule: '', testEvent: '' },
  ends: how === '' ? 'rule' : 'check',
})

/** Q8: what could have been seen earlier. Each sign ends as a rule that was tried, as a check by hand, or as neither with a reason. */
export function SignsPart({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const writing = useWriting(review, 'q8')
  const { body, change, mayWrite } = writing
  const taken = new Set(body.signs.map(({ sign }) => sign))
  const offered = (review.record?.earlySigns ?? []).filter(({ sign }) => !taken.has(sign))
  const set = (at: number, said: Partial<Sign>) =>
    change({ signs: body.signs.map((one, place) => (place === at ? { ...one, ...said } : one)) })
  return (
    <PartFrame review={review} name="q8" writing={writing}>
      <div className={classes.stack}>
        {body.signs.map((sign, at) => (
          // Its place is all that names a sign while its words change.
          <SignFields
            key={at}
            sign={sign}
            mayWrite={mayWrite}
            onChange={(said) => set(at, said)}
            onDrop={() => change({ signs: body.signs.filter((_one, place) => place !== at) })}
          />
        ))}
        {mayWrite && (
          <div className={lines.acts} data-no-print>
            <Button
              variant="default"
              onClick={() => change({ signs: [...body.signs, fresh(text('q8.new'))] })}
            >
              {text('q8.add')}
            </Button>
            {offered.map(({ sign, how }) => (
              <Button
                key={sign}
                variant="default"
                className={classes.long}
                onClick={() => change({ signs: [...body.signs, fresh(sign, how)] })}
              >
                + {sign}
              </Button>
            ))}
          </div>
        )}
        <To path="/settings/watch" className={lines.link}>
          {text('q8.rules')}
        </To>
        <OwnWords label={text('words')} writing={writing} />
      </div>
    </PartFrame>
  )
}

interface SignProps {
  readonly sign: Sign
  readonly mayWrite: boolean
  readonly onChange: (said: Partial<Sign>) => void
  readonly onDrop: () => void
}

function SignFields({ sign, mayWrite, onChange, onDrop }: SignProps) {
  const text = useText('reviews')
  const { ends } = sign
  return (
    <div className={classes.entry}>
      <WordsField
        label={text('q8.sign')}
        value={sign.sign}
        max={1000}
        rows={1}
        mayWrite={mayWrite}
        onChange={(words) => onChange({ sign: words })}
      />
      <OneOf
        label={text('q8.ends')}
        value={ends}
        mayWrite={mayWrite}
        onChange={(next) => onChange({ ends: next })}
        options={(['rule', 'check', 'cannot'] as const).map((value) => ({
          value,
          label: text(`ends.${value}`),
        }))}
      />
      {ends === 'rule' && (
        <>
          <TextInput
            label={text('q8.rule')}
            maxLength={200}
            disabled={!mayWrite}
            value={sign.rule}
            onChange={(event) => onChange({ rule: event.currentTarget.value })}
          />
          <WordsField
            label={text('q8.testEvent')}
            hint={text('q8.testEventHint')}
            value={sign.testEvent}
            mayWrite={mayWrite}
            onChange={(testEvent) => onChange({ testEvent })}
          />
        </>
      )}
      <WordsField
        label={text(`q8.how.${ends}`)}
        value={sign.how}
        max={1000}
        rows={1}
        mayWrite={mayWrite}
        onChange={(how) => onChange({ how })}
      />
      {mayWrite && (
        <div data-no-print>
          <Button variant="default" onClick={onDrop}>
            {text('drop')}
          </Button>
        </div>
      )}
    </div>
  )
}
