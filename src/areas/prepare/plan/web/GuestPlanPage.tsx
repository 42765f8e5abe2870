import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { download } from '../../../../ui/transfer.ts'
import { guestForms, printGuestPlan, readGuestPlan } from '../contract/guests.ts'
import { printedCode } from '../rules/versions.ts'
import { PlanText } from './parts/PlanText.tsx'
import classes from './plan.module.css'

/** The one version that was opened to a guest, to read and to take along. */
export function GuestPlanPage() {
  const text = useText('plan')
  const answer = useAnswer(readGuestPlan, {})
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const shown = answer.data
  if (answer.error && !shown) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!shown) return <Loading />
  const take = async (form: (typeof guestForms)[number]) => {
    setBusy(form)
    setFailure(undefined)
    try {
      await download(printGuestPlan, { form }, `plan-${shown.version}.pdf`)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('print.failed'))
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <Page
      title={`${shown.document.title}, ${text('versions.version', { version: shown.version })}`}
      lead={
        <>
          {text('guests.until')} <TimeText at={shown.endsAt} form="absolute" />. {text('guests.traced')}
        </>
      }
    >
      <div className={classes.buttons} data-no-print>
        {guestForms.map((form) => (
          <Button
            key={form}
            variant="default"
            loading={busy === form}
            disabled={busy !== undefined && busy !== form}
            onClick={() => void take(form)}
          >
            {text(`print.${form}`)}
          </Button>
        ))}
      </div>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
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
    </Page>
  )
}
