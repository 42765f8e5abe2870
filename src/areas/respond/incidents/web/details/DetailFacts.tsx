import { wordsIn } from '../../../../../base/own-fields.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { useLanguage } from '../../../../../ui/text.ts'
import { readDetails } from '../../contract/details.ts'
import { useDetailWords } from './detail-words.ts'

/** In the head of the room: how urgent it is. The severity before it says how bad. */
export function PriorityFact({ incidentId: id }: { readonly incidentId: string }) {
  const language = useLanguage()
  const say = useDetailWords()
  const { data } = useAnswer(readDetails, { id }, { live: { stream: id, kinds: ['detail.', 'severity.'] } })
  const field = data?.fields.find(({ key, isRetired }) => key === 'priority' && !isRetired)
  const detail = data?.values.find(({ key }) => key === 'priority')
  if (field === undefined || detail === undefined) return null
  return (
    <div>
      <dt>{wordsIn(field.name, language)}</dt>
      <dd>{say(field, detail.value)}</dd>
    </div>
  )
}
