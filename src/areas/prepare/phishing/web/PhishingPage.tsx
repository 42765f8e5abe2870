import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { answerKey, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To } from '../../../../ui/place.tsx'
import { useLanguage, useText, type Say } from '../../../../ui/text.ts'
import { listRehearsals } from '../contract/rehearsals.ts'
import { smallestGroup, type Rehearsal } from '../contract/words.ts'
import { Domains } from './parts/Domains.tsx'
import { Groups } from './parts/Groups.tsx'
import { Mails } from './parts/Mails.tsx'
import { RehearsalMark } from './parts/RehearsalMark.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './phishing.module.css'

const kinds = ['phishing']

/** Rehearsals and what came of them; below, what is needed for one. */
export function PhishingPage() {
  const text = useText('phishing')
  const { ask, dialog } = useEntry([listRehearsals])
  const answer = useAnswer(listRehearsals, { limit: 1 }, { live: { stream: '*', kinds } })
  const setup = answer.data?.setup
  return (
    <Page
      title={text('title')}
      lead={
        <>
          {text('lead')} <To path="/training">{text('toTraining')}</To>
        </>
      }
    >
      {answer.error && !setup && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      <Rehearsals />
      {setup && (
        <>
          <Section title={text('rules.title')}>
            <ul className={classes.rules}>
              {(['people', 'groups', 'typed', 'machines'] as const).map((rule) => (
                <li key={rule}>{text(`rules.${rule}`, { count: smallestGroup })}</li>
              ))}
            </ul>
          </Section>
          <Mails setup={setup} ask={ask} />
          <Domains setup={setup} ask={ask} />
          <Groups setup={setup} ask={ask} />
        </>
      )}
      {dialog}
    </Page>
  )
}

function Rehearsals() {
  const text = useText('phishing')
  const list = useInfiniteQuery(pagesOf(listRehearsals, { limit: 20 }))
  useLiveQuery('*', answerKey(listRehearsals), kinds)
  const rows = list.data ?? []
  return (
    <Section title={text('list.title')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && (
        <EmptyState title={text('list.none')} lead={text('list.noneLead')} />
      )}
      <ul className={lines.list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text('more')}
        </Button>
      )}
    </Section>
  )
}

function Row({ row }: { readonly row: Rehearsal }) {
  const text = useText('phishing')
  const language = useLanguage()
  const { id, name, templateName, difficulty, startsOn, endsOn, groups, total } = row
  const isCounted = row.state === 'ended' || row.state === 'stopped'
  const days =
    startsOn === endsOn
      ? dayWords(startsOn, language)
      : `${dayWords(startsOn, language)} – ${dayWords(endsOn, language)}`
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={`/phishing/${id}`} className={lines.link}>
            {name}
          </To>
        </strong>
        <span className={lines.dim}>
          {[templateName, text(`difficulty.${difficulty}`), groups || text('list.everybody'), days].join(
            ' · ',
          )}
        </span>
        {isCounted && <Trend text={text} total={total} />}
      </span>
      <RehearsalMark rehearsal={row} />
    </li>
  )
}

function Trend({ text, total }: { readonly text: Say; readonly total: Rehearsal['total'] }) {
  if (total === null) return <span className={lines.dim}>{text('list.small')}</span>
  const { reported, delivered: people, firstReportMinutes } = total
  return (
    <span>
      {reported === 0
        ? text('list.trendNone', { people })
        : text('list.trend', { reported, people, minutes: firstReportMinutes ?? 0 })}
      <span className={classes.bar} aria-hidden="true">
        <span style={{ width: `${(100 * reported) / people}%` }} />
      </span>
    </span>
  )
}
