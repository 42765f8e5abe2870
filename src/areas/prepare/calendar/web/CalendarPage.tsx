import { SegmentedControl } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { ListViews } from '../../../../ui/lists/ListViews.tsx'
import { useFilter } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { readCalendar, whose, type Calendar } from '../contract.ts'
import { DueList } from './parts/DueList.tsx'
import { FeedLink } from './parts/FeedLink.tsx'
import { Routines } from './parts/Routines.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './calendar.module.css'

/** Whatever moves a day. */
const kinds = [
  'routine.',
  'house_rule.',
  'contract.',
  'vendor_contact.',
  'policy.',
  'attestation.',
  'retainer.',
  'copy.',
  'gap.',
  'risk.',
  'continuity.',
  'budget.',
  'leadership.',
  'supplier_review.',
  'access_',
]

/** Everything that keeps the firm ready, on one page: this week first, with its minutes. */
export function CalendarPage() {
  const text = useText('calendar')
  const maySeeAll = useMay('asset.read')
  const [chosen, choose] = useFilter('whose', 'mine')
  const { ask, dialog } = useEntry([readCalendar])
  const wanted = maySeeAll && chosen === 'everybody' ? 'everybody' : 'mine'
  const answer = useAnswer(readCalendar, { whose: wanted }, { live: { stream: '*', kinds } })
  const calendar = answer.data
  return (
    <Page
      title={text('title')}
      lead={text('lead')}
      actions={
        maySeeAll && (
          <SegmentedControl
            aria-label={text('whose.title')}
            value={wanted}
            onChange={choose}
            data={whose.map((value) => ({ value, label: text(`whose.${value}`) }))}
          />
        )
      }
    >
      {maySeeAll && <ListViews filters={{ whose }} />}
      {answer.error && !calendar && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {calendar && (
        <>
          <Week calendar={calendar} hasOwners={wanted === 'everybody'} />
          <Routines routines={calendar.routines} today={calendar.today} ask={ask} />
          <Later calendar={calendar} hasOwners={wanted === 'everybody'} />
          <FeedLink link={calendar.link} />
        </>
      )}
      {dialog}
    </Page>
  )
}

interface PartProps {
  readonly calendar: Calendar
  readonly hasOwners: boolean
}

function Week({ calendar, hasOwners }: PartProps) {
  const text = useText('calendar')
  const { week, load, items } = calendar
  const due = items.filter(({ state }) => state !== 'later')
  return (
    <>
      <section className={classes.week} aria-label={text('week', { minutes: week.minutes })}>
        <h2>{week.count === 0 ? text('weekNone') : text('week', { minutes: week.minutes })}</h2>
        {week.count > 0 && <p>{text('weekLead', { count: week.count })}</p>}
        {hasOwners && (
          <p className={lines.dim}>
            {text('load', { count: load.plannedMinutes })}{' '}
            {load.measuredMinutes === null
              ? text('measuredNone')
              : text('measured', { count: load.measuredMinutes })}
          </p>
        )}
      </section>
      <DueList items={due} hasOwners={hasOwners} />
    </>
  )
}

function Later({ calendar, hasOwners }: PartProps) {
  const text = useText('calendar')
  const later = calendar.items.filter(({ state }) => state === 'later')
  if (calendar.items.length === 0) return <EmptyState title={text('none')} lead={text('noneLead')} />
  if (later.length === 0) return null
  return (
    <Section title={text('later')}>
      <DueList items={later} hasOwners={hasOwners} />
    </Section>
  )
}
