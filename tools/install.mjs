/** Brings the dependencies to what the lock says, and touches no registry when they are there already. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stop, isStarted, main, oneAtATime, root, run } from './run.mjs'

const pnpm = 'pnpm@12.21.0'
const stamp = join(root, 'node_modules', '.muster-install')
const oldest = [20, 19]

/** Installs when the lock changed since the last install; throws {@link Stop} with what to do. */
export async function ensureInstalled() {
  refuseOldNode()
  if (isCurrent()) return
  await oneAtATime('install', async () => {
    if (!isCurrent()) await install()
  })
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  throw new Stop(
    `Muster needs Node.js ${oldest.join('.')} or later (24 is best), and this is ${process.versions.node}. ` +
      'Install a newer one from nodejs.org or your system, then run the same command again.',
  )
}

function isCurrent() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
}

/** Of everything that decides what lies in node_modules; another machine or Node may need other binaries. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(root, name)))
      .update('\0')
  }
  return `${hash.digest('hex')} ${process.platform}-${process.arch} node ${process.versions.modules}\n`
}

async function install() {
  console.error('Installing what is missing ...')
  const args = [
    '--yes',
    pnpm,
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
    '--config.confirmModulesPurge=false',
  ]
  // Production mode would leave out the parts that build the pages.
  const { code, output } = await run('npx', args, { capture: true, env: { NODE_ENV: 'development' } })
  if (code !== 0) throw new Stop(`${output.trimEnd()}\n\n${advice(output)}`)
  writeFileSync(stamp, fingerprint())
}

function advice(output) {
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) {
    return `package.json and pnpm-lock.yaml disagree. Run: npx ${pnpm} install, and commit the lock.`
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|NO_OFFLINE/.test(
      output,
    )
  ) {
    return (
      'The package registry could not be reached. Connect this machine to the internet for the first start, ' +
      'or copy node_modules from a machine of the same kind; afterwards Muster needs no network.'
    )
  }
  if (/ENOSPC/.test(output)) return 'The disk is full. Free about 1 GB and run the same command again.'
  if (/EACCES|EPERM/.test(output))
    return `This user may not write in ${root}. Give it the folder, or run as its owner.`
  return 'The installation failed; the lines above say why. Nothing of Muster was started.'
}

if (isStarted(import.meta)) await main(ensureInstalled)
