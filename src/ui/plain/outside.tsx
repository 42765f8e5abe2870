import { useEffect, useState } from 'react'
import { CallError } from '../call-error.ts'
import { Notice } from './Notice.tsx'
import { PlainButton } from './PlainForm.tsx'
import { PlainPage } from './PlainPage.tsx'
import { useLanguage, useText } from '../text.ts'

/** Nobody is signed in here, and no organisation is named: the link says all. */
export const outside = { tenant: null, asksForIdentity: false } as const

/** What the link leads to, asked for once; where that failed, why, and a way to ask again. */
export function useOutside<T>(ask: () => Promise<T>) {
  const [answer, setAnswer] = useState<T>()
  const [failure, setFailure] = useState<CallError>()
  const [tries, setTries] = useState(0)
  useEffect(() => {
    ask().then(setAnswer, (error: unknown) =>
      setFailure(error instanceof CallError ? error : new CallError('error', String(error))),
    )
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the address of a page does not change while it stands
  }, [tries])
  const again = () => {
    setFailure(undefined)
    setTries(tries + 1)
  }
  return { answer, failure, again }
}

/** The link opens nothing, or nothing just now. */
export function DeadLink({
  failure,
  onAgain,
}: {
  readonly failure: CallError
  readonly onAgain: () => void
}) {
  const text = useText('ui')
  return (
    <PlainPage
      title={text('link.dead')}
      lead={failure.kind === 'not_found' ? text('link.deadLead') : undefined}
    >
      <Notice tone="bad">
        <p>{failure.message}</p>
        {failure.kind !== 'not_found' && (
          <PlainButton isQuiet onClick={onAgain}>
            {text('action.retry')}
          </PlainButton>
        )}
      </Notice>
    </PlainPage>
  )
}

/** Day and time on the reader's own clock, with its zone: a page is read far away, too. */
export function When({ at }: { readonly at: string }) {
  const language = useLanguage()
  const words = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at))
  return <time dateTime={at}>{words}</time>
}
