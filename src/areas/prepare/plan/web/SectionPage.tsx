import { Button, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { changePlan, readPlan, type Plan } from '../contract/plan.ts'
import { proposePlanChange, listPlanProposals } from '../contract/proposals.ts'
import { usePlanLanguage } from './parts/language.ts'
import { PersonSelect } from './parts/PersonSelect.tsx'
import { PlanText } from './parts/PlanText.tsx'
import { Proposals } from './parts/Proposals.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './plan.module.css'

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
        <Keeping key={`${kept.ownerId} ${kept.reviewOn} ${kept.words}`} kept={kept} />
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

function Keeping({ kept }: { readonly kept: Kept }) {
  const text = useText('plan')
  const mayEdit = useMay('plan.edit')
  const mayPropose = useMay('plan.propose')
  const people = peopleAmong(useEvery(listMembers, {}))
  const [ownerId, setOwner] = useState(kept.ownerId ?? '')
  const [reviewOn, setReview] = useState(kept.reviewOn ?? '')
  const [words, setWords] = useState(kept.words)
  const [reason, setReason] = useState('')
  const save = useAct(changePlan, { refreshes: [readPlan], onDone: () => showDone(text('saved')) })
  const propose = useAct(proposePlanChange, {
    refreshes: [listPlanProposals],
    onDone: () => {
      setReason('')
      showDone(text('proposal.sent'))
    },
  })
  return (
    <div className={classes.form}>
      <PersonSelect
        label={text('section.owner')}
        people={people}
        value={ownerId || null}
        isLocked={!mayEdit}
        onChange={(id) => setOwner(id ?? '')}
      />
      <TextInput
        type="date"
        label={text('section.reviewOn')}
        value={reviewOn}
        disabled={!mayEdit}
        onChange={(event) => setReview(event.currentTarget.value)}
      />
      <Textarea
        label={text('section.words')}
        description={text('section.wordsHint')}
        value={words}
        disabled={!mayPropose && !mayEdit}
        autosize
        minRows={4}
        maxLength={20_000}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {!mayEdit && mayPropose && (
        <TextInput
          label={text('proposal.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Failure error={save.error ?? propose.error} />
      <div className={classes.buttons}>
        {mayEdit && (
          <Button
            loading={save.isPending}
            onClick={() =>
              save.mutate({
                sections: [
                  { section: kept.section, ownerId: ownerId || null, reviewOn: reviewOn || null, words },
                ],
              })
            }
          >
            {text('save')}
          </Button>
        )}
        {!mayEdit && mayPropose && (
          <Button
            loading={propose.isPending}
            disabled={reason.trim() === '' || words.trim() === '' || words === kept.words}
            onClick={() => propose.mutate({ section: kept.section, words, reason })}
          >
            {text('proposal.send')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Failure({ error }: { readonly error: Error | null }) {
  return error && <Notice tone="bad">{error.message}</Notice>
}
