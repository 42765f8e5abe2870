import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { useLanguage, useText, type Say } from '../../../../ui/text.ts'
import {
  getHouseRule,
  listHouseRules,
  reviewHouseRule,
  withdrawHouseRule,
  type HouseRuleDetail,
} from '../contract.ts'
import { DraftPanel } from './parts/DraftPanel.tsx'
import { History } from './parts/History.tsx'
import { RuleMarks } from './parts/RuleMarks.tsx'
import { RuleQuiz } from './parts/RuleQuiz.tsx'
import { Understanding } from './parts/Understanding.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import classes from './policies.module.css'

/** One rule: read it, answer two questions; below, for those who look after it, the draft and who has still to read. */
export function HouseRulePage() {
  const text = useText('policies')
  const id = usePart('rule')
  const client = useQueryClient()
  const { ask, dialog } = useEntry([getHouseRule, listHouseRules])
  const answer = useAnswer(getHouseRule, { id }, { live: { stream: '*', kinds: ['house_rule.'] } })
  const rule = answer.data
  if (answer.error && !rule) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!rule) return <Loading lines={8} />
  const refresh = () => {
    void client.invalidateQueries({ queryKey: answerKey(getHouseRule) })
    void client.invalidateQueries({ queryKey: answerKey(listHouseRules) })
  }
  return (
    <Page
      title={rule.name}
      marks={<RuleMarks rule={rule} />}
      lead={<Lead rule={rule} />}
      actions={<Actions rule={rule} text={text} ask={ask} />}
    >
      {rule.content === null ? (
        <EmptyState title={text('notYet')} lead={text('notYetLead')} />
      ) : (
        <Document rule={rule} />
      )}
      {rule.reading === 'to_read' && rule.current && rule.content && (
        <RuleQuiz
          // Answers belong to the version that was read.
          key={rule.current.number}
          id={id}
          number={rule.current.number}
          content={rule.content}
          onDone={refresh}
        />
      )}
      {rule.draft && <DraftPanel rule={rule} draft={rule.draft} onChange={refresh} />}
      <Can permission="house_rule.manage">{rule.current && <Understanding rule={rule} />}</Can>
      {rule.versions.length > 0 && <History rule={rule} />}
      {dialog}
    </Page>
  )
}

function Lead({ rule }: { readonly rule: HouseRuleDetail }) {
  const text = useText('policies')
  const language = useLanguage()
  const { current, nextReviewOn } = rule
  if (current === null) return text('leadDraft')
  return (
    <>
      {text('inForce', { number: current.number, day: dayWords(current.publishedAt, language) })}{' '}
      <span className={classes.code}>{current.code}</span>
      {nextReviewOn && <> · {text('reviewOn', { day: dayWords(nextReviewOn, language) })}</>}{' '}
      <To path="/house-rules">{text('all')}</To>
    </>
  )
}

interface ActionsProps {
  readonly rule: HouseRuleDetail
  readonly text: Say
  readonly ask: (entry: Entry) => void
}

function Actions({ rule, text, ask }: ActionsProps) {
  const go = useGo()
  const { id, state, hasDraft } = rule
  const reviewing: Entry = {
    title: text('review.title'),
    lead: <p>{text('review.lead')}</p>,
    fields: [{ kind: 'text', name: 'note', label: text('review.note') }],
    endpoint: reviewHouseRule,
    given: { id },
    submit: text('review.do'),
  }
  const withdrawing: Entry = {
    title: text('withdraw.title'),
    lead: <p>{text('withdraw.lead')}</p>,
    fields: [{ kind: 'text', name: 'reason', label: text('withdraw.reason') }],
    endpoint: withdrawHouseRule,
    given: { id },
    submit: text('withdraw.do'),
  }
  return (
    <>
      {rule.content && (
        <Button variant="default" onClick={() => print()}>
          {text('print')}
        </Button>
      )}
      {state !== 'withdrawn' && (
        <Can permission="house_rule.manage">
          <Button variant={hasDraft ? 'filled' : 'default'} onClick={() => go(`/house-rules/${id}/edit`)}>
            {text(hasDraft ? 'editDraft' : 'edit.begin')}
          </Button>
          {state === 'published' && (
            <Button variant="default" onClick={() => ask(reviewing)}>
              {text('review.open')}
            </Button>
          )}
          <Button variant="subtle" onClick={() => ask(withdrawing)}>
            {text('withdraw.open')}
          </Button>
        </Can>
      )}
    </>
  )
}

function Document({ rule }: { readonly rule: HouseRuleDetail }) {
  const text = useText('policies')
  const language = useLanguage()
  const { content, current, name } = rule
  if (content === null || current === null) return null
  return (
    <div className={classes.document}>
      <section className={classes.summary} aria-label={text('short')}>
        <h2>{text('short')}</h2>
        <p>{content.summary}</p>
      </section>
      {content.clauses.map(({ heading, text: words }, place) => (
        <section key={heading} id={`clause-${place}`} aria-label={heading}>
          <h2>
            {place + 1}. {heading}
          </h2>
          <p>{words}</p>
        </section>
      ))}
      <p className={classes.foot}>
        {text('foot', {
          name,
          number: current.number,
          day: dayWords(current.publishedAt, language),
          code: current.code,
        })}
      </p>
    </div>
  )
}
