import { Button } from '@mantine/core'
import type * as z from 'zod'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useSession } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import {
  listDetectionRules,
  switchDetectionRule,
  testDetectionRule,
  type DetectionRule,
} from '../contract/detection-rules.ts'
import { listSignals } from '../contract/signals.ts'
import { SigmaLists } from './parts/SigmaLists.tsx'
import { SigmaRules } from './parts/SigmaRules.tsx'
import { Routes } from './parts/Routes.tsx'
import classes from './signals.module.css'

type Rule = z.output<typeof DetectionRule>

/** `/settings/watch`: what is looked for in what tools send, and who is asked to look at it. */
export function WatchPage() {
  const text = useText('signals')
  const answer = useAnswer(listDetectionRules, {}, { live: { stream: '*', kinds: ['rule.'] } })
  return (
    <Page title={text('watch.title')} lead={text('watch.lead')}>
      <Section title={text('watch.rules')}>
        <p className={classes.words}>{text('watch.rulesLead')}</p>
        {answer.error && !answer.data && (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        )}
        {answer.isPending && <Loading />}
        <ul className={classes.plainList}>
          {answer.data?.items.map((rule) => (
            <li key={rule.rule} className={classes.rule}>
              <RuleRow rule={rule} />
            </li>
          ))}
        </ul>
      </Section>
      {answer.data && <SigmaRules rules={answer.data.sigma} />}
      {answer.data && <SigmaLists lists={answer.data.sigmaLists} />}
      <Routes />
    </Page>
  )
}

function RuleRow({ rule: { rule, isOn, lastRaisedAt } }: { readonly rule: Rule }) {
  const text = useText('signals')
  const { can } = useSession()
  const change = useAct(switchDetectionRule, { refreshes: [listDetectionRules] })
  const test = useAct(testDetectionRule, { refreshes: [listDetectionRules, listSignals] })
  const name = text(`rule.${rule}`)
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          disabled={can['source.manage'] !== true || change.isPending}
          onChange={(event) => change.mutate({ rule, isOn: event.currentTarget.checked })}
        />
        <span>
          <strong>{name}</strong>
          <small>
            {text(`rule.${rule}Needs`)} {text('watch.free')}
            {lastRaisedAt && (
              <>
                {' '}
                {text('watch.last')} <TimeText at={lastRaisedAt} form="relative" />.
              </>
            )}
          </small>
        </span>
      </label>
      <Can permission="source.manage">
        <Button
          variant="default"
          loading={test.isPending}
          aria-label={`${text('try.action')}: ${name}`}
          onClick={() => test.mutate({ rule })}
        >
          {text('try.action')}
        </Button>
      </Can>
      {test.data && (
        <Notice tone="good">
          <p>
            {text('watch.raised')} <To path={`/signals/${test.data.signalId}`}>{test.data.title}</To>
          </p>
        </Notice>
      )}
      {(test.error ?? change.error) && (
        <Notice tone="bad">{(test.error ?? change.error)?.message ?? ''}</Notice>
      )}
    </>
  )
}
