import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { call } from '../../../../../ui/client.ts'
import { DeadLink, outside, useOutside } from '../../../../../ui/plain/outside.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { meetRehearsal } from '../../contract/page.ts'
import classes from './landing.module.css'

type Met = OutputOf<typeof meetRehearsal>

/** So long a page stands before somebody before it counts as read. */
const readMillis = 4000
const signsOfPeople = ['pointerdown', 'keydown', 'touchstart', 'scroll'] as const

/** `/notice/{token}`: what a link of a rehearsal leads to. What is typed here is never read by any script. */
export function NoticePage({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const token = parts['token'] ?? ''
  const [hasGiven, setGiven] = useState(false)
  const { answer, failure, again } = useOutside(() => call(meetRehearsal, { token, step: 'look' }, outside))
  useOpened(token, answer !== undefined)
  if (failure) return <DeadLink failure={failure} onAgain={again} />
  if (!answer) return null
  if (answer.page === 'sign_in' && !hasGiven)
    return (
      <FakeForm
        onGiven={() => {
          setGiven(true)
          tell(token, 'given')
          scrollTo(0, 0)
        }}
      />
    )
  return <Explained met={answer} hasGiven={hasGiven} />
}

function tell(token: string, step: 'opened' | 'given'): void {
  const said = {
    token,
    step,
    isDriven: navigator.webdriver === true,
    agent: navigator.userAgent.slice(0, 400),
  }
  // That it is not counted is nobody's trouble here.
  call(meetRehearsal, said, outside).catch(() => undefined)
}

/** Counted once somebody touches, types or scrolls, or the page stood before them for some seconds; never for a page that is only fetched. */
function useOpened(token: string, isShown: boolean): void {
  const isTold = useRef(false)
  useEffect(() => {
    if (!isShown) return
    const opened = () => {
      if (isTold.current || document.visibilityState !== 'visible') return
      isTold.current = true
      tell(token, 'opened')
    }
    const timer = setTimeout(opened, readMillis)
    for (const sign of signsOfPeople) addEventListener(sign, opened, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const sign of signsOfPeople) removeEventListener(sign, opened)
    }
  }, [token, isShown])
}

/**
 * Inputs without a name in a form without an address: there is nothing that a browser could send. It bears no mark: whoever
 * learns to know that of Muster by it would give it a password elsewhere, or take every page of Muster for a rehearsal.
 */
function FakeForm({ onGiven }: { readonly onGiven: () => void }) {
  const text = useText('landing')
  const given = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    // Emptied before anything else happens, unread.
    event.currentTarget.reset()
    onGiven()
  }
  return (
    <PlainPage title={text('form.title')} lead={text('form.lead')} isBare>
      <form className={classes.form} onSubmit={given} autoComplete="off" noValidate>
        <label className={classes.field}>
          <span>{text('form.address')}</span>
          <input type="text" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </label>
        <label className={classes.field}>
          <span>{text('form.password')}</span>
          <input type="password" autoComplete="off" data-1p-ignore data-lpignore="true" />
        </label>
        <PlainButton>{text('form.go')}</PlainButton>
      </form>
    </PlainPage>
  )
}

function Explained({ met, hasGiven }: { readonly met: Met; readonly hasGiven: boolean }) {
  const text = useText('landing')
  const language = useLanguage()
  const { organisation, subject, senderName, senderAddress, signs } = met
  return (
    <PlainPage title={text('title')} lead={text('lead', { organisation })} isWide>
      <div className={classes.stack}>
        <Notice tone="good">{text(hasGiven ? 'kept' : 'safe')}</Notice>
        <p className={classes.mail}>
          <strong>{subject}</strong>
          <br />
          {text('from', { name: senderName, address: senderAddress })}
        </p>
        <h2>{text('signs')}</h2>
        <ol className={classes.signs}>
          {(language === 'de' ? signs.de : signs.en).map((sign) => (
            <li key={sign}>{sign}</li>
          ))}
        </ol>
        <h2>{text('next')}</h2>
        <p>{text('nextWords')}</p>
        <p className={classes.dim}>{text('promise')}</p>
      </div>
    </PlainPage>
  )
}
