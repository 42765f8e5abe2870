import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../../ui/lists/ExportButtons.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  changeSignalCoverage,
  readSignalCoverage,
  type Unheard,
  type WatchedKind,
} from '../../contract/coverage.ts'
import classes from '../signals.module.css'

/** `/settings/coverage`: what the connected tools speak of, and what nobody would hear of. */
export function WatchedAssetsPage() {
  const text = useText('watched')
  const live = { stream: '*', kinds: ['batch', 'source.', 'asset.', 'function.', 'coverage.'] }
  const answer = useAnswer(readSignalCoverage, {}, { live })
  const known = answer.data
  return (
    <Page
      title={text('title')}
      lead={
        <>
          {text('lead')} <To path="/settings/sources">{text('toSources')}</To>{' '}
          <To path="/network-watch">{text('toNetwork')}</To>
        </>
      }
    >
      {answer.error && !known && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {known && known.kinds.length === 0 && (
        <EmptyState
          title={text('none')}
          lead={text('noneLead')}
          action={<To path="/assets">{text('toAssets')}</To>}
        />
      )}
      {known && known.kinds.length > 0 && (
        <>
          {known.sources === 0 && (
            <Notice tone="warn" title={text('noSource')}>
              <p>
                {text('noSourceLead')} <To path="/settings/sources">{text('toSources')}</To>
              </p>
            </Notice>
          )}
          <Section title={text('kinds')}>
            <Days days={known.days} />
            <ul className={lines.list}>
              {known.kinds.map((kind) => (
                <KindLine key={kind.kind} kind={kind} />
              ))}
            </ul>
          </Section>
          <UnheardAssets days={known.days} items={known.unheard} count={known.unheardCount} />
        </>
      )}
    </Page>
  )
}

function KindLine({ kind }: { readonly kind: WatchedKind }) {
  const text = useText('watched')
  const ofAssets = useText('assets')
  const ofSources = useText('signals')
  const { assets, heard, sources } = kind
  const tone = heard === assets ? 'good' : heard === 0 ? 'bad' : 'warn'
  return (
    <li>
      <span className={lines.words}>
        <strong>{ofAssets(`kind.${kind.kind}`)}</strong>
        {sources.length > 0 ? (
          <span className={classes.choices}>
            {sources.map(({ id, name }) => (
              <To key={id} path={`/settings/sources/${id}`}>
                {name}
              </To>
            ))}
          </span>
        ) : (
          <span className={lines.dim}>
            {text('could', { tools: kind.couldWatch.map((each) => ofSources(`kind.${each}`)).join(', ') })}
          </span>
        )}
      </span>
      <StateMark tone={tone} word={text('heard', { heard, count: assets })} />
    </li>
  )
}

function UnheardAssets({
  days,
  items,
  count,
}: {
  readonly days: number
  readonly items: readonly Unheard[]
  readonly count: number
}) {
  const text = useText('watched')
  const ofAssets = useText('assets')
  return (
    <Section
      title={text('unheard', { count: days })}
      actions={
        items.length > 0 && (
          <ExportButtons name="unwatched-assets" columns={exported} fetchAll={async () => items} />
        )
      }
    >
      {count === 0 ? (
        <Notice tone="good">
          <p>{text('all')}</p>
        </Notice>
      ) : (
        <p className={classes.words}>{text('unheardLead')}</p>
      )}
      <ul className={lines.list}>
        {items.map(({ id, name, kind, functions, lastAt }) => (
          <li key={id}>
            <span className={lines.words}>
              <strong>{name}</strong>
              <span className={lines.dim}>{ofAssets(`kind.${kind}`)}</span>
              {functions.length > 0 && (
                <StateMark tone="bad" word={text('essential', { work: functions.join(', ') })} />
              )}
            </span>
            <span>
              {lastAt === null ? (
                text('never')
              ) : (
                <>
                  {text('last')} <TimeText at={lastAt} form="relative" />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {count > items.length && <p>{text('more', { count: count - items.length })}</p>}
    </Section>
  )
}

/** A year is the longest that anybody may wait. */
const longest = 365

function Days({ days }: { readonly days: number }) {
  const text = useText('watched')
  const [typed, setTyped] = useState<number | string>(days)
  const change = useAct(changeSignalCoverage, {
    refreshes: [readSignalCoverage],
    onDone: () => showDone(text('daysKept')),
  })
  const wanted = Number(typed)
  const fits = typed !== '' && Number.isInteger(wanted) && wanted >= 1 && wanted <= longest
  return (
    <Can permission="source.manage">
      <form
        className={lines.acts}
        onSubmit={(event) => {
          event.preventDefault()
          if (fits) change.mutate({ days: wanted })
        }}
      >
        <NumberInput
          label={text('days')}
          min={1}
          max={longest}
          allowDecimal={false}
          hideControls
          value={typed}
          onChange={setTyped}
          error={fits ? change.error?.message : text('daysRange')}
        />
        <Button
          type="submit"
          variant="default"
          loading={change.isPending}
          disabled={!fits || wanted === days}
        >
          {text('daysKeep')}
        </Button>
      </form>
    </Can>
  )
}

const exported = [
  { name: 'name', value: (row: Unheard) => row.name },
  { name: 'kind', value: (row: Unheard) => row.kind },
  { name: 'functions', value: (row: Unheard) => row.functions.join(', ') },
  { name: 'lastAt', value: (row: Unheard) => row.lastAt },
]
