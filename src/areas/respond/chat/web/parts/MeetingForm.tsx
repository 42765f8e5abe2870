import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readChat, setMeeting, type ChatSettings } from '../../contract.ts'
import classes from '../chat.module.css'

/** Where people talk: a link of one's own for each case, or one for all. */
export function MeetingForm({ meeting }: Pick<ChatSettings, 'meeting'>) {
  const text = useText('chat')
  const client = useQueryClient()
  const form = useForm({
    schema: setMeeting.input.partial({ link: true }),
    initial: { link: meeting?.link ?? '', dialIn: meeting?.dialIn ?? '', pin: '' },
    // An emptied field is an answer here: no meeting any more.
    send: ({ link = '', dialIn = '', pin }: { link?: string; dialIn?: string; pin?: string }) =>
      call(setMeeting, { link, dialIn, ...(pin !== undefined && pin !== '' && { pin }) }),
    onDone: (settings) => {
      client.setQueryData(answerKey(readChat, {}), settings)
      showDone(text('settings.saved'))
    },
  })
  return (
    <div className={classes.form}>
      <PlainForm form={form} submitLabel={text('settings.save')}>
        <TextField
          label={text('settings.link')}
          hint={text('settings.linkHint', { place: '{name}' })}
          inputMode="url"
          autoComplete="off"
          isOptional
          maxLength={500}
          {...form.field('link')}
        />
        <TextField
          label={text('settings.dialIn')}
          type="tel"
          autoComplete="off"
          isOptional
          maxLength={200}
          {...form.field('dialIn')}
        />
        <TextField
          label={text('settings.pin')}
          hint={text(meeting?.hasPin === true ? 'settings.pinKept' : 'settings.pinHint')}
          autoComplete="off"
          isOptional
          maxLength={50}
          {...form.field('pin')}
        />
      </PlainForm>
    </div>
  )
}
