import { useAnswer } from '../../../../../ui/answers.ts'
import { To } from '../../../../../ui/place.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { readProfile, type Platform } from '../../../../prepare/playbooks/contract/profile.ts'
import type { RunStep } from '../../../../prepare/playbooks/contract/run.ts'
import classes from './room.module.css'

/** Console paths: those of what this organisation works with stand open, the others are folded behind one line. */
export function StepClicks({ step }: { readonly step: RunStep }) {
  const text = useText('incidents')
  const mayEdit = useMay('playbook.edit')
  const answer = useAnswer(readProfile, {})
  const profile = answer.data?.profile
  const all = Object.entries(step.howByPlatform ?? {})
  if (all.length === 0) return null
  // The keys of a record that the contract checked.
  const isOurs = (platform: string) => profile?.platforms.includes(platform as Platform) ?? false
  const ours = all.filter(([platform]) => isOurs(platform))
  const others = all.filter(([platform]) => !isOurs(platform))
  return (
    <div className={classes.clicks}>
      <p className={classes.dim}>{text(ours.length > 0 ? 'step.clicksOurs' : 'step.clicks')}</p>
      {ours.map(([platform, lines]) => (
        <PlatformClicks key={platform} platform={platform} lines={lines} isOpen />
      ))}
      {ours.length === 0 ? (
        others.map(([platform, lines]) => (
          <PlatformClicks key={platform} platform={platform} lines={lines} isOpen={false} />
        ))
      ) : others.length > 0 ? (
        <details className={classes.fold}>
          <summary>{text('step.clicksOthers', { count: others.length })}</summary>
          {others.map(([platform, lines]) => (
            <PlatformClicks key={platform} platform={platform} lines={lines} isOpen />
          ))}
        </details>
      ) : null}
      {answer.data?.profile === null && mayEdit && (
        <p className={classes.dim}>
          <To path="/settings/profile">{text('step.clicksSay')}</To>
        </p>
      )}
    </div>
  )
}

function PlatformClicks(props: {
  readonly platform: string
  readonly lines: readonly string[]
  readonly isOpen: boolean
}) {
  const text = useText('incidents')
  return (
    <details className={classes.fold} open={props.isOpen}>
      <summary>{text(`platform.${props.platform}`)}</summary>
      <ul>
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}
