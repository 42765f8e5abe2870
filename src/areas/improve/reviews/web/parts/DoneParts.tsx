import { spanWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { PartBodies } from '../../contract/parts.ts'
import type { ReviewDetail } from '../../contract/review.ts'
import { MomentText } from './MomentText.tsx'
import { OneOf, OwnWords, PartFrame, WordsField } from './PartFrame.tsx'
import { useWriting } from './use-writing.ts'
import { yesNo } from './yes-no.ts'
import classes from '../reviews.module.css'

interface PartProps {
  readonly review: ReviewDetail
}

type Step = NonNullable<ReviewDetail['record']>['steps'][number]

const tones: Readonly<Record<Step['became'], Tone>> = {
  done: 'good',
  skipped: 'warn',
  not_needed: 'quiet',
  open: 'unknown',
}

/** Q1: each step as it was really done, and whether it is worth keeping. */
export function StepsPart({ review }: PartProps) {
  const text = useText('reviews')
  const writing = useWriting(review, 'q1')
  const { body, change, mayWrite } = writing
  const { record } = review
  const judge = (step: string, said: Partial<(typeof body.steps)[number]>) => {
    const before = body.steps.find((one) => one.step === step) ?? { step, adequate: 'yes' as const, why: '' }
    change({ steps: [...body.steps.filter((one) => one.step !== step), { ...before, ...said }] })
  }
  const steps = record?.steps ?? []
  // What people left out or changed is what there is to talk about.
  const touched = [
    ...steps.filter(isDeparture),
    ...steps.filter((one) => one.became === 'done' && !isDeparture(one)),
  ]
  const untouched = steps.filter((one) => !touched.includes(one))
  const oneStep = (step: Step) => (
    <StepRow
      key={step.step}
      step={step}
      judged={body.steps.find((one) => one.step === step.step)}
      mayWrite={mayWrite}
      onJudge={(said) => judge(step.step, said)}
    />
  )
  return (
    <PartFrame review={review} name="q1" writing={writing}>
      <div className={classes.stack}>
        {record !== null && record.followedPercent !== null && (
          <p className={classes.said}>{text('q1.followed', { percent: record.followedPercent })}</p>
        )}
        {record !== null && record.steps.length === 0 && <p className={classes.ask}>{text('q1.noRun')}</p>}
        {touched.map(oneStep)}
        {untouched.length > 0 && (
          <details>
            <summary className={classes.more}>{text('q1.untouched', { count: untouched.length })}</summary>
            {untouched.map(oneStep)}
          </details>
        )}
        <OwnWords label={text('words')} writing={writing} />
      </div>
    </PartFrame>
  )
}

function isDeparture({ became, changed }: Step): boolean {
  return became === 'skipped' || changed !== null
}

interface StepRowProps {
  readonly step: Step
  readonly judged: PartBodies['q1']['steps'][number] | undefined
  readonly mayWrite: boolean
  readonly onJudge: (said: Partial<PartBodies['q1']['steps'][number]>) => void
}

function StepRow({ step, judged, mayWrite, onJudge }: StepRowProps) {
  const text = useText('reviews')
  return (
    <div className={classes.entry}>
      <StepFacts step={step} />
      <OneOf
        label={text('q1.worth')}
        about={step.title}
        value={judged?.adequate ?? null}
        mayWrite={mayWrite}
        onChange={(adequate) => onJudge({ adequate })}
        options={yesNo(text)}
      />
      {judged?.adequate === 'no' && (
        <WordsField
          label={text('q1.why')}
          value={judged.why}
          max={1000}
          mayWrite={mayWrite}
          onChange={(why) => onJudge({ why })}
        />
      )}
    </div>
  )
}

function StepFacts({ step }: { readonly step: Step }) {
  const text = useText('reviews')
  return (
    <div>
      <strong>{step.title}</strong>{' '}
      <StateMark tone={tones[step.became]} word={text(`became.${step.became}`)} />
      {step.changed !== null && <StateMark tone="quiet" word={text(`changed.${step.changed}`)} />}
      <p className={classes.ask}>
        {[
          ...(step.by === '' ? [] : [step.by]),
          ...(step.reason === '' ? [] : [step.reason]),
          ...(step.settledIn > 1 ? [text('q1.share', { done: step.doneIn, of: step.settledIn })] : []),
        ].join(' · ')}
      </p>
    </div>
  )
}

/** Q2: what was wanted, when it came, and how late that was. */
export function NeedsPart({ review }: PartProps) {
  const text = useText('reviews')
  const language = useLanguage()
  const writing = useWriting(review, 'q2')
  const { body, change, mayWrite } = writing
  const wanted = [...(review.record?.wanted ?? [])].toSorted((a, b) => b.minutes - a.minutes)
  return (
    <PartFrame review={review} name="q2" writing={writing}>
      <div className={classes.stack}>
        {wanted.length === 0 && <p className={classes.ask}>{text('q2.none')}</p>}
        {wanted.map(({ item, text: words, source, wantedAt, gotAt, minutes }) => (
          <div key={item} className={classes.entry}>
            <strong>{words}</strong>
            <p className={classes.ask}>
              <MomentText at={wantedAt} /> → {gotAt === null ? text('q2.never') : <MomentText at={gotAt} />} ·{' '}
              {spanWords(minutes * 60_000, language)}
              {source !== '' && ` · ${source}`}
            </p>
            <RemarkField
              label={text('q2.remark')}
              item={item}
              remarks={body.remarks}
              mayWrite={mayWrite}
              onChange={(remarks) => change({ remarks })}
            />
          </div>
        ))}
        <OwnWords label={text('words')} writing={writing} />
      </div>
    </PartFrame>
  )
}

/** Q3: what held people up, with the minutes it cost, summed by what it was. */
export function BlockersPart({ review }: PartProps) {
  const text = useText('reviews')
  const language = useLanguage()
  const writing = useWriting(review, 'q3')
  const { body, change, mayWrite } = writing
  const held = review.record?.held
  const span = (minutes: number) => spanWords(minutes * 60_000, language)
  return (
    <PartFrame review={review} name="q3" writing={writing}>
      <div className={classes.stack}>
        {held !== undefined && held.items.length > 0 && (
          <dl className={classes.figures}>
            <div>
              <dt>{text('q3.clock')}</dt>
              <dd>{span(held.clockMinutes)}</dd>
            </div>
            {held.byKind.map(({ kind, minutes }) => (
              <div key={kind}>
                <dt>{text(`blocked.${kind}`)}</dt>
                <dd>{span(minutes)}</dd>
              </div>
            ))}
          </dl>
        )}
        {(held?.items.length ?? 0) === 0 && <p className={classes.ask}>{text('q3.none')}</p>}
        {held?.items.map(({ item, text: words, kind, minutes }) => (
          <div key={item} className={classes.entry}>
            <strong>{words}</strong>
            <p className={classes.ask}>
              {text(`blocked.${kind}`)} · {span(minutes)}
            </p>
            <RemarkField
              label={text('q3.remark')}
              item={item}
              remarks={body.remarks}
              mayWrite={mayWrite}
              onChange={(remarks) => change({ remarks })}
            />
          </div>
        ))}
        <OwnWords label={text('words')} writing={writing} />
      </div>
    </PartFrame>
  )
}

interface RemarkProps {
  readonly label: string
  readonly item: string
  readonly remarks: readonly { readonly item: string; readonly words: string }[]
  readonly mayWrite: boolean
  readonly onChange: (remarks: { item: string; words: string }[]) => void
}

/** What people add to one thing that the record knows. */
function RemarkField({ label, item, remarks, mayWrite, onChange }: RemarkProps) {
  const value = remarks.find((one) => one.item === item)?.words ?? ''
  const others = remarks.filter((one) => one.item !== item)
  return (
    <WordsField
      label={label}
      value={value}
      max={1000}
      rows={1}
      mayWrite={mayWrite}
      onChange={(words) => onChange(words === '' ? others : [...others, { item, words }])}
    />
  )
}
