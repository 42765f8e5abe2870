import { NativeSelect } from '@mantine/core'
import { useText } from '../../../../../ui/text.ts'
import { Severity, type PlaybookDraft } from '../../contract/playbook.ts'
import { freePartId } from '../../rules/edit-draft.ts'
import classes from '../playbook.module.css'
import { Items, LinesField, RoleField, Words } from './edit-fields.tsx'

interface EditProps {
  readonly draft: PlaybookDraft
  readonly onChange: (draft: PlaybookDraft) => void
}

/** Names, signs and usual severity. */
export function EditHead({ draft, onChange }: EditProps) {
  const text = useText('playbooks')
  const set = (part: Partial<PlaybookDraft>) => onChange({ ...draft, ...part })
  return (
    <div className={classes.item}>
      <Words
        label={text('edit.plainTitle')}
        value={draft.plainTitle}
        onChange={(plainTitle) => set({ plainTitle })}
      />
      <Words label={text('term')} value={draft.title} onChange={(title) => set({ title })} />
      <LinesField
        label={text('recognise')}
        lines={draft.recognise}
        onChange={(recognise) => set({ recognise })}
      />
      <NativeSelect
        label={text('severity')}
        value={draft.severity.default}
        data={[...Severity.options]}
        onChange={(event) =>
          set({
            severity: {
              ...draft.severity,
              default: Severity.options.find((one) => one === event.currentTarget.value) ?? 'S3',
            },
          })
        }
      />
      <LinesField
        label={text('raise')}
        lines={draft.severity.raiseWhen}
        onChange={(raiseWhen) => set({ severity: { ...draft.severity, raiseWhen } })}
      />
      <LinesField
        label={text('lower')}
        lines={draft.severity.lowerWhen}
        onChange={(lowerWhen) => set({ severity: { ...draft.severity, lowerWhen } })}
      />
    </div>
  )
}

/** The card of the first 15 minutes, eight lines at most. */
export function EditCard({ draft, onChange }: EditProps) {
  const text = useText('playbooks')
  return (
    <Items
      items={draft.first15Minutes}
      onChange={(first15Minutes) => onChange({ ...draft, first15Minutes })}
      nameOf={(item) => item.do}
      keyOf={(item) => item.id}
      limit={8}
      make={(): PlaybookDraft['first15Minutes'][number] => ({
        id: freePartId(draft, 'first15Minutes'),
        do: '',
        who: 'lead',
        how: '',
        why: '',
      })}
      addLabel={text('edit.addCard')}
    >
      {({ not, ...item }, set) => {
        const rest = not === undefined ? {} : { not }
        return (
          <>
            <Words
              label={text('edit.what')}
              value={item.do}
              onChange={(what) => set({ ...item, ...rest, do: what })}
            />
            <RoleField
              label={text('edit.who')}
              value={item.who}
              onChange={(who) => set({ ...item, ...rest, who })}
            />
            <Words
              isLong
              label={text('how')}
              value={item.how}
              onChange={(how) => set({ ...item, ...rest, how })}
            />
            <Words
              isLong
              label={text('why')}
              value={item.why}
              onChange={(why) => set({ ...item, ...rest, why })}
            />
            <Words
              label={text('edit.notHere')}
              value={not ?? ''}
              onChange={(words) => set(words === '' ? item : { ...item, not: words })}
            />
          </>
        )
      }}
    </Items>
  )
}

export function EditDoNot({ draft, onChange }: EditProps) {
  const text = useText('playbooks')
  return (
    <Items
      items={draft.doNot}
      onChange={(doNot) => onChange({ ...draft, doNot })}
      nameOf={(item) => item.text}
      make={() => ({ text: '', why: '' })}
      addLabel={text('edit.addDoNot')}
    >
      {(item, set) => (
        <>
          <Words
            label={text('doNot')}
            value={item.text}
            onChange={(words) => set({ ...item, text: words })}
          />
          <Words label={text('why')} value={item.why} onChange={(why) => set({ ...item, why })} />
        </>
      )}
    </Items>
  )
}

export function EditEvidence({ draft, onChange }: EditProps) {
  const text = useText('playbooks')
  return (
    <Items
      items={draft.evidenceFirst}
      onChange={(evidenceFirst) => onChange({ ...draft, evidenceFirst })}
      nameOf={(item) => `${item.id} ${item.what}`}
      keyOf={(item) => item.id}
      make={() => ({ id: freePartId(draft, 'evidenceFirst'), what: '', where: '', how: '', lostIf: '' })}
      addLabel={text('edit.addEvidence')}
    >
      {(item, set) => (
        <>
          <Words label={text('edit.trace')} value={item.what} onChange={(what) => set({ ...item, what })} />
          <Words label={text('where')} value={item.where} onChange={(where) => set({ ...item, where })} />
          <Words isLong label={text('how')} value={item.how} onChange={(how) => set({ ...item, how })} />
          <Words label={text('lostIf')} value={item.lostIf} onChange={(lostIf) => set({ ...item, lostIf })} />
        </>
      )}
    </Items>
  )
}

export function EditPeople({ draft, onChange }: EditProps) {
  const text = useText('playbooks')
  return (
    <Items
      items={draft.peopleToCall}
      onChange={(peopleToCall) => onChange({ ...draft, peopleToCall })}
      nameOf={(item) => item.who}
      make={() => ({ who: '', when: '', say: '', doNotSay: '' })}
      addLabel={text('edit.addPerson')}
    >
      {(item, set) => (
        <>
          <Words label={text('edit.whom')} value={item.who} onChange={(who) => set({ ...item, who })} />
          <Words label={text('edit.when')} value={item.when} onChange={(when) => set({ ...item, when })} />
          <Words isLong label={text('say')} value={item.say} onChange={(say) => set({ ...item, say })} />
          <Words
            isLong
            label={text('doNotSay')}
            value={item.doNotSay}
            onChange={(doNotSay) => set({ ...item, doNotSay })}
          />
        </>
      )}
    </Items>
  )
}

export function EditDecisions({ draft, onChange }: EditProps) {
  const text = useText('playbooks')
  return (
    <Items
      items={draft.decisions}
      onChange={(decisions) => onChange({ ...draft, decisions })}
      nameOf={(item) => item.question}
      keyOf={(item) => item.id}
      make={(): PlaybookDraft['decisions'][number] => ({
        id: freePartId(draft, 'decisions'),
        question: '',
        who: 'owner',
        by: '',
        options: [],
      })}
      addLabel={text('edit.addDecision')}
    >
      {(item, set) => (
        <>
          <Words
            label={text('edit.decision')}
            value={item.question}
            onChange={(question) => set({ ...item, question })}
          />
          <RoleField label={text('edit.who')} value={item.who} onChange={(who) => set({ ...item, who })} />
          <Words label={text('by')} value={item.by} onChange={(by) => set({ ...item, by })} />
          <Items
            items={item.options}
            onChange={(options) => set({ ...item, options })}
            nameOf={(option) => option.option}
            limit={12}
            make={() => ({ option: '', for: '', against: '' })}
            addLabel={text('edit.addOption')}
          >
            {(option, setOption) => (
              <>
                <Words
                  label={text('edit.option')}
                  value={option.option}
                  onChange={(words) => setOption({ ...option, option: words })}
                />
                <Words
                  label={text('pro')}
                  value={option.for}
                  onChange={(pro) => setOption({ ...option, for: pro })}
                />
                <Words
                  label={text('con')}
                  value={option.against}
                  onChange={(against) => setOption({ ...option, against })}
                />
              </>
            )}
          </Items>
        </>
      )}
    </Items>
  )
}
