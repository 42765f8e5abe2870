import { afterEach, describe, expect, test } from 'vitest'
import { startTrial, victims, type CrashTrial } from '../crash/loops.ts'

describe('a client whose writes were acknowledged', () => {
  let trial: CrashTrial | undefined
  afterEach(() => trial?.end())

  test(
    'finds each of them whole and once after ten kills of server, database or both',
    { timeout: 900_000 },
    async () => {
      const seed = Date.now() % 1_000_000
      trial = await startTrial(seed)

      for (let number = 0; number < 10; number++) {
        // each victim at least three times, whatever the seed says
        const loop = await trial.loop(victims[number % victims.length])
        expect(loop.faults, `seed ${seed}, loop ${loop.number}, killed ${loop.victim}`).toEqual([])
      }
      expect(trial.told().acknowledged.length).toBeGreaterThan(100)
    },
  )

  test('is told of a loss when the database confirms before it has written', async () => {
    trial = await startTrial(7)
    await confirmTooEarly(trial)

    const loop = await trial.loop('both')

    expect(loop.faults.filter((fault) => /acknowledged/.test(fault))).not.toEqual([])
  })
})

/** The positive control: commits are answered at once and written up to half a minute later. */
async function confirmTooEarly(trial: CrashTrial): Promise<void> {
  await trial.administer('alter system set synchronous_commit = off')
  await trial.administer("alter system set wal_writer_delay = '10s'")
  await trial.administer('select pg_reload_conf()')
}
