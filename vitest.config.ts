import { defineConfig } from 'vitest/config'

const never = ['**/node_modules/**', '**/dist/**', 'tests/journeys/**', 'tests/soak/**']
const needsDatabase = ['src/**/*.db.test.{ts,tsx}', 'tests/**/*.db.test.{ts,tsx}']

/** Milliseconds after which a test hangs. No measure of speed: a busy machine is ten times as slow as an idle one. */
const hung = 180_000

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
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
