import type * as z from 'zod'
import { useAnswer } from '../../../../ui/answers.ts'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readReportFigures } from '../contract/report-talk.ts'
import classes from './reports.module.css'

type Figures = z.output<typeof readReportFigures.output>

/** `/signals/reports`: whether people report, and whether they hear back. */
export function ReportFiguresPage() {
  const text = useText('signals')
  const answer = useAnswer(readReportFigures, {}, { live: { stream: '*', kinds: ['report.', 'signal.'] } })
  const figures = answer.data
  const isEmpty = figures?.months.every(({ reports, nearMisses }) => reports + nearMisses === 0) === true
  return (
    <Page title={text('figures.title')} lead={text('figures.lead')}>
      {answer.error && !figures && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {isEmpty && (
        <EmptyState
          title={text('figures.emptyTitle')}
          lead={text('figures.emptyLead')}
          action={<To path="/settings/sources">{text('figures.emptyAction')}</To>}
        />
      )}
      {figures && !isEmpty && <FiguresShown figures={figures} />}
    </Page>
  )
}

function FiguresShown({ figures }: { readonly figures: Figures }) {
  const text = useText('signals')
  const span = (minutes: number | null) => {
    if (minutes === null) return text('figures.never')
    return minutes < 120
      ? text('silence.minutes', { count: minutes })
      : text('silence.hours', { count: Math.round(minutes / 60) })
  }
  return (
    <>
      {figures.waiting > 0 && (
        <Notice tone="warn">
          <p>
            {text('figures.waiting', { count: figures.waiting })}{' '}
            <To path="/signals?status=new">{text('today.all')}</To>
          </p>
        </Notice>
      )}
      <Facts
        facts={[
          [
            text('figures.rate'),
            text('figures.rateOf', { rate: figures.perTenPeople, people: figures.people }),
          ],
          [text('figures.taken'), span(figures.minutesToTaken)],
          [text('figures.escalated'), figures.escalated],
          [text('figures.answer'), span(figures.minutesToAnswer)],
          [text('figures.verdict'), span(figures.minutesToVerdict)],
        ]}
      />
      <Section title={text('figures.trend')}>
        <Trend months={figures.months} />
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{text('figures.month')}</th>
              <th scope="col">{text('figures.reports')}</th>
              <th scope="col">{text('figures.nearMisses')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.months.toReversed().map(({ month, reports, nearMisses }) => (
              <tr key={month}>
                <th scope="row">{month}</th>
                <td>{reports}</td>
                <td>{nearMisses}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  )
}

/** Two lines, told apart by their dashes as well as their colour; the table below has the numbers. */
function Trend({ months }: { readonly months: Figures['months'] }) {
  const text = useText('signals')
  const most = Math.max(1, ...months.flatMap(({ reports, nearMisses }) => [reports, nearMisses]))
  const points = (of: 'reports' | 'nearMisses') =>
    months
      .map(
        (month, index) =>
          `${20 + (index * 560) / Math.max(1, months.length - 1)},${130 - (month[of] / most) * 110}`,
      )
      .join(' ')
  return (
    <svg className={classes.chart} viewBox="0 0 600 160" role="img" aria-label={text('figures.trendAria')}>
      <line x1="20" y1="130" x2="580" y2="130" stroke="var(--m-line)" />
      <polyline points={points('reports')} fill="none" stroke="var(--m-accent)" strokeWidth="3" />
      <polyline
        points={points('nearMisses')}
        fill="none"
        stroke="var(--m-dim)"
        strokeWidth="3"
        strokeDasharray="7 5"
      />
      <text x="20" y="152" fontSize="14" fill="currentColor">
        {`━ ${text('figures.reports')}   ┅ ${text('figures.nearMisses')}`}
      </text>
    </svg>
  )
}
