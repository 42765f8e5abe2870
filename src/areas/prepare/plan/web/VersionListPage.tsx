import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { changePlan, readPlan, type Plan } from '../contract/plan.ts'
import { listPlanVersions, type VersionSummary } from '../contract/versions.ts'
import { printedCode } from '../rules/versions.ts'
import { planLanguages } from '../rules/words/words.ts'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './plan.module.css'

const tones = {
  waiting: 'active',
  refused: 'bad',
  current: 'good',
  superseded: 'quiet',
  replaced: 'quiet',
} as const

/** Every version that was handed in, the newest first; staff find here what they are to read. */
export function VersionListPage() {
  const text = useText('plan')
  const answer = useAnswer(listPlanVersions, {}, { live: { stream: '*', kinds: ['plan.'] } })
  const items = answer.data?.items ?? []
  return (
    <Page
      title={text('versions.title')}
      lead={
        <>
          {text('versions.lead')} <a href="/plan-check">{text('versions.check')}</a>
        </>
      }
    >
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && items.length === 0 && (
        <EmptyState title={text('versions.none')} lead={text('versions.noneLead')} />
      )}
      <ul className={`${lines.list} ${classes.texts}`}>
        {items.map((item) => (
          <Line key={item.version} item={item} />
        ))}
      </ul>
      <Settings />
    </Page>
  )
}

function Line({ item }: { readonly item: VersionSummary }) {
  const text = useText('plan')
  return (
    <li>
      <span>
        <To path={`/plan/versions/${item.version}`} className={lines.link}>
          {text('versions.version', { version: item.version })}
        </To>{' '}
        <StateMark tone={tones[item.state]} word={text(`versions.${item.state}`)} />
        <br />
        {item.note}
        <br />
        <span className={lines.dim}>
          {item.submittedBy} <TimeText at={item.submittedAt} />
          {item.code !== null && ` · ${text('versions.code')} ${printedCode(item.code)}`}
        </span>
      </span>
    </li>
  )
}

function Settings() {
  const mayEdit = useMay('plan.edit')
  const answer = useAnswer(readPlan, {}, { enabled: mayEdit })
  return mayEdit && answer.data ? <SettingForm setting={answer.data.setting} /> : null
}

function SettingForm({ setting }: { readonly setting: Plan['setting'] }) {
  const text = useText('plan')
  const [quorum, setQuorum] = useState(String(setting.quorum))
  const [language, setLanguage] = useState(setting.language)
  const act = useAct(changePlan, { refreshes: [readPlan], onDone: () => showDone(text('saved')) })
  return (
    <Section title={text('setting.title')}>
      <div className={classes.form}>
        <NativeSelect
          label={text('setting.quorum')}
          description={text('setting.quorumHint')}
          value={quorum}
          data={['1', '2', '3', '4', '5']}
          onChange={(event) => setQuorum(event.currentTarget.value)}
        />
        <NativeSelect
          label={text('setting.language')}
          value={language}
          data={planLanguages.map((value) => ({ value, label: text(`setting.${value}`) }))}
          onChange={(event) =>
            setLanguage(planLanguages.find((one) => one === event.currentTarget.value) ?? 'en')
          }
        />
        {act.error && <Notice tone="bad">{act.error.message}</Notice>}
        <div className={classes.buttons}>
          <Button
            loading={act.isPending}
            onClick={() => act.mutate({ setting: { quorum: Number(quorum), language } })}
          >
            {text('save')}
          </Button>
        </div>
      </div>
    </Section>
  )
}
