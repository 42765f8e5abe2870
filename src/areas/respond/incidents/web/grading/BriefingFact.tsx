import { useAnswer } from '../../../../../ui/answers.ts'
import { useNow } from '../../../../../ui/kit/now.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readCrisis } from '../../contract/crisis.ts'

/** In the head of the room, in sight whatever part is shown: when people meet next, or that they should have. */
export function BriefingFact({ incidentId: id }: { readonly incidentId: string }) {
  const text = useText('grading')
  const now = useNow()
  const crisis = useAnswer(readCrisis, { id })
  const next = crisis.data?.nextBriefingAt ?? null
  if (next === null) return null
  return (
    <div>
      <dt>{text('crisis.next')}</dt>
      <dd>
        {Date.parse(next) < now ? (
          <StateMark tone="warn" word={text('crisis.late')} />
        ) : (
          <TimeText at={next} form="relative" />
        )}
      </dd>
    </div>
  )
}
