import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type * as z from 'zod'
import { useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { Panels } from '../../../../ui/panels.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { getAlertGroup } from '../contract/groups.ts'
import { AskAbout } from './asked/AskAbout.tsx'
import { GroupState } from './parts/GroupState.tsx'
import { reasonsOf, thingWords } from './parts/group-words.tsx'
import { useVerdicts, VerdictDialogs, type Asking } from './parts/judge-groups.tsx'
import { Similar } from './parts/Similar.tsx'
import { SeverityOf, StatusOf } from './parts/SignalMarks.tsx'
import classes from './signals.module.css'

type Told = z.output<typeof getAlertGroup.output>

/** One group: why it is here, what is in it and why, and what to do first. */
export function SignalGroupPage() {
  const text = useText('signals')
  const id = usePart('group')
  const answer = useAnswer(
    getAlertGroup,
    { id },
    { live: { stream: '*', kinds: ['batch', 'signal.', 'incident.', 'group.', 'question.'] } },
  )
  if (answer.data) return <GroupShown group={answer.data} />
  return (
    <Page title={text('group.title')}>
      {answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading />}
    </Page>
  )
}

function GroupShown({ group }: { readonly group: Told }) {
  const text = useText('signals')
  return (
    <Page
      title={group.title}
      lead={group.kinds > 1 ? text('group.lead', { count: group.kinds }) : undefined}
      marks={
        <>
          <SeverityOf signal={group} />
          <GroupState group={group} />
        </>
      }
      actions={<Judge group={group} />}
    >
      <Decided group={group} />
      <FirstStep group={group} />
      <Section title={text('group.why')}>
        <ul className={classes.plainList}>
          {reasonsOf(group, text).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          <li>{text('group.together', { count: group.things.length })}</li>
        </ul>
        {group.things.length > 0 && (
          <ul className={classes.things} aria-label={text('group.things')}>
            {group.things.map((thing) => (
              <li key={thing}>{thingWords(thing, text)}</li>
            ))}
          </ul>
        )}
      </Section>
      <Facts
        facts={[
          [text('groups.howMany'), text('groups.signals', { count: group.signals })],
          [text('one.count'), text('list.said', { count: group.count })],
          [text('one.first'), <TimeText key="first" at={group.firstAt} />],
          [text('one.lastHeard'), <TimeText key="last" at={group.lastAt} />],
        ]}
      />
      <AskAbout of={{ alertGroupId: group.id }} declarePath={declarePathOf(group)} />
      <Members group={group} />
      <MergedIn group={group} />
      <Panels of="alert-group" subject={{ id: group.id }} />
      <Similar of={{ alertGroupId: group.id }} />
    </Page>
  )
}

function declarePathOf({ id, members }: Told): string {
  return `/declare?signal=${members[0]?.signal.id ?? ''}&group=${id}`
}

/** What somebody decided, and what came since. */
function Decided({ group }: { readonly group: Told }) {
  const text = useText('signals')
  return (
    <>
      {group.isReopened && (
        <Notice tone="warn" title={text('group.reopened')}>
          {text('group.reopenedWhy')}
        </Notice>
      )}
      {group.dismissedReason !== null && (
        <Notice tone="active" title={text('group.dismissed', { name: group.judgedBy ?? '' })}>
          {group.dismissedReason}
        </Notice>
      )}
      {group.snoozedUntil !== null && (
        <Notice tone="active" title={text('group.snoozed')}>
          {text('group.snoozedBack')} <TimeText at={group.snoozedUntil} />
        </Notice>
      )}
      {group.joinedSince > 0 && !group.isReopened && (
        <Notice tone="active">{text('group.joined', { count: group.joinedSince })}</Notice>
      )}
      {group.mergedInto !== null && (
        <p className={classes.words}>
          <To path={`/signals/groups/${group.mergedInto.id}`}>
            {text('group.partOf', { title: group.mergedInto.title })}
          </To>
        </p>
      )}
      {group.incidentId !== null && (
        <p className={classes.words}>
          <To path={`/incidents/${group.incidentId}`}>
            {text('one.incident', { number: group.incidentNumber ?? 0 })}
          </To>
        </p>
      )}
    </>
  )
}

/** The one thing to do first, by what the group looks like. */
function FirstStep({ group }: { readonly group: Told }) {
  const text = useText('signals')
  // What the person concerned said stands below, with what to do.
  if (group.status !== 'open' || group.isRaised) return null
  const steps = group.reasons.flatMap((reason) => (reason.code === 'steps' ? reason.steps : []))
  const isGrave = group.severity === 'critical' || steps.length > 1
  const isNew = group.reasons.some(({ code }) => code === 'learning')
  return (
    <Notice tone={isGrave ? 'warn' : 'active'} title={text('group.first')}>
      {text(isGrave ? 'group.firstGrave' : isNew ? 'group.firstNew' : 'group.firstPlain')}
    </Notice>
  )
}

function Judge({ group }: { readonly group: Told }) {
  const text = useText('signals')
  const go = useGo()
  const verdicts = useVerdicts()
  const [asking, setAsking] = useState<Asking>()
  const first = group.members[0]?.signal.id
  const { mergedInto } = group
  if (mergedInto !== null)
    return group.can.triage ? (
      <Button variant="default" onClick={() => void verdicts.unmerge(group.id, mergedInto.id)}>
        {text('group.unmerge')}
      </Button>
    ) : null
  if (group.status === 'linked') return null
  return (
    <>
      {first !== undefined && (
        <Can permission="incident.open">
          <Button onClick={() => go(declarePathOf(group))}>{text('one.declare')}</Button>
        </Can>
      )}
      {group.can.triage && group.status === 'open' && (
        <>
          <Button variant="default" onClick={() => setAsking('dismiss')}>
            {text('groups.dismissAction')}
          </Button>
          <Button variant="default" onClick={() => setAsking('snooze')}>
            {text('groups.snoozeAction')}
          </Button>
        </>
      )}
      {group.can.triage && group.status !== 'open' && (
        <Button variant="default" loading={verdicts.isBusy} onClick={() => void verdicts.restore([group.id])}>
          {text('restore.action')}
        </Button>
      )}
      <VerdictDialogs asking={asking} groups={[group]} onClose={() => setAsking(undefined)} />
    </>
  )
}

/** Each signal with the reason why it is here; those that do not belong can be taken out. */
function Members({ group }: { readonly group: Told }) {
  const text = useText('signals')
  const verdicts = useVerdicts()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const titles = new Map(group.members.map(({ signal }) => [signal.id, signal.title]))
  const maySplit = group.can.triage && group.status === 'open' && group.members.length > 1
  return (
    <Section
      title={text('group.members')}
      actions={
        chosen.length > 0 && (
          <Button
            variant="default"
            loading={verdicts.isBusy}
            onClick={() => void verdicts.split(group.id, [...chosen]).then(() => setChosen([]))}
          >
            {text('group.split', { count: chosen.length })}
          </Button>
        )
      }
    >
      <ol className={classes.members}>
        {group.members.map(({ signal, joined, count, firstAt }) => (
          <li key={signal.id}>
            {maySplit && (
              <Checkbox
                size="md"
                className={classes.tick}
                aria-label={text('groups.chooseOne', { title: signal.title })}
                checked={chosen.includes(signal.id)}
                onChange={() =>
                  setChosen((before) =>
                    before.includes(signal.id)
                      ? before.filter((each) => each !== signal.id)
                      : [...before, signal.id],
                  )
                }
              />
            )}
            <div>
              <To path={`/signals/${signal.id}`}>{signal.title}</To>
              <span className={classes.from}>
                <TimeText at={firstAt} /> · {signal.sourceName} · {text('list.said', { count })}
              </span>
              <span className={classes.why}>
                {text(`joined.${joined.by}`, {
                  thing: joined.thing === '' ? '' : thingWords(joined.thing, text),
                  title: titles.get(joined.with) ?? text('group.another'),
                })}
              </span>
            </div>
            {signal.status !== 'new' && <StatusOf signal={signal} />}
          </li>
        ))}
      </ol>
      {group.signals > group.members.length && (
        <p className={classes.dim}>
          {text('group.notAll', { shown: group.members.length, count: group.signals })}
        </p>
      )}
    </Section>
  )
}

function MergedIn({ group }: { readonly group: Told }) {
  const text = useText('signals')
  const verdicts = useVerdicts()
  if (group.mergedGroups.length === 0) return null
  return (
    <Section title={text('group.mergedIn')}>
      <ul className={classes.members}>
        {group.mergedGroups.map(({ id, title, signals }) => (
          <li key={id}>
            <div>
              <To path={`/signals/groups/${id}`}>{title}</To>
              <span className={classes.from}>{text('groups.signals', { count: signals })}</span>
            </div>
            {group.can.triage && (
              <Button variant="default" onClick={() => void verdicts.unmerge(id, group.id)}>
                {text('group.unmerge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
