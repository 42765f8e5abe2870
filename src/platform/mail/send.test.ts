import { describe, expect, onTestFinished, test } from 'vitest'
import { selfSigned } from '../../../tests/certificate.ts'
import { mailServer, type MailTemper } from '../../../tests/mail-server.ts'
import { createEgress } from '../egress.ts'
import { sendMail, type Letter, type MailServer } from './send.ts'

const letter: Letter = {
  to: 'owner@example.org',
  subject: 'Grüße',
  text: 'Über Nacht\n.\n..\nEnde',
  messageId: '<one@muster.local>',
  date: new Date('2026-03-01T10:00:00Z'),
}

async function start(temper: MailTemper = {}) {
  const running = await mailServer(temper)
  onTestFinished(() => running.stop())
  const server: MailServer = {
    host: '127.0.0.1',
    port: running.port,
    security: 'none',
    user: '',
    password: '',
    from: 'muster@example.org',
  }
  return { running, server }
}

const local = createEgress({ allow: ['127.0.0.1'] })

describe('a letter', () => {
  test('reaches the server once, with its own Message-ID, date and one recipient', async () => {
    const { running, server } = await start()

    expect(await sendMail(local, server, letter)).toEqual({ state: 'accepted' })

    const [mail] = running.received
    expect(running.received).toHaveLength(1)
    expect(mail).toMatchObject({
      from: 'muster@example.org',
      to: ['owner@example.org'],
      messageId: '<one@muster.local>',
    })
    expect(mail?.raw).toContain('Date: Sun, 01 Mar 2026 10:00:00 +0000')
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated')
    expect(mail?.raw).toContain('From: Muster <muster@example.org>')
  })

  test.each([
    'a@b.example\r\nBcc: x@evil.example',
    '"a@evil x"@ok.example',
    '"a b"@ok.example',
    'team:a@ok.example,b@ok.example;',
    'a@ok.example, b@ok.example',
    'a@ok.example;b@ok.example',
    'Name <a@ok.example>',
    '<a@ok.example>',
    'a@ok.example>\r\nRCPT TO:<b@evil.example',
    'a@[127.0.0.1]',
    'a(comment)@ok.example',
    'a@ok.example\0',
    ' a@ok.example',
    'A@ok.example',
    'a＠ok.example',
    'a@ok.example ORCPT=rfc822;b@evil.example',
    '@relay.example:a@ok.example',
    'a%b.example@relay@ok.example',
    '',
    Array.from({ length: 10_000 }, (_, n) => `a${n}@ok.example`).join(','),
  ])('to %j is refused before anybody is called', async (to) => {
    const { running, server } = await start()

    expect(await sendMail(local, server, { ...letter, to })).toEqual({
      state: 'refused',
      trouble: 'recipient',
    })
    expect(running.connections()).toBe(0)
  })

  test.each([
    'a\r\nBcc: x@evil.example',
    'a\nBcc: x@evil.example',
    'a\rBcc: x@evil.example',
    'a\u2028Bcc: x@evil.example',
  ])('with the subject %j gets no header of somebody else', async (subject) => {
    const { running, server } = await start()

    await sendMail(local, server, { ...letter, subject })

    expect(running.received[0]?.to).toEqual(['owner@example.org'])
    expect(running.received[0]?.raw).not.toMatch(/^Bcc:/im)
  })
})

describe('a server that cannot be used', () => {
  test('keeps the letter waiting when it is not there, and when it is not allowed', async () => {
    const { running, server } = await start()
    await running.stop()

    expect(await sendMail(local, server, letter)).toEqual({ state: 'waits', trouble: 'unreachable' })
    expect(await sendMail(createEgress({ allow: [] }), { ...server, security: 'tls' }, letter)).toEqual({
      state: 'waits',
      trouble: 'forbidden_address',
    })
    expect(await sendMail(createEgress({ allow: [] }), server, letter)).toEqual({
      state: 'waits',
      trouble: 'not_listed',
    })
  })

  test.each([
    [450, { state: 'waits', trouble: 'later' }],
    [421, { state: 'waits', trouble: 'busy' }],
    [550, { state: 'refused', trouble: 'recipient' }],
    [554, { state: 'refused', trouble: 'recipient' }],
  ])('answers %i to a recipient, and is understood', async (code, outcome) => {
    const { server } = await start({ onRecipient: () => ({ code }) })

    expect(await sendMail(local, server, letter)).toEqual(outcome)
  })

  test('breaks off after it took the letter, which then waits', async () => {
    const { running, server } = await start({ dropAfterData: () => true })

    expect(await sendMail(local, server, letter)).toEqual({ state: 'waits', trouble: 'broken_off' })
    expect(running.received).toHaveLength(1)
  })

  test('refuses a wrong password, and takes the right one', async () => {
    const { server } = await start({ login: { user: 'muster', password: 'right' } })

    expect(await sendMail(local, { ...server, user: 'muster', password: 'wrong' }, letter)).toEqual({
      state: 'waits',
      trouble: 'login',
    })
    expect(await sendMail(local, { ...server, user: 'muster', password: 'right' }, letter)).toEqual({
      state: 'accepted',
    })
  })
})

describe('encryption', () => {
  test('is never left out: a server that offers none is not told the password', async () => {
    const { running, server } = await start({ login: { user: 'muster', password: 'right' } })

    const outcome = await sendMail(
      local,
      { ...server, security: 'starttls', user: 'muster', password: 'right' },
      letter,
    )

    expect(outcome).toEqual({ state: 'waits', trouble: 'tls' })
    expect(running.received).toEqual([])
  })

  test.each(['starttls', 'tls'] as const)(
    'by %s needs a certificate that is trusted and fits',
    async (security) => {
      const certificate = selfSigned('127.0.0.1')
      const foreign = selfSigned('mail.elsewhere.example')
      for (const [shown, trusted, isFine] of [
        [certificate, certificate, true],
        [certificate, foreign, false],
        [foreign, foreign, false],
      ] as const) {
        const { running, server } = await start({
          certificate: shown,
          options: { secure: security === 'tls' },
        })
        const egress = createEgress({ allow: ['127.0.0.1'], trust: [trusted.cert] })

        const outcome = await sendMail(egress, { ...server, security }, letter)

        expect(outcome.state).toBe(isFine ? 'accepted' : 'waits')
        expect(running.received).toHaveLength(isFine ? 1 : 0)
      }
    },
  )
})
