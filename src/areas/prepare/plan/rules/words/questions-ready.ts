import type { Question } from './question.ts'
import { words } from './words.ts'

const option = (value: string, en: string, de: string) => ({ value, words: words(en, de) })

export const readyQuestions = [
  {
    id: 'outside_it',
    group: 'it',
    kind: 'yesno',
    home: 'profile',
    ask: words('Does an outside firm look after your IT?', 'Betreut eine fremde Firma Ihre IT?'),
    why: words(
      'Then they belong in the plan, with a number for the night.',
      'Dann gehört sie in den Plan, mit einer Nummer für die Nacht.',
    ),
  },
  {
    id: 'it_people',
    group: 'it',
    kind: 'one',
    ask: words('How many of your own people know your IT?', 'Wie viele Ihrer eigenen Leute kennen Ihre IT?'),
    why: words(
      'If it is one, the plan must say what to do without them.',
      'Ist es nur jemand, muss der Plan sagen, was ohne diese Person geschieht.',
    ),
    options: [
      option('none', 'Nobody', 'Niemand'),
      option('one', 'One', 'Eine Person'),
      option('several', 'Two or more', 'Zwei oder mehr'),
    ],
  },
  {
    id: 'supplier_access',
    group: 'it',
    kind: 'yesno',
    ask: words(
      'Can a supplier get into your systems without asking first?',
      'Kann ein Lieferant in Ihre Systeme, ohne vorher zu fragen?',
    ),
    why: words(
      'Whoever breaks into them is in your house too.',
      'Wer bei ihm einbricht, steht auch bei Ihnen.',
    ),
  },
  {
    id: 'leavers_closed',
    group: 'it',
    kind: 'yesno',
    ask: words(
      'When somebody leaves, is their access closed the same day?',
      'Wird am selben Tag alles gesperrt, wenn jemand geht?',
    ),
    why: words(
      'Accounts that nobody uses are the ones nobody watches.',
      'Konten, die niemand benützt, beobachtet auch niemand.',
    ),
  },
  {
    id: 'isolated_backup',
    group: 'ready',
    kind: 'yesno',
    ask: words(
      'Is there a backup that nobody in your network can delete?',
      'Gibt es eine Sicherung, die aus Ihrem Netz niemand löschen kann?',
    ),
    why: words(
      'It decides whether a locked firm comes back.',
      'Davon hängt ab, ob ein gesperrter Betrieb zurückkommt.',
    ),
  },
  {
    id: 'restore_tried',
    group: 'ready',
    kind: 'yesno',
    ask: words(
      'Have you got something back from a backup within a year?',
      'Haben Sie im letzten Jahr etwas aus einer Sicherung zurückgeholt?',
    ),
    why: words('A backup that was never tried is a hope.', 'Eine nie erprobte Sicherung ist eine Hoffnung.'),
  },
  {
    id: 'cyber_insurance',
    group: 'ready',
    kind: 'yesno',
    home: 'profile',
    ask: words('Are you insured against cyber incidents?', 'Sind Sie gegen Cyber-Vorfälle versichert?'),
    why: words(
      'Insurers want to be called before money is spent.',
      'Versicherer wollen angerufen werden, bevor Geld ausgegeben wird.',
    ),
  },
  {
    id: 'staff_know_where',
    group: 'ready',
    kind: 'yesno',
    ask: words(
      'Do all staff know whom to tell when something is odd?',
      'Wissen alle, wem sie etwas Seltsames sagen?',
    ),
    why: words('Most incidents are seen by staff first.', 'Die meisten Vorfälle sehen Mitarbeitende zuerst.'),
  },
  {
    id: 'had_before',
    group: 'ready',
    kind: 'many',
    ask: words(
      'What has happened to you in the last three years?',
      'Was ist Ihnen in den letzten drei Jahren passiert?',
    ),
    why: words('What came once comes again.', 'Was einmal kam, kommt wieder.'),
    options: [
      option('fraud', 'A false bill or bank account', 'Eine falsche Rechnung oder Bankverbindung'),
      option(
        'phishing',
        'Someone typed a password into a false page',
        'Jemand gab ein Passwort auf einer falschen Seite ein',
      ),
      option('malware', 'A bad program on a PC', 'Ein Schadprogramm auf einem PC'),
      option('lost_device', 'A lost laptop or phone', 'Ein verlorener Laptop oder ein verlorenes Handy'),
      option('wrong_recipient', 'Papers to the wrong person', 'Unterlagen an die falsche Person'),
      option('outage', 'A day without computers', 'Ein Tag ohne Computer'),
      option('none', 'None of these', 'Nichts davon'),
    ],
  },
  {
    id: 'report_to',
    group: 'words',
    kind: 'text',
    ask: words(
      'Whom do staff call when something is odd, on which number?',
      'Wen rufen Mitarbeitende an, wenn etwas seltsam ist, unter welcher Nummer?',
    ),
    why: words('It stands at the top of the plan.', 'Das steht im Plan ganz oben.'),
  },
  {
    id: 'other_channel',
    group: 'words',
    kind: 'text',
    ask: words(
      'How do you talk when mail and chat may be read by others?',
      'Wie reden Sie miteinander, wenn E-Mail und Chat mitgelesen werden könnten?',
    ),
    why: words(
      'An attacker in your mail reads what you plan. A phone chain is enough.',
      'Ein Angreifer in Ihrer E-Mail liest mit. Eine Telefonkette genügt.',
    ),
  },
  {
    id: 'meeting_place',
    group: 'words',
    kind: 'text',
    ask: words('Where do you meet when nothing works?', 'Wo treffen Sie sich, wenn nichts mehr geht?'),
    why: words(
      'At two in the morning nobody wants to discuss it.',
      'Um zwei Uhr nachts will das niemand besprechen.',
    ),
  },
  {
    id: 'paper_place',
    group: 'words',
    kind: 'text',
    ask: words('Where does the printed plan lie?', 'Wo liegt der gedruckte Plan?'),
    why: words('When all is locked, paper still opens.', 'Wenn alles gesperrt ist, geht Papier noch auf.'),
  },
  {
    id: 'spend_limit',
    group: 'words',
    kind: 'text',
    ask: words(
      'How much may the one who leads spend without asking?',
      'Wie viel darf, wer den Vorfall führt, ohne Rückfrage ausgeben?',
    ),
    why: words('Help costs money at once, also on a Sunday.', 'Hilfe kostet sofort Geld, auch am Sonntag.'),
  },
  {
    id: 'speaks',
    group: 'words',
    kind: 'text',
    ask: words('Who alone speaks to customers and the press?', 'Wer allein spricht mit Kunden und Presse?'),
    why: words('Two voices say two things.', 'Zwei Stimmen sagen zweierlei.'),
  },
] as const satisfies readonly Question[]
