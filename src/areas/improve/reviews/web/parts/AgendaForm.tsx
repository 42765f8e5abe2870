import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { changeReviewPlan, listReviews } from '../../contract/plan.ts'
import { getReview, type ReviewDetail } from '../../contract/review.ts'
import { agendaIn } from '../../rules/planning.ts'
import classes from '../reviews.module.css'

/** The agenda as people type it: a point for each line, its minutes first. */
export function AgendaForm({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const standing = review.agenda
    .map(({ title, minutes }) => `${minutes} ${review.isOwnAgenda ? title : text(`part.${title}.title`)}`)
    .join('\n')
  const [typed, setTyped] = useState(standing)
  const [fault, setFault] = useState('')
  const change = useAct(changeReviewPlan, {
    refreshes: [getReview, listReviews],
    onDone: () => showDone(text('agenda.saved')),
  })
  const { id, form, ownerId, facilitatorId, dueOn, meetsAt } = review
  if (ownerId === null) return <p className={classes.ask}>{text('agenda.noOwner')}</p>
  const send = (agenda: ReturnType<typeof agendaIn> | null) => {
    setFault(agenda === undefined ? text('agenda.fault') : '')
    if (agenda !== undefined)
      change.mutate({ ...{ id, form, ownerId, facilitatorId, dueOn, meetsAt }, agenda })
  }
  return (
    <details data-no-print>
      <summary>{text('agenda.change')}</summary>
      <div className={classes.stack}>
        <Textarea
          label={text('agenda.points')}
          description={text('agenda.hint')}
          autosize
          minRows={4}
          maxLength={6000}
          value={typed}
          error={fault || undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {change.error && <Notice tone="bad">{change.error.message}</Notice>}
        <div className={lines.acts}>
          <Button variant="default" loading={change.isPending} onClick={() => send(agendaIn(typed))}>
            {text('agenda.save')}
          </Button>
          {review.isOwnAgenda && (
            <Button variant="default" loading={change.isPending} onClick={() => send(null)}>
              {text('agenda.shipped')}
            </Button>
          )}
        </div>
      </div>
    </details>
  )
}
