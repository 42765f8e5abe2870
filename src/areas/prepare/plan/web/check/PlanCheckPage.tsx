import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { checkPlanCopy } from '../../contract/versions.ts'
import { dayWords } from '../../rules/words/day-words.ts'
import { usePlanLanguage } from '../parts/language.ts'

const outside = { tenant: null, asksForIdentity: false } as const
const schema = z.strictObject({ code: z.string().trim().min(1).max(40) })

/** Whoever holds a printed plan asks here whether it still counts; nobody needs to sign in. */
export function PlanCheckPage({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('check')
  const [answer, setAnswer] = useState<OutputOf<typeof checkPlanCopy>>()
  const form = useForm({
    schema,
    initial: { code: parts['code'] ?? '' },
    send: (values) => {
      setAnswer(undefined)
      return call(checkPlanCopy, values, outside)
    },
    onDone: setAnswer,
  })
  return (
    <PlainPage title={text('title')} lead={text('lead')}>
      <PlainForm form={form} submitLabel={text('ask')}>
        <TextField
          label={text('code')}
          hint={text('hint')}
          {...form.field('code')}
          autoComplete="off"
          maxLength={40}
        />
        {answer && <Judged answer={answer} />}
      </PlainForm>
    </PlainPage>
  )
}

function Judged({ answer }: { readonly answer: OutputOf<typeof checkPlanCopy> }) {
  const text = useText('check')
  const language = usePlanLanguage()
  const { state, version, publishedOn, currentVersion, currentOn } = answer
  const words = text(state, {
    version,
    day: dayWords(publishedOn, language),
    current: currentVersion,
    currentDay: dayWords(currentOn, language),
  })
  return <Notice tone={state === 'current' ? 'good' : 'bad'}>{words}</Notice>
}
