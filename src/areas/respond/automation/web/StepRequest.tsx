import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { AskDialog } from './parts/AskDialog.tsx'
import { CallList } from './parts/CallList.tsx'
import { useRequests } from './parts/requests.ts'
import classes from './parts/automation.module.css'

/** In a step of the run: the request that it names, and every time it was run. */
export function StepRequest({ subject: { id, chosen = {} } }: { readonly subject: PanelSubject }) {
  const text = useText('automation')
  const { connections, incident, mayAsk, mayAct } = useRequests(id)
  const [isAsking, setAsking] = useState(false)
  const { step = '', connection: wanted, name = '' } = chosen
  const connection = connections.data?.items.find((one) => one.id === wanted)
  const mayRun = connection !== undefined && (connection.purpose === 'act' ? mayAct : mayAsk)
  return (
    <section className={classes.box} aria-label={text('step.title', { name })}>
      <p className={classes.title}>
        <strong>{text('step.title', { name: connection?.name ?? name })}</strong>
        {connection && <span className={classes.dim}> {connection.does}</span>}
      </p>
      {connections.data && connection === undefined && <Notice tone="warn">{text('step.gone')}</Notice>}
      {connection?.isOn === false && <Notice tone="active">{text('step.off')}</Notice>}
      {connection?.isOn === true && incident.data?.status === 'open' && (
        <div className={classes.buttons} data-no-print>
          {mayRun ? (
            <Button variant="default" onClick={() => setAsking(true)}>
              {text(incident.data.mode === 'exercise' ? 'step.rehearse' : 'step.run')}
            </Button>
          ) : (
            <span className={classes.dim}>{text(`notYours.${connection.purpose}`)}</span>
          )}
        </div>
      )}
      <CallList id={id} step={step} />
      {isAsking && connection && incident.data && (
        <AskDialog
          incident={incident.data}
          connection={connection}
          step={step}
          values={valuesIn(chosen['values'])}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}

function valuesIn(json: string | undefined): Readonly<Record<string, string>> {
  return json === undefined ? {} : (JSON.parse(json) as Record<string, string>) // the page writes a step's own values
}
