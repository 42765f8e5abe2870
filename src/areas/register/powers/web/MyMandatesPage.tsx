import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { useText } from '../../../../ui/text.ts'
import { listMyMandates } from '../contract/mandates.ts'
import { Mandates } from './parts/Mandates.tsx'

/** What one was given the power to do, and what waits for one's signature. */
export function MyMandatesPage() {
  const text = useText('powers')
  const answer = useAnswer(listMyMandates, {}, { live: { stream: '*', kinds: ['mandate.'] } })
  return (
    <Page title={text('mandates')} lead={text('mandate.mine')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && (
        <Mandates powers={{ mandates: answer.data.items, roles: [], can: { manage: false } }} />
      )}
    </Page>
  )
}
