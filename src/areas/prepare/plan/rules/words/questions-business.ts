import { words, type Words } from './words.ts'
import type { Question } from './question.ts'

const option = (value: string, en: string, de: string) => ({ value, words: words(en, de) })
const none = option('none', 'None of these', 'Nichts davon')
const own = words(
  'You said this when you set Muster up. It decides which laws bind you.',
  'Das haben Sie beim Einrichten gesagt. Davon hängt ab, welche Gesetze für Sie gelten.',
)

const sectorWords: readonly (readonly [string, Words])[] = [
  ['agriculture', words('Farming and food', 'Landwirtschaft')],
  ['construction', words('Building', 'Bau')],
  ['education', words('Teaching', 'Bildung')],
  ['finance', words('Money and insurance', 'Finanzen und Versicherung')],
  ['health', words('Health and care', 'Gesundheit und Pflege')],
  ['hospitality', words('Hotels and restaurants', 'Hotels und Gaststätten')],
  ['manufacturing', words('Making things', 'Herstellung')],
  ['media', words('Media', 'Medien')],
  ['nonprofit', words('Charity or club', 'Verein oder Hilfswerk')],
  ['professional', words('Advice and services', 'Beratung und Dienstleistung')],
  ['public', words('Public office', 'Öffentliche Stelle')],
  ['retail', words('Shops and trade', 'Handel')],
  ['technology', words('Technology', 'Technik und IT')],
  ['transport', words('Transport', 'Verkehr')],
  ['utilities', words('Energy and water', 'Energie und Wasser')],
  ['other', words('Something else', 'Etwas anderes')],
]

