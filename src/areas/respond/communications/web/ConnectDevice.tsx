import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { useForm } from '../../../../ui/form.ts'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TextField } from '../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { textOf, useLanguage, useText } from '../../../../ui/text.ts'
import { listPush, subscribePush } from '../contract/reaching.ts'
import classes from './inbox.module.css'
import { deviceName, pushObstacle } from './push-obstacle.ts'
import { PushFailure, connectDevice, pushAbilities } from './push-subscription.ts'

/** Turns push on in this browser, or says plainly why that cannot be. */
export function ConnectDevice({ onConnected }: { readonly onConnected: () => void }) {
  const text = useText('communications')
  const language = useLanguage()
  const client = useQueryClient()
  const [able, setAble] = useState(pushAbilities)
  const form = useForm({
    schema: subscribePush.input.pick({ device: true }),
    initial: { device: deviceName(able) },
    send: async ({ device }) => {
      try {
        return await connectDevice(device, language)
      } catch (error) {
        // The permission may be another one now, and the sentence about it with it.
        setAble(pushAbilities())
        throw error instanceof PushFailure ? new CallError('unavailable', sentenceOf(error)) : error
      }
    },
    onDone: () => {
      showDone(text('devices.connected'))
      void client.invalidateQueries({ queryKey: answerKey(listPush) })
      onConnected()
    },
  })
  const obstacle = pushObstacle(able)
  if (obstacle) return <Notice tone="warn">{text(`devices.obstacle.${obstacle}`)}</Notice>
  return (
    <div className={classes.here}>
      <p>{text('devices.connectWhat')}</p>
      <PlainForm form={form} submitLabel={text('devices.connect')}>
        <TextField
          label={text('devices.name')}
          hint={text('devices.nameHint')}
          maxLength={120}
          isOptional
          {...form.field('device')}
        />
        {form.isBusy && able.permission === 'default' && (
          <Notice tone="active">{text('devices.asking')}</Notice>
        )}
      </PlainForm>
    </div>
  )
}

function sentenceOf({ kind }: PushFailure): string {
  return textOf('communications', kind === 'denied' ? 'devices.obstacle.denied' : `devices.failure.${kind}`)
}
