import { Button } from '@mantine/core'
import { localOf } from '../../../../../ui/entry/entry-values.ts'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { Facts } from '../../../../../ui/kit/Card.tsx'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { SeverityMark } from '../../../../../ui/marks/SeverityMark.tsx'
import { To, useFilter, useGo, usePath } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { peopleAmong, useEvery } from '../../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { changeReviewPlan, listReviews } from '../../contract/plan.ts'
import { getReview, type ReviewDetail } from '../../contract/review.ts'
import { partsOfForm, reviewForms, type PartName } from '../../contract/words.ts'
import { BlockersPart, NeedsPart, StepsPart } from './DoneParts.tsx'
import { AgendaForm } from './AgendaForm.tsx'
import { Ending } from './Ending.tsx'
import { LearnedPart, TargetsPart } from './LearnedParts.tsx'
import { ListsPart } from './ListsPart.tsx'
import { MeasuresPart } from './MeasuresPart.tsx'
import { PartNav, PartTurn } from './PartNav.tsx'
import { usePartPath } from './part-path.ts'
import { ReviewMark } from './ReviewMark.tsx'
import { SignsPart } from './SignsPart.tsx'
import { DecisionsPart, RisksPart, ToldPart } from './ThoughtParts.tsx'
import { TimelinePart } from './TimelineParts.tsx'
import { Voices } from './Voices.tsx'
import classes from '../reviews.module.css'

const pages: Readonly<Record<PartName, (props: { readonly review: ReviewDetail }) => React.ReactNode>> = {
  timeline: TimelinePart,
  q1: StepsPart,
  q2: NeedsPart,
  q3: BlockersPart,
  q4: RisksPart,
  q5: DecisionsPart,
  q6: ToldPart,
  q7: MeasuresPart,
  q8: SignsPart,
  lists: ListsPart,
  q9: TargetsPart,
  q10: LearnedPart,
}

/** The whole review: who and when, then question after question, then its end. `?part=all` shows every question. */
export function ReviewView({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const parts = partsOfForm(review.form)
  const [chosen] = useFilter('part')
  const path = usePath()
  const shown = chosen === 'all' ? parts : parts.filter((part) => part === chosen)
  const { number, title, severity, incidentId } = review
  return (
    <div className={classes.wall}>
      <Page
        title={number === null ? title : text('of', { number, title })}
        lead={
          incidentId === null ? (
            <To path="/reviews">{text('list.title')}</To>
          ) : (
            <To path={`/incidents/${incidentId}`}>{text('toCase')}</To>
          )
        }
        marks={
          <>
            {severity !== null && <SeverityMark severity={severity} />}
            <ReviewMark review={review} />
          </>
        }
        actions={<Acts review={review} />}
      >
        {review.mode !== 'real' && <Notice tone="active">{text(`about.${review.mode}`)}</Notice>}
        <PartNav review={review} parts={parts} chosen={chosen} path={path} />
        {chosen === '' && <Start review={review} path={path} />}
        {shown.map((part) => {
          const Part = pages[part]
          return <Part key={part} review={review} />
        })}
        <PartTurn parts={parts} chosen={chosen} path={path} />
        {(chosen === '' || chosen === 'all') && (
          <>
            <Voices review={review} />
            <Ending review={review} />
          </>
        )}
      </Page>
    </div>
  )
}

function Acts({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const [, setNames] = useFilter('names')
  return (
    <>
      <To path={`/reviews/${review.id}/editions`} className={lines.link}>
        {text('editions.title')}
      </To>
      <Button variant="default" onClick={() => setNames(review.showsNames ? '' : 'yes')}>
        {text(review.showsNames ? 'names.hide' : 'names.show')}
      </Button>
      <Button variant="default" onClick={() => window.print()}>
        {text('print')}
      </Button>
    </>
  )
}

/** Before the first question: who, when, by which agenda, and what helps to lead it. */
function Start({ review, path }: { readonly review: ReviewDetail; readonly path: string }) {
  const text = useText('reviews')
  const language = useLanguage()
  const go = useGo()
  const to = usePartPath(path)
  const { ask, dialog } = useEntry([getReview, listReviews])
  const entry = usePlanEntry(review)
  const [first] = partsOfForm(review.form)
  const minutes = review.agenda.reduce((sum, one) => sum + one.minutes, 0)
  return (
    <>
      <Facts
        facts={[
          [text('field.owner'), review.owner || text('nobody')],
          [text('field.facilitator'), review.facilitator || text('nobody')],
          [text('field.dueOn'), dayWords(review.dueOn, language)],
          [
            text('field.meetsAt'),
            review.meetsAt === null ? text('notYet') : <TimeText at={review.meetsAt} form="absolute" />,
          ],
          [text('field.form'), text(`form.${review.form}`)],
          [text('field.why'), text(`why.${review.why}`)],
        ]}
      />
      {review.isLedByLead && <Notice tone="warn">{text('ledByLead')}</Notice>}
      <div className={lines.acts} data-no-print>
        {first !== undefined && <Button onClick={() => go(to(first))}>{text('begin')}</Button>}
        {review.can.manage && review.state === 'planned' && (
          <Button variant="default" onClick={() => ask(entry)}>
            {text('plan.change')}
          </Button>
        )}
        <To path={`/reviews/${review.id}/voice`} className={lines.link}>
          {text('voice.mine')}
        </To>
      </div>
      <Section title={text('agenda.title', { minutes })}>
        <ol className={classes.agenda}>
          {review.agenda.map(({ title, minutes: each }) => (
            <li key={title}>
              {review.isOwnAgenda ? title : text(`part.${title}.title`)} ({text('minutes', { minutes: each })}
              )
            </li>
          ))}
        </ol>
        {review.can.manage && review.state === 'planned' && <AgendaForm review={review} />}
      </Section>
      <Section title={text('ground.title')}>
        <ul className={classes.agenda}>
          {(['facts', 'how', 'roles', 'before', 'discipline'] as const).map((name) => (
            <li key={name}>{text(`ground.${name}`)}</li>
          ))}
        </ul>
      </Section>
      {dialog}
    </>
  )
}

function usePlanEntry({
  id,
  form,
  ownerId,
  facilitatorId,
  dueOn,
  meetsAt,
  agenda,
  isOwnAgenda,
}: ReviewDetail) {
  const text = useText('reviews')
  const people = peopleAmong(useEvery(listMembers, {}))
  const local = meetsAt === null ? '' : localOf(new Date(meetsAt))
  return {
    title: text('plan.change'),
    fields: [
      { kind: 'choice', name: 'ownerId', label: text('field.owner'), options: people.options },
      {
        kind: 'choice',
        name: 'facilitatorId',
        label: text('field.facilitator'),
        hint: text('field.facilitatorHint'),
        isOptional: true,
        options: people.options,
      },
      { kind: 'day', name: 'dueOn', label: text('field.dueOn') },
      { kind: 'moment', name: 'meetsAt', label: text('field.meetsAt'), isOptional: true },
      {
        kind: 'choice',
        name: 'form',
        label: text('field.form'),
        options: reviewForms.map((value) => ({ value, label: text(`form.${value}`) })),
      },
    ],
    initial: {
      ...{ ownerId: ownerId ?? '', facilitatorId: facilitatorId ?? '', dueOn, form },
      meetsAt: local,
    },
    endpoint: changeReviewPlan,
    // What is left empty in the dialog is nobody, and no day yet.
    given: { id, facilitatorId: null, meetsAt: null, agenda: isOwnAgenda ? agenda : null },
    submit: text('plan.save'),
  } as const
}
