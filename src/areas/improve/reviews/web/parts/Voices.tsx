import { Button } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { tenantPath } from '../../../../../ui/tenant.ts'
import { useText } from '../../../../../ui/text.ts'
import { moveReview } from '../../contract/plan.ts'
import { getReview, type ReviewDetail } from '../../contract/review.ts'
import classes from '../reviews.module.css'

const questions = ['kept', 'changed', 'surprised'] as const

/** What those who took part say: only how many, until somebody opens them all at once. */
export function Voices({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const open = useAct(moveReview, { refreshes: [getReview] })
  const { count, items } = review.voices
  return (
    <Section title={text('voices.title')}>
      {items === null ? (
        <>
          <p className={classes.ask}>{text('voices.count', { count })}</p>
          {review.state === 'planned' && (
            <p className={classes.ask} data-no-print>
              {text('voices.invite')}{' '}
              <code>{`${window.location.origin}${tenantPath(`/reviews/${review.id}/voice`)}`}</code>
            </p>
          )}
          {review.can.manage && (
            <div data-no-print className={classes.stack}>
              <p className={classes.ask}>{text('voices.openHint')}</p>
              <Button
                variant="default"
                loading={open.isPending}
                onClick={() => open.mutate({ id: review.id, move: 'open_voices' })}
              >
                {text('voices.open')}
              </Button>
            </div>
          )}
        </>
      ) : (
        <div className={classes.stack}>
          {items.length === 0 && <p className={classes.ask}>{text('voices.none')}</p>}
          {items.map((voice) => (
            <div key={JSON.stringify(voice)} className={classes.known}>
              <h3>{voice.by || text('voices.nameless')}</h3>
              {questions
                .filter((question) => voice[question] !== '')
                .map((question) => (
                  <p key={question} className={classes.said}>
                    <strong>{text(`voice.${question}`)}</strong> {voice[question]}
                  </p>
                ))}
            </div>
          ))}
        </div>
      )}
      {open.error && <Notice tone="bad">{open.error.message}</Notice>}
    </Section>
  )
}
