import { Button, Group, Select } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import { joinSignal, listIncidents } from '../contract/incident.ts'

/** On the page of a signal: puts it to an incident that is running already. */
export function JoinSignal({ subject }: { readonly subject: PanelSubject }) {
  // The words of the page that it stands on.
  const text = useText('signals')
  const words = useText('incidents')
  const [id, setId] = useState<string | null>(null)
  const open = useAnswer(listIncidents, { status: 'open', limit: 50 })
  const join = useAct(joinSignal, {
    refreshes: [{ name: 'getSignal' }, { name: 'listSignals' }],
    onDone: (incident) => showDone(text('join.done', { number: incident.number })),
  })
  const items = open.data?.items ?? []
  return (
    <Section title={text('join.title')}>
      {open.data && items.length === 0 ? (
        <p style={{ margin: 0, color: 'var(--m-dim)' }}>{text('join.none')}</p>
      ) : (
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
            onClick={() => id !== null && join.mutate({ id, signalId: subject.id })}
          >
            {text('join.action')}
          </Button>
        </Group>
      )}
      {open.error && !open.data && <ErrorState error={open.error} onRetry={() => void open.refetch()} />}
      {join.error && <ErrorState error={join.error} />}
    </Section>
  )
}
