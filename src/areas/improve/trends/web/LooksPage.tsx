import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { StateMark, type Tone } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery, type People } from '../../../../ui/register/known.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { listLooks, type Look } from '../contract/looks.ts'
import { MinutesDialog } from './parts/MinutesDialog.tsx'
import { useWords } from './words.ts'
import classes from './trends.module.css'

/** What of this list stands in its address. */
const filters = { q: null }

const tones = { held: 'good', ahead: 'active', missed: 'bad' } satisfies Record<Look['state'], Tone>

/** Quarter by quarter: the figures as they lay on the table, the agenda, the minutes, what was decided. */
export function LooksPage() {
  const text = useText('trends')
  const words = useWords()
  const [q, setQ] = useFilter('q')
  const filter = q === '' ? {} : { q }
  const head = useAnswer(listLooks, { limit: 1 })
  const list = useInfiniteQuery(pagesOf(listLooks, { limit: 8, ...filter }))
  const people = peopleAmong(useEvery(listMembers, {}))
  const [holding, setHolding] = useState<Look>()
  const looks = list.data ?? []
  return (
    <Page
      title={text('looks.title')}
      lead={text('looks.lead')}
      actions={
        <>
          <To path="/trends">{text('list.back')}</To>
          <Button variant="default" onClick={() => print()}>
            {text('print')}
          </Button>
        </>
      }
    >
      <ListTools filters={filters}>
        <SearchBox label={text('looks.search')} value={q} onChange={setQ} />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {head.data && <p>{text('looks.next', { day: words.day(head.data.gathersOn) })}</p>}
      {list.data && looks.length === 0 && (
        <EmptyState
          title={text(q === '' ? 'looks.none' : 'list.none')}
          lead={text(q === '' ? 'looks.noneLead' : 'looks.noneFound')}
        />
      )}
      {looks.map((look) => (
        <OneLook
          key={look.quarter}
          look={look}
          people={people}
          onHold={head.data?.can.hold === true && look.state !== 'held' ? () => setHolding(look) : undefined}
        />
      ))}
      {list.hasNextPage && (
        <div>
          <Button variant="default" onClick={() => void list.fetchNextPage()}>
            {text('list.more')}
          </Button>
        </div>
      )}
      {holding && <MinutesDialog look={holding} people={people} onClose={() => setHolding(undefined)} />}
    </Page>
  )
}

interface OneLookProps {
  readonly look: Look
  readonly people: People
  readonly onHold: (() => void) | undefined
}

function OneLook({ look, people, onHold }: OneLookProps) {
  const text = useText('trends')
  const words = useWords()
  const { quarter, state, dueOn, heldOn, heldBy, present, minutes, decisions } = look
  const title = quarterWords(quarter)
  return (
    <section className={classes.card} aria-label={title}>
      <div className={classes.row}>
        <h2>{title}</h2>
        <StateMark
          tone={tones[state]}
          word={text(`looks.state.${state}`, { day: words.day(heldOn ?? dueOn) })}
        />
      </div>
      <Pack look={look} />
      {state !== 'held' && <Agenda look={look} />}
      {state === 'held' && (
        <>
          <h3>{text('looks.minutes')}</h3>
          <p className={classes.dim}>{text('looks.present', { names: present, by: heldBy ?? '' })}</p>
          <p className={classes.words}>{minutes}</p>
          <h3>{text('looks.decisions')}</h3>
          {decisions.length === 0 && <p>{text('looks.noDecisions')}</p>}
          <ul className={classes.list}>
            {decisions.map(({ text: said, ownerId, dueOn: due }) => (
              <li key={said}>
                <span>{said}</span>
                <span className={classes.dim}>
                  {people.nameOf(ownerId) ?? text('looks.nobody')}
                  {due !== null && ` · ${text('looks.until', { day: words.day(due) })}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {onHold && (
        <div className={classes.row} data-no-print>
          <Button onClick={onHold}>{text('looks.hold')}</Button>
        </div>
      )}
    </section>
  )
}

/** The figures as they stood; restricted cases are not among them. */
function Pack({ look: { pack, gatheredAt } }: { readonly look: Look }) {
  const text = useText('trends')
  const words = useWords()
  const named = (list: 'vector' | 'kind' | 'reason', rows: Look['pack']['kinds']) =>
    rows.map(({ key, count }) => `${words.of(list, key)} ${count}`).join(', ')
  const lines = [
    text('looks.cases', { count: pack.cases, before: pack.before }),
    pack.vectors.length === 0 ? '' : `${text('vectors.title')}: ${named('vector', pack.vectors)}.`,
    pack.kinds.length === 0 ? '' : `${text('vectors.kinds')}: ${named('kind', pack.kinds)}.`,
    pack.leftOut.length === 0 ? '' : `${text('leftOut.are')} ${named('reason', pack.leftOut)}.`,
    text('controls.says', { some: pack.graded, all: pack.cases }),
    text('costs.known', { some: pack.withCosts, all: pack.cases }),
    ...pack.costs.map(({ currency, amount, isInvoiced }) =>
      text(isInvoiced ? 'looks.invoiced' : 'looks.said', { money: `${amount} ${currency}` }),
    ),
  ]
  return (
    <>
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      <p className={classes.dim}>
        {text('looks.gathered', { day: words.day(gatheredAt), version: pack.taxonomy })}
      </p>
    </>
  )
}

/** What to talk about; the points that this quarter asks for stand among the usual ones. */
function Agenda({ look: { pack } }: { readonly look: Look }) {
  const text = useText('trends')
  const unknown = pack.vectors.find(({ key }) => key === 'unknown')?.count ?? 0
  const points = [
    'surprise',
    ...(unknown > 0 ? ['unknown'] : []),
    ...(pack.graded < pack.cases ? ['grades'] : []),
    ...(pack.withCosts < pack.cases ? ['costs'] : []),
    'repeats',
    'decide',
  ]
  return (
    <>
      <h3>{text('looks.agenda')}</h3>
      <ol>
        {points.map((point) => (
          <li key={point}>{text(`looks.points.${point}`)}</li>
        ))}
      </ol>
    </>
  )
}

function quarterWords(quarter: string): string {
  const [year, number] = quarter.split('-')
  return `Q${number ?? ''} ${year ?? ''}`
}
