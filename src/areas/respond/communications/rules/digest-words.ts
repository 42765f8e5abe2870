/** The words of the summary. They go by mail, so they name no title, no person and no system. */
import type { DigestLanguage, NewsGroup } from '../contract/choices.ts'
import type { ChosenKind } from './choices.ts'

interface DigestWords {
  readonly subject: string
  readonly lead: (count: number) => string
  readonly groups: Readonly<Record<NewsGroup, string>>
  readonly kinds: Readonly<Record<ChosenKind, string>>
  readonly sealed: string
  readonly open: string
  readonly change: string
  readonly doubt: string
}

export const digestWords: Readonly<Record<DigestLanguage, DigestWords>> = {
  en: {
    subject: 'Muster: your summary',
    lead: (count) =>
      count === 1
        ? 'One thing waits for you in Muster and is not read yet.'
        : `${count} things wait for you in Muster and are not read yet.`,
    groups: {
      incidents: 'Incidents',
      assigned: 'For you',
      reminders: 'Reminders and what is overdue',
      alerts: 'Alerts and reports to judge',
      clocks: 'Legal clocks and consents',
      statements: 'Situation reports and briefings',
      readiness: 'Readiness',
    },
    kinds: {
      'incident.opened': 'Incidents that were declared',
      'people.called': 'You are needed in an incident',
      'member.mentioned': 'You were mentioned',
      'task.assigned': 'Tasks for you',
      'role.assigned': 'Roles given to you',
      'task.reminder': 'Tasks that are due soon',
      'task.overdue': 'Tasks that are overdue',
      'review.asked': 'Cases to sign off',
      'review.answered': 'Cases to sign off again',
      'review.overdue': 'Missing parts that are overdue',
      'look_back.planned': 'Reviews that are yours',
      'look_back.reminder': 'Reviews that come near',
      'look_back.overdue': 'Reviews that are overdue',
      'containment.due': 'Measures, blocks and checks that ran out',
      'briefing.due': 'Briefings that are overdue',
      'report.received': 'Reports of something odd',
      'report.written': 'Reports to which something was added',
      'signal.first': 'Alerts to look at',
      'source.silent': 'Sources that fell silent',
      'source.returned': 'Sources that speak again',
      'duty.due': 'Legal deadlines that come near or have passed',
      'consent.due': 'Costs that need a yes of the insurer',
      'situation.sent': 'Situation reports',
      'briefing.sent': 'Briefings to read',
      'mail.answered': 'Mails that came in incidents',
      'statement.due': 'Reports that are due',
      'law.weighed': 'Legal questions to read',
      'date.near': 'Dates in your register that come near',
      'copy.told': 'Backups that need you, or are well again',
      'plan.submitted': 'Versions of the plan to approve',
      'plan.published': 'Versions of the plan to read',
      'exercise.told': 'Exercises that you take part in',
      'backup.failed': 'Nights in which the backup of Muster failed',
      'improvement.near': 'Improvements that are due soon',
      'improvement.overdue': 'Improvements that are overdue',
      'improvement.verify': 'Improvements to check',
      'improvement.effect': 'Improvements of which you say whether they helped',
      'improvement.again': 'Improvements that were opened again',
      'improvement.risk_over': 'Risks that were carried until a day that has passed',
    },
    sealed: 'From cases that are closed to most people',
    open: 'Read them here:',
    change: 'Choose what comes in this summary:',
    doubt: 'If you doubt this mail, do not follow a link: open Muster as you always do.',
  },
  de: {
    subject: 'Muster: Ihre Zusammenfassung',
    lead: (count) =>
      count === 1
        ? 'In Muster wartet eine Nachricht auf Sie, die noch nicht gelesen ist.'
        : `In Muster warten ${count} Nachrichten auf Sie, die noch nicht gelesen sind.`,
    groups: {
      incidents: 'Vorfälle',
      assigned: 'Für Sie',
      reminders: 'Erinnerungen und Überfälliges',
      alerts: 'Alarme und Meldungen zu beurteilen',
      clocks: 'Gesetzliche Fristen und Zustimmungen',
      statements: 'Lageberichte und Briefings',
      readiness: 'Vorbereitung',
    },
    kinds: {
      'incident.opened': 'Ausgerufene Vorfälle',
      'people.called': 'Sie werden in einem Vorfall gebraucht',
      'member.mentioned': 'Sie wurden erwähnt',
      'task.assigned': 'Aufgaben für Sie',
      'role.assigned': 'Rollen, die Sie bekommen haben',
      'task.reminder': 'Aufgaben, die bald fällig sind',
      'task.overdue': 'Überfällige Aufgaben',
      'review.asked': 'Fälle zum Abzeichnen',
      'review.answered': 'Fälle, die wieder abzuzeichnen sind',
      'review.overdue': 'Fehlende Teile, die überfällig sind',
      'look_back.planned': 'Rückblicke, die bei Ihnen liegen',
      'look_back.reminder': 'Rückblicke, die bald fällig sind',
      'look_back.overdue': 'Rückblicke, die überfällig sind',
      'containment.due': 'Abgelaufene Maßnahmen, Sperren und Prüfungen',
      'briefing.due': 'Überfällige Briefings',
      'report.received': 'Meldungen über Auffälliges',
      'report.written': 'Meldungen mit neuen Worten',
      'signal.first': 'Alarme zum Ansehen',
      'source.silent': 'Verstummte Quellen',
      'source.returned': 'Quellen, die wieder sprechen',
      'duty.due': 'Gesetzliche Fristen, die enden oder vorbei sind',
      'consent.due': 'Kosten, die ein Ja des Versicherers brauchen',
      'situation.sent': 'Lageberichte',
      'briefing.sent': 'Briefings zum Lesen',
      'mail.answered': 'Mails, die in Vorfällen eingingen',
      'statement.due': 'Berichte, die fällig sind',
      'law.weighed': 'Rechtsfragen zum Lesen',
      'date.near': 'Termine in Ihrem Register',
      'copy.told': 'Sicherungen, die Sie brauchen oder wieder laufen',
      'plan.submitted': 'Fassungen des Plans zum Freigeben',
      'plan.published': 'Fassungen des Plans zum Lesen',
      'exercise.told': 'Übungen, an denen Sie teilnehmen',
      'backup.failed': 'Nächte, in denen die Sicherung von Muster fehlschlug',
      'improvement.near': 'Verbesserungen, die bald fällig sind',
      'improvement.overdue': 'Überfällige Verbesserungen',
      'improvement.verify': 'Verbesserungen zum Prüfen',
      'improvement.effect': 'Verbesserungen, bei denen Sie sagen, ob sie halfen',
      'improvement.again': 'Wieder aufgenommene Verbesserungen',
      'improvement.risk_over': 'Risiken, die bis zu einem Tag getragen wurden, der vorbei ist',
    },
    sealed: 'Aus Fällen, die für die meisten geschlossen sind',
    open: 'Hier lesen Sie sie:',
    change: 'Hier wählen Sie, was in dieser Zusammenfassung kommt:',
    doubt: 'Wenn Sie dieser Mail nicht trauen, folgen Sie keinem Link: Öffnen Sie Muster wie immer.',
  },
}
