import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readReadiness } from '../contract.ts'
import { Failures } from './Failures.tsx'

const shown = 4

/** Today: the worst of what would fail. */
export function TodayReadiness() {
  const text = useText('readiness')
  const answer = useAnswer(readReadiness, {})
  const failures = answer.data?.failures ?? []
  return (
    <Section title={text('title')}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={2} />}
      {answer.data && <Failures failures={failures.slice(0, shown)} />}
      {failures.length > shown && <To path="/readiness">{text('all', { count: failures.length })}</To>}
    </Section>
  )
}
