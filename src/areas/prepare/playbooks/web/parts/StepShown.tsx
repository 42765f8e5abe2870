import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { EvidenceItem, PlaybookStep } from '../../contract/playbook.ts'
import { platforms, type Platform, type Profile } from '../../contract/profile.ts'
import { fits, wantedOf } from '../../rules/fitness.ts'
import classes from '../playbook.module.css'
import { Bullets, Line } from './Line.tsx'

interface StepShownProps {
  readonly step: PlaybookStep
  /** What the organisation works with; null while nobody said. */
  readonly profile: Profile | null
  readonly evidence: readonly EvidenceItem[]
  /** The titles of the steps that its answers lead to. */
  readonly titleOf: (id: string) => string
}

/** A step as the playbook has it, whole: who, when, evidence first, how, where to click, how to take it back. */
export function StepShown({ step, profile, evidence, titleOf }: StepShownProps) {
  const text = useText('playbooks')
  const isUnfit = fits(step.onlyIf, profile ?? undefined) === 'no'
  const wanted = (step.onlyIf ? wantedOf(step.onlyIf) : []).map((one) =>
    text(platforms.some((platform) => platform === one) ? `platform.${one}` : `trait.${one}`),
  )
  const needed = evidence.filter((item) => step.needsEvidence?.includes(item.id))
  return (
    <details className={classes.fold} data-quiet={isUnfit}>
      <summary>
        <span className={classes.partId}>{step.id}</span> {step.title}{' '}
        <span className={classes.dim}>{text(`role.${step.who}`)}</span>
        {step.destructive && <span className={classes.warn}> · {text('destructive')}</span>}
        {isUnfit && <span className={classes.dim}> · {text('notForYou')}</span>}
      </summary>
      {wanted.length > 0 &&
        (isUnfit ? (
          <Notice tone="active">{text('unfit', { wanted: wanted.join(' · ') })}</Notice>
        ) : (
          <Line name="onlyWith">{wanted.join(' · ')}</Line>
        ))}
      {step.when !== undefined && <Line name="onlyIf">{step.when}</Line>}
      {step.waitsFor !== undefined && (
        <Line name="waitsFor">{`${text(`role.${step.waitsFor.who}`)}: ${step.waitsFor.for}`}</Line>
      )}
      {needed.length > 0 && <Line name="evidenceFirst">{needed.map((item) => item.what).join(' · ')}</Line>}
      <Line name="why">{step.why}</Line>
      <div className={classes.line}>
        <strong>{text('how')}</strong>
        <ol>
          {step.how.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <Clicks step={step} profile={profile} />
      </div>
      {step.connection !== undefined && <Line name="request">{step.connection.name}</Line>}
      {step.ask !== undefined && (
        <div className={classes.line}>
          <strong>{text('asks')}</strong> {step.ask.question}
          <ul>
            <li>
              {text('yes')}: {titleOf(step.ask.yes)}
            </li>
            <li>
              {text('no')}: {titleOf(step.ask.no)}
            </li>
          </ul>
        </div>
      )}
      <Line name="undo">{step.undo}</Line>
      <Line name="doneWhen">{step.doneWhen}</Line>
      {step.watch !== undefined && <Line name="watch">{step.watch}</Line>}
      <p className={classes.dim}>
        {text('minutes', { count: step.minutes })}
        {step.csf.length > 0 && ` · CSF 2.0: ${step.csf.join(', ')}`}
      </p>
    </details>
  )
}

/** The clicks of the products in use stand open; the others follow, folded. */
function Clicks({ step, profile }: Pick<StepShownProps, 'step' | 'profile'>) {
  const text = useText('playbooks')
  const all = platforms.flatMap((platform): [Platform, readonly string[]][] => {
    const lines = step.howByPlatform?.[platform]
    return lines === undefined ? [] : [[platform, lines]]
  })
  const ours = all.filter(([platform]) => profile?.platforms.includes(platform))
  const others = all.filter((one) => !ours.includes(one))
  return [...ours, ...others].map(([platform, lines]) => (
    <details
      key={platform}
      className={classes.fold}
      open={ours.length > 0 && profile?.platforms.includes(platform)}
    >
      <summary>{text(`platform.${platform}`)}</summary>
      <Bullets lines={lines} />
    </details>
  ))
}
