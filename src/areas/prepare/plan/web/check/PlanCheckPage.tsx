import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { checkPlanCopy } from '../../contract/versions.ts'
import { checkWords } from '../../rules/words/check-words.ts'
import { dayWords } from '../../rules/words/day-words.ts'
import { usePlanLanguage } from '../parts/language.ts'

const outside = { tenant: null, asksForIdentity: false } as const
const schema = z.strictObject({ code: z.string().trim().min(1).max(40) })

/** Whoever holds a printed plan asks here whether it still counts; nobody needs to sign in. */
export function PlanCheckPage() {
  const language = usePlanLanguage()
  const [answer, setAnswer] = useState<OutputOf<typeof checkPlanCopy>>()
  const form = useForm({
    schema,
    initial: { code: '' },
    send: (values) => {
      setAnswer(undefined)
      return call(checkPlanCopy, values, outside)
    },
    onDone: setAnswer,
  })
  return (
    <PlainPage title={checkWords.title[language]} lead={checkWords.lead[language]}>
      <PlainForm form={form} submitLabel={checkWords.ask[language]}>
        <TextField
          label={checkWords.code[language]}
          hint={checkWords.hint[language]}
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
  const language = usePlanLanguage()
  const { state, version, publishedOn, currentVersion, currentOn } = answer
  const values: Readonly<Record<string, string>> = {
    version: String(version),
    day: dayWords(publishedOn, language),
    current: String(currentVersion),
    currentDay: dayWords(currentOn, language),
  }
  const words = checkWords[state][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return <Notice tone={state === 'current' ? 'good' : 'bad'}>{words}</Notice>
}
