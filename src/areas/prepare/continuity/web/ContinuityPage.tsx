import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, pagesOf } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { peopleAmong, useEvery, type People } from '../../../../ui/register/known.ts'
import { useMay } from '../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listFunctions } from '../../../register/assets/contract.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { listContinuityPlans, type ContinuityPlan } from '../contract.ts'
import { Use } from './parts/Use.tsx'
import { endEntry, invokeEntry, planEntry } from './parts/entries.ts'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { spanOf } from './parts/words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** How work goes on while systems are down: what runs now first, then each plan with its one red button. */
export function ContinuityPage() {
  const text = useText('continuity')
  const mayManage = useMay('continuity.manage')
  const { ask, dialog } = useEntry([listContinuityPlans])
  const people = peopleAmong(useEvery(listMembers, {}))
  const works = useEvery(listFunctions, {}).map(({ id, name }) => ({ value: id, label: name }))
  const plans = useInfiniteQuery(pagesOf(listContinuityPlans, {}))
  useLiveQuery('*', answerKey(listContinuityPlans), ['continuity.'])
  const add = <Button onClick={() => ask(planEntry(text, people, works))}>{text('add')}</Button>
  const all = (plans.data ?? []).toSorted((a, b) => Number(isRunning(b)) - Number(isRunning(a)))
  return (
    <Page title={text('title')} lead={text('lead')} actions={<Can permission="continuity.manage">{add}</Can>}>
      {plans.error && <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.isPending && <Loading />}
      {plans.data && all.length === 0 && (
        <EmptyState title={text('none')} lead={text('noneLead')} action={mayManage && add} />
      )}
      {all.map((plan) => (
        <Plan key={plan.id} plan={plan} people={people} works={works} ask={ask} />
      ))}
      {plans.hasNextPage && (
        <Button variant="default" onClick={() => void plans.fetchNextPage()}>
          {text('more')}
        </Button>
      )}
      {dialog}
    </Page>
  )
}

function isRunning({ invocations }: ContinuityPlan): boolean {
  return invocations[0]?.restoredAt === null
}

interface PlanProps {
  readonly plan: ContinuityPlan
  readonly people: People
  readonly works: readonly { readonly value: string; readonly label: string }[]
  readonly ask: (entry: Entry) => void
}

function Plan({ plan, people, works, ask }: PlanProps) {
  const text = useText('continuity')
  const language = useLanguage()
  const running = isRunning(plan)
  return (
    <section className={lines.side} aria-label={plan.name}>
      <h2>{plan.name}</h2>
      <p className={lines.dim}>
        {[
          text(`kind.${plan.kind}`),
          plan.work,
          plan.aimMinutes === null ? text('noAim') : text('aim', { span: spanOf(plan.aimMinutes, language) }),
          text('who', {
            name: people.nameOf(plan.ownerId) ?? text('nobody'),
            deputy: people.nameOf(plan.deputyId) ?? text('nobody'),
          }),
          plan.place === '' ? '' : text('place', { place: plan.place }),
        ]
          .filter((word) => word !== '')
          .join(' · ')}
      </p>
      {plan.when !== '' && <p>{text('when', { words: plan.when })}</p>}
      <p>
        <StateMark
          tone={plan.isReviewDue ? 'warn' : 'good'}
          word={
            plan.triedOn === null
              ? text('never')
              : text(plan.isReviewDue ? 'dueSince' : 'tried', {
                  day: dayWords(plan.isReviewDue ? plan.nextReviewOn : plan.triedOn, language),
                })
          }
        />
      </p>
      {plan.invocations.map((use) => (
        <Use key={use.id} plan={plan} use={use} ask={ask} />
      ))}
      <div className={lines.acts} data-no-print>
        {!running && (
          <Can permission="continuity.invoke">
            <Button color="red" onClick={() => ask(invokeEntry(text, plan))}>
              {text('invoke.open')}
            </Button>
          </Can>
        )}
        <Can permission="continuity.manage">
          <Button
            variant="default"
            aria-label={`${text('change')}: ${plan.name}`}
            onClick={() => ask(planEntry(text, people, works, plan))}
          >
            {text('change')}
          </Button>
          {!running && (
            <Button
              variant="subtle"
              aria-label={`${text('end')}: ${plan.name}`}
              onClick={() => ask(endEntry(text, plan))}
            >
              {text('end')}
            </Button>
          )}
        </Can>
      </div>
    </section>
  )
}
