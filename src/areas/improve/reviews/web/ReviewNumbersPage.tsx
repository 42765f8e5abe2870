import { NativeSelect } from '@mantine/core'
import { modes } from '../../../../base/incident-words.ts'
import { useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { FilterChips, ListTools } from '../../../../ui/lists/ListTools.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { readReviewNumbers, type ReviewCounts, type ReviewNumbers } from '../contract/numbers.ts'
import { SectionCard } from './parts/SectionCard.tsx'
import classes from './reviews.module.css'

const choices = [1, 2, 3, 5, 10]

/** How often the firm looked back, split or joined, and how each section of its plan did over time. */
export function ReviewNumbersPage() {
  const text = useText('reviews')
  const language = useLanguage()
  const [chosen, choose] = useFilter('years', '2')
  const years = choices.find((one) => String(one) === chosen) ?? 2
  const [mode, setMode] = useFilter('of')
  const of = modes.find((one) => one === mode) ?? 'all'
  const answer = useAnswer(readReviewNumbers, { years, of }, { live: { stream: '*', kinds: ['review.'] } })
  const numbers = answer.data
  return (
    <Page
      title={text('numbers.title')}
      lead={text('numbers.lead')}
      actions={<To path="/reviews">{text('list.title')}</To>}
    >
      <ListTools>
        <FilterChips
          label={text('numbers.of')}
          value={mode}
          onChange={setMode}
          options={modes.map((value) => ({ value, label: text(`mode.${value}`) }))}
        />
        <NativeSelect
          className={classes.years}
          aria-label={text('numbers.years')}
          value={String(years)}
          onChange={(event) => choose(event.currentTarget.value)}
          data={choices.map((count) => ({ value: String(count), label: text('numbers.last', { count }) }))}
        />
      </ListTools>
      {answer.error && !numbers && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {numbers && <Plan numbers={numbers} />}
      {numbers && (
        <Section title={text('numbers.reviews')}>
          <Counts numbers={numbers} of={of} />
          <p className={classes.ask}>
            {text('numbers.frame', {
              from: dayWords(numbers.from, language),
              to: dayWords(numbers.to, language),
            })}
          </p>
        </Section>
      )}
    </Page>
  )
}

function Plan({ numbers: { sections } }: { readonly numbers: ReviewNumbers }) {
  const text = useText('reviews')
  const isEmpty = sections.every(({ quarters }) => quarters.length === 0)
  return (
    <Section title={text('numbers.plan')}>
      <p className={classes.ask}>{text('numbers.planLead')}</p>
      {isEmpty ? (
        <EmptyState title={text('numbers.none')} lead={text('numbers.noneLead')} />
      ) : (
        <div className={classes.sections}>
          {sections.map((record) => (
            <SectionCard key={record.section} record={record} />
          ))}
        </div>
      )}
    </Section>
  )
}

const columns = ['planned', 'overdue', 'held', 'late', 'waived', 'full'] as const

/** Each kind in a row of its own, and the sum of those that were asked for. */
function Counts({ numbers, of }: { readonly numbers: ReviewNumbers; readonly of: string }) {
  const text = useText('reviews')
  const rows = numbers.split.filter(({ mode }) => of === 'all' || of === mode)
  const cells = (row: ReviewCounts) => [
    ...columns.map((name) => <td key={name}>{row[name]}</td>),
    <td key="days">{row.medianDays === null ? '–' : text('numbers.days', { days: row.medianDays })}</td>,
  ]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={text('numbers.reviews')}>
      <table className={classes.numbers}>
        <thead>
          <tr>
            <th scope="col">{text('list.mode')}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {text(`numbers.column.${name}`)}
              </th>
            ))}
            <th scope="col">{text('numbers.column.medianDays')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.mode}>
              <th scope="row">{text(`mode.${row.mode}`)}</th>
              {cells(row)}
            </tr>
          ))}
          {of === 'all' && (
            <tr>
              <th scope="row">{text('numbers.joined')}</th>
              {cells(numbers.joined)}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}
