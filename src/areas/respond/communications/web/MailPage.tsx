import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type * as z from 'zod'
import { answerKey, useAct, useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { TextField } from '../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import { confirmMail, readMail, testMail, type MailSettings } from '../contract/reaching.ts'
import { MailForm } from './MailForm.tsx'

type Settings = z.output<typeof MailSettings>

/** The mail server: set, tested, confirmed; only then is anything sent. */
export function MailPage() {
  const text = useText('communications')
  const answer = useAnswer(readMail, {}, { live: { stream: '*', kinds: ['mail.'] } })
  const settings = answer.data?.settings ?? null
  return (
    <Page title={text('mail.title')} lead={text('mail.lead')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {settings && <MailState settings={settings} />}
      {answer.data && (
        <Can permission="channel.manage" otherwise={<Notice tone="active">{text('mail.ownerOnly')}</Notice>}>
          {settings && settings.confirmedAt === null && <Confirm settings={settings} />}
          <Section title={text('mail.server')}>
            {/* A new form when others changed what stands here. */}
            <MailForm key={JSON.stringify(settings?.host)} settings={settings} />
          </Section>
        </Can>
      )}
    </Page>
  )
}

function MailState({ settings }: { readonly settings: Settings }) {
  const text = useText('communications')
  return (
    <>
      {settings.lastError !== null && (
        <Notice tone="bad" title={text('mail.failedTitle')}>
          {settings.lastError}
        </Notice>
      )}
      {settings.confirmedAt === null && <Notice tone="warn">{text('mail.unconfirmed')}</Notice>}
      <Facts
        facts={[
          [text('mail.host'), `${settings.host}:${settings.port}`],
          [text('mail.from'), settings.from],
          [
            text('mail.confirmed'),
            settings.confirmedAt === null ? (
              text('mail.no')
            ) : (
              <TimeText at={settings.confirmedAt} form="absolute" />
            ),
          ],
          [text('mail.waiting'), settings.waiting],
          [text('mail.failed'), settings.failed],
        ]}
      />
    </>
  )
}

function Confirm({ settings }: { readonly settings: Settings }) {
  const text = useText('communications')
  const client = useQueryClient()
  const [sentTo, setSentTo] = useState<string>()
  const test = useAct(testMail, { refreshes: [readMail], onDone: (answer) => setSentTo(answer.sentTo) })
  const form = useForm({
    schema: confirmMail.input,
    initial: { code: '' },
    send: (values) => call(confirmMail, values),
    onDone: () => {
      showDone(text('mail.confirmDone'))
      void client.invalidateQueries({ queryKey: answerKey(readMail) })
    },
  })
  const hasTested = sentTo !== undefined || settings.testedAt !== null
  return (
    <Section title={text('mail.test')}>
      <p style={{ margin: 0 }}>{text('mail.testWhat')}</p>
      <div>
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate({})}>
          {text(hasTested ? 'mail.testAgain' : 'mail.testDo')}
        </Button>
      </div>
      {test.error && <ErrorState error={test.error} />}
      {sentTo && <Notice tone="good">{text('mail.sentTo', { address: sentTo })}</Notice>}
      {hasTested && (
        <div style={{ maxWidth: '24rem' }}>
          <PlainForm form={form} submitLabel={text('mail.confirmDo')}>
            <TextField
              label={text('mail.code')}
              hint={text('mail.codeHint')}
              autoComplete="one-time-code"
              {...form.field('code')}
            />
          </PlainForm>
        </div>
      )}
    </Section>
  )
}
