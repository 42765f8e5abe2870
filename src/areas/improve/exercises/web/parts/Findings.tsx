import { Button } from '@mantine/core'
import { compareWords } from '../../../../../base/compare-words.ts'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { To, useGo } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { peopleAmong, useEvery } from '../../../../../ui/register/known.ts'
import { useMay } from '../../../../../ui/session.ts'
import { useText, type Say } from '../../../../../ui/text.ts'
import { readPlan, type Plan } from '../../../../prepare/plan/contract/plan.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { elements, improvementKinds, strengths } from '../../../improvements/contract/words.ts'
import { arrangeExercise, listExercises } from '../../contract/exercise.ts'
import { listPlanTests, readExerciseReport, takeUpFinding, type Report } from '../../contract/report.ts'
import { clockWords } from './words.ts'
import classes from '../exercises.module.css'

/** Each objective with how it held, and for what did not hold the way to a change and to another try. */
export function Findings({ report }: { readonly report: Report }) {
  const text = useText('exercises')
  const people = peopleAmong(useEvery(listMembers, {}))
  const { ask, dialog } = useEntry([readExerciseReport, listPlanTests])
  const plan = useAnswer(readPlan, {}, { enabled: useMay('plan.prepare') && report.can.takeUp })
  const sections = plan.data?.sections ?? []
  return (
    <Section title={text('report.objectives')}>
      {report.objectives.map((objective) => (
        <Finding
          key={objective.key}
          report={report}
          objective={objective}
          onTakeUp={() => ask(takeUpEntry(text, { report, objective, people: people.options, sections }))}
        />
      ))}
      {dialog}
    </Section>
  )
}

type Objective = Report['objectives'][number]

function Finding({
  report: { exercise, can },
  objective,
  onTakeUp,
}: {
  readonly report: Report
  readonly objective: Objective
  readonly onTakeUp: () => void
}) {
  const text = useText('exercises')
  const go = useGo()
  const again = useAct(arrangeExercise, {
    refreshes: [listExercises],
    onDone: ({ id }) => go(`/exercises/${id}`),
  })
  const { key, statement, criterion, rating, note, observations, chain } = objective
  const isFailed = chain !== 'not_needed'
  return (
    <article className={classes.inject}>
      <h3>{statement}</h3>
      <span className={classes.chips}>
        <span className={classes.chip} data-tone={isFailed ? 'bad' : rating === null ? undefined : 'good'}>
          {text(rating === null ? 'rating.none' : `rating.${rating}`)}
        </span>
        {isFailed && (
          <span
            className={classes.chip}
            data-tone={chain === 'open' ? 'bad' : chain === 'retested' ? 'good' : 'warn'}
          >
            {text(`chain.${chain}`)}
          </span>
        )}
      </span>
      <p className={classes.dim}>{criterion}</p>
      {note !== '' && <p>{note}</p>}
      {observations.map((one) => (
        <div key={one.id} className={classes.said}>
          <span className={classes.chips}>
            <span className={classes.chip} data-tone={one.kind === 'gap' ? 'bad' : 'good'}>
              {text(`observed.${one.kind}`)}
            </span>
            <span className={classes.dim}>{clockWords(one.elapsedSeconds)}</span>
          </span>
          <span>{one.note}</span>
        </div>
      ))}
      <Outcomes objective={objective} />
      {can.takeUp && isFailed && (
        <div className={classes.acts} data-no-print>
          <Button variant={chain === 'open' ? 'filled' : 'default'} onClick={onTakeUp}>
            {text('report.takeUp')}
          </Button>
          <Button
            variant="default"
            loading={again.isPending}
            onClick={() =>
              again.mutate({
                scenario: 'retest',
                title: text('report.retestTitle', { title: exercise.title }).slice(0, 150),
                retest: { id: exercise.id, objective: key },
              })
            }
          >
            {text('report.tryAgain')}
          </Button>
        </div>
      )}
      {again.error && <Notice tone="bad">{again.error.message}</Notice>}
    </article>
  )
}

