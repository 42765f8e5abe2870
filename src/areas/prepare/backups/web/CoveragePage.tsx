import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { StateMark, type Tone } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery, type People } from '../../../../ui/register/known.ts'
import { useText, type Say } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { acceptGap, endGap, readCoverage, type Cover } from '../contract/coverage.ts'
import lines from '../../../../ui/lists/lines.module.css'

const tones: Readonly<Record<Cover['state'], Tone>> = {
  proved: 'good',
  unproved: 'warn',
  accepted: 'quiet',
  open: 'bad',
}

/** What has to come back, in its order, and whether there is anything to bring it back from. */
export function CoveragePage() {
  const text = useText('backups')
  const people = peopleAmong(useEvery(listMembers, {}))
  const { ask, dialog } = useEntry([readCoverage])
  const live = { stream: '*', kinds: ['copy.', 'gap.', 'asset.', 'function.'] }
  const cover = useAnswer(readCoverage, {}, { live })
  return (
    <Page
      title={text('cover.title')}
      lead={
        <>
          {text('cover.lead')} <To path="/backups">{text('cover.toBackups')}</To>
        </>
      }
    >
      {cover.error && <ErrorState error={cover.error} onRetry={() => void cover.refetch()} />}
      {cover.isPending && <Loading />}
      {cover.data?.items.length === 0 && (
        <EmptyState
          title={text('cover.none')}
          lead={text('cover.noneLead')}
          action={<To path="/functions">{text('cover.toFunctions')}</To>}
        />
      )}
      <ol className={lines.list}>
        {cover.data?.items.map((item) => (
          <Line key={item.assetId} item={item} text={text} people={people} ask={ask} />
        ))}
      </ol>
      {dialog}
    </Page>
  )
}

interface LineProps {
  readonly item: Cover
  readonly text: Say
  readonly people: People
  readonly ask: (entry: Entry) => void
}

function Line({ item, text, people, ask }: LineProps) {
  const { asset, functions, state, backups, provedMinutes, longestOutageMinutes, gap } = item
  const isTooSlow =
    provedMinutes !== null && longestOutageMinutes !== null && provedMinutes > longestOutageMinutes
  return (
    <li>
      <span className={lines.words}>
        <strong>{asset}</strong>
        <span className={lines.dim}>{text('cover.needs', { work: functions.join(', ') })}</span>
        <StateMark tone={tones[state]} word={text(`cover.${state}`)} />
        {backups.map(({ id, name }) => (
          <To key={id} path={`/backups/${id}`}>
            {name}
          </To>
        ))}
        {provedMinutes !== null && (
          <span>
            {text('cover.took', { count: provedMinutes })}
            {longestOutageMinutes !== null && ` · ${text('cover.aim', { count: longestOutageMinutes })}`}
          </span>
        )}
        {isTooSlow && <StateMark tone="warn" word={text('cover.tooSlow')} />}
        {gap && (
          <span>
            {text('cover.gap', { day: gap.endsOn, owner: people.nameOf(gap.ownerId) ?? text('nobody') })}{' '}
            {gap.reason}
          </span>
        )}
      </span>
      <Can permission="copy.accept">
        <span className={lines.acts} data-no-print>
          {gap === null && backups.length === 0 && (
            <Button variant="default" onClick={() => ask(accepting(text, people, item))}>
              {text('cover.accept')}
            </Button>
          )}
          {gap !== null && (
            <Button
              variant="subtle"
              onClick={() =>
                ask({
                  title: text('cover.endGap'),
                  fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
                  endpoint: endGap,
                  given: { id: gap.id },
                  submit: text('cover.endGap'),
                })
              }
            >
              {text('cover.endGap')}
            </Button>
          )}
        </span>
      </Can>
    </li>
  )
}

function accepting(text: Say, people: People, { assetId, asset }: Cover): Entry {
  return {
    title: text('cover.acceptTitle', { name: asset }),
    lead: <p>{text('cover.acceptLead')}</p>,
    fields: [
      { kind: 'text', name: 'reason', label: text('reason') },
      { kind: 'choice', name: 'ownerId', label: text('cover.answers'), options: people.options },
      { kind: 'day', name: 'endsOn', label: text('cover.until') },
    ],
    endpoint: acceptGap,
    given: { assetId },
    submit: text('cover.accept'),
  }
}
