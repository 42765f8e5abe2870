import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { defang } from '../../../../base/observables.ts'
import { tlpLabel } from '../../../../base/tlp.ts'
import { answerKey, pagesOf } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { PagedList } from '../../../../ui/lists/PagedList.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter, useGo } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listIndicators, type Indicator } from '../contract/indicators.ts'
import classes from './threats.module.css'

/** What others warn of, and where it was seen here. */
export function IndicatorsPage() {
  const text = useText('threats')
  const go = useGo()
  const [value, setValue] = useFilter('q')
  const [seen, setSeen] = useFilter('seen')
  const input = { limit: 50, ...(value && { value }), ...(seen === 'true' && ({ seen } as const)) }
  const list = useInfiniteQuery(pagesOf(listIndicators, input))
  useLiveQuery('*', answerKey(listIndicators), ['indicator.', 'exchange.', 'harmless.'])
  const isFiltered = value !== '' || seen !== ''
  return (
    <Page
      title={text('indicators.title')}
      lead={text('indicators.lead')}
      actions={
        <Can permission="connection.read">
          <Button variant="default" onClick={() => go('/settings/threats')}>
            {text('title')}
          </Button>
        </Can>
      }
    >
      <ListTools>
        <SearchBox label={text('indicators.search')} value={value} onChange={setValue} />
        <FilterChips
          label={text('indicators.which')}
          value={seen}
          onChange={setSeen}
          options={[{ value: 'true', label: text('indicators.seenOnly') }]}
        />
      </ListTools>
      <PagedList
        answer={list}
        emptyTitle={text(isFiltered ? 'indicators.noneTitle' : 'indicators.emptyTitle')}
        emptyLead={text(isFiltered ? 'indicators.noneLead' : 'indicators.emptyLead')}
        olderLabel={text('indicators.older')}
      >
        {(items) => (
          <Cards>
            {items.map((one) => (
              <Shown key={one.id} indicator={one} />
            ))}
          </Cards>
        )}
      </PagedList>
    </Page>
  )
}

const tones = { watched: 'active', harmless: 'good', old: 'quiet', ended: 'quiet' } as const

function Shown({ indicator }: { readonly indicator: Indicator }) {
  const text = useText('threats')
  const { kind, value, title, note, exchange, tlp, tags, lastSeen, endsAt, state, hit } = indicator
  return (
    <Card
      title={defang(kind, value)}
      marks={
        <>
          <StateMark tone={tones[state]} word={text(`indicatorState.${state}`)} />
          {hit !== null && <StateMark tone="bad" word={text('indicators.seen', { count: hit.count })} />}
        </>
      }
    >
      <span className={classes.dim}>
        {[text(`traceKind.${kind}`), exchange, tlp === null ? text('unmarked') : tlpLabel(tlp)].join(' · ')}
      </span>
      {title !== '' && <span>{title}</span>}
      {note !== '' && <span className={classes.dim}>{note}</span>}
      {tags.length > 0 && <span className={classes.dim}>{tags.join(', ')}</span>}
      {lastSeen !== null && (
        <span className={classes.dim}>
          {text('indicators.lastSeen')} <TimeText at={lastSeen} form="absolute" />
        </span>
      )}
      {state === 'watched' && (
        <span className={classes.dim}>
          {text('indicators.until')} <TimeText at={endsAt} form="absolute" />
        </span>
      )}
      {hit !== null && (
        <span>
          <To path={`/signals/${hit.signalId}`}>{text('indicators.signal')}</To>{' '}
          <TimeText at={hit.lastAt} form="relative" />
          {hit.sighting !== 'off' && ` · ${text(`sighting.${hit.sighting}`)}`}
        </span>
      )}
    </Card>
  )
}
