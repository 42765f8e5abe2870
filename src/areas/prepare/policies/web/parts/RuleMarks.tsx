import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { HouseRule } from '../../contract.ts'

/** What of a rule matters to whoever looks, as shape and word. */
export function RuleMarks({ rule }: { readonly rule: HouseRule }) {
  const text = useText('policies')
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '0.5rem 1rem' }}>
      {rule.awaitsMe && <StateMark tone="warn" word={text('mark.awaitsMe')} />}
      {rule.reading === 'to_read' && <StateMark tone="warn" word={text('mark.to_read')} />}
      {rule.reading === 'read' && <StateMark tone="good" word={text('mark.read')} />}
      {rule.state === 'draft' && <StateMark tone="quiet" word={text('mark.draft')} />}
      {rule.state === 'withdrawn' && <StateMark tone="quiet" word={text('mark.withdrawn')} />}
      {rule.state === 'published' && rule.hasDraft && (
        <StateMark tone="active" word={text('mark.hasDraft')} />
      )}
      {rule.isReviewDue && <StateMark tone="warn" word={text('mark.reviewDue')} />}
    </span>
  )
}
