import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { listReviews, planReview } from '../contract/plan.ts'
import { ReviewById } from './ReviewPage.tsx'

/** The review of one case; planned from here where nobody has yet. */
export function CaseReviewPage() {
  const text = useText('reviews')
  const incidentId = usePart('incident')
  const found = useAnswer(listReviews, { incidentId }, { live: { stream: incidentId, kinds: ['review.'] } })
  const plan = useAct(planReview, {
    refreshes: [listReviews],
    onDone: () => showDone(text('plan.done')),
  })
  const [review] = found.data?.items ?? []
  if (review !== undefined) return <ReviewById id={review.id} />
  return (
    <Page title={text('list.title')}>
      {found.error && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data && (
        <EmptyState
          title={text('case.none')}
          lead={text('case.noneLead')}
          action={
            <Can permission="review.manage">
              <Button loading={plan.isPending} onClick={() => plan.mutate({ incidentId })}>
                {text('case.plan')}
              </Button>
            </Can>
          }
        />
      )}
      {plan.error && <Notice tone="bad">{plan.error.message}</Notice>}
    </Page>
  )
}
