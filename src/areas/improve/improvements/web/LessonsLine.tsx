import { useAnswer } from '../../../../ui/answers.ts'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readLessons } from '../contract/lessons.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** On a closed case: what it still asks, in one sentence, and the way there. Nothing where it asks nothing. */
export function LessonsLine({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('improvements')
  const kinds = ['improvement.', 'idea.', 'blind_spot.', 'risk_case.']
  const { data } = useAnswer(readLessons, { id }, { live: { stream: id, kinds } })
  if (!data) return null
  const asks = [
    data.blindSpot?.verdict === null ? text('spot.heading') : '',
    data.riskCases.some(({ state }) => state === 'open') ? text('line.risk') : '',
    data.ideas.length > 0 ? text('line.ideas', { count: data.ideas.length }) : '',
  ].filter((one) => one !== '')
  if (asks.length === 0 && data.improvements.length === 0) return null
  return (
    <Notice tone={asks.length === 0 ? 'good' : 'active'} title={text('lessons.title')}>
      <p>
        {data.improvements.length > 0 && `${text('line.improvements', { count: data.improvements.length })} `}
        {asks.join(' ')}{' '}
        <To path={`/incidents/${id}?part=more`} className={lines.link}>
          {text('line.go')}
        </To>
      </p>
    </Notice>
  )
}
