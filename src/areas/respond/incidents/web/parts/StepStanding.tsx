import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { RunStep } from '../../../../prepare/playbooks/contract/run.ts'
import type { Run } from '../../contract/run.ts'
import { entryOf } from './run-parts.ts'
import classes from './room.module.css'

/** What stands around a step: whether it is for this organisation at all, whose word it waits for, whom somebody waits for. */
export function StepStanding({ run, step }: { readonly run: Run; readonly step: RunStep }) {
  const text = useText('incidents')
  const entry = entryOf(run, step.id)
  const wanted = [
    ...(step.onlyIf?.platforms ?? []).map((platform) => text(`platform.${platform}`)),
    ...(step.onlyIf?.traits ?? []).map((trait) => text(`trait.${trait}`)),
  ].join(' · ')
  const isUnfit = entry.unfit === true && entry.status === 'not_needed'
  return (
    <>
      {isUnfit && <Notice tone="active">{text('step.unfit', { wanted })}</Notice>}
      {!isUnfit && wanted !== '' && entry.status === 'open' && (
        <div className={classes.line}>
          <p className={classes.term}>{text('step.onlyWith')}</p>
          <p>{wanted}</p>
        </div>
      )}
      {step.waitsFor !== undefined && entry.status === 'open' && (
        <div className={classes.line}>
          <p className={classes.term}>{text('step.waitsFor')}</p>
          <p>
            <strong>{text(`role.${step.waitsFor.who}`)}</strong>: {step.waitsFor.for}
          </p>
        </div>
      )}
      {entry.waiting !== undefined && entry.status === 'open' && (
        <Notice tone="warn" title={text('step.waiting')}>
          <p>
            {entry.waiting.for} ({entry.waiting.by}, <TimeText at={entry.waiting.since} />)
          </p>
        </Notice>
      )}
    </>
  )
}
