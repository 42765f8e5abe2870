import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { listHouseRules } from '../contract.ts'
import { RuleMarks } from './parts/RuleMarks.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** On a person's own page: house rules that wait for their eyes or their yes. */
export function MyRules() {
  const text = useText('policies')
  const answer = useAnswer(listHouseRules, { limit: 200 }, { live: { stream: '*', kinds: ['house_rule.'] } })
  const waiting = (answer.data?.items ?? []).filter(
    ({ reading, awaitsMe }) => reading === 'to_read' || awaitsMe,
  )
  return (
    <Section title={text('me.title')} actions={<To path="/house-rules">{text('all')}</To>}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={2} />}
      {answer.data && waiting.length === 0 && <Notice tone="good">{text('me.none')}</Notice>}
      <ul className={lines.list}>
        {waiting.map((rule) => (
          <li key={rule.id}>
            <To path={`/house-rules/${rule.id}`} className={lines.link}>
              {rule.name}
            </To>
            <RuleMarks rule={rule} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
