import { Button } from '@mantine/core'
import { useState } from 'react'
import { defang } from '../../../../base/observables.ts'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import type { Connection } from '../../../register/connections/contract.ts'
import { AskDialog } from './parts/AskDialog.tsx'
import { CallList } from './parts/CallList.tsx'
import { useRequests } from './parts/requests.ts'
import classes from './parts/automation.module.css'

/** Beside a trace: where it can be looked up, what can act on it, and what came back. */
export function TraceRequests({
  subject: { id, stream = '', chosen = {} },
}: {
  readonly subject: PanelSubject
}) {
  const text = useText('automation')
  const { connections, incident, mayAsk, mayAct } = useRequests(stream)
  const [asked, setAsked] = useState<Connection>()
  if (connections.isPending) return <Loading lines={2} />
  const kind = chosen['kind']
  const fitting = (connections.data?.items ?? []).filter(
    (one) => one.isOn && one.kinds.some((own) => own === kind) && (one.purpose === 'act' ? mayAct : mayAsk),
  )
  const isOpen = incident.data?.status === 'open'
  const buttons = (purpose: Connection['purpose']) =>
    fitting
      .filter((one) => one.purpose === purpose)
      .map((one) => (
        <Button key={one.id} variant="default" onClick={() => setAsked(one)}>
          {text(`trace.${purpose}`, { name: one.name })}
        </Button>
      ))
  return (
    <div className={classes.stack}>
      {isOpen && fitting.length > 0 && (
        <>
          <div className={classes.buttons} data-no-print>
            {buttons('look_up')}
            {buttons('act')}
          </div>
          <p className={classes.dim}>{text('trace.tells')}</p>
        </>
      )}
      {isOpen && fitting.length === 0 && <p className={classes.dim}>{text('trace.none')}</p>}
      <CallList id={stream} observable={id} />
      {asked && incident.data && (
        <AskDialog
          incident={incident.data}
          connection={asked}
          observable={{ id, shown: shownTrace(chosen) }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

function shownTrace({ kind = '', value = '' }: Readonly<Record<string, string>>): string {
  return defang(kind as Parameters<typeof defang>[0], value) // of a trace, as the page gave it
}
