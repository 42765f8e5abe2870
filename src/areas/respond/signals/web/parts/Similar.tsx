import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { SharedPicture } from '../../../../../ui/kit/SharedPicture.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { findRelations, type Relations } from '../../contract/relations.ts'
import { thingWords } from './group-words.tsx'
import { StatusOf } from './SignalMarks.tsx'
import classes from '../signals.module.css'

/** What a signal or a group has to do with: its traces, our own machines and people, and who shares them. */
export function Similar({
  of,
}: {
  readonly of: { readonly signalId: string } | { readonly alertGroupId: string }
}) {
  const text = useText('signals')
  const answer = useAnswer(findRelations, of)
  return (
    <Section title={text('similar.title')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading lines={2} />}
      {answer.data && (
        <>
          <Traces traces={answer.data.traces} />
          {answer.data.signals.length === 0 ? (
            <p className={classes.dim}>{text('similar.none')}</p>
          ) : (
            <>
              <SharedPicture
                label={text('similar.picture')}
                center={text('similar.this')}
                others={[
                  ...answer.data.incidents.map(({ id, number, shares }) => ({
                    label: text('status.linkedTo', { number }),
                    path: `/incidents/${id}`,
                    shares,
                  })),
                  ...answer.data.signals.map(({ title, shares }) => ({ label: title, shares })),
                ]}
                wordsOf={(thing) => thingWords(thing, text)}
              />
              <Incidents incidents={answer.data.incidents} />
              <Signals signals={answer.data.signals} />
            </>
          )}
        </>
      )}
    </Section>
  )
}

function Traces({ traces }: Pick<Relations, 'traces'>) {
  const text = useText('signals')
  if (traces.length === 0) return null
  return (
    <>
      <h3>{text('similar.traces')}</h3>
      <p className={classes.dim}>{text('similar.tracesHint')}</p>
      <ul className={classes.plainList}>
        {traces.map(({ sort, value, isInternal, signals, assetId, memberId, known }) => (
          <li key={`${sort} ${value}`}>
            <span className={classes.trace}>{thingWords(`${sort} ${value}`, text)}</span>
            <span className={classes.from}>
              {[
                isInternal ? text('similar.inside') : '',
                signals > 0 ? text('similar.seen', { count: signals }) : '',
                assetId === null ? '' : `${text('similar.asset')}: ${known}`,
                memberId === null ? '' : `${text('similar.person')}: ${known}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Incidents({ incidents }: Pick<Relations, 'incidents'>) {
  const text = useText('signals')
  if (incidents.length === 0) return null
  return (
    <>
      <h3>{text('similar.incidents')}</h3>
      <ul className={classes.members}>
        {incidents.map(({ id, number, signals, shares }) => (
          <li key={id}>
            <div>
              <To path={`/incidents/${id}`}>{text('status.linkedTo', { number })}</To>
              <span className={classes.from}>
                {text('groups.signals', { count: signals })} ·{' '}
                {text('similar.shares', { what: listOf(shares, text) })}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function Signals({ signals }: Pick<Relations, 'signals'>) {
  const text = useText('signals')
  return (
    <>
      <h3>{text('similar.signals')}</h3>
      <ul className={classes.members}>
        {signals.map((signal) => (
          <li key={signal.id}>
            <div>
              <To path={`/signals/${signal.id}`}>{signal.title}</To>
              <span className={classes.from}>
                <TimeText at={signal.lastAt} form="relative" /> ·{' '}
                {text('similar.shares', { what: listOf(signal.shares, text) })}
              </span>
            </div>
            <StatusOf signal={signal} />
          </li>
        ))}
      </ul>
    </>
  )
}

function listOf(things: readonly string[], text: ReturnType<typeof useText>): string {
  return things
    .slice(0, 3)
    .map((thing) => thingWords(thing, text))
    .join(', ')
}
