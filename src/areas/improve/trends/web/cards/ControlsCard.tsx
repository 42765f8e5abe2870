import { Button } from '@mantine/core'
import { useAnswer } from '../../../../../ui/answers.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import { dateControl, readControlRecord, type ControlRecord } from '../../contract/trends.ts'
import { grades } from '../../contract/words.ts'
import { useWords, type Words } from '../words.ts'
import classes from '../trends.module.css'

type Row = ControlRecord['controls'][number]

/** How measures did in cases, and the cases before and after each came. */
export function ControlsCard({ years }: { readonly years: number }) {
  const text = useText('trends')
  const words = useWords()
  const answer = useAnswer(readControlRecord, { years })
  const { ask, dialog } = useEntry([readControlRecord])
  const found = answer.data
  const known = found?.controls.filter((row) => isKnown(row)) ?? []
  return (
    <section className={classes.card} aria-label={text('controls.title')}>
      <h2>{text('controls.title')}</h2>
      {answer.error && !found && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {found && (
        <>
          <p>{text('controls.says', { some: found.graded, all: found.total })}</p>
          {known.length === 0 && <p>{text('controls.none')}</p>}
          <ul className={classes.list}>
            {known.map((row) => (
              <ControlRow key={row.control} row={row} years={years} can={found.can.change} ask={ask} />
            ))}
          </ul>
          {found.ungraded.length > 0 && (
            <p className={classes.dim}>
              {text('controls.ungraded')}{' '}
              {found.ungraded.map(({ id, number }, place) => (
                <span key={id}>
                  {place > 0 && ', '}
                  <To path={`/incidents/${id}?part=more`}>{`INC-${number}`}</To>
                </span>
              ))}
            </p>
          )}
          {found.can.change && (
            <div className={classes.row} data-no-print>
              <Button variant="default" onClick={() => ask(anyEntry(text, words, found.controls))}>
                {text('controls.date')}
              </Button>
            </div>
          )}
        </>
      )}
      {dialog}
    </section>
  )
}

interface ControlRowProps {
  readonly row: Row
  readonly years: number
  readonly can: boolean
  readonly ask: (entry: Entry) => void
}

function ControlRow({ row, years, can, ask }: ControlRowProps) {
  const text = useText('trends')
  const words = useWords()
  const { control, counts, since, note, compared, bearsOn } = row
  const told = grades.filter((grade) => counts[grade] > 0)
  return (
    <li>
      <span className={classes.row}>
        <strong>
          <To path={`/trends/cases?by=control&value=${control}&years=${years}`}>
            {words.of('control', control)}
          </To>
        </strong>
        <span>{told.map((grade) => `${text(`grade.${grade}`)} ${counts[grade]}`).join(' · ')}</span>
      </span>
      {since !== null && (
        <span className={classes.dim}>
          {text('controls.since', { day: words.day(since) })}
          {note !== '' && ` · ${note}`}
        </span>
      )}
      {since !== null && compared === null && (
        <span className={classes.dim}>{text('controls.tooShort')}</span>
      )}
      {compared !== null && (
        <>
          <span>{comparedWords(text, words, compared)}</span>
          <span className={classes.dim}>
            {bearsOn.length > 0 &&
              `${text('controls.only', { names: bearsOn.map((one) => words.of('vector', one)).join(', ') })} `}
            {text('controls.reports', { before: compared.before.reports, after: compared.after.reports })}
          </span>
        </>
      )}
      {can && since !== null && (
        <span data-no-print>
          <Button
            variant="subtle"
            aria-label={`${text('controls.change')}: ${words.of('control', control)}`}
            onClick={() => ask(dateEntry(text, words, row))}
          >
            {text('controls.change')}
          </Button>
        </span>
      )}
    </li>
  )
}

function comparedWords(text: Say, words: Words, compared: NonNullable<Row['compared']>): string {
  const { before, after, ratio, low, high, verdict } = compared
  const months = (side: { readonly months: number }) => words.number(side.months)
  const counts = text('controls.beside', {
    ...{ before: before.count, beforeMonths: months(before), after: after.count, afterMonths: months(after) },
  })
  const range =
    ratio === null
      ? text('controls.noRatio')
      : text('controls.ratio', {
          ...{ ratio: words.ratio(ratio), low: words.ratio(low) },
          high: high === null ? text('controls.noEnd') : words.ratio(high),
        })
  return `${counts} ${range} ${text(`controls.verdict.${verdict}`)}`
}

function isKnown({ counts, since }: Row): boolean {
  return since !== null || grades.some((grade) => counts[grade] > 0)
}

function anyEntry(text: Say, words: Words, rows: readonly Row[]): Entry {
  return {
    title: text('controls.date'),
    lead: <p className={classes.dim}>{text('controls.dateLead')}</p>,
    fields: [
      {
        ...{ kind: 'choice', name: 'control', label: text('controls.which') },
        options: rows
          .map(({ control }) => ({ value: control, label: words.of('control', control) }))
          .toSorted((a, b) => a.label.localeCompare(b.label, words.language)),
      },
      { kind: 'day', name: 'since', label: text('controls.sinceLabel') },
      { kind: 'line', name: 'note', label: text('note'), isOptional: true },
    ],
    endpoint: dateControl,
    given: {},
    submit: text('save'),
  }
}

/** Without a day the control is not in place. */
function dateEntry(text: Say, words: Words, { control, since, note }: Row): Entry {
  return {
    title: words.of('control', control),
    fields: [
      {
        ...{ kind: 'day', name: 'since', label: text('controls.sinceLabel'), isOptional: true },
        hint: text('controls.sinceHint'),
      },
      { kind: 'line', name: 'note', label: text('note'), isOptional: true },
    ],
    initial: { since: since ?? '', note },
    endpoint: dateControl,
    given: { control, since: null },
    submit: text('save'),
  }
}
