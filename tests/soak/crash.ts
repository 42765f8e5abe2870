/** `npm run soak -- crash`: 200 loops of kill -9 under acknowledged writes, and the proof that a loss would be seen. */
import { startTrial } from '../crash/loops.ts'

const loops = Number(process.env['SOAK_LOOPS'] ?? 200)
const seed = Number(process.env['SOAK_SEED'] ?? Date.now() % 1_000_000)
process.stdout.write(`${loops} loops, seed ${seed} (SOAK_LOOPS and SOAK_SEED choose others)\n`)

const isSound = await kills()
const isAwake = await control()
process.exitCode = isSound && isAwake ? 0 : 1

async function kills(): Promise<boolean> {
  const trial = await startTrial(seed)
  const back: number[] = []
  let faulty = 0
  try {
    for (let n = 0; n < loops; n++) {
      const { number, victim, acknowledged, backAfterMillis, faults } = await trial.loop()
      if (backAfterMillis !== undefined) back.push(backAfterMillis)
      const time = backAfterMillis === undefined ? '' : `, back after ${Math.round(backAfterMillis)} ms`
      process.stdout.write(`${number}: killed ${victim}, ${acknowledged} acknowledged${time}\n`)
      for (const fault of faults) process.stdout.write(`   ${fault}\n`)
      faulty += faults.length === 0 ? 0 : 1
    }
    const { acknowledged } = trial.told()
    const sorted = back.toSorted((a, b) => a - b)
    process.stdout.write(
      `${acknowledged.length} writes were acknowledged in ${loops} loops; ${faulty} loops with faults. ` +
        `Without a restart of the server the longest way back took ${Math.round(sorted.at(-1) ?? 0)} ms.\n`,
    )
    return faulty === 0
  } finally {
    await trial.end()
  }
}

/** The same harness on a database that confirms before it has written must report a loss, else it sees nothing. */
async function control(): Promise<boolean> {
  const trial = await startTrial(seed)
  try {
    await trial.administer('alter system set synchronous_commit = off')
    await trial.administer("alter system set wal_writer_delay = '10s'")
    await trial.administer('select pg_reload_conf()')
    const { acknowledged, faults } = await trial.loop('both')
    const lost = faults.filter((fault) => /acknowledged/.test(fault)).length
    process.stdout.write(
      lost > 0
        ? `Control: with early confirmation ${acknowledged} writes were acknowledged, and ${lost} faults tell of those that were lost.\n`
        : 'Control: no loss was seen where one must be. This harness proves nothing.\n',
    )
    return lost > 0
  } finally {
    await trial.end()
  }
}
