import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { selfSigned } from './certificate.ts'

/** Debian's package `dovecot-imapd`; the preparation of the tests installs it. */
const program = '/usr/sbin/dovecot'

/** Why a test with a real mailbox does not run here; undefined where it can. Under CI its absence is a failure. */
export function whyNoDovecot(): string | undefined {
  if (existsSync(program) && existsSync('/usr/lib/dovecot/imap')) return undefined
  const why = 'Dovecot is absent: install dovecot-imapd.'
  if (process.env['CI'] === 'true') throw new Error(why)
  return why
}

export interface Dovecot {
  /** TLS from the first byte. */
  readonly tlsPort: number
  /** In clear, with STARTTLS. */
  readonly plainPort: number
  /** The authority that its certificate hangs on. */
  readonly trust: string
  readonly user: string
  readonly password: string
  /** As another program of the same person. Makes the folder; one that is there is made anew, with new numbers. */
  makeFolder(name: string): Promise<void>
  deliver(folder: string, mails: readonly (string | Buffer)[]): Promise<void>
  /** Copies all that lies in the folder into it, until there are so many. */
  multiply(folder: string, atLeast: number): Promise<void>
  /** How many mails lie in a folder, and how many of them are unread. */
  count(folder: string): Promise<{ all: number; unread: number }>
  stop(): Promise<void>
}

/** A mailbox of its own on this machine. Anyone with the password signs in. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-dovecot-'))
  const [tlsPort, plainPort] = [await freePort(), await freePort()]
  const [user, password] = ['box', 'opening-hours']
  const tls = selfSigned('127.0.0.1')
  const owner = ownerOfMail()
  const home = join(folder, 'home')
  mkdirSync(home)
  chownSync(home, owner.uid, owner.gid)
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'cert'), tls.cert)
  writeFileSync(join(folder, 'key'), tls.key, { mode: 0o600 })
  writeFileSync(
    join(folder, 'dovecot.conf'),
    configuration({ folder, home, tlsPort, plainPort, password, owner }),
  )
  const child = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  while (!(await answers(tlsPort))) {
    if (child.exitCode !== null) {
      await end()
      throw new Error('Dovecot ended before it listened.')
    }
    await delay(20)
  }
  const client = new ImapFlow({
    ...{ host: '127.0.0.1', port: tlsPort, secure: true, logger: false, disableAutoIdle: true },
    auth: { user, pass: password },
    tls: { ca: [tls.cert] },
  })
  await client.connect()
  return {
    ...{ tlsPort, plainPort, user, password, trust: tls.cert },
    ...asPerson(client),
    async stop() {
      client.close()
      await end()
    },
  }
}

function asPerson(client: ImapFlow): Pick<Dovecot, 'makeFolder' | 'deliver' | 'multiply' | 'count'> {
  return {
    async makeFolder(name) {
      const folders = await client.list()
      if (folders.some(({ path }) => path === name)) await client.mailboxDelete(name)
      await client.mailboxCreate(name)
    },
    async deliver(name, mails) {
      for (const mail of mails) await client.append(name, mail)
    },
    async multiply(name, atLeast) {
      const lock = await client.getMailboxLock(name)
      for (let count = 1; count < atLeast; count *= 2) await client.messageCopy('1:*', name)
      lock.release()
    },
    async count(name) {
      const found = await client.status(name, { messages: true, unseen: true })
      if (found === false) throw new Error(`there is no folder ${name}`)
      const { messages = 0, unseen = 0 } = found
      return { all: messages, unread: unseen }
    },
  }
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

/** Dovecot reads no mail as root. */
function ownerOfMail(): Owner {
  const [uid = 0, gid = 0] = [process.getuid?.(), process.getgid?.()]
  return uid === 0 ? { uid: 65_534, gid: 65_534 } : { uid, gid }
}

function configuration(of: {
  folder: string
  home: string
  tlsPort: number
  plainPort: number
  password: string
  owner: Owner
}): string {
  const { folder, home, tlsPort, plainPort, password, owner } = of
  const isRoot = process.getuid?.() === 0
  return [
    `base_dir = ${folder}/run`,
    `state_dir = ${folder}/run`,
    `log_path = ${folder}/log`,
    'protocols = imap',
    'listen = 127.0.0.1',
    'ssl = yes',
    `ssl_cert = <${folder}/cert`,
    `ssl_key = <${folder}/key`,
    'disable_plaintext_auth = yes',
    'auth_failure_delay = 0',
    `mail_location = mdbox:${home}/mdbox`,
    // Its data outlives no test.
    'mail_fsync = never',
    'first_valid_uid = 1',
    'namespace inbox {\n  inbox = yes\n}',
    // A wrong password is what some tests are about; nobody here is slowed down for it.
    'service anvil {\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}',
    `passdb {\n  driver = static\n  args = password=${password}\n}`,
    `userdb {\n  driver = static\n  args = uid=${owner.uid} gid=${owner.gid} home=${home}\n}`,
    ...(isRoot
      ? []
      : [
          `default_internal_user = ${owner.uid}`,
          `default_login_user = ${owner.uid}`,
          'service anvil {\n  chroot =\n}',
        ]),
    'service imap-login {',
    ...(isRoot ? [] : ['  chroot =']),
    `  inet_listener imap {\n    port = ${plainPort}\n  }`,
    `  inet_listener imaps {\n    port = ${tlsPort}\n    ssl = yes\n  }`,
    '}',
    '',
  ].join('\n')
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a server that listens on TCP has a port
  server.close()
  await once(server, 'close')
  return port
}
