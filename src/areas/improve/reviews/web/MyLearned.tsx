import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listLearned } from '../contract/editions.ts'

/** On a person's own page: what the firm learned lately. Nothing where nothing was released. */
export function MyLearned() {
  const text = useText('reviews')
  const pages = useAnswer(listLearned, { limit: 3 }, { live: { stream: '*', kinds: ['review.'] } })
  const items = pages.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={text('learned.title')} actions={<To path="/learned">{text('learned.all')}</To>}>
      <ul className={lines.list}>
        {items.map(({ id, title, isRead }) => (
          <li key={id}>
            <span className={lines.words}>
              <To path="/learned">{title}</To>
            </span>
            {isRead && <StateMark tone="good" word={text('learned.wasRead')} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}
