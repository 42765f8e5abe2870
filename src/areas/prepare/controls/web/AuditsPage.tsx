import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pagesOf } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { PagedList } from '../../../../ui/lists/PagedList.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { listControlAudits, type ControlAudit } from '../contract/audits.ts'
import { lookEntry, startEntry } from './parts/audit-entries.ts'
import { useControlWords } from './parts/words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** `/controls/audits`: a few controls by lot, looked at by somebody, and what followed. */
export function AuditsPage() {
  const text = useText('controls')
  const { ask, dialog } = useEntry([listControlAudits])
  const list = useInfiniteQuery(pagesOf(listControlAudits, { limit: 10 }))
  const people = peopleAmong(useEvery(listMembers, {})).options
  return (
    <Page
      title={text('measures.audits.title')}
      lead={
        <>
          {text('measures.audits.lead')} <To path="/controls">{text('measures.news.all')}</To>
        </>
      }
      actions={
        <>
          <Can permission="control.manage">
            <Button onClick={() => ask(startEntry(text, people))}>{text('measures.audits.start')}</Button>
          </Can>
          <Button variant="default" onClick={() => print()}>
            {text('measures.page.print')}
          </Button>
        </>
      }
    >
      <PagedList
        answer={list}
        emptyTitle={text('measures.audits.none')}
        emptyLead={text('measures.audits.noneLead')}
        olderLabel={text('measures.audits.more')}
      >
        {(audits) => audits.map((audit) => <OneAudit key={audit.id} audit={audit} ask={ask} />)}
      </PagedList>
      {dialog}
    </Page>
  )
}

interface OneAuditProps {
  readonly audit: ControlAudit
  readonly ask: (entry: Entry) => void
}

function OneAudit({ audit: { id, title, owner, dueOn, endedAt, items }, ask }: OneAuditProps) {
  const text = useText('controls')
  const language = useLanguage()
  const open = items.filter(({ verdict }) => verdict === null).length
  const by = owner === '' ? text('measures.one.nobody') : owner
  return (
    <Section title={title}>
      <p className={lines.dim}>
        {text('measures.audits.by', { name: by, day: dayWords(dueOn, language) })} ·{' '}
        {endedAt === null
          ? text('measures.audits.open', { count: open })
          : text('measures.audits.ended', { day: dayWords(endedAt.slice(0, 10), language) })}
      </p>
      <ul className={lines.list}>
        {items.map((item) => (
          <Item key={item.key} id={id} item={item} ask={endedAt === null ? ask : undefined} />
        ))}
      </ul>
    </Section>
  )
}

interface ItemProps {
  readonly id: string
  readonly item: ControlAudit['items'][number]
  readonly ask: OneAuditProps['ask'] | undefined
}

function Item({ id, item, ask }: ItemProps) {
  const text = useText('controls')
  const { controls, states } = useControlWords()
  const { key, stateThen, verdict, words, lookedBy, improvementId } = item
  const about = controls[key]
  return (
    <li>
      <span className={lines.words}>
        <To path={`/controls?control=${key}`}>{about.title}</To>
        <span className={lines.dim}>{text('measures.audits.then', { state: states[stateThen] })}</span>
        {verdict && (
          <StateMark
            tone={verdict === 'finding' ? 'bad' : 'good'}
            word={text(`measures.audits.verdict_${verdict}`)}
          />
        )}
        {words !== '' && (
          <span>
            {words} <span className={lines.dim}>{lookedBy}</span>
          </span>
        )}
        {improvementId && (
          <To path={`/improvements/${improvementId}`} className={lines.link}>
            {text('measures.audits.improvement')}
          </To>
        )}
      </span>
      {ask && (
        <Can permission="control.manage">
          <Button
            variant={verdict === null ? 'filled' : 'default'}
            data-no-print
            aria-label={text('measures.audits.lookOf', { name: about.title })}
            onClick={() => ask(lookEntry(text, { id, key, words: about }))}
          >
            {text('measures.audits.look')}
          </Button>
        </Can>
      )}
    </li>
  )
}
