import { createCipheriv, createHash, generateKeyPairSync, pbkdf2Sync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { copyReport, verifyCopy } from './offline-copy.ts'

// A writer of its own, by the page `docs/ledger-format.md`: that both agree on a copy of the product, a journey shows.
const name = 'tl.example/8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10/1'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const raw = Buffer.concat([Buffer.of(1), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)])
const id = createHash('sha256').update(`${name}\n`).update(raw).digest().subarray(0, 4)
const key = `${name}+${id.toString('hex')}+${raw.toString('base64')}`
const phrase = 'acorn beach candle drum'
const words = {
  code: '3F2A-90BC-41DE',
  madeAt: '2026-03-01T21:14:00.000Z',
  madeBy: 'Ada Quay',
  organisation: 'Harbour Print',
  sections: ['Bank +43 1 777', { isOrdered: true }],
}

test('a stranger verifies an offline copy by passphrase and key, however the passphrase was typed', () => {
  const verdict = verifyCopy(page(signed()), ' Acorn  BEACH candle drum\n', `${key}\n`)
  expect(verdict).toMatchObject({ verdict: 'VERIFIED', organisation: 'Harbour Print', code: words.code })
  expect(copyReport(verdict)).toBe(
    'VERIFIED offline copy of Harbour Print, made 2026-03-01T21:14:00.000Z by Ada Quay, check code 3F2A-90BC-41DE\n',
  )
})

test.each([
  ['with other words under the old signature', page({ ...signed(), sections: ['Bank +43 1 666'] })],
  ['with a word more', page({ ...signed(), extra: '' })],
  ['without a signature', page(words)],
  ['whose date in front was changed', page(signed()).replace('"madeAt":"2026', '"madeAt":"2027')],
  ['that lacks a chunk', page(signed()).replace(/"chunks":\["[^"]*",/, '"chunks":[')],
  ['whose header was changed', page(signed()).replace('"chunkBytes":64', '"chunkBytes":65')],
  [
    'that would keep the reader busy for hours',
    page(signed()).replace('"iterations":10', '"iterations":1e12'),
  ],
  ['that was cut short', page(signed()).slice(0, 300)],
  ['that is another page', '<!doctype html>'],
  ['that holds no object', page(signed()).replace(/(id="sealed">)[^<]*/, '$1null')],
])('a stranger refuses a copy %s', (_what, file) => {
  expect(verifyCopy(file, phrase, key)).toMatchObject({ verdict: 'FAIL' })
})

test('a stranger refuses a copy in which any letter of the sealed words is another', () => {
  const file = page(signed())
  const [begin, end] = [file.indexOf('"chunks":["') + 11, file.lastIndexOf('"]')]
  for (let at = begin; at < end; at += 7) {
    const changed = file.slice(0, at) + (file[at] === 'A' ? 'B' : 'A') + file.slice(at + 1)
    expect(verifyCopy(changed, phrase, key).verdict, `letter ${at}`).toBe('FAIL')
  }
})

test('a stranger refuses a wrong passphrase and a key that is not the signer’s', () => {
  expect(verifyCopy(page(signed()), 'another', key)).toMatchObject({ verdict: 'FAIL' })
  const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const material = Buffer.concat([Buffer.of(1), other])
  const otherId = createHash('sha256').update(`${name}\n`).update(material).digest().subarray(0, 4)
  const line = `${name}+${otherId.toString('hex')}+${material.toString('base64')}`
  expect(verifyCopy(page(signed()), phrase, line)).toMatchObject({
    verdict: 'FAIL',
    reason: 'The copy was signed with another key than the one given.',
  })
})

function signed(): object {
  const sum = createHash('sha256').update(JSON.stringify(words)).digest('base64')
  const body = `muster-offline-copy/1\n${name}\n${words.madeAt}\n${words.code}\n${sum}\n`
  const line = Buffer.concat([id, sign(null, Buffer.from(body), privateKey)]).toString('base64')
  return { ...words, signed: { note: `${body}\n— ${name} ${line}\n`, key } }
}

function page(content: object): string {
  const bytes = Buffer.from(JSON.stringify(content))
  const salt = Buffer.alloc(16, 7)
  const parts = [bytes.subarray(0, 64), bytes.subarray(64)]
  const header = {
    format: 'muster-handout/1',
    kdf: 'PBKDF2-HMAC-SHA-256',
    iterations: 10,
    salt: salt.toString('base64'),
    cipher: 'AES-256-GCM',
    chunkBytes: 64,
    chunks: parts.length,
  }
  const secret = pbkdf2Sync(phrase, salt, 10, 32, 'sha256')
  const chunks = parts.map((part, at) => {
    const place = Buffer.alloc(12)
    place.writeUInt32BE(at, 8)
    const cipher = createCipheriv('aes-256-gcm', secret, place)
    cipher.setAAD(Buffer.from(JSON.stringify([...Object.values(header), at])))
    return Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]).toString('base64')
  })
  const { madeAt, code } = words
  const copy = JSON.stringify({ language: 'en', madeAt, code, header, sum: '', chunks })
  return `<!doctype html><script type="application/json" id="sealed">${copy}</script>`
}
