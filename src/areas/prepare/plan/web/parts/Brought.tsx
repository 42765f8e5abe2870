import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Interview } from '../../contract/answers.ts'
import { contactSlots } from '../../rules/words/contacts.ts'
import { kindWords } from '../../rules/words/kind-words.ts'
import type { RankedKind } from '../../rules/words/ranking.ts'
import { usePlanLanguage } from './language.ts'

type Brings = Interview['brings']

/** What is in the plan after an answer and was not before; undefined when nothing is new. */
export function newIn(before: Brings, after: Brings): Brings | undefined {
  const known = new Set(before.clocks.map(({ key }) => key))
  const found = {
    kinds: after.kinds.filter((kind) => !before.kinds.includes(kind)),
    contacts: after.contacts.filter((slot) => !before.contacts.includes(slot)),
    clocks: after.clocks.filter(({ key }) => !known.has(key)),
  }
  return Object.values(found).every((list) => list.length === 0) ? undefined : found
}

/** Says at once what an answer has added: playbooks, people to call, clocks. */
export function Brought({ brought }: { readonly brought: Brings }) {
  const text = useText('plan')
  const language = usePlanLanguage()
  const { kinds, contacts, clocks } = brought
  return (
    <Notice tone="active" title={text('brought.title')}>
      <ul>
        {kinds.map((kind) => (
          // The ranking holds every kind but `other`.
          <li key={kind}>{text('brought.playbook', { name: kindWords(kind as RankedKind, language) })}</li>
        ))}
        {contacts.map((slot) => (
          <li key={slot}>
            {text('brought.contact', {
              name: contactSlots.find(({ id }) => id === slot)?.words[language] ?? slot,
            })}
          </li>
        ))}
        {clocks.map(({ key, recipient, clock }) => (
          <li key={key}>{text('brought.clock', { name: recipient, clock })}</li>
        ))}
      </ul>
    </Notice>
  )
}
