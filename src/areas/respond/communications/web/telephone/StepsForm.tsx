import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import * as z from 'zod'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../../ui/kit/Card.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readMyTelephone, readTelephone, setEscalation, type Telephone } from '../../contract/telephone.ts'
import { proposedSteps } from '../../rules/telephone/phoning.ts'
import classes from './telephone.module.css'

const names = ['mailMinutes', 'textMinutes', 'callMinutes', 'passOnMinutes'] as const
const Minutes = z.coerce.number().int().min(1).max(240)
// Typed as text and sent as numbers.
const Fields = z.object({
  mailMinutes: Minutes,
  textMinutes: Minutes,
  callMinutes: Minutes,
  passOnMinutes: Minutes,
})

/** After how many minutes unread each further way is tried. */
export function StepsForm({ telephone }: { readonly telephone: Telephone }) {
  const text = useText('telephone')
  return (
    <Can
      permission="channel.manage"
      otherwise={
        <Facts
          facts={names.map((name) => [text(`steps.${name}`), `${telephone.steps[name]} min`] as const)}
        />
      }
    >
      <Editor telephone={telephone} />
    </Can>
  )
}

function Editor({ telephone: { steps } }: { readonly telephone: Telephone }) {
  const text = useText('telephone')
  const client = useQueryClient()
  const typed = (minutes: typeof steps) => ({
    mailMinutes: String(minutes.mailMinutes),
    textMinutes: String(minutes.textMinutes),
    callMinutes: String(minutes.callMinutes),
    passOnMinutes: String(minutes.passOnMinutes),
  })
  const form = useForm({
    schema: Fields,
    initial: typed(steps),
    send: (values) => call(setEscalation, Fields.parse(values)),
    onDone: (next) => {
      client.setQueryData(answerKey(readTelephone, {}), next)
      void client.invalidateQueries({ queryKey: answerKey(readMyTelephone) })
      showDone(text('steps.saved'))
    },
  })
  const propose = () => {
    const proposed = typed(proposedSteps)
    for (const name of names) form.set(name, proposed[name])
  }
  return (
    <PlainForm
      form={form}
      submitLabel={text('steps.save')}
      besides={
        <Button variant="default" onClick={propose}>
          {text('steps.proposed')}
        </Button>
      }
    >
      <div className={classes.steps}>
        {names.map((name) => (
          <TextField
            key={name}
            label={text(`steps.${name}`)}
            hint={text('steps.minutes')}
            inputMode="numeric"
            maxLength={3}
            {...form.field(name)}
          />
        ))}
      </div>
    </PlainForm>
  )
}
