import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { checkHouseRuleCode } from '../../contract.ts'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** A sheet of paper says at its foot which version it is; this says whether that is still the one. */
export function CheckCode() {
  const text = useText('policies')
  const [typed, setTyped] = useState('')
  const [code, setCode] = useState('')
  return (
    <>
      <p className={lines.dim}>{text('check.lead')}</p>
      <form
        className={lines.acts}
        onSubmit={(event) => {
          event.preventDefault()
          setCode(typed.trim())
        }}
      >
        <TextInput
          label={text('check.code')}
          placeholder="HR-4F7K-2Q9D"
          value={typed}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={typed.trim().length < 4}>
          {text('check.do')}
        </Button>
      </form>
      {code !== '' && <Checked code={code} />}
    </>
  )
}

function Checked({ code }: { readonly code: string }) {
  const text = useText('policies')
  const language = useLanguage()
  const { data, error } = useAnswer(checkHouseRuleCode, { code })
  if (error) return <Notice tone="bad">{error.message}</Notice>
  if (!data) return null
  const { name, number, publishedOn, state, current } = data
  const values = { name, number, day: dayWords(publishedOn, language), current: current ?? 0 }
  return (
    <Notice tone={state === 'current' ? 'good' : 'bad'} title={text(`check.${state}`)}>
      <p>{text(`check.${state}What`, values)}</p>
      <To path={`/house-rules/${data.id}`} className={lines.link}>
        {name}
      </To>
    </Notice>
  )
}
