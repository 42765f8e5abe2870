import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { configHere } from './house.ts'

/** Runs the stand-alone verifier as a process of its own: it shares nothing with this program, not even its memory. */
export async function verify(
  bundle: string,
  options: { key: string; json?: boolean; show?: boolean; passphrase?: string },
): Promise<void> {
  const flags = [
    ...(options.json === true ? ['--json'] : []),
    ...(options.show === true ? ['--show'] : []),
    ...(options.passphrase === undefined ? [] : ['--passphrase', options.passphrase]),
  ]
  const child = spawn(process.execPath, [configHere().verifierFile, bundle, '--key', options.key, ...flags], {
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null] // what the event carries
  process.exitCode = code ?? 2
}
