import { Button } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getIncident, listTimeline, type Incident } from '../../contract/incident.ts'
import { readRun, startRun } from '../../contract/run.ts'
import classes from './room.module.css'

/** For an incident that was declared without its steps, as over the API. */
export function StartRun({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const start = useAct(startRun, { refreshes: [getIncident, readRun, listTimeline] })
  return (
    <section className={classes.next} aria-label={text('room.startTitle')}>
      <h2>{text('room.startTitle')}</h2>
      <p>{text('room.startLead')}</p>
      {start.error && <Notice tone="bad">{start.error.message}</Notice>}
      {incident.can.run && (
        <Button size="lg" loading={start.isPending} onClick={() => start.mutate({ id: incident.id })}>
          {text('room.start')}
        </Button>
      )}
    </section>
  )
}
