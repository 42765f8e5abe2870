import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pagesOf } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To, useGo } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useLanguage, useText, type Say } from '../../../../ui/text.ts'
import { addHouseRule, listHouseRules, type HouseRule } from '../contract.ts'
import { CheckCode } from './parts/CheckCode.tsx'
import { RuleMarks } from './parts/RuleMarks.tsx'
import { Starters } from './parts/Starters.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** The rules of the house: what I have to read first, then all of them, and those one could begin with. */
export function HouseRuleListPage() {
  const text = useText('policies')
  const go = useGo()
  const mayManage = useMay('house_rule.manage')
  const { ask, dialog } = useEntry([listHouseRules])
  const rules = useInfiniteQuery(pagesOf(listHouseRules, {}))
  const add = <Button onClick={() => ask(emptyEntry(text))}>{text('add')}</Button>
  const all = rules.data ?? []
  return (
    <Page title={text('title')} lead={text('lead')} actions={<Can permission="house_rule.manage">{add}</Can>}>
      {rules.error && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.isPending && <Loading />}
      {rules.data && all.length === 0 && (
        <EmptyState title={text('none')} lead={text(mayManage ? 'noneLead' : 'noneForYou')} />
      )}
      <RuleList rules={all} />
      {rules.hasNextPage && (
        <Button variant="default" onClick={() => void rules.fetchNextPage()}>
          {text('more')}
        </Button>
      )}
      {rules.data && (
        <Can permission="house_rule.manage">
          <Starters known={all.map(({ name }) => name)} onMade={(id) => go(`/house-rules/${id}/edit`)} />
        </Can>
      )}
      <Section title={text('check.title')}>
        <CheckCode />
      </Section>
      {dialog}
    </Page>
  )
}

function RuleList({ rules }: { readonly rules: readonly HouseRule[] }) {
  const text = useText('policies')
  const language = useLanguage()
  // What waits for me stands above what does not.
  const waits = ({ reading, awaitsMe }: HouseRule) => (reading === 'to_read' || awaitsMe ? 0 : 1)
  return (
    <ul className={lines.list}>
      {rules
        .toSorted((a, b) => waits(a) - waits(b))
        .map((rule) => (
          <li key={rule.id}>
            <span className={lines.words}>
              <strong>
                <To path={`/house-rules/${rule.id}`} className={lines.link}>
                  {rule.name}
                </To>
              </strong>
              <RuleMarks rule={rule} />
              {rule.current && <span className={lines.dim}>{rule.current.summary}</span>}
              {rule.nextReviewOn && (
                <span className={lines.dim}>
                  {text('reviewOn', { day: dayWords(rule.nextReviewOn, language) })} ·{' '}
                  {text('readBy', { read: rule.readBy, all: rule.readers })}
                </span>
              )}
            </span>
          </li>
        ))}
    </ul>
  )
}

function emptyEntry(text: Say): Entry {
  return {
    title: text('add'),
    fields: [{ kind: 'line', name: 'name', label: text('edit.name'), max: 200 }],
    endpoint: addHouseRule,
    given: { content: {} },
    submit: text('add'),
  }
}
