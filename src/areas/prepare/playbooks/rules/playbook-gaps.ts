import { stepPhases, type PlaybookDraft } from '../contract/playbook.ts'

/** What a playbook leaves out that people will miss at night; it can be published without. */
export function playbookGaps(playbook: PlaybookDraft): string[] {
  const { contain, eradicate, recover, learn } = playbook.phases
  const sections: [boolean, string][] = [
    [playbook.recognise.length > 0, 'It does not say what one would see.'],
    [playbook.first15Minutes.length > 0, 'It has no card for the first 15 minutes.'],
    [playbook.doNot.length > 0, 'It does not say what not to do.'],
    [playbook.evidenceFirst.length > 0, 'It lists no traces to save first.'],
    [playbook.peopleToCall.length > 0, 'It names nobody to call.'],
    [contain.length > 0, 'It has no step that stops the incident.'],
    [eradicate.length > 0, 'It has no step that removes the cause.'],
    [recover.length > 0, 'It has no step that leads back to work.'],
    [learn.length > 0, 'It has no step for learning from it.'],
    [playbook.statements.length > 0, 'It has no words for staff, customers or authorities.'],
    [playbook.watchPlan.length > 0, 'It does not say what to watch afterwards.'],
    [playbook.sources.length > 0, 'It names no source.'],
  ]
  const noUndo = stepPhases
    .flatMap((phase) => playbook.phases[phase])
    .filter((step) => step.undo.trim() === '')
    .map((step) => `${step.id} does not say how to take it back.`)
  return [...sections.flatMap(([isThere, sentence]) => (isThere ? [] : [sentence])), ...noUndo]
}
