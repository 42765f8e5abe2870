import { defineConfig } from 'vitest/config'

const never = ['**/node_modules/**', '**/dist/**', 'tests/journeys/**', 'tests/soak/**']
const needsDatabase = ['src/**/*.db.test.{ts,tsx}', 'tests/**/*.db.test.{ts,tsx}']

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
          exclude: [...never, ...needsDatabase],
          // for a machine that does other work too: no test judges its own time
          testTimeout: 30_000,
          // Vitest would leave one core of two idle.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'db',
          include: needsDatabase,
          exclude: never,
          globalSetup: ['tests/global-setup.ts'],
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
