import type { Choice, IncidentForm } from '../../../../base/own-fields.ts'
import { classification } from './classification.ts'

const entry = (key: string, en: string, de: string): Choice => ({
  key,
  name: { en, de },
  under: null,
  isRetired: false,
})

/** What every organisation begins with: how urgent it is, and what it is called in reports to others. */
export const shippedForm: IncidentForm = {
  fields: [
    {
      key: 'priority',
      kind: 'choice',
      name: { en: 'Priority', de: 'Priorität' },
      help: {
        en: 'What is worked on first. It follows the severity until somebody chooses.',
        de: 'Woran zuerst gearbeitet wird. Sie folgt der Schwere, bis jemand wählt.',
      },
      unit: '',
      choices: [
        entry('at-once', 'At once', 'Sofort'),
        entry('high', 'High', 'Hoch'),
        entry('normal', 'Normal', 'Normal'),
        entry('later', 'Later', 'Später'),
      ],
      kinds: [],
      when: [],
      atDeclare: false,
      isNeeded: false,
      bySeverity: { S1: 'at-once', S2: 'high', S3: 'normal', S4: 'later' },
      isRetired: false,
    },
    {
      key: 'classification',
      kind: 'choice',
      name: { en: 'Classification', de: 'Einordnung' },
      help: {
        en: 'The class and type that authorities and other firms use, for reports and numbers.',
        de: 'Klasse und Art, wie Behörden und andere Firmen sie nennen, für Meldungen und Zahlen.',
      },
      unit: '',
      choices: [...classification],
      kinds: [],
      when: [],
      atDeclare: false,
      isNeeded: false,
      bySeverity: {},
      isRetired: false,
    },
  ],
  severityWords: {},
}
