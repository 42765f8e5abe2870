import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { usePart } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { ReviewView } from './parts/ReviewView.tsx'
import { useReview } from './parts/use-review.ts'

/** One look back, as one page that one person can lead others through. */
export function ReviewPage() {
  return <ReviewById id={usePart('review')} />
}

/** The same wherever its id is known from. */
export function ReviewById({ id }: { readonly id: string }) {
  const text = useText('reviews')
  const answer = useReview(id)
  if (answer.data) return <ReviewView review={answer.data} />
  if (answer.error)
    return (
      <Page title={text('list.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading lines={10} />
}
