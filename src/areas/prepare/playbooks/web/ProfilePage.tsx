import { Button, Checkbox, Group, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { HourRate } from '../../../../base/money.ts'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import {
  changeProfile,
  platforms,
  readProfile,
  traits,
  type Platform,
  type Profile,
  type Trait,
} from '../contract/profile.ts'
import classes from './playbook.module.css'

const answers = ['yes', 'no', 'unknown'] as const
const noRate: HourRate = { amount: '', currency: 'EUR' }

/** An empty amount is none; a comma before the cents is as good as a dot. */
function rateIn({ amount, currency }: HourRate): HourRate | null {
  return amount.trim() === '' ? null : { amount: amount.trim().replace(',', '.'), currency }
}

/** What the organisation works with: two questions that decide which clicks a step shows, and which steps fall away. */
export function ProfilePage() {
  const text = useText('playbooks')
  const answer = useAnswer(readProfile, {})
  const mayEdit = useMay('playbook.edit')
  const shown = answer.data
  return (
    <Page title={text('profile.title')} lead={text('profile.lead')}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {shown && (
        <div className={classes.document}>
          {!mayEdit && <Notice tone="active">{text('profile.readOnly')}</Notice>}
          {/* A new answer of the server begins a new form. */}
          <ProfileForm
            key={shown.changedAt}
            profile={shown.profile}
            rate={shown.hourRate}
            mayEdit={mayEdit}
          />
          {shown.changedAt !== null && (
            <p className={classes.dim}>
              {text('profile.changed', { by: shown.changedBy ?? '' })} <TimeText at={shown.changedAt} />
            </p>
          )}
        </div>
      )}
    </Page>
  )
}

interface ProfileFormProps {
  readonly profile: Profile | null
  readonly rate: HourRate | null
  readonly mayEdit: boolean
}

function ProfileForm({ profile, rate, mayEdit }: ProfileFormProps) {
  const text = useText('playbooks')
  const [used, setUsed] = useState<readonly string[]>(profile?.platforms ?? [])
  const [known, setKnown] = useState<Profile['traits']>(profile?.traits ?? {})
  const [hour, setHour] = useState(rate ?? noRate)
  const act = useAct(changeProfile, {
    refreshes: [readProfile],
    onDone: () => showDone(text('profile.saved')),
  })
  const chosen = platforms.filter((platform): platform is Platform => used.includes(platform))
  return (
    <>
      <Section title={text('profile.platforms')}>
        <Checkbox.Group
          label={text('profile.platformsHint')}
          value={[...used]}
          onChange={setUsed}
          readOnly={!mayEdit}
        >
          <div className={classes.choices}>
            {platforms.map((platform) => (
              <Checkbox
                key={platform}
                value={platform}
                label={text(`platform.${platform}`)}
                disabled={!mayEdit}
                size="md"
              />
            ))}
          </div>
        </Checkbox.Group>
      </Section>
      <Section title={text('profile.traits')}>
        <p className={classes.dim}>{text('profile.traitsHint')}</p>
        {traits.map((trait) => (
          <TraitRow
            key={trait}
            trait={trait}
            value={known[trait] ?? 'unknown'}
            isLocked={!mayEdit}
            onChange={(value) => setKnown({ ...known, [trait]: value })}
          />
        ))}
      </Section>
      <HourRateSection hour={hour} isLocked={!mayEdit} onChange={setHour} />
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      {mayEdit && (
        <div className={classes.buttons}>
          <Button
            size="md"
            loading={act.isPending}
            onClick={() => act.mutate({ platforms: chosen, traits: known, hourRate: rateIn(hour) })}
          >
            {text('profile.save')}
          </Button>
        </div>
      )}
    </>
  )
}

function HourRateSection(props: {
  readonly hour: HourRate
  readonly isLocked: boolean
  readonly onChange: (hour: HourRate) => void
}) {
  const text = useText('playbooks')
  const { hour, isLocked, onChange } = props
  return (
    <Section title={text('profile.hour')}>
      <p className={classes.dim}>{text('profile.hourHint')}</p>
      <Group align="end">
        <TextInput
          label={text('profile.hourAmount')}
          inputMode="decimal"
          maxLength={16}
          size="md"
          readOnly={isLocked}
          value={hour.amount}
          onChange={({ currentTarget: { value } }) => onChange({ ...hour, amount: value })}
        />
        <TextInput
          label={text('profile.hourCurrency')}
          maxLength={3}
          size="md"
          readOnly={isLocked}
          value={hour.currency}
          onChange={({ currentTarget: { value } }) => onChange({ ...hour, currency: value.toUpperCase() })}
        />
      </Group>
    </Section>
  )
}

function TraitRow(props: {
  readonly trait: Trait
  readonly value: (typeof answers)[number]
  readonly isLocked: boolean
  readonly onChange: (value: (typeof answers)[number]) => void
}) {
  const text = useText('playbooks')
  const question = text(`question.${props.trait}`)
  return (
    <div className={classes.traitRow}>
      <span>{question}</span>
      <SegmentedControl
        aria-label={question}
        value={props.value}
        disabled={props.isLocked}
        onChange={(value) => props.onChange(answers.find((one) => one === value) ?? 'unknown')}
        data={answers.map((one) => ({ value: one, label: text(`profile.${one}`) }))}
      />
    </div>
  )
}
