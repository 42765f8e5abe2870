import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { localOf } from '../../../../ui/entry/entry-values.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
import { gradeControl, readCaseFigures, sayMoment, type CaseFigures } from '../contract/cases.ts'
import { certainties, controlNames, grades } from '../contract/words.ts'
import { useWords, type Words } from './words.ts'
import classes from './trends.module.css'

type Moment = CaseFigures['moments'][number]
type Grade = CaseFigures['grades'][number]

/** In the incident room: when things happened and how measures did, for the numbers over time. */
export function CaseFiguresPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('trends')
  const words = useWords()
  const { ask, dialog } = useEntry([readCaseFigures])
  const kinds = ['moment.', 'control.', 'system.', 'incident.', 'duty.']
  const answer = useAnswer(readCaseFigures, { id }, { live: { stream: id, kinds } })
  const figures = answer.data
  return (
    <Section title={text('figures.title')}>
      {answer.error && !figures && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {figures && (
        <>
          <Moments figures={figures} id={id} ask={ask} />
          {figures.grades.length === 0 && <p>{text('figures.noGrade')}</p>}
          {figures.waiver !== null && (
            <p className={classes.dim}>
              {text('closing.waived', { name: figures.waiver.by, reason: figures.waiver.reason })}
            </p>
          )}
          <ul className={classes.list}>
            {figures.grades.map((grade) => (
              <GradeRow
                key={grade.control}
                grade={grade}
                onSay={figures.can.change ? () => ask(gradeEntry(text, words, { id, grade })) : undefined}
              />
            ))}
          </ul>
          {figures.can.change && (
            <div className={classes.row} data-no-print>
              <Button variant="default" onClick={() => ask(gradeEntry(text, words, { id, figures }))}>
                {text('figures.grade')}
              </Button>
            </div>
          )}
        </>
      )}
      {dialog}
    </Section>
  )
}

interface MomentsProps {
  readonly figures: CaseFigures
  readonly id: string
  readonly ask: (entry: Entry) => void
}

function Moments({ figures, id, ask }: MomentsProps) {
  const text = useText('trends')
  return (
    <>
      <p className={classes.dim}>{text(figures.counts ? 'figures.lead' : 'figures.notCounted')}</p>
      <ul className={classes.list}>
        {figures.moments.map((moment) => (
          <MomentRow
            key={moment.moment}
            moment={moment}
            onSay={figures.can.change ? () => ask(momentEntry(text, id, moment)) : undefined}
          />
        ))}
      </ul>
      <h3>{text('figures.controls')}</h3>
    </>
  )
}

interface MomentRowProps {
  readonly moment: Moment
  readonly onSay: (() => void) | undefined
}

function MomentRow({ moment: { moment, at, source, certainty, note }, onSay }: MomentRowProps) {
  const text = useText('trends')
  const name = text(`moment.${moment}`)
  const known = [
    source === null ? '' : text(`figures.source.${source}`),
    certainty === null || certainty === 'exact' ? '' : text(`certainty.${certainty}`),
    note,
  ]
  return (
    <li>
      <span className={classes.row}>
        <strong>{name}</strong>
        {at === null ? <span className={classes.dim}>{text('figures.unknown')}</span> : <TimeText at={at} />}
        {onSay && (
          <Button
            variant="subtle"
            aria-label={`${text('figures.say')}: ${name}`}
            onClick={onSay}
            data-no-print
          >
            {text('figures.say')}
          </Button>
        )}
      </span>
      {at !== null && <span className={classes.dim}>{known.filter((one) => one !== '').join(' · ')}</span>}
    </li>
  )
}

interface GradeRowProps {
  readonly grade: Grade
  readonly onSay: (() => void) | undefined
}

function GradeRow({ grade: { control, grade, note, gradedBy }, onSay }: GradeRowProps) {
  const text = useText('trends')
  const words = useWords()
  const name = words.of('control', control)
  return (
    <li>
      <span className={classes.row}>
        <strong>{name}</strong>
        <span>{text(`grade.${grade}`)}</span>
        {onSay && (
          <Button
            variant="subtle"
            aria-label={`${text('figures.change')}: ${name}`}
            onClick={onSay}
            data-no-print
          >
            {text('figures.change')}
          </Button>
        )}
      </span>
      <span className={classes.dim}>{[note, gradedBy].filter((one) => one !== '').join(' · ')}</span>
    </li>
  )
}

function momentEntry(text: Say, id: string, { moment, at, certainty, note }: Moment): Entry {
  return {
    title: text(`moment.${moment}`),
    lead: <p className={classes.dim}>{text('figures.momentLead')}</p>,
    fields: [
      {
        ...{ kind: 'moment', name: 'at', label: text('figures.at'), isOptional: true },
        hint: text('figures.atHint'),
      },
      {
        ...{ kind: 'choice', name: 'certainty', label: text('figures.certainty') },
        options: certainties.map((value) => ({ value, label: text(`certainty.${value}`) })),
      },
      { kind: 'line', name: 'note', label: text('figures.note'), isOptional: true },
    ],
    initial: { at: at === null ? '' : localOf(new Date(at)), certainty: certainty ?? 'about', note },
    endpoint: sayMoment,
    given: { id, moment, at: null },
    submit: text('save'),
  }
}

interface Graded {
  readonly id: string
  /** One that is graded already; else all is open. */
  readonly grade?: Grade
  readonly figures?: CaseFigures
}

/** Those that usually stand against how it began come first in the list. */
function gradeEntry(text: Say, words: Words, { id, grade, figures }: Graded): Entry {
  const graded = figures?.grades.map(({ control }) => control) ?? []
  const order = [...new Set([...(figures?.likely ?? []), ...controlNames])]
  const options = order
    .filter((control) => !graded.includes(control))
    .map((value) => ({ value, label: words.of('control', value) }))
  return {
    title: grade === undefined ? text('figures.grade') : words.of('control', grade.control),
    lead: <p className={classes.dim}>{text('figures.gradeLead')}</p>,
    fields: [
      ...(grade === undefined
        ? [{ kind: 'choice' as const, name: 'control', label: text('controls.which'), options }]
        : []),
      {
        ...{ kind: 'choice', name: 'grade', label: text('figures.how'), isOptional: grade !== undefined },
        options: grades.map((value) => ({ value, label: text(`grade.${value}`) })),
        ...(grade !== undefined && { hint: text('figures.gradeHint') }),
      },
      { kind: 'line', name: 'note', label: text('figures.gradeNote'), isOptional: true },
    ],
    initial: { ...(grade !== undefined && { grade: grade.grade, note: grade.note }) },
    endpoint: gradeControl,
    given: { id, grade: null, ...(grade !== undefined && { control: grade.control }) },
    submit: text('save'),
  }
}
