import { Button } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import type { Connection } from '../../../register/connections/contract.ts'
import { AskDialog } from './parts/AskDialog.tsx'
import { CallList } from './parts/CallList.tsx'
import { useRequests } from './parts/requests.ts'
import classes from './parts/automation.module.css'

/** All that left this case for other programs, newest first, and what needs no trace. */
export function CaseRequests({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('automation')
  const { connections, incident, mayAsk, mayAct } = useRequests(id)
  const [asked, setAsked] = useState<Connection>()
  const free = (connections.data?.items ?? []).filter(
    (one) => one.isOn && one.kinds.length === 0 && (one.purpose === 'act' ? mayAct : mayAsk),
  )
  return (
    <Section title={text('case.title')}>
      <p className={classes.dim}>{text('case.lead')}</p>
      {incident.data?.status === 'open' && free.length > 0 && (
        <div className={classes.buttons} data-no-print>
          {free.map((one) => (
            <Button key={one.id} variant="default" onClick={() => setAsked(one)}>
              {one.name}
            </Button>
          ))}
        </div>
      )}
      <CallList id={id} isWhole />
      {asked && incident.data && (
        <AskDialog incident={incident.data} connection={asked} onClose={() => setAsked(undefined)} />
      )}
    </Section>
  )
}
