import { Button, MultiSelect, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, useAct } from '../../../../ui/answers.ts'
import { useKeptWriting } from '../../../../ui/kept-writing.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { WritingBack } from '../../../../ui/kit/WritingBack.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import {
  getHouseRule,
  listHouseRules,
  saveHouseRuleDraft,
  type HouseRuleDetail,
  type RuleContent,
} from '../contract.ts'
import { englishGrade, germanGrade, mostGrade } from '../../../../base/reading-grade.ts'
import { EditClauses } from './parts/EditClauses.tsx'
import { EditRuleQuestions } from './parts/EditRuleQuestions.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './policies.module.css'

/** Writing a rule: a draft, saved as often as one likes. */
export function EditHouseRulePage() {
  const id = usePart('rule')
  // Asked anew: an older answer would begin the editor with words that are no longer so.
  const rule = useQuery({ ...answerOf(getHouseRule, { id }), refetchOnMount: 'always' as const })
  const [begun, setBegun] = useState<HouseRuleDetail>()
  if (begun === undefined && rule.isFetchedAfterMount && rule.data) setBegun(rule.data)
  if (rule.error && !begun) return <ErrorState error={rule.error} onRetry={() => void rule.refetch()} />
  // What is read again later never takes words away that somebody is writing: a save then says who was faster.
  return begun ? <Editor key={id} rule={begun} /> : <Loading lines={10} />
}

interface Fields {
  readonly name: string
  readonly ownerId: string | null
  readonly reviewMonths: number
  readonly approverIds: readonly string[]
  readonly content: RuleContent
  /** The draft that these words were written on. */
  readonly basedOn: string | null
}

function Editor({ rule }: { readonly rule: HouseRuleDetail }) {
  const text = useText('policies')
  const go = useGo()
  const edit = useKeptWriting<Fields>(`house-rule.${rule.id}`, {
    name: rule.name,
    ownerId: rule.ownerId,
    reviewMonths: rule.reviewMonths,
    approverIds: rule.draft?.approvers.map(({ memberId }) => memberId) ?? [],
    content: rule.editable ?? { summary: '', clauses: [], questions: [] },
    basedOn: rule.draft?.hash ?? null,
  })
  const { writing: fields, change: set } = edit
  const save = useAct(saveHouseRuleDraft, {
    refreshes: [getHouseRule, listHouseRules],
    onDone: () => {
      edit.forget()
      showDone(text('edit.saved'))
      go(`/house-rules/${rule.id}`)
    },
  })
  const setContent = (change: Partial<RuleContent>) => set({ content: { ...fields.content, ...change } })
  const { content } = fields
  return (
    <Page
      title={text('edit.title', { name: rule.name })}
      lead={
        <>
          {text('edit.lead')} <To path={`/house-rules/${rule.id}`}>{text('edit.back')}</To>
        </>
      }
    >
      <div className={classes.document}>
        <WritingBack {...edit} />
        <Head fields={fields} set={set} />
        <Section title={text('short')}>
          <Textarea
            label={text('edit.summary')}
            description={text('edit.summaryHint')}
            value={content.summary}
            maxLength={1500}
            autosize
            minRows={3}
            onChange={(event) => setContent({ summary: event.currentTarget.value })}
          />
          <Grade content={content} />
        </Section>
        <EditClauses content={content} onChange={setContent} />
        <EditRuleQuestions content={content} onChange={setContent} />
        {save.error && <ErrorState error={save.error} />}
        {save.error?.faults.map(({ path, message }) => (
          <Notice key={`${path} ${message}`} tone="bad">{`${path}: ${message}`}</Notice>
        ))}
        <div className={lines.acts}>
          <Button
            loading={save.isPending}
            onClick={() =>
              save.mutate({
                ...fields,
                id: rule.id,
                approverIds: [...fields.approverIds],
              })
            }
          >
            {text('edit.save')}
          </Button>
        </div>
      </div>
    </Page>
  )
}

interface HeadProps {
  readonly fields: Fields
  readonly set: (change: Partial<Fields>) => void
}

function Head({ fields, set }: HeadProps) {
  const text = useText('policies')
  const people = peopleAmong(useEvery(listMembers, {}))
  return (
    <Section title={text('edit.head')}>
      <TextInput
        label={text('edit.name')}
        required
        value={fields.name}
        maxLength={200}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={text('edit.owner')}
        description={text('edit.ownerHint')}
        value={fields.ownerId ?? ''}
        data={[{ value: '', label: '–' }, ...people.options]}
        onChange={(event) => set({ ownerId: event.currentTarget.value || null })}
      />
      <MultiSelect
        label={text('edit.approvers')}
        description={text('edit.approversHint')}
        value={[...fields.approverIds]}
        data={[...people.options]}
        maxValues={10}
        clearable
        onChange={(approverIds) => set({ approverIds })}
      />
      <NumberInput
        label={text('edit.reviewMonths')}
        value={fields.reviewMonths}
        min={1}
        max={36}
        onChange={(value) => set({ reviewMonths: Number(value) || 12 })}
      />
    </Section>
  )
}

/** Says how hard the whole reads, while it is written. */
function Grade({ content }: { readonly content: RuleContent }) {
  const text = useText('policies')
  const language = useLanguage()
  const words = [content.summary, ...content.clauses.map((clause) => clause.text)].join('\n')
  const grade = (language === 'de' ? germanGrade : englishGrade)(words)
  if (grade === undefined) return null
  const isHard = grade > mostGrade
  return (
    <Notice tone={isHard ? 'warn' : 'good'}>
      {text(isHard ? 'edit.hard' : 'edit.easy', { count: Math.max(1, Math.round(grade)) })}
    </Notice>
  )
}
