import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureBackupRecipient, identityOf, replaceBackupRecipient } from './recipient.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-recipient-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('the one who makes the recipient is shown its secret, later ones are not, and no file holds it', async () => {
  const first = await ensureBackupRecipient(folder)
  const second = await ensureBackupRecipient(folder)

  expect(await identityToRecipient(first.identity ?? '')).toBe(first.recipient)
  expect(second).toEqual({ recipient: first.recipient })
  expect(await readdir(folder)).toEqual(['backup.json'])
  expect(await readFile(join(folder, 'backup.json'), 'utf8')).not.toContain('SECRET')
  expect((await stat(join(folder, 'backup.json'))).mode & 0o777).toBe(0o600)
})

test('of ten processes that make it at once one is shown a secret, and all encrypt to it', async () => {
  const made = await Promise.all(Array.from({ length: 10 }, () => ensureBackupRecipient(folder)))
  expect(new Set(made.map((one) => one.recipient)).size).toBe(1)
  const secrets = made.flatMap((one) => one.identity ?? [])
  expect(secrets).toHaveLength(1)
  expect(await identityToRecipient(secrets[0] ?? '')).toBe(made[0]?.recipient)
})

test('an operator whose sheet was seen by others makes a new secret', async () => {
  const first = await ensureBackupRecipient(folder)
  const next = await replaceBackupRecipient(folder)
  expect(next.recipient).not.toBe(first.recipient)
  expect(await ensureBackupRecipient(folder)).toEqual({ recipient: next.recipient })
})

test('an operator with a damaged recipient file is told how to make a new one', async () => {
  await writeFile(join(folder, 'backup.json'), '{"recipient":"age1nobody"}', { mode: 0o600 })
  await expect(ensureBackupRecipient(folder)).rejects.toThrow(/--new-recipient/)
})

test('a person types the secret from the sheet in groups, in lower case, with a remark, and it is read', async () => {
  const { identity = '' } = await ensureBackupRecipient(folder)
  const typed = `# our backup secret\n${identity.toLowerCase().replaceAll(/(.{6})/g, '$1 ')}\n`
  expect(identityOf(typed)).toBe(identity)
  for (const wrong of [
    '',
    'age1abc',
    identity.slice(1),
    `${identity}Q`,
    identity.replace('SECRET', 'PUBLIC'),
  ])
    expect(() => identityOf(wrong)).toThrow(/not the secret/)
})
