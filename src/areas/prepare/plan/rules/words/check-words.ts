import { words } from './words.ts'

/** What the page says that tells an old copy from the plan that counts; without a catalogue, since every light page would name it. */
export const checkWords = {
  title: words('Is this plan current?', 'Gilt dieser Plan noch?'),
  lead: words(
    'The code stands at the foot of every page of a printed plan.',
    'Der Code steht am Fuß jeder Seite eines gedruckten Plans.',
  ),
  code: words('Code', 'Code'),
  hint: words('Four groups of four signs', 'Vier Gruppen zu vier Zeichen'),
  ask: words('Check', 'Prüfen'),
  current: words(
    'Yes. This is version {version} of {day}, and it counts.',
    'Ja. Das ist Version {version} vom {day}, und sie gilt.',
  ),
  superseded: words(
    'No. This is version {version} of {day}. Version {current} of {currentDay} counts. Throw this copy away and ask for the new one.',
    'Nein. Das ist Version {version} vom {day}. Es gilt Version {current} vom {currentDay}. Werfen Sie diese Ausgabe weg und verlangen Sie die neue.',
  ),
} as const
