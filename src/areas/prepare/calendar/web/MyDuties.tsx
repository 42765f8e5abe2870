import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readCalendar } from '../contract.ts'
import { DueList } from './parts/DueList.tsx'

const shown = 5

/** On a person's own page: what is theirs, the most urgent first. House rules and training stand in parts of their own. */
export function MyDuties() {
  const text = useText('calendar')
  const answer = useAnswer(readCalendar, { whose: 'mine' })
  const items = (answer.data?.items ?? []).filter(
    ({ kind }) => kind !== 'rule_reading' && kind !== 'rule_approval' && kind !== 'training',
  )
  return (
    <Section title={text('me.title')} actions={<To path="/calendar">{text('me.all')}</To>}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={2} />}
      {answer.data && items.length === 0 && <Notice tone="good">{text('me.none')}</Notice>}
      <DueList items={items.slice(0, shown)} hasOwners={false} />
    </Section>
  )
}
