import { EditQuestions } from '../../../../../ui/questions/EditQuestions.tsx'
import { useText } from '../../../../../ui/text.ts'
import { mostQuestions, type RuleContent } from '../../contract.ts'

interface EditProps {
  readonly content: RuleContent
  readonly onChange: (change: Partial<RuleContent>) => void
}

/** The questions of a house rule, each about one clause. */
export function EditRuleQuestions({ content, onChange }: EditProps) {
  const text = useText('policies')
  return (
    <EditQuestions
      title={text('edit.questions')}
      hint={text('edit.questionsHint')}
      about={text('edit.about')}
      parts={content.clauses}
      questions={content.questions.map(({ clause, ...one }) => ({ ...one, about: clause }))}
      most={mostQuestions}
      onChange={(questions) =>
        onChange({
          questions: questions.map(({ about, options, ...one }) => ({
            ...one,
            options: [...options],
            clause: about,
          })),
        })
      }
    />
  )
}
