import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { readPlan, type Plan } from '../contract/plan.ts'
import { listPlanVersions, publishPlan } from '../contract/versions.ts'
import { Gaps } from './parts/Gaps.tsx'
import { usePlanLanguage } from './parts/language.ts'
import { PlanText } from './parts/PlanText.tsx'
import { Printing } from './parts/Printing.tsx'
import { VersionListPage } from './VersionListPage.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './plan.module.css'

/** What changes the list of what is missing. */
const restsOn = [
  'plan.',
  'answer.',
  'profile.',
  'power.',
  'mandate.',
  'calltree.',
  'vendor',
  'policy.',
  'retainer.',
]

/** Whoever only reads the plan finds the versions here; whoever prepares it finds it as it stands. */
export function PlanPage() {
  return useMay('plan.prepare') ? <PlanAsItStands /> : <VersionListPage />
}

/** The next step first, then what is missing, then the plan itself. */
function PlanAsItStands() {
  const text = useText('plan')
  const language = usePlanLanguage()
  const answer = useAnswer(readPlan, { language }, { live: { stream: '*', kinds: restsOn } })
  const plan = answer.data
  return (
    <Page title={text('title')} lead={text('lead')} marks={plan && <Marks plan={plan} />}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.error && !plan && (
        <p>
          <To path="/plan/versions" className={lines.link}>
            {text('toVersions')}
          </To>
        </p>
      )}
      {answer.isPending && <Loading />}
      {plan && (
        <>
          <div data-no-print>
            <NextStep plan={plan} />
            <Parts />
            <Open plan={plan} />
          </div>
          <Section title={text('document')} actions={<Printing version={null} />}>
            {plan.document.sections.map((section) => (
              <details key={section.key} className={classes.section} open={section.key === 'prepare'}>
                <summary>
                  {section.title}
                  <SectionMark plan={plan} section={section.key} />
                </summary>
                {plan.sections.some((one) => one.section === section.key) && (
                  <To path={`/plan/sections/${section.key}`} className={lines.link}>
                    {text('section.edit', { title: section.title })}
                  </To>
                )}
                <PlanText section={section} />
              </details>
            ))}
          </Section>
        </>
      )}
    </Page>
  )
}

function Marks({ plan }: { readonly plan: Plan }) {
  const text = useText('plan')
  if (plan.published === null) return <StateMark tone="quiet" word={text('state.none')} />
  return (
    <>
      <StateMark tone="good" word={text('state.published', { version: plan.published.version })} />
      {plan.hasChanged && <StateMark tone="warn" word={text('state.changed')} />}
    </>
  )
}

function SectionMark({ plan, section }: { readonly plan: Plan; readonly section: string }) {
  const text = useText('plan')
  const kept = plan.sections.find((one) => one.section === section)
  if (kept === undefined || kept.changedSince === null) return null
  return <StateMark tone="warn" word={text('section.needsReview')} />
}

/** One thing to do now. */
function NextStep({ plan }: { readonly plan: Plan }) {
  const text = useText('plan')
  const mayEdit = useMay('plan.edit')
  const open = plan.gaps.find(({ kind }) => kind === 'question_open')?.count ?? 0
  const missing = plan.gaps.filter(({ isBlocking }) => isBlocking)
  const isFresh = plan.charges.every(({ accountableId }) => accountableId === null)
  if (plan.waiting !== null)
    return (
      <Notice tone="active" title={text('next.waiting', { version: plan.waiting })}>
        <p className={classes.lone}>
          <To path={`/plan/versions/${plan.waiting}`} className={lines.link}>
            {text('next.look')}
          </To>
        </p>
      </Notice>
    )
  if (!mayEdit) return null
  if (open > 0 && isFresh)
    return (
      <Notice tone="active" title={text('next.answer', { count: open })}>
        <p className={classes.lone}>
          <To path="/plan/interview" className={lines.link}>
            {text('next.toInterview')}
          </To>
        </p>
      </Notice>
    )
  if (isFresh)
    return (
      <Notice tone="active" title={text('next.who')}>
        <p className={classes.lone}>
          <To path="/plan/people" className={lines.link}>
            {text('next.toPeople')}
          </To>
        </p>
      </Notice>
    )
  const [first] = missing
  if (first !== undefined)
    return (
      <Notice tone="active" title={text('next.missing', { count: missing.length })}>
        <p className={classes.lone}>
          <To path={first.path} className={lines.link}>
            {text('next.toFirst')}
          </To>
        </p>
      </Notice>
    )
  return plan.hasChanged ? <Publish plan={plan} /> : <Notice tone="good">{text('next.none')}</Notice>
}

function Publish({ plan }: { readonly plan: Plan }) {
  const text = useText('plan')
  const mayApprove = useMay('plan.approve')
  const [note, setNote] = useState(plan.published === null ? text('publish.first') : '')
  const act = useAct(publishPlan, {
    refreshes: [readPlan, listPlanVersions],
    onDone: ({ version, state }) =>
      showDone(text(state === 'current' ? 'publish.done' : 'publish.waits', { version })),
  })
  if (!mayApprove) return null
  return (
    <Notice tone="good" title={text('publish.ready')}>
      <div className={classes.form}>
        <Textarea
          label={text('publish.note')}
          description={text('publish.noteHint')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autosize
          minRows={1}
        />
        {act.error && <Notice tone="bad">{act.error.message}</Notice>}
        <div className={classes.buttons}>
          <Button
            size="md"
            loading={act.isPending}
            disabled={note.trim() === ''}
            onClick={() => act.mutate({ note: note.trim() })}
          >
            {text(plan.setting.quorum > 1 ? 'publish.handIn' : 'publish.now')}
          </Button>
        </div>
      </div>
    </Notice>
  )
}

function Parts() {
  const text = useText('plan')
  const parts = ['interview', 'people', 'contacts', 'coverage', 'versions'] as const
  return (
    <nav className={classes.parts} aria-label={text('parts.label')}>
      {parts.map((part) => (
        <To key={part} path={`/plan/${part}`} className={lines.link}>
          {text(`parts.${part}`)}
        </To>
      ))}
    </nav>
  )
}

function Open({ plan }: { readonly plan: Plan }) {
  const text = useText('plan')
  const [blocking, later] = [
    plan.gaps.filter(({ isBlocking }) => isBlocking),
    plan.gaps.filter(({ isBlocking }) => !isBlocking),
  ]
  return (
    <>
      {blocking.length > 0 && (
        <details className={classes.section} open={blocking.length <= 8}>
          <summary>{text('gaps.blocking', { count: blocking.length })}</summary>
          <Gaps gaps={blocking} />
        </details>
      )}
      {later.length > 0 && (
        <details className={classes.section}>
          <summary>{text('gaps.later', { count: later.length })}</summary>
          <Gaps gaps={later} />
        </details>
      )}
      {plan.published && (
        <p className={lines.dim}>
          {text('published', { version: plan.published.version })}{' '}
          <TimeText at={plan.published.publishedAt} />
        </p>
      )}
    </>
  )
}