export const businessQuestions = [
  {
    id: 'country',
    group: 'business',
    kind: 'text',
    home: 'organisation',
    ask: words('In which country is your business?', 'In welchem Land sitzt Ihr Betrieb?'),
    why: own,
  },
  {
    id: 'sector',
    group: 'business',
    kind: 'one',
    home: 'organisation',
    ask: words('What kind of business is it?', 'Was für ein Betrieb ist es?'),
    why: own,
    options: sectorWords.map(([value, said]) => ({ value, words: said })),
  },
  {
    id: 'size',
    group: 'business',
    kind: 'one',
    home: 'organisation',
    ask: words('How many people work with you?', 'Wie viele Menschen arbeiten bei Ihnen?'),
    why: words(
      'Some laws begin at 50 people. In a small firm one person often has several roles.',
      'Manche Gesetze gelten erst ab 50 Menschen. In kleinen Betrieben hat eine Person oft mehrere Rollen.',
    ),
    options: ['1-9', '10-49', '50-249', '250+'].map((value) => option(value, value, value)),
  },
  {
    id: 'abroad',
    group: 'business',
    kind: 'many',
    ask: words(
      'Where else do your customers or staff live?',
      'Wo leben Ihre Kunden oder Mitarbeitenden sonst noch?',
    ),
    why: words(
      'The law of the place where people live may ask you to tell them or an authority.',
      'Das Recht am Wohnort der Menschen kann verlangen, dass Sie sie oder eine Behörde verständigen.',
    ),
    options: [
      option(
        'eu_eea',
        'Elsewhere in the EU, Norway, Iceland, Liechtenstein',
        'Sonst in der EU, Norwegen, Island, Liechtenstein',
      ),
      option('uk', 'United Kingdom', 'Vereinigtes Königreich'),
      option('ch', 'Switzerland', 'Schweiz'),
      option('us', 'United States', 'USA'),
      option('none', 'Only at home', 'Nur hier'),
    ],
  },
  {
    id: 'hours',
    group: 'business',
    kind: 'one',
    ask: words('When is somebody at work?', 'Wann arbeitet jemand?'),
    why: words(
      'Attackers like nights and weekends. The plan says who is called then.',
      'Angreifer mögen Nächte und Wochenenden. Der Plan sagt, wen man dann ruft.',
    ),
    options: [
      option('office', 'Office hours', 'Zu Bürozeiten'),
      option('long', 'Six or seven days, not at night', 'Sechs oder sieben Tage, nachts nicht'),
      option('always', 'Day and night', 'Tag und Nacht'),
    ],
  },
  {
    id: 'online_shop',
    group: 'business',
    kind: 'yesno',
    home: 'profile',
    ask: words('Do you sell on your website?', 'Verkaufen Sie über Ihre Website?'),
    why: words(
      'A shop can be changed so that it steals the cards of your customers.',
      'Ein Shop kann so verändert werden, dass er die Karten Ihrer Kunden stiehlt.',
    ),
  },
  {
    id: 'card_payments',
    group: 'business',
    kind: 'yesno',
    home: 'profile',
    ask: words('Do your customers pay by card?', 'Zahlen Ihre Kunden mit Karte?'),
    why: words(
      'Then your card contract has its own clock, and your card bank must be called.',
      'Dann hat Ihr Kartenvertrag eine eigene Frist, und Ihre Kartenbank muss angerufen werden.',
    ),
  },
  {
    id: 'serves_other_firms',
    group: 'business',
    kind: 'yesno',
    home: 'profile',
    ask: words(
      'Do you keep data, or look after computers, for other firms?',
      'Verwahren Sie Daten oder betreuen Sie Computer für andere Firmen?',
    ),
    why: words(
      'Then you have to tell them fast, since their own clock runs.',
      'Dann müssen Sie diese schnell verständigen, denn deren Frist läuft.',
    ),
  },
  {
    id: 'writes_software',
    group: 'business',
    kind: 'yesno',
    home: 'profile',
    ask: words(
      'Do you make software, or devices with software in them?',
      'Stellen Sie Software her oder Geräte mit Software?',
    ),
    why: words(
      'Makers must report holes in their products that are used by attackers.',
      'Hersteller müssen Lücken melden, die Angreifer ausnützen.',
    ),
  },
  {
    id: 'special_rules',
    group: 'business',
    kind: 'many',
    ask: words('Is one of these true for you?', 'Trifft etwas davon auf Sie zu?'),
    why: words(
      'Each has clocks of its own, some of only a few hours.',
      'Jedes davon hat eigene Fristen, manche von nur wenigen Stunden.',
    ),
    options: [
      option('important', 'We are an important entity (NIS2)', 'Wir sind eine wichtige Einrichtung (NIS2)'),
      option(
        'essential',
        'We are an essential entity (NIS2)',
        'Wir sind eine wesentliche Einrichtung (NIS2)',
      ),
      option(
        'finance',
        'A financial supervisor watches us (DORA)',
        'Die Finanzaufsicht beaufsichtigt uns (DORA)',
      ),
      option('listed', 'Our shares are traded in the USA', 'Unsere Aktien werden in den USA gehandelt'),
      option(
        'health_us',
        'We treat or insure patients in the USA',
        'Wir behandeln oder versichern Menschen in den USA',
      ),
      option(
        'defence_us',
        'We work for the US Department of Defense',
        'Wir arbeiten für das US-Verteidigungsministerium',
      ),
      none,
    ],
  },
  {
    id: 'pays_by_mail',
    group: 'business',
    kind: 'yesno',
    ask: words(
      'Do bills, or new bank details, reach you by e-mail?',
      'Kommen Rechnungen oder neue Bankdaten per E-Mail zu Ihnen?',
    ),
    why: words(
      'This is how most money is stolen from small firms.',
      'So wird kleinen Betrieben das meiste Geld gestohlen.',
    ),
  },
  {
    id: 'calls_back',
    group: 'business',
    kind: 'yesno',
    ask: words(
      'Before you pay to a new account, do you call on a number you knew before?',
      'Rufen Sie vor einer Zahlung auf ein neues Konto unter einer Nummer an, die Sie schon kannten?',
    ),
    why: words(
      'This one call stops the most common fraud.',
      'Dieser eine Anruf verhindert den häufigsten Betrug.',
    ),
  },
] as const satisfies readonly Question[]
