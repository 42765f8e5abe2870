import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { changePlan, readPlan, type Plan } from '../contract/plan.ts'
import { usePlanLanguage } from './parts/language.ts'
import { Keeping } from './parts/Keeping.tsx'
import { PlanText } from './parts/PlanText.tsx'
import { Proposals } from './parts/Proposals.tsx'
import lines from '../../../../ui/lists/lines.module.css'

type Kept = Plan['sections'][number]

/** One section: what has changed under it, who keeps it true until when, the own words, and what others propose. */
export function SectionPage() {
  const text = useText('plan')
  const language = usePlanLanguage()
  const name = usePart('section')
  const answer = useAnswer(readPlan, { language }, { live: { stream: '*', kinds: ['plan.'] } })
  const kept = answer.data?.sections.find(({ section }) => section === name)
  const shown = answer.data?.document.sections.find(({ key }) => key === name)
  if (answer.error && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading />
  if (kept === undefined || shown === undefined)
    return (
      <Page title={text('section.missing')}>
        <To path="/plan">{text('toPlan')}</To>
      </Page>
    )
  return (
    <Page title={shown.title} lead={<To path="/plan">{text('toPlan')}</To>}>
      <Changes kept={kept} />
      <Proposals section={kept.section} />
      <Section title={text('section.keeping')}>
        {/* Not drawn anew when somebody else saves: what is typed here stays. */}
        <Keeping key={kept.section} kept={kept} onBehind={() => void answer.refetch()} />
      </Section>
      <Section title={text('section.whole')}>
        <PlanText section={shown} />
      </Section>
    </Page>
  )
}

function Changes({ kept }: { readonly kept: Kept }) {
  const text = useText('plan')
  const mayEdit = useMay('plan.edit')
  const act = useAct(changePlan, { refreshes: [readPlan], onDone: () => showDone(text('section.looked')) })
  if (kept.changedSince === null)
    return kept.reviewedAt === null ? null : (
      <p className={lines.dim}>
        {text('section.reviewed', { by: kept.reviewedBy ?? '' })} <TimeText at={kept.reviewedAt} />
      </p>
    )
  return (
    <Notice tone="warn" title={text('section.needsReview')}>
      <ul>
        {kept.changes.map(({ what, name, at }) => (
          <li key={`${what} ${name} ${at}`}>
            {text(`changed.${what.split('.')[0] ?? ''}`)} {name} <TimeText at={at} />
          </li>
        ))}
      </ul>
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      {mayEdit && (
        <Button
          loading={act.isPending}
          onClick={() => act.mutate({ sections: [{ section: kept.section, isReviewed: true }] })}
        >
          {text('section.stillRight')}
        </Button>
      )}
    </Notice>
  )
}
