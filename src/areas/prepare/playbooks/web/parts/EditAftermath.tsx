import { NumberInput } from '@mantine/core'
import { useText } from '../../../../../ui/text.ts'
import type { PlaybookDraft } from '../../contract/playbook.ts'
import { Items, LinesField, Words } from './edit-fields.tsx'

interface EditProps {
  readonly draft: PlaybookDraft
  readonly onChange: (draft: PlaybookDraft) => void
}

/** Words for people, and what to watch afterwards. */
export function EditAftermath({ draft, onChange }: EditProps) {
  const text = useText('playbooks')
  return (
    <>
      <Items
        items={draft.statements}
        onChange={(statements) => onChange({ ...draft, statements })}
        nameOf={(item) => item.audience}
        make={() => ({ audience: '', when: '', mustSay: [], mustNotSay: [] })}
        addLabel={text('edit.addStatement')}
      >
        {(item, set) => (
          <>
            <Words
              label={text('edit.audience')}
              value={item.audience}
              onChange={(audience) => set({ ...item, audience })}
            />
            <Words label={text('edit.when')} value={item.when} onChange={(when) => set({ ...item, when })} />
            <LinesField
              label={text('say')}
              lines={item.mustSay}
              onChange={(mustSay) => set({ ...item, mustSay })}
            />
            <LinesField
              label={text('doNotSay')}
              lines={item.mustNotSay}
              onChange={(mustNotSay) => set({ ...item, mustNotSay })}
            />
          </>
        )}
      </Items>
      <Items
        items={draft.watchPlan}
        onChange={(watchPlan) => onChange({ ...draft, watchPlan })}
        nameOf={(item) => `${text('days', { count: item.days })} ${item.check}`}
        make={() => ({ days: 7, check: '' })}
        addLabel={text('edit.addWatch')}
      >
        {(item, set) => (
          <>
            <NumberInput
              label={text('edit.days')}
              min={1}
              max={3660}
              value={item.days}
              onChange={(value) =>
                typeof value === 'number' && set({ ...item, days: Math.max(1, Math.round(value)) })
              }
            />
            <Words
              isLong
              label={text('edit.check')}
              value={item.check}
              onChange={(check) => set({ ...item, check })}
            />
          </>
        )}
      </Items>
    </>
  )
}
