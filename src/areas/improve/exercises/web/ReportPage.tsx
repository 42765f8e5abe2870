import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { useMaking } from '../../../../ui/making.ts'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { download } from '../../../../ui/transfer.ts'
import { printExerciseReport, readExerciseReport, type Report } from '../contract/report.ts'
import { ratings } from '../contract/words.ts'
import { Findings } from './parts/Findings.tsx'
import { clockWords } from './parts/words.ts'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './exercises.module.css'

/** What came of a session: how the plan held, what changes, what was said. It stands as soon as the session is over. */
export function ReportPage() {
  const text = useText('exercises')
  const id = usePart('exercise')
  const answer = useAnswer(
    readExerciseReport,
    { id },
    { live: { stream: '*', kinds: ['exercise.', 'improvement.'] } },
  )
  if (answer.data) return <Shown report={answer.data} />
  if (answer.error)
    return (
      <Page title={text('report.title')} lead={<To path={`/exercises/${id}`}>{text('report.toSession')}</To>}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading lines={10} />
}

function Shown({ report }: { readonly report: Report }) {
  const text = useText('exercises')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const { exercise, can, wash, debrief } = report
  const print = useMaking(() =>
    download(printExerciseReport, { id: exercise.id, language }, 'exercise-report.pdf'),
  )
  return (
    <Page
      title={exercise.title}
      lead={text('report.lead')}
      actions={
        can.print && (
          <Button loading={print.isBusy} onClick={() => print.make()}>
            {text('report.pdf')}
          </Button>
        )
      }
    >
      {print.failure !== undefined && <Notice tone="bad">{print.failure}</Notice>}
      <Notice tone="active">{text('report.noScores')}</Notice>
      <ReportFacts report={report} />
      <ul className={classes.bars}>
        {ratings.map((rating) => (
          <li key={rating}>
            <strong>{report.counts[rating]}</strong>
            <span>{text(`rating.${rating}`)}</span>
          </li>
        ))}
      </ul>
      <Findings report={report} />
      <Decisions report={report} />
      <CardTime report={report} />
      <Drill report={report} />
      <Section title={text('report.wash')}>
        {wash.length === 0 && <p className={classes.dim}>{text('report.noWash')}</p>}
        <ul className={lines.list}>
          {wash.map((said) => (
            <li key={`${said.kept} ${said.changed} ${said.surprised}`}>
              <span className={lines.words}>
                {(['kept', 'changed', 'surprised'] as const).map((name) =>
                  said[name] === '' ? null : (
                    <span key={name}>
                      <strong>{text(`report.${name}`)}</strong> {said[name]}
                    </span>
                  ),
                )}
                {said.name !== '' && <span className={lines.dim}>{said.name}</span>}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Course report={report} />
      {report.review !== null && (
        <p>
          <To path={`/reviews/${report.review.id}`}>{text('report.review')}</To>
        </p>
      )}
      {debrief.length > 0 && (
        <Section title={text('report.debrief')}>
          <ul>
            {debrief.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function ReportFacts({ report }: { readonly report: Report }) {
  const text = useText('exercises')
  const language = useLanguage()
  const { exercise, people, roles, absent, planVersion, ranSeconds, pauses, skipped } = report
  const some = (label: string, words: string) => (words === '' ? [] : [[text(label), words] as const])
  return (
    <Facts
      facts={[
        ...some('report.when', exercise.endedAt === null ? '' : dayWords(exercise.endedAt, language)),
        [text('report.ran'), clockWords(ranSeconds)],
        [text('report.people'), String(people)],
        ...some('report.roles', roles.map((role) => text(`role.${role}`)).join(', ')),
        ...some('report.absent', absent.join(', ')),
        [text('report.plan'), planVersion === null ? text('report.noPlan') : String(planVersion)],
        ...(exercise.incident === null
          ? []
          : [
              [
                text('report.case'),
                <To key="case" path={`/incidents/${exercise.incident.id}`}>
                  INC-{exercise.incident.number}
                </To>,
              ] as const,
            ]),
        ...some(
          'report.pauses',
          pauses.map(({ elapsedSeconds, reason }) => `${clockWords(elapsedSeconds)} ${reason}`).join('; '),
        ),
        ...some('report.skipped', skipped.map(({ title }) => title).join('; ')),
      ]}
    />
  )
}

/** Each great decision: who holds it by the register beside which role took it. */
function Decisions({ report: { decisions } }: { readonly report: Report }) {
  const text = useText('exercises')
  if (decisions.length === 0) return null
  return (
    <Section title={text('report.decisions')}>
      <ul className={lines.list}>
        {decisions.map(({ decision, inject, holder, deputy, taken }) => (
          <li key={`${decision} ${inject}`}>
            <span className={lines.words}>
              <strong>{text(`decision.${decision}`)}</strong>
              <span className={lines.dim}>{inject}</span>
              <span>
                {holder === ''
                  ? text('report.nobody')
                  : text(deputy === '' ? 'report.holder' : 'report.holderAndDeputy', {
                      name: holder,
                      deputy,
                    })}
              </span>
              {taken.length === 0 && <span>{text('report.notTaken')}</span>}
              {taken.map(({ role, elapsedSeconds, text: words }) => (
                <span key={`${role} ${elapsedSeconds}`}>
                  {text('report.taken', { role: text(`role.${role}`), time: clockWords(elapsedSeconds) })}{' '}
                  {words}
                </span>
              ))}
            </span>
            <To className={lines.link} path="/powers">
              {text('report.toPowers')}
            </To>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function CardTime({ report: { card } }: { readonly report: Report }) {
  const text = useText('exercises')
  if (card.steps.length === 0) return null
  const { done, steps, wholeSeconds, isInTime } = card
  return (
    <Section title={text('card.title')}>
      <p>
        {wholeSeconds === null
          ? text('report.cardPart', { done, all: steps.length })
          : text(isInTime === true ? 'report.cardInTime' : 'report.cardLate', {
              all: steps.length,
              time: clockWords(wholeSeconds),
            })}
      </p>
      <ul className={lines.list}>
        {steps.map(({ does, doneSeconds }) => (
          <li key={does}>
            {doneSeconds === null ? '–' : clockWords(doneSeconds)} {does}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Drill({ report: { drill } }: { readonly report: Report }) {
  const text = useText('exercises')
  if (drill === null) return null
  const minutes = (count: number | null) =>
    count === null ? text('unknown') : text('list.minutes', { minutes: count })
  return (
    <Section title={text('report.drill')}>
      <Facts
        facts={[
          [text('report.copy'), drill.copy],
          [text('report.took'), minutes(drill.tookMinutes)],
          [text('report.aim'), minutes(drill.aimMinutes)],
          [text('report.before'), minutes(drill.beforeMinutes)],
        ]}
      />
      {drill.isWithinAim !== null && (
        <Notice tone={drill.isWithinAim ? 'good' : 'bad'}>
          {text(drill.isWithinAim ? 'report.withinAim' : 'report.overAim')}
        </Notice>
      )}
      {drill.isFaster !== null && <p>{text(drill.isFaster ? 'report.faster' : 'report.slower')}</p>}
    </Section>
  )
}

function Course({ report: { injects } }: { readonly report: Report }) {
  const text = useText('exercises')
  return (
    <Section title={text('report.course')}>
      <div className={classes.stack}>
        {injects.map(({ key, title, elapsedSeconds, answers, after, choices }) => (
          <article key={key} className={classes.inject}>
            <h3>
              {clockWords(elapsedSeconds)} {title}
            </h3>
            {answers.length === 0 && <p className={classes.dim}>{text('report.noAnswer')}</p>}
            {answers.map((answer) => (
              <div key={answer.id} className={classes.said}>
                <strong>
                  {text(`role.${answer.role}`)}, {clockWords(answer.elapsedSeconds)}
                </strong>
                {answer.choice !== null && (
                  <span>{choices.find((one) => one.key === answer.choice)?.label ?? answer.choice}</span>
                )}
                {answer.text !== '' && <span>{answer.text}</span>}
                {answer.called !== '' && (
                  <span className={classes.dim}>{text('answer.calledShown', { who: answer.called })}</span>
                )}
                {answer.planStep !== '' && (
                  <span className={classes.dim}>{text('answer.planShown', { step: answer.planStep })}</span>
                )}
              </div>
            ))}
            {after !== null && after.outcome !== '' && (
              <p>{text('report.followed', { outcome: after.outcome })}</p>
            )}
            {after !== null && (
              <details>
                <summary>{text('inject.expected')}</summary>
                <ul>
                  {after.expected.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </details>
            )}
          </article>
        ))}
      </div>
    </Section>
  )
}
