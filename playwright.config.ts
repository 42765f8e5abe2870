import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const isRoot = process.getuid?.() === 0
const chromium = [process.env.MUSTER_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
)

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '*.journey.ts',
  outputDir: 'test-results',
  // A journey that passes at the second try has found a fault.
  retries: 0,
  // Each story has a server of its own, so two of them do not meet.
  workers: 2,
  forbidOnly: process.env.CI === 'true',
  // Only for what hangs: a busy machine is ten times as slow as an idle one.
  timeout: 300_000,
  expect: { timeout: 45_000 },
  reporter: [['list'], ['json', { outputFile: '.muster/reports/journeys.json' }]],
  use: {
    browserName: 'chromium',
    headless: true,
    actionTimeout: 45_000,
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    screenshot: 'only-on-failure',
    // The pages as they were at each act are a fifth of the work of a run: a picture tells of a failure, and
    // whoever looks into one asks for the rest with MUSTER_TRACE=1.
    trace:
      process.env.MUSTER_TRACE === '1'
        ? { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true }
        : 'off',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        // Chromium refuses its sandbox to root.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-domain-reliability',
        '--disable-sync',
      ],
    },
  },
})
