import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type * as z from 'zod'
import { useAct } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../../ui/kit/Card.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import { askNow, scheduleAsking, type Asking } from '../../contract/asking.ts'
import { listQuarantine, listSignals, listSources, type Source } from '../../contract/signals.ts'
import { readSample } from '../../contract/setup.ts'
import { isUnanswered } from '../../rules/silence.ts'
import { AskingForm } from './AskingForm.tsx'
import { everyWords } from './every-words.ts'
import classes from './asking.module.css'

type SourceRow = z.output<typeof Source>

/** How Muster asks this source: when, where, what came, and in plain words what is wrong. */
export function AskedByMuster({ source }: { readonly source: SourceRow }) {
  const text = useText('asking')
  const [isChanging, setChanging] = useState(false)
  const { asking } = source
  if (isChanging) return <AskingForm source={source} onDone={() => setChanging(false)} />
  if (asking === null)
    return (
      <div className={classes.stack}>
        <p className={classes.words}>{text(source.kind === 'mail' ? 'leadMail' : 'leadAddress')}</p>
        <Can permission="source.manage">
          <div data-no-print>
            <Button variant="default" onClick={() => setChanging(true)}>
              {text('begin')}
            </Button>
          </div>
        </Can>
      </div>
    )
  return (
    <div className={classes.stack}>
      <Trouble asking={asking} />
      <Facts facts={factsOf(text, source, asking)} />
      <Can permission="source.manage">
        <Buttons source={source} asking={asking} onChange={() => setChanging(true)} />
      </Can>
    </div>
  )
}

function Trouble({ asking }: { readonly asking: Asking }) {
  const text = useText('asking')
  const { trouble, troubleAt, failures, isOn } = asking
  if (trouble === null) return null
  const isFailed = failures > 0
  return (
    <Notice tone={isFailed ? 'bad' : 'warn'} title={text(isFailed ? 'cannot' : 'cannotWholly')}>
      <p>{text(`trouble.${trouble}.what`)}</p>
      <p>{text(`trouble.${trouble}.do`)}</p>
      {troubleAt !== null && (
        <p>
          {text('since')} <TimeText at={troubleAt} />
        </p>
      )}
      {isFailed && (
        <p>
          {text('cannotTimes', { count: failures })} {isOn && text('again')}{' '}
          {isOn && text(isUnanswered(asking) ? 'alarmed' : 'alarm')}
        </p>
      )}
    </Notice>
  )
}

function factsOf(text: Say, source: SourceRow, asking: Asking): [string, ReactNode][] {
  const { host, folder, address, askedAt, taken, isOn, isAsking, nextAt, everyMinutes } = asking
  const next = isAsking ? text('asking') : isOn ? <TimeText at={nextAt} /> : text('paused')
  const came: [string, ReactNode] = [text('came'), text('cameNew', { count: taken })]
  return [
    [text('every'), everyWords(text, everyMinutes)],
    [text('where'), source.kind === 'mail' ? text('inFolder', { folder, host }) : address],
    [text('last'), askedAt === null ? text('never') : <TimeText at={askedAt} />],
    ...(askedAt === null ? [] : [came]),
    [text('next'), next],
  ]
}

function Buttons({
  source,
  asking,
  onChange,
}: {
  readonly source: SourceRow
  readonly asking: Asking
  readonly onChange: () => void
}) {
  const text = useText('asking')
  const ask = useAct(askNow, {
    refreshes: [listSources, listSignals, listQuarantine, readSample],
    onDone: ({ failures, taken }) => failures === 0 && showDone(text('askedDone', { count: taken })),
  })
  const pause = useAct(scheduleAsking, {
    refreshes: [listSources],
    onDone: ({ isOn }) => showDone(text(isOn ? 'isResumed' : 'isPaused')),
  })
  const failed = ask.error ?? pause.error
  return (
    <>
      <div className={classes.buttons} data-no-print>
        <Button loading={ask.isPending} onClick={() => ask.mutate({ id: source.id })}>
          {text('now')}
        </Button>
        <Button variant="default" onClick={onChange}>
          {text('change')}
        </Button>
        <Button
          variant="default"
          loading={pause.isPending}
          onClick={() => pause.mutate({ id: source.id, ...planOf(asking), isOn: !asking.isOn })}
        >
          {text(asking.isOn ? 'pause' : 'resume')}
        </Button>
      </div>
      {failed && <Notice tone="bad">{failed.message}</Notice>}
    </>
  )
}

/** What was said of it, without how it went. */
function planOf({
  hasSecret: _has,
  isAsking: _is,
  nextAt: _next,
  askedAt: _asked,
  taken: _taken,
  failures: _failures,
  trouble: _trouble,
  troubleAt: _at,
  ...plan
}: Asking) {
  return plan
}
