/** The AIT alert data set: who said what where when, and which phase of the attack it was labelled with. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { projectRoot } from '../platform/root.ts'

export interface Alert {
  /** Seconds since 1970. */
  readonly time: number
  /** Wazuh, Suricata or AMiner: each a source of its own. */
  readonly tool: string
  readonly name: string
  readonly host: string
  readonly address: string
  /** Null outside of the attack. Used to score alone. */
  readonly phase: string | null
}

export const networks = ['russellmitchell', 'santos', 'shaw'] as const
export type Network = (typeof networks)[number]

/** @throws Error where the data is absent; its folder is named by MUSTER_TEST_DATA, or the nearest shared/data */
export function readAlerts(network: Network): Alert[] {
  const text = gunzipSync(
    readFileSync(join(dataFolder(), 'ait-alerts', `${network}_alerts.csv.gz`)),
  ).toString()
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      // The name comes second and may hold commas; nothing after it does.
      const cells = line.split(',')
      const [address = '', host = '', , label = ''] = cells.slice(-5)
      const title = cells.slice(1, -5).join(',')
      const [tool = '', ...name] = title.split(': ')
      return {
        time: Number(cells[0]),
        tool,
        name: name.join(': '),
        host,
        address,
        phase: label === 'false_positive' ? null : label,
      }
    })
}

function dataFolder(): string {
  const named = process.env['MUSTER_TEST_DATA']
  if (named) return resolve(named)
  for (let here = projectRoot(); ; here = dirname(here)) {
    const candidate = join(here, 'shared', 'data')
    if (existsSync(candidate)) return candidate
    if (dirname(here) === here)
      throw new Error('The data is absent: set MUSTER_TEST_DATA to the folder that holds ait-alerts.')
  }
}
