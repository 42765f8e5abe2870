import { useAnswer } from '../../../../ui/answers.ts'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listPlanVersions } from '../contract/versions.ts'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './plan.module.css'

/** Today: the plan to read, the version to approve, or that there is no plan yet. Nothing where all is well. */
export function TodayPlan() {
  const text = useText('plan')
  const mayEdit = useMay('plan.edit')
  const answer = useAnswer(listPlanVersions, {}, { live: { stream: '*', kinds: ['plan.'] } })
  if (!answer.data) return null
  const { items, toRead } = answer.data
  const waiting = items.find(({ state }) => state === 'waiting')
  const link = (path: string, label: string) => (
    <p className={classes.lone}>
      <To path={path} className={lines.link}>
        {label}
      </To>
    </p>
  )
  return (
    <>
      {toRead !== null && (
        <Notice tone="active" title={text('today.read')}>
          {link(`/plan/versions/${toRead}`, text('today.toRead'))}
        </Notice>
      )}
      {mayEdit && waiting && (
        <Notice tone="active" title={text('next.waiting', { version: waiting.version })}>
          {link(`/plan/versions/${waiting.version}`, text('next.look'))}
        </Notice>
      )}
      {mayEdit && items.length === 0 && (
        <Notice tone="active" title={text('today.none')}>
          {link('/plan', text('today.toPlan'))}
        </Notice>
      )}
    </>
  )
}