/** What became of it: the changes that were proposed, and the tries since then. */
function Outcomes({ objective: { improvements, proposals, retests } }: { readonly objective: Objective }) {
  const text = useText('exercises')
  return (
    <>
      {improvements.length > 0 && (
        <ul>
          {improvements.map(({ id, title, state }) => (
            <li key={id}>
              <To path={`/improvements/${id}`}>{title}</To> ({text(`improvement.${state}`)})
            </li>
          ))}
        </ul>
      )}
      {proposals.map(({ id, section, before, after, state }) => (
        <div key={id} className={classes.said}>
          <strong>
            <To path={`/plan/sections/${section}`}>{text(`section.${section}`)}</To>:{' '}
            {text(`proposal.${state}`)}
          </strong>
          <p className={classes.artefact}>
            {compareWords(before, after).map(({ state: part, text: words }, at) =>
              part === 'same' ? (
                words
              ) : part === 'added' ? (
                <ins key={at}>{words}</ins>
              ) : (
                <del key={at}>{words}</del>
              ),
            )}
          </p>
        </div>
      ))}
      {retests.length > 0 && (
        <ul>
          {retests.map(({ id, state, rating: held }) => (
            <li key={id}>
              <To path={`/exercises/${id}`}>{text('report.retest')}</To>{' '}
              {held === null ? text(`state.${state}`) : text(`rating.${held}`)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function takeUpEntry(
  text: Say,
  {
    report,
    objective,
    people,
    sections,
  }: {
    readonly report: Report
    readonly sections: Plan['sections']
    readonly objective: Objective
    readonly people: readonly { readonly value: string; readonly label: string }[]
  },
): Entry {
  const [section] = objective.sections
  const options = (all: readonly string[], group: string) =>
    all.map((value) => ({ value, label: text(`${group}.${value}`) }))
  return {
    title: text('takeUp.title'),
    lead: text('takeUp.lead'),
    fields: [
      { kind: 'line', name: 'title', label: text('takeUp.what'), max: 200 },
      { kind: 'text', name: 'why', label: text('takeUp.why'), isOptional: true, max: 2000 },
      {
        kind: 'choice',
        name: 'kind',
        label: text('takeUp.kind'),
        options: options(improvementKinds, 'changeKind'),
      },
      {
        kind: 'choice',
        name: 'strength',
        label: text('takeUp.strength'),
        hint: text('takeUp.strengthHint'),
        options: options(strengths, 'strength'),
      },
      {
        kind: 'choice',
        name: 'element',
        label: text('takeUp.element'),
        options: options(elements, 'element'),
      },
      {
        kind: 'choice',
        name: 'ownerId',
        label: text('takeUp.owner'),
        isOptional: true,
        options: [{ value: '', label: text('takeUp.nobody') }, ...people],
      },
      { kind: 'day', name: 'dueOn', label: text('takeUp.due'), isOptional: true },
      ...(section === undefined
        ? []
        : [
            {
              kind: 'text' as const,
              name: 'planWords',
              label: text('takeUp.planWords', { part: text(`section.${section}`) }),
              hint: text('takeUp.planWordsHint'),
              isOptional: true,
              max: 20_000,
            },
          ]),
    ],
    initial: {
      kind: 'respond',
      strength: 'procedure',
      element: 'plan',
      // What is kept replaces the part: it begins with what stands there.
      planWords: sections.find((one) => one.section === section)?.words ?? '',
      why: whyOf(objective),
    },
    endpoint: takeUpFinding,
    given: { id: report.exercise.id, objective: objective.key },
    submit: text('takeUp.submit'),
  }
}

function whyOf({ note, observations }: Objective): string {
  const gaps = observations.flatMap((one) => (one.kind === 'gap' ? [one.note] : []))
  return [note, ...gaps].filter((one) => one !== '').join(' ')
}
