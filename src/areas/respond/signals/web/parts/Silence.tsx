import { useState } from 'react'
import type * as z from 'zod'
import { useAct } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { watchSilence } from '../../contract/setup.ts'
import { listSources, type Source } from '../../contract/signals.ts'
import classes from '../signals.module.css'

type SourceRow = z.output<typeof Source>

/** Times that people choose between, in minutes. */
const times = [15, 60, 360, 1440, 4320, 10080, 43200]

/** After how long without a signal this source is an alarm; off until somebody turns it on. */
export function Silence({ source }: { readonly source: SourceRow }) {
  const text = useText('signals')
  const { mode, minutes, learntMinutes, silentAt } = source.silence
  const [choice, setChoice] = useState(mode === 'chosen' ? String(minutes) : mode)
  const watch = useAct(watchSilence, {
    refreshes: [listSources],
    onDone: () => showDone(text('silence.done')),
  })
  const offered = [...new Set([...times, ...(mode === 'chosen' && minutes !== null ? [minutes] : [])])]
  const options = [
    { value: 'off', label: text('silence.off') },
    {
      value: 'learnt',
      label:
        learntMinutes === null
          ? text('silence.learning')
          : text('silence.learnt', { time: timeWords(text, learntMinutes) }),
    },
    ...offered
      .toSorted((a, b) => a - b)
      .map((each) => ({
        value: String(each),
        label: text('silence.after', { time: timeWords(text, each) }),
      })),
  ]
  const change = (value: string) => {
    setChoice(value)
    const isChosen = value !== 'off' && value !== 'learnt'
    watch.mutate({
      id: source.id,
      mode: isChosen ? 'chosen' : value,
      ...(isChosen ? { minutes: Number(value) } : {}),
    })
  }
  return (
    <div className={classes.stack}>
      {silentAt !== null && (
        <Notice tone="warn">
          <p>
            {text('silence.since')} <TimeText at={silentAt} />
          </p>
        </Notice>
      )}
      <p className={classes.words}>{text('silence.lead')}</p>
      <Can permission="source.manage">
        <SelectField
          label={text('silence.label')}
          name="silence"
          value={choice}
          error={watch.error?.message}
          onChange={(next) => change(typeof next === 'string' ? next : next.currentTarget.value)}
          options={options}
        />
      </Can>
    </div>
  )
}

/** Whole days, hours or minutes. */
export function timeWords(text: (key: string, values: { count: number }) => string, minutes: number): string {
  if (minutes % 1440 === 0) return text('silence.days', { count: minutes / 1440 })
  if (minutes % 60 === 0) return text('silence.hours', { count: minutes / 60 })
  return text('silence.minutes', { count: minutes })
}
