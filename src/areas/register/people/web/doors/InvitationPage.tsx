import { useEffect, useState } from 'react'
import * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { signInAddress } from '../../../../../ui/identity.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton, PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { acceptInvitation, readInvitation } from '../../contract/people.ts'
import { NewPassword } from '../parts/NewPassword.tsx'
import { findSession, signIn } from '../sign-in-calls.ts'
import { SecondFactor } from './LaterSecondFactor.tsx'

type Invitation = z.output<typeof readInvitation.output>
type State = { readonly invitation: Invitation; readonly signedInAs: string | undefined }
const outside = { tenant: null, asksForIdentity: false } as const

/** `/invitation/{token}`: to join with a new password, to join as oneself, or to come back. */
export function InvitationPage({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('doors')
  const token = parts['token'] ?? ''
  const [state, setState] = useState<State>()
  const [failure, setFailure] = useState<string>()
  const [joined, setJoined] = useState<{ slug: string; password: string }>()
  useEffect(() => {
    Promise.all([call(readInvitation, { token }, outside), findSession()]).then(
      ([invitation, found]) => setState({ invitation, signedInAs: found?.session.email }),
      (error: unknown) => setFailure(error instanceof CallError ? error.message : String(error)),
    )
  }, [token])
  if (joined)
    return (
      <PlainPage title={text('factor.title')} lead={text('factor.lead')}>
        <SecondFactor password={joined.password} onDone={() => location.replace(`/t/${joined.slug}`)} />
      </PlainPage>
    )
  if (failure !== undefined)
    return (
      <PlainPage title={text('invitation.deadTitle')}>
        <Notice tone="bad">{failure}</Notice>
      </PlainPage>
    )
  if (!state) return null
  const { invitation, signedInAs } = state
  const title =
    invitation.purpose === 'recover'
      ? text('invitation.recoverTitle')
      : text('invitation.title', { organisation: invitation.organisation })
  return (
    <PlainPage
      title={title}
      lead={text('invitation.lead', {
        name: invitation.name,
        email: invitation.email,
        role: text(`role.${invitation.role}.does`),
      })}
    >
      {invitation.hasAccount ? (
        <JoinAsOneself token={token} invitation={invitation} signedInAs={signedInAs} />
      ) : (
        <JoinWithPassword token={token} invitation={invitation} onJoined={setJoined} />
      )}
    </PlainPage>
  )
}

interface JoinProps {
  readonly token: string
  readonly invitation: Invitation
}

function JoinWithPassword({
  token,
  invitation,
  onJoined,
}: JoinProps & { readonly onJoined: (joined: { slug: string; password: string }) => void }) {
  const text = useText('doors')
  const form = useForm({
    schema: z.object({ password: z.string().min(1).max(200) }),
    initial: { password: '' },
    send: async ({ password }) => {
      const { slug, email } = await call(acceptInvitation, { token, password }, outside)
      return { slug, password, answer: await signIn({ email, password }).catch(() => undefined) }
    },
    onDone: ({ slug, password, answer }) => {
      // Whoever still has a factor shows it on the ordinary page.
      if (answer?.status === 'signed_in') onJoined({ slug, password })
      else location.replace('/sign-in')
    },
  })
  const label = text(
    invitation.purpose === 'recover' ? 'invitation.newPassword' : 'invitation.choosePassword',
  )
  return (
    <PlainForm
      form={form}
      submitLabel={text(invitation.purpose === 'recover' ? 'invitation.comeBack' : 'invitation.join')}
    >
      {/* So that a password manager stores the two together. */}
      <input type="email" name="username" autoComplete="username" value={invitation.email} readOnly hidden />
      <NewPassword label={label} field={form.field('password')} />
    </PlainForm>
  )
}

function JoinAsOneself({
  token,
  invitation,
  signedInAs,
}: JoinProps & { readonly signedInAs: string | undefined }) {
  const text = useText('doors')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  if (signedInAs !== invitation.email)
    return (
      <>
        <p>{text('invitation.hasAccount', { email: invitation.email })}</p>
        <a href={signInAddress('sign_in', location.pathname)}>{text('invitation.signInFirst')}</a>
      </>
    )
  const join = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const { slug } = await call(acceptInvitation, { token }, outside)
      location.replace(`/t/${slug}`)
    } catch (error) {
      setBusy(false)
      setFailure(error instanceof CallError ? error.message : String(error))
    }
  }
  return (
    <>
      <PlainButton isBusy={isBusy} onClick={() => void join()}>
        {text('invitation.join')}
      </PlainButton>
      {failure && <Notice tone="bad">{failure}</Notice>}
    </>
  )
}
