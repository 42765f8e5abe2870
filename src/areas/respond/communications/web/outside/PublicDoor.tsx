import { useState } from 'react'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { readPublicPage, subscribeToPage } from '../../contract/outside.ts'
import { DeadLink, outside, useOutside, When } from '../../../../../ui/plain/outside.tsx'
import classes from './outside.module.css'

type Shown = OutputOf<typeof readPublicPage>

/** `/public/{token}`: what everybody may read of an incident, the newest first, and when the next word comes. */
export function PublicDoor({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('outside')
  const token = parts['token'] ?? ''
  const { answer, failure, again } = useOutside(() => call(readPublicPage, { token }, outside))
  if (failure) return <DeadLink failure={failure} onAgain={again} />
  if (!answer) return null
  const { organisation, updates, nextUpdateAt, isLate, maySubscribe } = answer
  return (
    <PlainPage title={text('title', { organisation })} isWide>
      <div className={classes.stack}>
        {nextUpdateAt !== null && <NextUpdate at={nextUpdateAt} isLate={isLate} />}
        {updates.length === 0 && <p>{text('none')}</p>}
        {updates.map((update) => (
          <Update key={update.number} update={update} />
        ))}
        {maySubscribe && <Follow token={token} />}
      </div>
    </PlainPage>
  )
}

function NextUpdate({ at, isLate }: { readonly at: string; readonly isLate: boolean }) {
  const text = useText('outside')
  return (
    <Notice tone={isLate ? 'warn' : 'active'}>
      <p>
        {text(isLate ? 'late' : 'nextUpdate')} <When at={at} />
        {isLate && <>. {text('lateWhy')}</>}
      </p>
    </Notice>
  )
}

function Update({ update }: { readonly update: Shown['updates'][number] }) {
  const text = useText('outside')
  const { subject, releasedAt, correctedAt, parts, stage, language } = update
  return (
    <article className={classes.update}>
      <p className={classes.dim}>
        {text(`stage.${stage}`)}, <When at={releasedAt} />
      </p>
      {correctedAt !== null && (
        <Notice tone="warn">
          <p>
            {text('corrected')} <When at={correctedAt} />
          </p>
        </Notice>
      )}
      <div lang={language}>
        <h2>{subject}</h2>
        {parts.map(({ heading, lines, isList }, at) => (
          // The parts of what was let go never change.
          <section key={`${at} ${heading}`}>
            {heading !== '' && <h3>{heading}</h3>}
            {isList ? (
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : (
              lines.map((line) => <p key={line}>{line}</p>)
            )}
          </section>
        ))}
      </div>
    </article>
  )
}

function Follow({ token }: { readonly token: string }) {
  const text = useText('outside')
  const shown = useLanguage()
  const [isAsked, setAsked] = useState(false)
  const form = useForm({
    schema: subscribeToPage.input.pick({ email: true }),
    initial: { email: '' },
    send: ({ email }) =>
      call(subscribeToPage, { token, email, language: shown === 'de' ? 'de' : 'en' }, outside),
    onDone: () => setAsked(true),
  })
  return (
    <section className={classes.update}>
      <h2>{text('follow')}</h2>
      {isAsked ? (
        <Notice tone="good">{text('asked')}</Notice>
      ) : (
        <>
          <p className={classes.dim}>{text('followWhat')}</p>
          <PlainForm form={form} submitLabel={text('ask')}>
            <TextField
              label={text('email')}
              type="email"
              autoComplete="email"
              maxLength={254}
              {...form.field('email')}
            />
          </PlainForm>
        </>
      )}
    </section>
  )
}
