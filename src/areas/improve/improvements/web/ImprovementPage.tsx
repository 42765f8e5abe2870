import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import {
  getImprovement,
  listImprovements,
  stepImprovement,
  type ImprovementDetail,
} from '../contract/improvements.ts'
import type { ImprovementStep } from '../contract/words.ts'
import { ImprovementForm } from './parts/ImprovementForm.tsx'
import { ImprovementMarks } from './parts/ImprovementMarks.tsx'
import { PlanWords } from './parts/PlanWords.tsx'
import { stepEntry } from './parts/step-entries.ts'
import { History, Versions } from './parts/What.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** Whatever it changes, a newer version of it shows at once. */
const kinds = [
  ...['improvement.', 'plan.', 'playbook.', 'house_rule.', 'risk.', 'asset.', 'contract.', 'contact.'],
  ...['copy.', 'article.', 'rolecard.', 'watch.'],
]

/** One improvement: the next step and whose it is, what it changes, and all that happened. */
export function ImprovementPage() {
  const text = useText('improvements')
  const id = usePart('improvement')
  const answer = useAnswer(getImprovement, { id }, { live: { stream: '*', kinds } })
  if (answer.data) return <Shown improvement={answer.data} />
  if (answer.error)
    return (
      <Page title={text('list.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading lines={8} />
}

function Shown({ improvement }: { readonly improvement: ImprovementDetail }) {
  const text = useText('improvements')
  const { title, why, origin } = improvement
  return (
    <Page
      title={title}
      lead={
        <>
          <To path="/improvements">{text('back')}</To>
          {origin.incidentId !== null && (
            <>
              {' · '}
              <To path={`/incidents/${origin.incidentId}?part=more`}>
                {text('toCase', { number: origin.incidentNumber ?? '' })}
              </To>
            </>
          )}
        </>
      }
      marks={<ImprovementMarks improvement={improvement} />}
      actions={<Steps improvement={improvement} />}
    >
      <Next improvement={improvement} />
      {why !== '' && <p>{why}</p>}
      <About improvement={improvement} />
      <PlanWords improvement={improvement} />
      <Versions improvement={improvement} />
      <Back improvement={improvement} />
      <History improvement={improvement} />
    </Page>
  )
}

/** The first that may be done stands out; what ends it stands apart. */
function Steps({ improvement }: { readonly improvement: ImprovementDetail }) {
  const text = useText('improvements')
  const { id, can } = improvement
  const [form, setForm] = useState<'change' | 'accept'>()
  const { ask, dialog } = useEntry([getImprovement, listImprovements])
  const act = useAct(stepImprovement, { refreshes: [getImprovement, listImprovements] })
  const take = (step: ImprovementStep) => {
    if (step === 'accept') setForm('accept')
    else if (step === 'start') act.mutate({ id, step })
    else ask(stepEntry(text, id, step))
  }
  const ending: readonly ImprovementStep[] = ['refuse', 'carry_risk']
  const main = can.steps.filter((step) => !ending.includes(step))
  return (
    <>
      {main.map((step, index) => (
        <Button
          key={step}
          variant={index === 0 ? 'filled' : 'default'}
          loading={step === 'start' && act.isPending}
          onClick={() => take(step)}
        >
          {text(`step.${step}`)}
        </Button>
      ))}
      {can.change && (
        <Button variant="default" onClick={() => setForm('change')}>
          {text('change')}
        </Button>
      )}
      {can.steps
        .filter((step) => ending.includes(step))
        .map((step) => (
          <Button key={step} variant="subtle" onClick={() => take(step)}>
            {text(`step.${step}`)}
          </Button>
        ))}
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      {form && <ImprovementForm purpose={form} known={improvement} onClose={() => setForm(undefined)} />}
      {dialog}
    </>
  )
}

/** What it waits for, in a sentence. */
function Next({ improvement }: { readonly improvement: ImprovementDetail }) {
  const text = useText('improvements')
  const language = useLanguage()
  const { state, owner, isOverdue, isEffectDue, dueOn, target, versions, settledBy, settledWhy } = improvement
  const { acceptedUntil, effect } = improvement
  const day = dayWords(dueOn ?? '', language)
  if (state === 'refused')
    return <Notice tone="active">{`${text('next.refused', { name: settledBy })} ${settledWhy}`}</Notice>
  if (state === 'risk_accepted') {
    const until = dayWords(acceptedUntil ?? '', language)
    return (
      <Notice tone="warn">{`${text('next.risk_accepted', { name: settledBy, day: until })} ${settledWhy}`}</Notice>
    )
  }
  if (state === 'verified') {
    if (isEffectDue) return <Notice tone="active">{text('next.effect')}</Notice>
    return effect === 'yes' ? <Notice tone="good">{text('next.helped')}</Notice> : null
  }
  if (state === 'done') return <Notice tone="active">{text('next.done')}</Notice>
  if (state === 'proposed') return <Notice tone="active">{text('next.proposed')}</Notice>
  const isChanged = versions.length > 0
  return (
    <Notice tone={isOverdue ? 'bad' : 'active'}>
      <p>
        {text(isOverdue ? 'next.overdue' : 'next.open', { name: owner, day })}{' '}
        {text(isChanged ? 'next.changed' : 'next.unchanged', { name: target?.name ?? '' })}{' '}
        {target && !isChanged && (
          <To path={target.path} className={lines.link}>
            {text('next.go', { name: target.name })}
          </To>
        )}
      </p>
    </Notice>
  )
}

function About({ improvement }: { readonly improvement: ImprovementDetail }) {
  const text = useText('improvements')
  const language = useLanguage()
  const { kind, strength, element, owner, dueOn, effortHours, target, proof, doneBy } = improvement
  const { method, finding, verifiedBy, proposedBy, proposedAt } = improvement
  const some = (label: string, value: string) => (value === '' ? [] : [[text(label), value] as const])
  return (
    <Facts
      facts={[
        [
          text('field.target'),
          target === null ? (
            text('field.targetNone')
          ) : (
            <To
              path={target.path}
            >{`${text(`target.${target.kind}`)}: ${target.name || text('field.targetGone')}`}</To>
          ),
        ],
        [text('field.owner'), owner || text('nobody')],
        [text('field.dueOn'), dueOn === null ? text('field.dueNone') : dayWords(dueOn, language)],
        [text('field.kind'), text(`kind.${kind}`)],
        [text('field.strength'), text(`strength.${strength}`)],
        [text('field.element'), text(`element.${element}`)],
        ...some('field.effort', effortHours === null ? '' : text('hours', { count: effortHours })),
        ...some('field.proof', proof === '' ? '' : `${proof} (${doneBy})`),
        ...some(
          'field.check',
          method === null ? '' : `${text(`method.${method}`)}: ${finding} (${verifiedBy})`,
        ),
        [
          text('field.proposed'),
          text('proposedBy', { name: proposedBy, day: dayWords(proposedAt, language) }),
        ],
      ]}
    />
  )
}

/** Cases against whose like it had been checked. */
function Back({ improvement: { cameBack } }: { readonly improvement: ImprovementDetail }) {
  const text = useText('improvements')
  if (cameBack.length === 0) return null
  return (
    <Section title={text('cameBack.title')}>
      <ul className={lines.list}>
        {cameBack.map(({ incidentId, number, title, shared }) => (
          <li key={incidentId}>
            <span className={lines.words}>
              <To path={`/incidents/${incidentId}`}>{text('case', { number, title })}</To>
              <span className={lines.dim}>
                {text('cameBack.shared', { words: shared.map((one) => text(`cause.${one}`)).join(', ') })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
