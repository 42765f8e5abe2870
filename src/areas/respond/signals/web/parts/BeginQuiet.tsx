import { Button, Select, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listAlertGroups } from '../../contract/groups.ts'
import { beginQuiet, listQuietRules } from '../../contract/quiet.ts'
import { listSources } from '../../contract/signals.ts'
import classes from '../signals.module.css'

const refreshes = [listQuietRules, listAlertGroups]
const ends = ['hour', 'day', 'week', 'month'] as const
const hours = { hour: 1, day: 24, week: 168, month: 720 } as const

/** A mute or a window, in a few fields. */
export function BeginQuiet() {
  const text = useText('signals')
  const [sort, setSort] = useState<'mute' | 'maintenance'>('maintenance')
  const [host, setHost] = useState('')
  const [name, setName] = useState('')
  const [sourceId, setSource] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [end, setEnd] = useState<(typeof ends)[number]>('hour')
  const begin = useAct(beginQuiet, {
    refreshes,
    onDone: () => {
      setHost('')
      setName('')
      setReason('')
      showDone(text('quiet.begun'))
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    begin.mutate({
      sort,
      reason,
      name,
      thing: host.trim() === '' ? '' : `host ${host.trim()}`,
      ...(sourceId !== null && { sourceId }),
      endsAt: new Date(Date.now() + hours[end] * 3_600_000).toISOString(),
    })
  }
  return (
    <details className={classes.stack}>
      <summary>{text('quiet.begin')}</summary>
      <form className={classes.stack} onSubmit={submit} aria-busy={begin.isPending}>
        <Select
          label={text('quiet.what')}
          value={sort}
          allowDeselect={false}
          onChange={(value) => setSort(value === 'mute' ? 'mute' : 'maintenance')}
          data={(['maintenance', 'mute'] as const).map((value) => ({
            value,
            label: text(`quiet.sort.${value}`),
          }))}
        />
        <TextInput
          label={text('quiet.machine')}
          description={text('quiet.machineHint')}
          value={host}
          maxLength={250}
          onChange={(event) => setHost(event.currentTarget.value)}
        />
        <TextInput
          label={text('quiet.alert')}
          description={text('quiet.alertHint')}
          value={name}
          maxLength={300}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SourceChoice value={sourceId} onChange={setSource} />
        <Select
          label={text('quiet.for')}
          value={end}
          allowDeselect={false}
          onChange={(value) => setEnd(ends.find((each) => each === value) ?? 'hour')}
          data={ends.map((value) => ({ value, label: text(`quiet.ends.${value}`) }))}
        />
        <TextInput
          label={text('quiet.reason')}
          required
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {begin.error && <Notice tone="bad">{begin.error.message}</Notice>}
        <Button type="submit" loading={begin.isPending} style={{ justifySelf: 'start' }}>
          {text('quiet.beginAction')}
        </Button>
      </form>
    </details>
  )
}

function SourceChoice({
  value,
  onChange,
}: {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}) {
  const text = useText('signals')
  const sources = useAnswer(listSources, {})
  return (
    <Select
      label={text('list.source')}
      placeholder={text('quiet.anySource')}
      clearable
      value={value}
      onChange={onChange}
      data={(sources.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
