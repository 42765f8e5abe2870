import { Button, Group, Select } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { showUndo } from '../../../../ui/kit/notices.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import { getAlertGroup, listAlertGroups } from '../../signals/contract/groups.ts'
import { listSignals } from '../../signals/contract/signals.ts'
import { joinAlertGroup, leaveAlertGroup } from '../contract/alert-groups.ts'
import { listIncidents } from '../contract/incident.ts'

const refreshes = [getAlertGroup, listAlertGroups, listSignals]

/** On the page of an alert group: puts it to an incident that is running already, and takes it back out. */
export function JoinAlertGroup({ subject }: { readonly subject: PanelSubject }) {
  const group = useAnswer(getAlertGroup, { id: subject.id })
  const leave = useAct(leaveAlertGroup, { refreshes })
  const text = useText('signals')
  const incidentId = group.data?.incidentId ?? null
  if (group.data === undefined || group.data.mergedInto !== null) return null
  if (incidentId === null) return <Choose groupId={subject.id} />
  return (
    <Section title={text('join.out')}>
      <p style={{ margin: 0 }}>{text('join.outWhat')}</p>
      <div>
        <Button
          variant="default"
          loading={leave.isPending}
          onClick={() => leave.mutate({ id: incidentId, groupId: subject.id })}
        >
          {text('join.outAction', { number: group.data.incidentNumber ?? 0 })}
        </Button>
      </div>
      {leave.error && <ErrorState error={leave.error} />}
    </Section>
  )
}

function Choose({ groupId }: { readonly groupId: string }) {
  // The words of the page that it stands on.
  const text = useText('signals')
  const words = useText('incidents')
  const [id, setId] = useState<string | null>(null)
  const open = useAnswer(listIncidents, { status: 'open', limit: 50 })
  const leave = useAct(leaveAlertGroup, { refreshes })
  const join = useAct(joinAlertGroup, {
    refreshes,
    onDone: (incident) =>
      showUndo({
        message: text('join.done', { number: incident.number }),
        onUndo: async () => void (await leave.mutateAsync({ id: incident.id, groupId })),
      }),
  })
  const items = open.data?.items ?? []
  if (open.data && items.length === 0) return null
  return (
    <Section title={text('join.title')}>
      <Group align="end">
        <Select
          label={text('join.choose')}
          value={id}
          onChange={setId}
          searchable
          data={items.map((one) => ({
            value: one.id,
            label: `${words('number', { number: one.number })} ${one.title}`,
          }))}
        />
        <Button
          variant="default"
          disabled={id === null}
          loading={join.isPending}
          onClick={() => id !== null && join.mutate({ id, groupId })}
        >
          {text('join.action')}
        </Button>
      </Group>
      {open.error && !open.data && <ErrorState error={open.error} onRetry={() => void open.refetch()} />}
      {join.error && <ErrorState error={join.error} />}
    </Section>
  )
}
