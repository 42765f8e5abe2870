import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { AlertGroup } from '../../contract/groups.ts'

/** What somebody made of a group, or whether it still goes on. */
export function GroupState({ group }: { readonly group: AlertGroup }) {
  const text = useText('signals')
  if (group.status === 'linked')
    return <StateMark tone="good" word={text('status.linkedTo', { number: group.incidentNumber ?? 0 })} />
  if (group.status !== 'open') return <StateMark tone="quiet" word={text(`groups.status.${group.status}`)} />
  if (group.isRaised) return <StateMark tone="bad" word={text('groups.raised')} />
  if (group.isReopened) return <StateMark tone="bad" word={text('groups.back')} />
  return group.firing > 0 ? (
    <StateMark tone="warn" word={text('groups.firing', { count: group.firing })} />
  ) : (
    <StateMark tone="quiet" word={text('groups.quiet')} />
  )
}
