import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { readBudget, type Budget, type Line } from '../contract.ts'
import { FreshMark } from './parts/FreshMark.tsx'
import { Leaders } from './parts/Leaders.tsx'
import { Measures } from './parts/Measures.tsx'
import { lineEntry, removeEntry, reviewEntry } from './parts/entries.ts'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { moneyWords } from './parts/words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** What preparation costs beside what it stands against, what helps most for the least, and what leaders did. */
export function BudgetPage() {
  const text = useText('budget')
  const { ask, dialog } = useEntry([readBudget])
  const people = peopleAmong(useEvery(listMembers, {}))
  const answer = useAnswer(readBudget, {}, { live: { stream: '*', kinds: ['budget', 'leadership.'] } })
  const budget = answer.data
  return (
    <Page
      title={text('title')}
      lead={text('lead')}
      marks={budget && <FreshMark freshness={budget.freshness} words="budget" />}
      actions={
        budget?.can.manage && (
          <>
            <Button onClick={() => ask(reviewEntry(text, budget, people))}>{text('review.open')}</Button>
            <Button variant="default" onClick={() => ask(lineEntry(text))}>
              {text('line.add')}
            </Button>
            <Button variant="default" onClick={() => print()}>
              {text('print')}
            </Button>
          </>
        )
      }
    >
      {answer.error && !budget && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {budget && (
        <>
          <Beside budget={budget} owner={people.nameOf(budget.ownerId)} />
          <Lines budget={budget} ask={ask} />
          <Leaders budget={budget} ask={ask} />
          <Measures taken={budget.lines.map(({ name }) => name)} mayAdd={budget.can.manage} ask={ask} />
        </>
      )}
      {dialog}
    </Page>
  )
}

function Beside({ budget, owner }: { readonly budget: Budget; readonly owner: string | undefined }) {
  const text = useText('budget')
  const language = useLanguage()
  const { sums, loss, worked, currency, reviewBy, note } = budget
  const money = (amount: number) => moneyWords(amount, currency, language)
  return (
    <div className={lines.beside}>
      <section className={lines.side} aria-label={text('cost.title')}>
        <h2>{text('cost.title')}</h2>
        <p className={lines.figure}>
          {text('cost.planned', { amount: money(sums.planned), hours: sums.plannedHours })}
        </p>
        <p>{text('cost.spent', { amount: money(sums.spent), hours: sums.spentHours })}</p>
        <p className={lines.dim}>
          {text('owner', { name: owner ?? text('nobody') })}
          {reviewBy !== null && ` · ${text('reviewBy', { day: dayWords(reviewBy, language) })}`}
        </p>
        {note !== '' && <p>{note}</p>}
      </section>
      <section className={lines.side} aria-label={text('loss.title')}>
        <h2>{text('loss.title')}</h2>
        {loss === null || worked === null ? (
          <p className={lines.dim}>{text('loss.none')}</p>
        ) : (
          <>
            <p className={lines.figure}>
              {text('loss.year', { low: money(worked.yearLow), high: money(worked.yearHigh) })}
            </p>
            <p>
              {text('loss.each', {
                daysLow: loss.daysLow,
                daysHigh: loss.daysHigh,
                dayLow: money(loss.perDayLow),
                dayHigh: money(loss.perDayHigh),
                onceLow: money(loss.onceLow),
                onceHigh: money(loss.onceHigh),
                low: money(worked.onceLow),
                high: money(worked.onceHigh),
              })}
            </p>
            <p>{text('loss.often', { low: loss.everyYearsLow, high: loss.everyYearsHigh })}</p>
            <p className={lines.dim}>{text('loss.honest')}</p>
          </>
        )}
      </section>
    </div>
  )
}

function Lines({ budget, ask }: { readonly budget: Budget; readonly ask: (entry: Entry) => void }) {
  const text = useText('budget')
  return (
    <Section title={text('lines')}>
      {budget.lines.length === 0 && <EmptyState title={text('line.none')} lead={text('line.noneLead')} />}
      <ul className={lines.list}>
        {budget.lines.map((line) => (
          <LineRow key={line.id} line={line} budget={budget} ask={ask} />
        ))}
      </ul>
    </Section>
  )
}

interface LineRowProps {
  readonly line: Line
  readonly budget: Budget
  readonly ask: (entry: Entry) => void
}

function LineRow({ line, budget, ask }: LineRowProps) {
  const text = useText('budget')
  const language = useLanguage()
  const { name, kind, planned, spent, plannedHours, spentHours, note } = line
  const money = (amount: number) => moneyWords(amount, budget.currency, language)
  return (
    <li>
      <span className={lines.words}>
        <strong>{name}</strong>
        <span>
          {text('line.figures', { planned: money(planned), spent: money(spent), plannedHours, spentHours })}
        </span>
        <span className={lines.dim}>
          {[text(`kind.${kind}`), note].filter((word) => word !== '').join(' · ')}
        </span>
        {line.freshness === 'old' && <StateMark tone="warn" word={text('line.old')} />}
        {spent > planned && <StateMark tone="warn" word={text('line.over')} />}
      </span>
      {budget.can.manage && (
        <span className={lines.acts} data-no-print>
          <Button
            variant="default"
            aria-label={`${text('line.change')}: ${name}`}
            onClick={() => ask(lineEntry(text, line))}
          >
            {text('line.change')}
          </Button>
          <Button
            variant="subtle"
            aria-label={`${text('line.remove')}: ${name}`}
            onClick={() => ask(removeEntry(text, line))}
          >
            {text('line.remove')}
          </Button>
        </span>
      )}
    </li>
  )
}
