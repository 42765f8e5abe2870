import { normalisedEmail } from '../../../../base/email-address.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import type { MailCertificate } from '../../../../platform/mail/mail-certificates.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { mailServerFor } from '../../communications/public.ts'
import * as contract from '../contract.ts'
import { keyState } from '../rules.ts'
import * as store from '../store/keys.ts'

export const list = action(contract.listMailKeys, async (context) => ({
  items: (await store.listKeys(context)).map((row) => keyOf(row, context.now)),
  from: (await mailServerFor(context))?.from ?? '',
}))

export const add = action(contract.addMailKey, async (context, wish) => {
  if (wish.what === 'contact') return addContact(context, wish)
  refuseUnless(context.can('channel.manage'), 'forbidden', 'Our own keys are for owners. Ask one of them.')
  return wish.what === 'made' ? makeOwn(context, wish.form) : bringOwn(context, wish)
})

/** A certificate or a key in plain values, and which of the two it is. */
async function readAny(
  text: string,
  now: Date,
): Promise<{ readonly form: contract.KeyForm; readonly found: MailCertificate | undefined }> {
  // Large parts that few requests need, so each is loaded when one does.
  const { isArmored, readPgpKey } = await import('../../../../platform/mail/openpgp.ts')
  if (isArmored(text)) return { form: 'openpgp', found: await readPgpKey(text, now) }
  const { readMailCertificate } = await certificates()
  return { form: 'smime', found: readMailCertificate(text) }
}

async function addContact(
  context: Context,
  wish: { readonly certificate: string; readonly email?: string | undefined },
): Promise<contract.MailKey> {
  const { form, found } = await readAny(wish.certificate, context.now)
  if (found === undefined)
    return refuseCertificate(
      'must be a certificate (lines between BEGIN CERTIFICATE and END CERTIFICATE) or an OpenPGP key (BEGIN and END PGP PUBLIC KEY BLOCK)',
    )
  if (found.validUntil <= context.now) return refuseCertificate('has run out: ask for the new one')
  if (!found.mayEncrypt)
    return refuseCertificate(
      'holds a key that is too short, of a kind that mail does not use, or whose part for encrypting has run out',
    )
  const { length } = await store.listKeys(context)
  refuseUnless(
    length < contract.mostKeys,
    'conflict',
    'There are as many keys as can be. Take out old ones first.',
  )
  const typed = wish.email === undefined ? undefined : normalisedEmail(wish.email)
  const email = typed ?? found.emails[0]
  // A certificate that names addresses is not kept for another one: whoever holds it could read on behalf of anybody.
  if (email === undefined || (found.emails.length > 0 && !found.emails.includes(email)))
    return refuse('invalid', 'Say whose key this is.', {
      faults: [
        {
          path: 'email',
          message:
            found.emails.length === 0
              ? 'enter the address: the certificate names none'
              : `must be one that the certificate names: ${found.emails.join(', ')}`,
        },
      ],
    })
  return keep(context, { kind: 'contact', form, email, found, key: undefined })
}

async function makeOwn(context: Context, form: contract.KeyForm): Promise<contract.MailKey> {
  const email = await ownAddress(context)
  const { name } = await organisationFor(context)
  const { makeMailKey } = await certificates()
  const { makePgpKey } = await import('../../../../platform/mail/openpgp.ts')
  const make = form === 'openpgp' ? makePgpKey : makeMailKey
  const made = await make({ email, name }, context.now)
  const { found } = await readAny(made.certificate, context.now)
  if (found === undefined) throw new Error('a certificate that was just made cannot be read')
  return keep(context, { kind: 'own', form, email, found, key: made.key })
}

const whyNot = {
  no_certificate: 'holds no certificate: lines between BEGIN CERTIFICATE and END CERTIFICATE',
  no_key:
    'holds no private key that this passphrase opens: lines between BEGIN and END PRIVATE KEY, or PGP PRIVATE KEY BLOCK',
  other_key: 'holds a private key that belongs to another certificate',
  not_rsa: 'must be an RSA key of 2048 bits or more',
  not_both:
    'must sign and encrypt: a part for one of the two is missing, has run out, or lies on another computer',
} as const

async function bringOwn(
  context: Context,
  wish: { readonly certificate: string; readonly passphrase: string },
): Promise<contract.MailKey> {
  const { isArmored, readOwnPgpKey } = await import('../../../../platform/mail/openpgp.ts')
  const brought = isArmored(wish.certificate)
    ? await readOwnPgpKey(wish.certificate, wish.passphrase, context.now)
    : (await certificates()).readOwnKey(wish.certificate, wish.passphrase)
  if (typeof brought === 'string') return refuseCertificate(whyNot[brought])
  const { form, found } = await readAny(brought.certificate, context.now)
  if (found === undefined) return refuseCertificate(whyNot.no_certificate)
  const email = await ownAddress(context)
  if (found.emails.length > 0 && !found.emails.includes(email))
    return refuseCertificate(`is for ${found.emails.join(', ')}, and our mail goes out from ${email}`)
  if (found.validUntil <= context.now) return refuseCertificate('has run out: bring the new one')
  if (!found.mayEncrypt) return refuseCertificate(whyNot.not_both)
  return keep(context, { kind: 'own', form, email, found, key: brought.key })
}

async function ownAddress(context: Context): Promise<string> {
  const { from } = (await mailServerFor(context)) ?? {}
  return (
    from ??
    refuse(
      'conflict',
      'Mail is not set up. Enter and confirm the mail server first: a key is for its sender.',
      {
        reason: 'mail_off',
      },
    )
  )
}

/** A large part that few requests need, so it is loaded when one does. */
async function certificates() {
  return import('../../../../platform/mail/mail-certificates.ts')
}

interface Kept {
  readonly kind: 'own' | 'contact'
  readonly form: contract.KeyForm
  readonly email: string
  readonly found: MailCertificate
  readonly key: string | undefined
}

async function keep(context: Context, { kind, form, email, found, key }: Kept): Promise<contract.MailKey> {
  const [id, { now, actor }] = [context.newId(), context]
  const { name, fingerprint, certificate, validFrom, validUntil } = found
  const row = await store.addKey(context, {
    ...{ id, kind, form, email, name, fingerprint, certificate, validFrom, validUntil },
    privateKey: key === undefined ? null : store.sealKey(context, id, key),
    ...{ addedAt: now, addedBy: actor.name, removedAt: null },
  })
  if (row === undefined) refuse('conflict', `This key is kept for ${email} already.`)
  context.record({
    stream: 'audit',
    kind: 'mailkey.add',
    fields: { key: id, kind, form, email, fingerprint },
  })
  return keyOf(row, now)
}

function refuseCertificate(message: string): never {
  return refuse('invalid', 'This key cannot be used.', { faults: [{ path: 'certificate', message }] })
}

export const remove = action(contract.removeMailKey, async (context, { id }) => {
  const { kind, email, fingerprint } = await store.getKey(context, id)
  refuseUnless(
    kind === 'contact' || context.can('channel.manage'),
    'forbidden',
    'Our own keys are for owners. Ask one of them.',
  )
  await store.dropKey(context, id)
  context.record({ stream: 'audit', kind: 'mailkey.remove', fields: { key: id, kind, email, fingerprint } })
  return { removed: true as const }
})

function keyOf(row: store.KeyRow, now: Date): contract.MailKey {
  const { id, kind, form, email, name, fingerprint, certificate, addedBy } = row
  return {
    ...{ id, kind, form, email, name, fingerprint, certificate, addedBy, state: keyState(row, now) },
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil.toISOString(),
    addedAt: row.addedAt.toISOString(),
  }
}
