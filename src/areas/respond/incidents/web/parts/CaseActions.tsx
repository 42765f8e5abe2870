import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useMaking } from '../../../../../ui/making.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { download } from '../../../../../ui/transfer.ts'
import { handOver, holdIncident, readCircle, releaseIncident, type Circle } from '../../contract/circle.ts'
import { getIncident } from '../../contract/incident.ts'

const refreshes = [readCircle, getIncident]

/** The hand-over pack in one click, and the legal hold. */
export function CaseActions({ circle }: { readonly circle: Circle }) {
  const text = useText('incidents')
  if (!circle.can.export && !circle.can.hold && circle.hold === null) return null
  return (
    <>
      {circle.can.export && <Pack id={circle.incidentId} />}
      {(circle.can.hold || circle.hold !== null) && (
        <Section title={text('hold.title')}>
          <Hold circle={circle} />
        </Section>
      )}
    </>
  )
}

function Pack({ id }: { readonly id: string }) {
  const text = useText('incidents')
  const { make, isBusy, failure } = useMaking(() => download(handOver, { id }, 'pack.zip'))
  return (
    <Section title={text('pack.title')}>
      <p>{text('pack.means')}</p>
      <Button variant="default" loading={isBusy} onClick={() => make()}>
        {text('pack.take')}
      </Button>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </Section>
  )
}

function Hold({ circle: { incidentId: id, hold, can } }: { readonly circle: Circle }) {
  const text = useText('incidents')
  const [isAsking, setAsking] = useState(false)
  const put = useAct(holdIncident, { refreshes })
  const end = useAct(releaseIncident, { refreshes })
  const isHeld = hold !== null
  return (
    <>
      {isHeld ? (
        <p>
          {text('hold.is', { by: hold.by, reason: hold.reason })} <TimeText at={hold.at} form="absolute" />
        </p>
      ) : (
        <p>{text('hold.means')}</p>
      )}
      {can.hold && (
        <Button variant="default" onClick={() => setAsking(true)}>
          {text(isHeld ? 'hold.end' : 'hold.put')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={text(isHeld ? 'hold.end' : 'hold.put')}
        confirmLabel={text(isHeld ? 'hold.endDo' : 'hold.putDo')}
        reasonLabel={text('circle.reason')}
        onClose={() => setAsking(false)}
        onConfirm={(reason) => (isHeld ? end : put).mutateAsync({ id, reason })}
      >
        {text(isHeld ? 'hold.endMeans' : 'hold.means')}
      </ConfirmDialog>
    </>
  )
}
