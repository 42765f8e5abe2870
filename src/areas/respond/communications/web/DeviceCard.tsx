import { Button } from '@mantine/core'
import type * as z from 'zod'
import { useAct } from '../../../../ui/answers.ts'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { listPush, testPush, type DeviceState } from '../contract/reaching.ts'
import classes from './inbox.module.css'

interface DeviceCardProps {
  readonly device: z.output<typeof listPush.output>['items'][number]
  /** Whether it is the browser that shows this page. */
  readonly isHere: boolean
  readonly onRemove: () => void
}

/** A device, whether it was reached and when, and a test. */
export function DeviceCard({ device, isHere, onRemove }: DeviceCardProps) {
  const text = useText('communications')
  const test = useAct(testPush, { refreshes: [listPush] })
  const [tone, word] = states[device.lastState]
  return (
    <li className={classes.device}>
      <div className={classes.deviceHead}>
        <strong>{device.device}</strong>
        <StateMark tone={tone} word={text(`devices.${word}`)} />
        {isHere && <span className={classes.when}>{text('devices.isHere')}</span>}
      </div>
      {device.why !== null && <p className={classes.when}>{device.why}</p>}
      <Facts
        facts={[
          [text('devices.since'), <TimeText key="since" at={device.createdAt} form="absolute" />],
          ...(device.lastAt === null
            ? []
            : [[text('devices.last'), <TimeText key="last" at={device.lastAt} />] as const]),
        ]}
      />
      {test.data && (
        <Notice tone={test.data.state === 'reached' ? 'good' : 'warn'}>
          {text(test.data.state === 'reached' ? 'devices.testReached' : 'devices.testNot', {
            device: device.device,
          })}{' '}
          {test.data.state === 'not reached' && test.data.why}
        </Notice>
      )}
      {test.error && <Notice tone="bad">{test.error.message}</Notice>}
      <div className={classes.deviceActions}>
        <Button
          variant="default"
          size="compact-md"
          loading={test.isPending}
          aria-label={text('devices.testOf', { device: device.device })}
          onClick={() => test.mutate({ id: device.id })}
        >
          {text('devices.test')}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          aria-label={text('devices.removeOf', { device: device.device })}
          onClick={onRemove}
        >
          {text('devices.remove')}
        </Button>
      </div>
    </li>
  )
}

const states: Record<DeviceState, readonly [tone: Tone, word: string]> = {
  'never tried': ['unknown', 'unknown'],
  reached: ['good', 'reached'],
  'not reached': ['warn', 'notReached'],
}
