import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { useAct } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Elapsed } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { copyText } from '../../../../../ui/plain/copy-text.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  answerReachTest,
  endReachTest,
  linkReachTest,
  reachChannels,
  type readCallTree,
  type ReachAnswer,
  type ReachChannel,
  type ReachTest,
} from '../../contract/call-tree.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../contacts.module.css'

interface RunningTestProps {
  readonly test: ReachTest
  readonly tree: OutputOf<typeof readCallTree>
  readonly onChange: () => void
}

/** The trial that is running: one's own answer first, then everybody whom one may tick. */
export function RunningTest({ test, tree, onChange }: RunningTestProps) {
  const text = useText('contacts')
  const answer = useAct(answerReachTest, { onDone: onChange })
  const end = useAct(endReachTest, {
    onDone: ({ asked, answered }) => {
      showDone(text('test.ended', { asked, answered }))
      onChange()
    },
  })
  const own = test.answers.find(({ contactId }) => contactId === tree.me)
  const mayTick = ({ contactId }: ReachAnswer) =>
    tree.can.manage ||
    tree.people.some((person) => person.contactId === contactId && person.calledBy === tree.me)
  const failure = answer.error ?? end.error
  const say = (contactId: string, channel: ReachChannel) => answer.mutate({ id: test.id, contactId, channel })
  return (
    <Section
      title={text('test.running', { answered: test.answered, asked: test.asked })}
      actions={
        tree.can.manage && (
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate({ id: test.id })}>
            {text('test.end')}
          </Button>
        )
      }
    >
      <p className={lines.dim}>
        {text('test.by', { name: test.startedBy })} <Elapsed since={test.startedAt} />
      </p>
      {failure && <Notice tone="bad">{failure.message}</Notice>}
      {own?.answeredAt === null && (
        <Notice tone="active" title={text('test.you')}>
          <Button size="lg" mt="xs" loading={answer.isPending} onClick={() => say(own.contactId, 'app')}>
            {text('test.reached')}
          </Button>
        </Notice>
      )}
      <ul className={lines.list}>
        {test.answers.map((one) => (
          <AnswerRow
            key={one.contactId}
            answer={one}
            onTick={mayTick(one) ? (channel) => say(one.contactId, channel) : undefined}
            testId={tree.can.manage ? test.id : undefined}
          />
        ))}
      </ul>
    </Section>
  )
}

interface AnswerRowProps {
  readonly answer: ReachAnswer
  readonly onTick: ((channel: ReachChannel) => void) | undefined
  /** Given to whoever may make links. */
  readonly testId: string | undefined
}

function AnswerRow({ answer, onTick, testId }: AnswerRowProps) {
  const text = useText('contacts')
  const [channel, setChannel] = useState<ReachChannel>('mobile')
  const [url, setUrl] = useState<string>()
  const link = useAct(linkReachTest, { onDone: (made) => setUrl(made.url) })
  const { name, caller, minutes } = answer
  const isOpen = minutes === null
  return (
    <li>
      <span className={lines.words}>
        <strong>{name}</strong>
        <AnswerWords answer={answer} />
        {isOpen && caller !== '' && (
          <span className={lines.dim}>{text('tree.calledBy', { name: caller })}</span>
        )}
      </span>
      {isOpen && onTick && (
        <span className={lines.acts}>
          <NativeSelect
            aria-label={text('test.channelOf', { name })}
            value={channel}
            onChange={({ currentTarget: { value } }) =>
              setChannel(reachChannels.find((one) => one === value) ?? 'mobile')
            }
            data={reachChannels
              .filter((value) => value !== 'app')
              .map((value) => ({ value, label: text(`channel.${value}`) }))}
          />
          <Button onClick={() => onTick(channel)} aria-label={`${text('test.tick')}: ${name}`}>
            {text('test.tick')}
          </Button>
          {testId && (
            <Button
              variant="default"
              loading={link.isPending}
              aria-label={`${text('test.link')}: ${name}`}
              onClick={() => link.mutate({ id: testId, contactId: answer.contactId })}
            >
              {text('test.link')}
            </Button>
          )}
        </span>
      )}
      {link.error && <Notice tone="bad">{link.error.message}</Notice>}
      {isOpen && url !== undefined && <LinkLine url={url} name={name} />}
    </li>
  )
}

/** What was answered, in one line. */
export function AnswerWords({ answer }: { readonly answer: ReachAnswer }) {
  const text = useText('contacts')
  const { minutes, channel, heard, heardBy } = answer
  if (minutes === null || channel === null || heard === null)
    return <StateMark tone="quiet" word={text('test.waiting')} />
  return (
    <StateMark
      tone="good"
      word={text('test.answered', {
        count: minutes,
        channel: text(`channel.${channel}`),
        how: text(`heard.${heard}`, { name: heardBy ?? '' }),
      })}
    />
  )
}

/** Shown once: to be sent from one's own telephone, since our mail may be what is down. */
function LinkLine({ url, name }: { readonly url: string; readonly name: string }) {
  const text = useText('contacts')
  const words = encodeURIComponent(text('test.linkWords', { name, url }))
  return (
    <div className={classes.link}>
      <span>{text('test.linkOnce')}</span>
      <code>{url}</code>
      <span>
        <a href={`sms:?&body=${words}`}>{text('test.bySms')}</a>
        <a href={`mailto:?body=${words}`}>{text('test.byMail')}</a>
        <Button
          variant="default"
          onClick={() => void copyText(url).then((isDone) => isDone && showDone(text('test.copied')))}
        >
          {text('test.copy')}
        </Button>
      </span>
    </div>
  )
}
