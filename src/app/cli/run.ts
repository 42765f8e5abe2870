import pino from 'pino'
import { startJobs } from '../../platform/jobs/jobs.ts'
import { growHeapSlowly } from '../../platform/slow-growing-heap.ts'
import { furnish, jobs as allJobs, onSessionEvent } from '../areas.ts'
import { nightlyBackup } from '../nightly-backup.ts'
import { openHouse, type OpenHouse } from '../open-house.ts'
import { makeOwnCertificate } from '../own-certificate.ts'
import { demoOnEmpty } from '../seed/demo.ts'
import { serve } from '../serve.ts'
import { guideOf } from './certificate.ts'
import { configHere } from './house.ts'

/** `muster serve`, and what `npm start` runs. */
export async function runServer(options: { demo?: boolean } = {}): Promise<void> {
  growHeapSlowly()
  const config = configHere()
  const made = await makeOwnCertificate(config, new Date())
  const log = pino(
    { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    pino.destination(2),
  )
  const running = await serve({ config, log })
  untilSignal(() => running.stop())
  process.stdout.write(`\nMuster is ready: ${config.url}\n`)
  if (typeof made === 'string') process.stdout.write(`${made}\n`)
  else if (made !== undefined) process.stdout.write(guideOf(made, config.url))
  if (await isClaimed(running.opened)) return
  if (options.demo === true) {
    const { inviteUrl } = await demoOnEmpty(running.opened.house)
    process.stdout.write(
      `The demo company is ready. Open this link once to become its owner:\n  ${inviteUrl}\n`,
    )
    return
  }
  process.stdout.write(
    `Open this address to set up your organisation. From another computer you need this token: ${running.opened.setupToken}\n`,
  )
}

async function isClaimed({ house }: OpenHouse): Promise<boolean> {
  const { rows } = await house.services.door.query<{ claimed: boolean }>(
    'select wall.is_claimed() as claimed',
  )
  return rows[0]?.claimed === true
}

export async function runWorker(): Promise<void> {
  growHeapSlowly()
  const config = configHere()
  const log = pino({ level: config.logLevel }, pino.destination(2))
  const opened = await openHouse({ config, log, furnish, onSessionEvent })
  const jobs = await startJobs(opened.house, opened.jobsUrl, [...allJobs, nightlyBackup(opened)])
  untilSignal(async () => {
    await jobs.stop()
    await opened.close()
  })
  process.stdout.write('The worker is at work.\n')
}

/** Stops once, in order; a second signal does not wait. */
function untilSignal(stop: () => Promise<void>): void {
  let isStopping = false
  const onSignal = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
