import type { ShippedRole } from '../../../../register/powers/contract/words.ts'
import type { PlanSupplier } from '../material.ts'
import { planWords } from './plan-words.ts'
import { words, type Words } from './words.ts'

/** Words for what the plan takes from the registers: who decides, firms that help, the call tree. */
export const registerWords = {
  powers: words('Who may decide what', 'Wer was entscheiden darf'),
  powersLead: words(
    'These people may act without asking first. Whoever stands in decides when the first does not answer.',
    'Diese Menschen dürfen handeln, ohne vorher zu fragen. Die Vertretung entscheidet, wenn die erste Person nicht antwortet.',
  ),
  decision: words('Decision', 'Entscheidung'),
  decides: words('Decides', 'Entscheidet'),
  upTo: words('Up to, for each incident', 'Bis zu, je Vorfall'),
  noLimit: words('no limit', 'ohne Grenze'),
  together: words('Together with', 'Gemeinsam mit'),
  alone: words('alone', 'allein'),
  countOf: words('{count} of {names}', '{count} von {names}'),
  notWritten: words('not written down yet', 'noch nicht festgehalten'),
  roles: words('Roles', 'Rollen'),
  role: words('Role', 'Rolle'),
  mandates: words('Mandates in force', 'Gültige Vollmachten'),
  mandate: words('Mandate', 'Vollmacht'),
  mayDo: words('May', 'Darf'),
  until: words('From, until', 'Von, bis'),
  firms: words('Firms that help us', 'Firmen, die uns helfen'),
  firmsLead: words(
    'Ask the insurer before you spend. Call from a telephone that is not part of what happened.',
    'Fragen Sie den Versicherer, bevor Sie Geld ausgeben. Rufen Sie mit einem Telefon an, das nicht betroffen ist.',
  ),
  insurer: words('Insurer', 'Versicherer'),
  policy: words('Policy', 'Polizze'),
  hotline: words('Hotline', 'Hotline'),
  notice: words('Tell them within', 'Melden binnen'),
  hours: words('{count} h', '{count} Std.'),
  consent: words('Ask before you spend', 'Fragen, bevor Sie Geld ausgeben'),
  panel: words('Firms that the insurer pays', 'Firmen, die der Versicherer zahlt'),
  onCall: words('Firms on call', 'Firmen auf Abruf'),
  firm: words('Firm', 'Firma'),
  answers: words('Answers within', 'Antwortet binnen'),
  authority: words('Who may engage them', 'Wer sie beauftragen darf'),
  suppliers: words('Suppliers', 'Lieferanten'),
  does: words('Does', 'Wofür'),
  contact: words('Contact', 'Kontakt'),
  tried: words('Last tried', 'Zuletzt erprobt'),
  moreSuppliers: words(
    'Suppliers besides, in the register of suppliers:',
    'Dazu Lieferanten, im Verzeichnis der Lieferanten:',
  ),
  callTree: words('Call tree', 'Telefonkette'),
  callTreeLead: words(
    'When mail, sign-in and server are down. Find your name, call everybody below it, then tell whoever called you whom you reached. Nobody answers? Call those below their name yourself.',
    'Wenn Mail, Anmeldung und Server ausfallen. Suchen Sie Ihren Namen, rufen Sie alle darunter an und sagen Sie dann der Person, die Sie angerufen hat, wen Sie erreicht haben. Niemand hebt ab? Rufen Sie selbst an, wer unter diesem Namen steht.',
  ),
  madeOn: words('As it stood on {day}.', 'Stand vom {day}.'),
  whoever: words('Whoever notices it first calls', 'Wer es zuerst bemerkt, ruft an'),
  calls: words('{name} calls', '{name} ruft an'),
  ifSilent: words('no answer: {name}', 'keine Antwort: {name}'),
  mute: words('no way that works when our systems are down', 'kein Weg, der ohne unsere Systeme geht'),
  messenger: words('messenger: {value}', 'Messenger: {value}'),
  privateMail: words('private mail: {value}', 'private Mail: {value}'),
  andMore: words('{names} and {count} more', '{names} und {count} weitere'),
} as const

/** Heads of columns that hold telephone numbers, in every language of the plan. */
export const numberHeads: ReadonlySet<string> = new Set(
  [planWords.byDay, planWords.atNight, registerWords.hotline].flatMap((word) => Object.values(word)),
)

export const roleWords: Readonly<Record<ShippedRole, Words>> = {
  lead: words('Leads', 'Leitung'),
  technical: words('IT', 'IT'),
  communications: words('Communications', 'Kommunikation'),
  legal: words('Legal', 'Recht'),
  hr: words('Staff matters', 'Personal'),
  finance: words('Finance', 'Finanzen'),
  scribe: words('Takes notes', 'Protokoll'),
}

type How = NonNullable<PlanSupplier['contacts'][number]['confirmedHow']>
export const howWords: Readonly<Record<How, Words>> = {
  called: words('called', 'angerufen'),
  mailed: words('written to', 'angeschrieben'),
  met: words('met', 'getroffen'),
  portal: words('by their portal', 'über ihr Portal'),
}
