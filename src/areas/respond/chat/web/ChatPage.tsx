import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, useAct, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { SecretOnce } from '../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../ui/text.ts'
import { connectChat, disconnectChat, readChat, type ChatConnection } from '../contract.ts'
import { ConnectForm } from './parts/ConnectForm.tsx'
import { MeetingForm } from './parts/MeetingForm.tsx'
import classes from './chat.module.css'

/** Where incidents are talked about: one chat server, one kind of meeting. */
export function ChatPage() {
  const text = useText('chat')
  const client = useQueryClient()
  const answer = useAnswer(readChat, {}, { live: { stream: '*', kinds: ['chat.', 'meeting.'] } })
  const [commandUrl, setCommandUrl] = useState<string>()
  const connection = answer.data?.connection ?? null
  return (
    <Page title={text('settings.title')} lead={text('settings.lead')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {commandUrl !== undefined && (
        <SecretOnce
          title={text('hook.title')}
          lead={text('hook.lead')}
          secrets={[commandUrl]}
          doneLabel={text('hook.done')}
          onDone={() => setCommandUrl(undefined)}
        />
      )}
      {answer.data && (
        <>
          <Section title={text('settings.server')}>
            {connection === null ? (
              <p className={classes.dim}>{text('settings.noServer')}</p>
            ) : (
              <Connected connection={connection} linked={answer.data.linked} onHook={setCommandUrl} />
            )}
            <Can permission="channel.manage" otherwise={<Notice tone="active">{text('ownerOnly')}</Notice>}>
              <ConnectForm
                key={connection?.id ?? 'new'}
                connection={connection}
                onDone={({ settings, commandUrl: url }) => {
                  client.setQueryData(answerKey(readChat, {}), settings)
                  if (url !== null) {
                    setCommandUrl(url)
                    scrollTo({ top: 0 })
                  }
                  if (settings.connection?.trouble === '') showDone(text('settings.connected'))
                }}
              />
            </Can>
          </Section>
          <Section title={text('settings.meeting')}>
            <Can
              permission="channel.manage"
              otherwise={<p>{answer.data.meeting?.link ?? text('settings.noMeeting')}</p>}
            >
              <MeetingForm key={JSON.stringify(answer.data.meeting)} meeting={answer.data.meeting} />
            </Can>
          </Section>
          <Section title={text('commands.title')}>
            <p className={classes.dim}>{text('commands.lead')}</p>
            <ul className={classes.steps}>
              {(['note', 'decision', 'task', 'done', 'status', 'who', 'clock', 'help'] as const).map(
                (verb) => (
                  <li key={verb}>
                    <code>{text(`commands.${verb}`)}</code> {text(`commands.${verb}What`)}
                  </li>
                ),
              )}
            </ul>
          </Section>
        </>
      )}
    </Page>
  )
}

interface ConnectedProps {
  readonly connection: ChatConnection
  readonly linked: number
  readonly onHook: (url: string) => void
}

function Connected({ connection, linked, onHook }: ConnectedProps) {
  const text = useText('chat')
  const [isAsking, setAsking] = useState(false)
  const remove = useAct(disconnectChat, { refreshes: [readChat] })
  const { kind, host, team, testedAt, trouble } = connection
  return (
    <>
      {trouble !== '' && (
        <Notice tone="bad" title={text('settings.notConnected')}>
          {text(`trouble.${trouble}`)}
        </Notice>
      )}
      <Facts
        facts={[
          [text('settings.server'), `${text(`kind.${kind}`)} · ${host}`],
          [text('settings.team'), team === '' ? '–' : team],
          [
            text('settings.tested'),
            testedAt === null ? text('settings.untested') : <TimeText at={testedAt} form="absolute" />,
          ],
          [text('settings.linked'), String(linked)],
        ]}
      />
      <Can permission="channel.manage">
        <div className={classes.verbs}>
          {kind !== 'matrix' && <NewHook connection={connection} onHook={onHook} />}
          <Button variant="default" onClick={() => setAsking(true)}>
            {text('settings.remove')}
          </Button>
        </div>
        <ConfirmDialog
          isOpen={isAsking}
          title={text('settings.removeTitle')}
          confirmLabel={text('settings.remove')}
          isAlarming
          onClose={() => setAsking(false)}
          onConfirm={async () => remove.mutateAsync({})}
        >
          {text('settings.removeWhat')}
        </ConfirmDialog>
      </Can>
    </>
  )
}

/** Whoever lost the address gets another one, and nobody links anew. */
function NewHook({ connection, onHook }: Pick<ConnectedProps, 'connection' | 'onHook'>) {
  const text = useText('chat')
  const [isAsking, setAsking] = useState(false)
  const { kind, team, language, severities, posts } = connection
  const make = useAct(connectChat, { refreshes: [readChat] })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {text('hook.anew')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('hook.anew')}
        confirmLabel={text('hook.anewDo')}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          const { commandUrl } = await make.mutateAsync({
            ...{ kind, team, language, severities, posts, isHookNew: true },
          })
          if (commandUrl === null) return
          onHook(commandUrl)
          scrollTo({ top: 0 })
        }}
      >
        {text('hook.anewWhat')}
      </ConfirmDialog>
    </>
  )
}
