import { useState, type FormEvent } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { checkPlanCopy } from '../../contract/versions.ts'

const outside = { tenant: null, asksForIdentity: false } as const

/** Whoever holds a printed plan asks here whether it still counts; nobody needs to sign in. */
export function PlanCheckPage({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('check')
  const [code, setCode] = useState(parts['code'] ?? '')
  const [answer, setAnswer] = useState<{ readonly isCurrent: boolean; readonly words: string }>()
  const [failure, setFailure] = useState<string>()
  const ask = async (event: FormEvent) => {
    event.preventDefault()
    setAnswer(undefined)
    setFailure(undefined)
    try {
      const { state, version, publishedOn, currentVersion, currentOn } = await call(
        checkPlanCopy,
        { code },
        outside,
      )
      setAnswer({
        isCurrent: state === 'current',
        words: text(state, { version, day: publishedOn, current: currentVersion, currentDay: currentOn }),
      })
    } catch (error) {
      const isUnknown = error instanceof CallError && error.kind === 'not_found'
      setFailure(text(isUnknown ? 'unknown' : 'failed'))
    }
  }
  return (
    <PlainPage title={text('title')} lead={text('lead')}>
      <form onSubmit={(event) => void ask(event)}>
        <TextField
          label={text('code')}
          hint={text('hint')}
          name="code"
          value={code}
          error={undefined}
          onChange={(next) => setCode(typeof next === 'string' ? next : next.currentTarget.value)}
          autoComplete="off"
          maxLength={40}
        />
        <PlainButton>{text('ask')}</PlainButton>
      </form>
      {answer && <Notice tone={answer.isCurrent ? 'good' : 'bad'}>{answer.words}</Notice>}
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </PlainPage>
  )
}
