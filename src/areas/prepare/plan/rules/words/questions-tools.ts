import type { Question } from './question.ts'
import { words } from './words.ts'

const option = (value: string, en: string, de: string) => ({ value, words: words(en, de) })
const none = option('none', 'None of these', 'Nichts davon')

export const toolQuestions = [
  {
    id: 'data_kinds',
    group: 'data',
    kind: 'many',
    ask: words('Which of these do you keep?', 'Was davon bewahren Sie auf?'),
    why: words(
      'What is lost decides who must be told, and how soon.',
      'Was verloren geht, entscheidet, wer wie schnell verständigt werden muss.',
    ),
    options: [
      option('customer', 'Names and addresses of customers', 'Namen und Adressen von Kunden'),
      option('staff', 'Files on staff', 'Unterlagen über Mitarbeitende'),
      option('payment', 'Bank details', 'Bankdaten'),
      option('health', 'Anything on health', 'Angaben zur Gesundheit'),
      option('children', 'Data on children', 'Daten von Kindern'),
      option('id_documents', 'Copies of passports or identity cards', 'Kopien von Ausweisen'),
      option('credentials', 'Passwords of other people', 'Passwörter anderer Menschen'),
      option('secrets', 'Secrets of the trade, or of clients', 'Betriebs- oder Mandantengeheimnisse'),
      none,
    ],
  },
  {
    id: 'people_count',
    group: 'data',
    kind: 'one',
    ask: words('About how many people is this data about?', 'Von wie vielen Menschen etwa sind diese Daten?'),
    why: words(
      'Some authorities want to know from 500 or 1,000 people on.',
      'Manche Behörden wollen es ab 500 oder 1.000 Menschen wissen.',
    ),
    options: [
      option('50', 'Fewer than 100', 'Weniger als 100'),
      option('500', '100 to 1,000', '100 bis 1.000'),
      option('5000', '1,000 to 10,000', '1.000 bis 10.000'),
      option('50000', 'More', 'Mehr'),
    ],
  },
  {
    id: 'sends_data',
    group: 'data',
    kind: 'yesno',
    ask: words(
      'Do you often send personal papers by e-mail or post?',
      'Schicken Sie oft persönliche Unterlagen per E-Mail oder Post?',
    ),
    why: words(
      'One wrong address is the most common leak of all.',
      'Eine falsche Adresse ist das häufigste Datenleck überhaupt.',
    ),
  },
  {
    id: 'platforms',
    group: 'tools',
    kind: 'many',
    home: 'profile',
    ask: words('What do you work with?', 'Womit arbeiten Sie?'),
    why: words(
      'Then each step shows the clicks for your own programs.',
      'Dann zeigt jeder Schritt die Klicks für Ihre eigenen Programme.',
    ),
    options: [
      option('microsoft365', 'Microsoft 365', 'Microsoft 365'),
      option('google_workspace', 'Google Workspace', 'Google Workspace'),
      option('windows', 'Windows', 'Windows'),
      option('macos', 'macOS', 'macOS'),
      option('linux', 'Linux', 'Linux'),
      option('ios', 'iPhone or iPad', 'iPhone oder iPad'),
      option('android', 'Android', 'Android'),
      option('firewall', 'A firewall or router of our own', 'Eigene Firewall oder eigener Router'),
      option('aws', 'Amazon Web Services', 'Amazon Web Services'),
      option('azure', 'Microsoft Azure', 'Microsoft Azure'),
      option('gcp', 'Google Cloud', 'Google Cloud'),
      option('wordpress', 'WordPress', 'WordPress'),
      option('woocommerce', 'WooCommerce', 'WooCommerce'),
      option('shopify', 'Shopify', 'Shopify'),
      option('custom_app', 'A program made for us', 'Ein für uns gemachtes Programm'),
      option('hosting', 'Rented web space', 'Gemieteter Webspace'),
      option('git', 'Git (GitHub, GitLab ...)', 'Git (GitHub, GitLab ...)'),
      option('cdn', 'Cloudflare or the like', 'Cloudflare oder Ähnliches'),
      option('phone', 'Telephones over the internet', 'Telefone über das Internet'),
    ],
  },
  {
    id: 'own_servers',
    group: 'tools',
    kind: 'yesno',
    home: 'profile',
    ask: words('Do you have servers of your own?', 'Haben Sie eigene Server?'),
    why: words('Extortionists look for them first.', 'Erpresser suchen zuerst nach ihnen.'),
  },
  {
    id: 'remote_access',
    group: 'tools',
    kind: 'yesno',
    home: 'profile',
    ask: words('Can people work from outside?', 'Kann man von außen arbeiten?'),
    why: words(
      'A way in for you is a way in for others.',
      'Ein Weg hinein für Sie ist auch einer für andere.',
    ),
  },
  {
    id: 'private_devices',
    group: 'tools',
    kind: 'yesno',
    home: 'profile',
    ask: words(
      'Do people use private phones or PCs for work?',
      'Nutzen Menschen private Handys oder PCs für die Arbeit?',
    ),
    why: words(
      'You may not simply wipe what belongs to somebody else.',
      'Was jemand anderem gehört, dürfen Sie nicht einfach löschen.',
    ),
  },
  {
    id: 'laptops_leave',
    group: 'tools',
    kind: 'yesno',
    ask: words('Do laptops or phones leave the building?', 'Verlassen Laptops oder Handys das Haus?'),
    why: words('What travels gets lost.', 'Was unterwegs ist, geht verloren.'),
  },
  {
    id: 'website_edit',
    group: 'tools',
    kind: 'one',
    ask: words('Who looks after your website?', 'Wer betreut Ihre Website?'),
    why: words(
      'A page that nobody updates gets broken into by robots.',
      'Eine Seite, die niemand pflegt, wird von Automaten aufgebrochen.',
    ),
    options: [
      option('self', 'We do', 'Wir selbst'),
      option('agency', 'An agency', 'Eine Agentur'),
      option('none', 'We have none', 'Wir haben keine'),
    ],
  },
  {
    id: 'needs_online',
    group: 'tools',
    kind: 'one',
    ask: words(
      'How long can you work without internet and computers?',
      'Wie lange können Sie ohne Internet und Computer arbeiten?',
    ),
    why: words('It says how fast help must be there.', 'Es sagt, wie schnell Hilfe da sein muss.'),
    options: [
      option('hour', 'An hour', 'Eine Stunde'),
      option('day', 'A day', 'Einen Tag'),
      option('longer', 'Longer', 'Länger'),
    ],
  },
  {
    id: 'second_factor',
    group: 'tools',
    kind: 'one',
    ask: words(
      'Does signing in to mail ask for a second step, such as a code on the phone?',
      'Verlangt die Anmeldung zur E-Mail einen zweiten Schritt, etwa einen Code am Handy?',
    ),
    why: words('Without it one stolen password is enough.', 'Ohne ihn genügt ein gestohlenes Passwort.'),
    options: [
      option('all', 'For everybody', 'Bei allen'),
      option('some', 'For some', 'Bei manchen'),
      option('no', 'No', 'Nein'),
    ],
  },
  {
    id: 'own_installs',
    group: 'tools',
    kind: 'yesno',
    ask: words(
      'May staff install programs themselves?',
      'Dürfen Mitarbeitende selbst Programme installieren?',
    ),
    why: words(
      'Fake installers are a common way in.',
      'Gefälschte Installationsprogramme sind ein häufiger Weg hinein.',
    ),
  },
  {
    id: 'updates',
    group: 'tools',
    kind: 'yesno',
    ask: words('Do all PCs update themselves?', 'Aktualisieren sich alle PCs von selbst?'),
    why: words(
      'Old holes are tried by robots all day.',
      'Alte Lücken werden den ganzen Tag von Automaten probiert.',
    ),
  },
] as const satisfies readonly Question[]
