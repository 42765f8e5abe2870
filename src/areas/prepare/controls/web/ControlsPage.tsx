import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../ui/kit/Pills.tsx'
import { ListViews } from '../../../../ui/lists/ListViews.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { readControls, type Control, type Controls } from '../contract/controls.ts'
import { choiceNames, type ControlState } from '../contract/words.ts'
import { controlsOf } from '../rules/standing.ts'
import { Choices } from './parts/Choices.tsx'
import { ControlRow } from './parts/ControlRow.tsx'
import { ExportForm } from './parts/ExportForm.tsx'
import { Routines } from './parts/Routines.tsx'
import { useChoiceName } from './parts/words.ts'
import lines from '../../../../ui/lists/lines.module.css'

const kinds = ['control.', 'control_audit.', 'copy.', 'training.', 'plan.', 'routine.', 'network_watch.']

/** `/controls`: what is asked of the firm, what shows it today, and what is looked at next. */
export function ControlsPage() {
  const text = useText('controls')
  const answer = useAnswer(readControls, {}, { live: { stream: '*', kinds } })
  const data = answer.data
  return (
    <Page
      title={text('measures.page.title')}
      lead={text('measures.page.lead')}
      actions={
        <Button variant="default" onClick={() => print()}>
          {text('measures.page.print')}
        </Button>
      }
    >
      <nav className={lines.acts} data-no-print>
        <To path="/controls/news">{text('measures.page.news')}</To>
        <To path="/controls/audits">{text('measures.page.audits')}</To>
        <To path="/network-watch">{text('measures.page.network')}</To>
      </nav>
      {answer.error && !data && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={10} />}
      {data && <Body data={data} />}
    </Page>
  )
}

function Body({ data }: { readonly data: Controls }) {
  const text = useText('controls')
  const isBegun = data.chosen.length > 0
  const [wanted] = useFilter('control')
  // Whoever comes for one control reads it first, chosen or not.
  const single = data.controls.find(({ key }) => key === wanted)
  return (
    <>
      {single && <One data={data} control={single} />}
      {!isBegun && <EmptyState title={text('measures.page.none')} lead={text('measures.page.noneLead')} />}
      {isBegun && !single && <List data={data} />}
      <Choices data={data} />
      {isBegun && <ExportForm data={data} />}
      {data.routines.length > 0 && data.can.manage && <Routines data={data} />}
    </>
  )
}

function One({ data, control }: { readonly data: Controls; readonly control: Control }) {
  const text = useText('controls')
  const [, show] = useFilter('control')
  const { ask, dialog } = useEntry([readControls])
  const people = peopleAmong(useEvery(listMembers, {})).options
  return (
    <Section
      title={text('measures.page.list')}
      actions={
        <Button variant="default" onClick={() => show('')}>
          {text('measures.page.all')}
        </Button>
      }
    >
      <ControlRow
        control={control}
        people={people}
        ask={data.can.manage ? ask : undefined}
        isOpen
        key={control.key}
      />
      {dialog}
    </Section>
  )
}

const gaps: readonly ControlState[] = ['against', 'no', 'open', 'lapsed', 'said', 'partly']

function List({ data }: { readonly data: Controls }) {
  const text = useText('controls')
  const nameOf = useChoiceName()
  const [chosen, choose] = useFilter('of', 'all')
  const { ask, dialog } = useEntry([readControls])
  const people = peopleAmong(useEvery(listMembers, {})).options
  const named = choiceNames.find((one) => one === chosen)
  const inUse = data.controls.filter(({ isInUse }) => isInUse)
  const shown =
    chosen === 'gaps'
      ? inUse.filter(({ state }) => gaps.includes(state))
      : chosen === 'due'
        ? inUse.toSorted((a, b) => (a.nextReviewOn ?? '').localeCompare(b.nextReviewOn ?? '')).slice(0, 10)
        : inUse.filter(({ key }) => named === undefined || controlsOf(named).includes(key))
  return (
    <Section title={text('measures.page.list')}>
      <ListViews filters={{ of: ['all', 'gaps', 'due', ...data.chosen.map(({ name }) => name)] }} />
      <Pills
        label={text('measures.page.of')}
        value={chosen}
        onChange={choose}
        options={[
          ...(['all', 'gaps', 'due'] as const).map((value) => ({
            value: value as string, // a pill of a choice has its name beside these
            label: text(`measures.page.${value}`),
          })),
          ...data.chosen.map(({ name }) => ({ value: name as string, label: nameOf(name) })), // as above
        ]}
      />
      {shown.length === 0 && <p className={lines.dim}>{text('measures.page.nothing')}</p>}
      {shown.map((control) => (
        <ControlRow
          key={control.key}
          control={control}
          people={people}
          ask={data.can.manage ? ask : undefined}
        />
      ))}
      {dialog}
    </Section>
  )
}
