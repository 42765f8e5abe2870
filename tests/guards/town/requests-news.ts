import { plain } from './building.ts'
import type { Example } from './requests.ts'

const groups = ['incidents', 'assigned', 'reminders', 'alerts', 'clocks', 'statements', 'readiness']
const choice = { push: true, mail: 'digest' }

/** What each person chose to hear of. */
export const newsExamples: Readonly<Record<string, Example>> = {
  readMyNews: plain(),
  chooseMyNews: plain(() => ({
    choices: Object.fromEntries(groups.map((group) => [group, choice])),
    digest: { every: 'week', weekday: 1, hour: 7, zone: 'Europe/Vienna', language: 'de' },
  })),
}
