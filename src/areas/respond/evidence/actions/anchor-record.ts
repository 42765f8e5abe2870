import { createHash, randomBytes } from 'node:crypto'
import type * as z from 'zod'
import { refuse } from '../../../../base/refusal.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import { appendEntries } from '../../../../platform/ledger/append.ts'
import { askAuthority, plainAuthorityUrl } from '../../../../platform/ledger/ask-authority.ts'
import {
  findCheckpoint,
  makeCheckpoint,
  type KnownCheckpoint,
} from '../../../../platform/ledger/checkpoint.ts'
import { lastIndex } from '../../../../platform/ledger/read.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import * as contract from '../contract/anchors.ts'
import { cardDocument } from '../documents/anchor-card.ts'
import { checkpointIn, mailTexts, messageIdOf, whyNotStampedThen } from '../rules.ts'
import {
  addAnchor,
  changeAuthority,
  findAuthority,
  listAnchors,
  type AnchorRecord,
} from '../store/anchors.ts'

export const list = action(contract.listAnchors, async (context) => {
  const authority = await findAuthority(context)
  return {
    items: (await listAnchors(context, 50)).map(anchorOf),
    next: null,
    size: (await lastIndex(context.tx.$client)) + 1,
    authority: authority === undefined ? null : { url: authority.url, hasRoots: authority.roots !== '' },
  }
})

export const take = action(contract.takeCheckpoint, async (context) => {
  const { size, note } = await checkpointFor(context, 'by hand')
  const { timestampRequest } = await timestamps()
  const request = Buffer.from(timestampRequest(Buffer.from(note))).toString('base64')
  return { size, note, request }
})

/** Its leaf is part of what the checkpoint covers. */
async function checkpointFor(context: Context, what: string): Promise<KnownCheckpoint> {
  const { $client } = context.tx
  return context.recordNow(async ({ signer, fields }) => {
    const entry = { stream: 'audit', kind: 'anchor.request', fields: { ...fields, what } } as const
    await appendEntries($client, signer.install, [entry], context.now)
    return makeCheckpoint($client, signer, context.now)
  })
}

export const addTimestamp = action(contract.addTimestamp, async (context, { reply, roots }) => {
  const bytes = new Uint8Array(Buffer.from(reply, 'base64'))
  const digest = (await timestamps()).stampedDigest(bytes)
  const checkpoint =
    digest === undefined ? undefined : await findCheckpoint(context.tx.$client, { sha256: digest })
  if (checkpoint === undefined)
    refuse(
      'invalid',
      'This is no timestamp of a checkpoint of this record. Take a checkpoint here, and send its request.',
      {
        reason: 'timestamp_other',
      },
    )
  return stamped(context, { reply: bytes, checkpoint, roots })
})

interface Stamped {
  readonly reply: Uint8Array
  readonly checkpoint: KnownCheckpoint
  readonly roots?: string | undefined
  readonly nonce?: Uint8Array
}

async function stamped(context: Context, { reply, checkpoint, roots, nonce }: Stamped) {
  const kept = (await findAuthority(context))?.roots ?? ''
  const about = Buffer.from(checkpoint.note)
  // What is handed in with a token proves nothing: whoever forged the token made the certificates too.
  const trusted = kept === '' ? (roots ?? '') : kept
  const asked = { about, roots: trusted, certificates: roots ?? '', ...(nonce && { nonce }) }
  const stamp = await (await timestamps()).checkTimestamp(reply, asked)
  const why = whyNotStampedThen(stamp.at, { madeAt: checkpoint.at, now: context.now })
  if (why !== undefined) refuse('invalid', why, { reason: 'timestamp_time' })
  const { issuer, serial, number } = stamp
  const chain = kept === '' && stamp.chain === 'trusted' ? 'given' : stamp.chain
  return added(context, {
    type: 'rfc3161',
    checkpoint,
    data: Buffer.from(stamp.token),
    about: {
      ...{ issuer, serial, number, chain, stampedAt: stamp.at.toISOString() },
      ...(trusted !== '' && { roots: digestOf(trusted) }),
    },
  })
}

