import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listImprovements } from '../contract/improvements.ts'
import { ImprovementRow } from './parts/ImprovementRow.tsx'
import lines from '../../../../ui/lists/lines.module.css'

const shownAtMost = 3

/** On Today: what is overdue, and how many wait for a word of whoever leads. Nothing where all is well. */
export function TodayImprovements() {
  const text = useText('improvements')
  const mayDecide = useMay('improvement.decide')
  const live = { stream: '*', kinds: ['improvement.'] }
  const answer = useAnswer(listImprovements, { view: 'overdue', limit: shownAtMost }, { live })
  if (!answer.data) return null
  const { items, counts } = answer.data
  if (counts === null) return null
  const views = mayDecide ? (['to_decide', 'to_verify', 'effect'] as const) : (['effect'] as const)
  const waiting = views.filter((view) => counts[view] > 0)
  if (items.length === 0 && waiting.length === 0) return null
  return (
    <Section title={text('today.title')}>
      <ul className={lines.list}>
        {items.map((row) => (
          <ImprovementRow key={row.id} improvement={row} />
        ))}
        {waiting.map((view) => (
          <li key={view}>
            <To path={`/improvements?view=${view}`} className={lines.link}>
              {text(`today.${view}`, { count: counts[view] })}
            </To>
          </li>
        ))}
      </ul>
      {counts.overdue > items.length && (
        <To path="/improvements?view=overdue" className={lines.link}>
          {text('today.overdue', { count: counts.overdue })}
        </To>
      )}
    </Section>
  )
}
