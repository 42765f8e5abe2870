import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { shortGuide } from '../content/guide.ts'
import { confirmGuide, listGuideReadings } from '../contract/guide.ts'
import classes from './parts/guide.module.css'

/** Before a step that wipes: the guide in five lines, to be read once in each case. Afterwards one quiet line. */
export function GuidePanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('evidence')
  const list = useAnswer(listGuideReadings, { id }, { live: { stream: id, kinds: ['guide.'] } })
  const confirm = useAct(confirmGuide, { refreshes: [listGuideReadings] })
  if (!list.data) return null
  const whole = <To path={`/incidents/${id}/evidence-guide`}>{text('guide.whole')}</To>
  if (list.data.hasRead) return <p className={classes.dim}>{whole}</p>
  return (
    <Notice tone="warn" title={text('guide.before')}>
      <ul className={classes.short}>
        {shortGuide.map((line) => (
          <li key={line}>{text(line)}</li>
        ))}
      </ul>
      {confirm.error && <p>{confirm.error.message}</p>}
      <div className={classes.buttons}>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate({ id })}>
          {text('guide.confirm')}
        </Button>
        {whole}
      </div>
    </Notice>
  )
}