/** Between asking and storing no transaction is open. */
export const askTimestamp = longAction(contract.askTimestamp, async (work) => {
  const authority = await work.look(findAuthority)
  if (authority === undefined)
    refuse('conflict', 'No timestamp authority is set. Set its address first, or take the way by hand.')
  const checkpoint = await work.step((context) => checkpointFor(context, 'over the network'))
  const nonce = new Uint8Array(randomBytes(8))
  // A first bit that is set would make the number negative.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40
  const { timestampRequest } = await timestamps()
  const query = timestampRequest(Buffer.from(checkpoint.note), nonce)
  const reply = await askAuthority(work.services.egress, authority.url, query)
  return work.step((context) => stamped(context, { reply, checkpoint, nonce }))
})

export const configure = action(contract.configureAuthority, async (context, { url, roots }) => {
  const address = plainAuthorityUrl(url)
  if (address === undefined) {
    const message = 'Give an https address, without a login in it.'
    refuse('invalid', message, { faults: [{ path: 'url', message }] })
  }
  ;(await timestamps()).certificatesIn(roots)
  await changeAuthority(context, {
    url: address,
    roots,
    changedAt: context.now,
    changedBy: context.actor.name,
  })
  context.record({
    stream: 'audit',
    kind: 'anchor.configure',
    fields: { url: address, roots: digestOf(roots) },
  })
  return { url: address, hasRoots: roots !== '' }
})

export const addMail = action(contract.addMailAnchor, async (context, { mail }) => {
  const text = Buffer.from(mail, 'base64').toString('utf8')
  const messageId = messageIdOf(text)
  if (messageId === undefined)
    refuse(
      'invalid',
      'This is no mail as it was sent: it has no Message-ID. Save the sent mail as a file (.eml).',
      {
        reason: 'no_mail',
      },
    )
  const named = checkpointIn(mailTexts(text))
  const checkpoint =
    named === undefined ? undefined : await findCheckpoint(context.tx.$client, { body: named })
  if (checkpoint === undefined)
    refuse(
      'invalid',
      'This mail carries no checkpoint of this record. Mail the text exactly as it is shown here.',
      {
        reason: 'mail_other',
      },
    )
  return added(context, {
    type: 'email',
    checkpoint,
    data: Buffer.from(messageId),
    about: { messageId, sha256: createHash('sha256').update(Buffer.from(mail, 'base64')).digest('hex') },
  })
})

export const print = action(contract.printAnchor, async (context) => {
  const checkpoint = await checkpointFor(context, 'on paper')
  const digest = createHash('sha256').update(checkpoint.note).digest('hex')
  const mark = `CARD-${checkpoint.size}-${digest.slice(0, 12).toUpperCase()}`
  await added(context, { type: 'print', checkpoint, data: Buffer.from(mark), about: { mark } })
  const { name: organisation, timeZone } = await organisationFor(context)
  const card = { ...checkpoint, mark, organisation, timeZone, madeAt: context.now }
  const { typesetter } = context
  return {
    name: `${mark}.pdf`,
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(cardDocument(card)),
  }
})

function digestOf(roots: string): string {
  return `sha256:${createHash('sha256').update(roots).digest('hex')}`
}

async function added(
  context: Context,
  wanted: Pick<AnchorRecord, 'type' | 'data' | 'about'> & { checkpoint: KnownCheckpoint },
) {
  const { type, data, about, checkpoint } = wanted
  const { size, epoch } = checkpoint
  const { id, at } = { id: context.newId(), at: context.now }
  const record = await addAnchor(context, {
    id,
    type,
    at,
    size,
    epoch,
    data,
    about,
    addedBy: context.actor.name,
  })
  context.record({ stream: 'audit', kind: 'anchor.add', fields: { anchor: id, type, size, ...about } })
  return anchorOf(record)
}

function anchorOf(record: AnchorRecord): z.input<typeof contract.Anchor> {
  const { id, type, at, size, about, addedBy } = record
  return { id, type, at: at.toISOString(), size, about, addedBy }
}

/** Read when the first stamp is asked for: few organisations do. */
function timestamps() {
  return import('../../../../platform/ledger/timestamp.ts')
}
