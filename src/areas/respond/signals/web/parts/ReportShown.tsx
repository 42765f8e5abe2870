import { Button, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type * as z from 'zod'
import { useAct } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Panels } from '../../../../../ui/panels.tsx'
import { useText } from '../../../../../ui/text.ts'
import { reportOutcomes, type ReportOutcome } from '../../contract/report-kinds.ts'
import { answerReport } from '../../contract/report-talk.ts'
import { getSignal } from '../../contract/signals.ts'
import classes from '../signals.module.css'
import { MailShown } from './MailShown.tsx'
import { Talk } from '../report/Talk.tsx'

type Report = NonNullable<z.output<typeof getSignal.output>['report']>

interface ReportShownProps {
  readonly signalId: string
  readonly report: Report
}

/** What a person told us, the mail they handed in, and the talk with them. */
export function ReportShown({ signalId, report }: ReportShownProps) {
  const text = useText('signals')
  const say = useText('report')
  const isAnonymous = report.name === '' && report.contact === ''
  const facts: [string, string][] = [
    [say('reportKind.legend'), say(`reportKind.${report.kind}`)],
    [say('form.where'), report.where],
    [say('form.going'), report.kind === 'behaviour' ? say(`form.${report.stillGoing}`) : ''],
    [say('form.stoppedBy'), report.stoppedBy],
    [say('form.wouldHelp'), report.wouldHelp],
    [say('form.name'), report.name],
    [say('form.contact'), report.contact],
    [say('outcome.told'), report.outcome === null ? '' : say(`outcome.${report.outcome}`)],
  ]
  return (
    <>
      <Section title={text('one.report')}>
        <p className={classes.words}>{report.what}</p>
        <Facts facts={facts.filter(([, value]) => value !== '')} />
        {isAnonymous && <p className={classes.dim}>{text('one.anonymous')}</p>}
      </Section>
      {!isAnonymous && <Panels of="their-data" subject={{ id: signalId, chosen: wordsOf(report) }} />}
      {report.mails.map((mail) => (
        <MailShown key={mail.sha256} mail={mail} />
      ))}
      <Section title={say('talk.title')}>
        <p className={classes.dim}>{say(isAnonymous ? 'talk.byCode' : 'talk.named')}</p>
        <Talk messages={report.messages} />
        <Can permission="signal.triage">
          <Answer signalId={signalId} outcome={report.outcome} />
        </Can>
      </Section>
    </>
  )
}

/** By what a reporter is found who asks about their data; the contact is an address or a number, as they wrote it. */
function wordsOf({ name, contact }: Report) {
  const isAddress = contact.includes('@')
  return { name, emails: isAddress ? contact : '', phones: isAddress ? '' : contact }
}

function Answer({
  signalId,
  outcome,
}: {
  readonly signalId: string
  readonly outcome: ReportOutcome | null
}) {
  const say = useText('report')
  const [words, setWords] = useState('')
  const [verdict, setVerdict] = useState<ReportOutcome>()
  const answer = useAct(answerReport, {
    refreshes: [getSignal],
    onDone: () => {
      setWords('')
      setVerdict(undefined)
    },
  })
  const isEmpty = words.trim() === '' && (verdict === undefined || verdict === outcome)
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isEmpty)
          answer.mutate({ id: signalId, text: words.trim(), ...(verdict && { outcome: verdict }) })
      }}
    >
      <Textarea
        label={say('talk.answer')}
        description={say('talk.answerHint')}
        autosize
        minRows={2}
        maxLength={4000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Select
        label={say('outcome.label')}
        placeholder={say('outcome.open')}
        clearable
        value={verdict ?? outcome}
        onChange={(value) => setVerdict(reportOutcomes.find((one) => one === value))}
        data={reportOutcomes.map((value) => ({ value, label: say(`outcome.${value}Short`) }))}
      />
      {answer.error && <ErrorState error={answer.error} />}
      <div>
        <Button type="submit" loading={answer.isPending} disabled={isEmpty}>
          {say('talk.sendAnswer')}
        </Button>
      </div>
    </form>
  )
}
