import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const never = ['**/node_modules/**', '**/dist/**', 'tests/journeys/**', 'tests/soak/**']
const needsDatabase = ['src/**/*.db.test.{ts,tsx}', 'tests/**/*.db.test.{ts,tsx}']

/** Milliseconds after which a test hangs. No measure of speed: a busy machine is ten times as slow as an idle one. */
const hung = 900_000

/** Begun first, the longest before the others: one of them begun last would leave a worker idle for its whole length. */
const longest = [
  ...['access-matrix', 'backup-command', 'hostile-values', 'forged-backup', 'leaves', 'crash', 'canary'],
  ...['bench', 'foreign-ids', 'recovery', 'hostile-requests'],
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.includes(`/${name}.`))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

const shared = {
  // No module keeps a state of its own (the law of the house), so the files of a worker share what it has loaded:
  // to load the house anew for each of them was a third of the work of a run.
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
  // Vitest would leave one core of two idle.
  maxWorkers: 2,
  testTimeout: hung,
  hookTimeout: hung,
}

export default defineConfig({
  test: {
    reporters: ['default'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
          exclude: [...never, ...needsDatabase],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'db',
          include: needsDatabase,
          exclude: never,
          globalSetup: ['tests/global-setup.ts'],
          pool: 'forks',
          // More than cores: those that start, kill and restore servers wait for them most of the time.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
