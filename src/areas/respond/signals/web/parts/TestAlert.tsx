import { Button } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { testSource } from '../../contract/setup.ts'
import { listSignals, listSources } from '../../contract/signals.ts'

/** Makes a test alert in the tool's own form, and leads to what became of it. */
export function TestAlert({ sourceId }: { readonly sourceId: string }) {
  const text = useText('signals')
  const test = useAct(testSource, { refreshes: [listSources, listSignals] })
  return (
    <>
      <div data-no-print>
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate({ id: sourceId })}>
          {text('try.action')}
        </Button>
      </div>
      {test.data && (
        <Notice tone="good">
          <p>
            {text('try.done')} <To path={`/signals/${test.data.signalId}`}>{test.data.title}</To>
          </p>
        </Notice>
      )}
      {test.error && <Notice tone="bad">{test.error.message}</Notice>}
    </>
  )
}
