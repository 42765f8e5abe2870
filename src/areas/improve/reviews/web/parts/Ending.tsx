import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { To, usePath } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listReviews, moveReview } from '../../contract/plan.ts'
import { getReview, type ReviewDetail } from '../../contract/review.ts'
import { usePartPath } from './part-path.ts'
import classes from '../reviews.module.css'

type Asked = 'hold' | 'waive' | 'reopen'

/** What is still missing, and the end: held, or waived for a reason that stands on the record. */
export function Ending({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const to = usePartPath(usePath())
  const [asked, setAsked] = useState<Asked>()
  const move = useAct(moveReview, { refreshes: [getReview, listReviews] })
  const { state, missing, can, endedAt, endedBy, endReason } = review
  return (
    <Section title={text('end.title')}>
      {endedAt !== null && (
        <p className={classes.said}>
          {text(`end.was.${state}`, { name: endedBy ?? '' })} <TimeText at={endedAt} form="absolute" />.{' '}
          {endReason}
        </p>
      )}
      {state === 'planned' && missing.length > 0 && (
        <>
          <p>{text('end.missing', { count: missing.length })}</p>
          <ul className={classes.missing}>
            {missing.map(({ part, sentence, what, count, name }) => (
              <li key={`${part} ${sentence}`}>
                <To path={to(part)}>{text(`part.${part}.short`)}</To>:{' '}
                {text(`missing.${what}`, { count, name })}
              </li>
            ))}
          </ul>
        </>
      )}
      {can.manage && (
        <div className={lines.acts} data-no-print>
          {state === 'planned' ? (
            <>
              <Button disabled={missing.length > 0} onClick={() => setAsked('hold')}>
                {text('end.hold')}
              </Button>
              <Button variant="default" onClick={() => setAsked('waive')}>
                {text('end.waive')}
              </Button>
            </>
          ) : (
            <Button variant="default" onClick={() => setAsked('reopen')}>
              {text('end.reopen')}
            </Button>
          )}
        </div>
      )}
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={text(`end.${asked ?? 'hold'}`)}
        confirmLabel={text(`end.${asked ?? 'hold'}`)}
        {...(asked !== 'hold' && { reasonLabel: text('end.reason') })}
        onConfirm={(reason) =>
          move.mutateAsync({ id: review.id, move: asked ?? 'hold', ...(asked !== 'hold' && { reason }) })
        }
        onClose={() => setAsked(undefined)}
      >
        <p>{text(`end.means.${asked ?? 'hold'}`)}</p>
      </ConfirmDialog>
    </Section>
  )
}
