import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readPlan } from '../contract/plan.ts'
import {
  acknowledgePlan,
  decidePlanVersion,
  listPlanVersions,
  readPlanVersion,
  type ShownVersion,
} from '../contract/versions.ts'
import { differences, printedCode } from '../rules/versions.ts'
import { Guests } from './parts/Guests.tsx'
import { PlanText } from './parts/PlanText.tsx'
import { Printing } from './parts/Printing.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './plan.module.css'

const refreshes = [readPlanVersion, listPlanVersions, readPlan]

/** A version whole: to read, to approve, to compare, and with who has read it. */
export function VersionPage() {
  const text = useText('plan')
  const version = Number(usePart('version')) || 0
  const answer = useAnswer(readPlanVersion, { version }, { live: { stream: '*', kinds: ['plan.'] } })
  const shown = answer.data
  if (answer.error && !shown) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!shown) return <Loading />
  return (
    <Page
      title={`${shown.document.title}, ${text('versions.version', { version })}`}
      lead={<To path="/plan/versions">{text('versions.all')}</To>}
      marks={
        <StateMark
          tone={shown.state === 'current' ? 'good' : shown.state === 'refused' ? 'bad' : 'active'}
          word={text(`versions.${shown.state}`)}
        />
      }
    >
      <div className={classes.stack} data-no-print>
        {shown.state === 'current' && <Receipt shown={shown} />}
        {shown.canApprove && <Decision shown={shown} />}
        <Printing version={version} />
      </div>
      {shown.code !== null && (
        <p>
          {text('versions.code')} <strong>{printedCode(shown.code)}</strong>
        </p>
      )}
      {shown.document.sections.map((section) => (
        <Section key={section.key} title={section.title}>
          <PlanText section={section} />
        </Section>
      ))}
      <div data-no-print>
        <Comparison shown={shown} />
        <Approvals shown={shown} />
        <Readers shown={shown} />
        {shown.publishedAt !== null && (
          <Can permission="guest.invite">
            <Guests version={version} />
          </Can>
        )}
      </div>
    </Page>
  )
}

function Receipt({ shown }: { readonly shown: ShownVersion }) {
  const text = useText('plan')
  const act = useAct(acknowledgePlan, { refreshes, onDone: () => showDone(text('receipt.thanks')) })
  if (shown.hasRead) return <Notice tone="good">{text('receipt.done')}</Notice>
  return (
    <Notice tone="active" title={text('receipt.please')}>
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      <Button size="md" loading={act.isPending} onClick={() => act.mutate({ version: shown.version })}>
        {text('receipt.read')}
      </Button>
    </Notice>
  )
}

function Decision({ shown }: { readonly shown: ShownVersion }) {
  const text = useText('plan')
  const [isRefusing, setRefusing] = useState(false)
  const act = useAct(decidePlanVersion, { refreshes })
  const { version } = shown
  return (
    <Notice tone="active" title={text('decide.title', { count: shown.quorum })}>
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      <div className={classes.buttons}>
        <Button loading={act.isPending} onClick={() => act.mutate({ version, isApproved: true })}>
          {text('decide.approve')}
        </Button>
        <Button variant="default" onClick={() => setRefusing(true)}>
          {text('decide.refuse')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isRefusing}
        title={text('decide.refuse')}
        confirmLabel={text('decide.refuse')}
        reasonLabel={text('decide.why')}
        onConfirm={(words) => act.mutateAsync({ version, isApproved: false, words })}
        onClose={() => setRefusing(false)}
      >
        <p>{text('decide.refuseWords')}</p>
      </ConfirmDialog>
    </Notice>
  )
}

/** What is different from another version, section by section. */
function Comparison({ shown }: { readonly shown: ShownVersion }) {
  const text = useText('plan')
  const list = useAnswer(listPlanVersions, {})
  const others = (list.data?.items ?? []).filter(({ version }) => version !== shown.version)
  const [wanted, setWanted] = useState('')
  const other = Number(wanted) || (others.find(({ version }) => version < shown.version)?.version ?? 0)
  const answer = useAnswer(readPlanVersion, { version: other }, { enabled: other > 0 })
  if (others.length === 0) return null
  const found = answer.data
    ? differences(
        ...(other < shown.version
          ? ([answer.data.document, shown.document] as const)
          : ([shown.document, answer.data.document] as const)),
      )
    : []
  return (
    <Section title={text('compare.title')}>
      <NativeSelect
        label={text('compare.with')}
        value={String(other)}
        data={others.map(({ version }) => ({
          value: String(version),
          label: text('versions.version', { version }),
        }))}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && found.length === 0 && <p>{text('compare.same')}</p>}
      {found.map(({ section, title, removed, added }) => (
        <div key={section}>
          <h3>{title}</h3>
          {removed.map((line, index) => (
            <del key={`- ${index}`} className={classes.before}>
              {line}
            </del>
          ))}
          {added.map((line, index) => (
            <ins key={`+ ${index}`} className={classes.after}>
              {line}
            </ins>
          ))}
        </div>
      ))}
    </Section>
  )
}

function Approvals({ shown }: { readonly shown: ShownVersion }) {
  const text = useText('plan')
  return (
    <Section title={text('approvals.title', { count: shown.quorum })}>
      <ul className={`${lines.list} ${classes.texts}`}>
        {shown.approvals.map(({ memberId, name, isApproved, words, decidedAt }) => (
          <li key={memberId}>
            <span>
              {name}{' '}
              <StateMark
                tone={isApproved ? 'good' : 'bad'}
                word={text(isApproved ? 'approvals.approved' : 'approvals.refused')}
              />{' '}
              {words}
            </span>
            <TimeText at={decidedAt} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Readers({ shown }: { readonly shown: ShownVersion }) {
  const text = useText('plan')
  const read = shown.readers.filter(({ readAt }) => readAt !== null).length
  if (shown.state !== 'current') return null
  return (
    <Section title={text('readers.title', { read, count: shown.readers.length })}>
      <ul className={`${lines.list} ${classes.texts}`}>
        {shown.readers.map(({ memberId, name, readAt }) => (
          <li key={memberId}>
            <span>{name}</span>
            {readAt === null ? (
              <StateMark tone="quiet" word={text('readers.notYet')} />
            ) : (
              <TimeText at={readAt} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
