import { Checkbox, MultiSelect, NativeSelect, NumberInput } from '@mantine/core'
import { useText } from '../../../../../ui/text.ts'
import { stepPhases, type PlaybookDraft, type PlaybookStep, type StepPhase } from '../../contract/playbook.ts'
import { platforms, traits, type Fitness, type Platform } from '../../contract/profile.ts'
import { emptyStep, freePartId, withField, withSteps } from '../../rules/edit-draft.ts'
import classes from '../playbook.module.css'
import { EditConnection } from './EditConnection.tsx'
import { Items, LinesField, RoleField, Words } from './edit-fields.tsx'

interface EditProps {
  readonly draft: PlaybookDraft
  readonly onChange: (draft: PlaybookDraft) => void
}

/** The steps of one phase. */
export function EditSteps({ draft, onChange, phase }: EditProps & { readonly phase: StepPhase }) {
  const text = useText('playbooks')
  return (
    <Items
      items={draft.phases[phase]}
      onChange={(steps) => onChange(withSteps(draft, phase, steps))}
      nameOf={(step) => `${step.id} ${step.title}`}
      keyOf={(step) => step.id}
      make={() => emptyStep(freePartId(draft, phase))}
      addLabel={text('edit.addStep')}
    >
      {(step, set) => <EditStep draft={draft} step={step} set={set} />}
    </Items>
  )
}

interface StepProps {
  readonly draft: PlaybookDraft
  readonly step: PlaybookStep
  readonly set: (step: PlaybookStep) => void
}

function EditStep({ draft, step, set }: StepProps) {
  const text = useText('playbooks')
  return (
    <>
      <Words label={text('edit.what')} value={step.title} onChange={(title) => set({ ...step, title })} />
      <RoleField label={text('edit.who')} value={step.who} onChange={(who) => set({ ...step, who })} />
      <Words isLong label={text('why')} value={step.why} onChange={(why) => set({ ...step, why })} />
      <LinesField label={text('how')} lines={step.how} onChange={(how) => set({ ...step, how })} />
      <EditClicks step={step} set={set} />
      <EditConnection step={step} set={set} />
      <Words isLong label={text('undo')} value={step.undo} onChange={(undo) => set({ ...step, undo })} />
      <Words
        label={text('doneWhen')}
        value={step.doneWhen}
        onChange={(doneWhen) => set({ ...step, doneWhen })}
      />
      <NumberInput
        label={text('edit.minutes')}
        min={1}
        max={14_400}
        value={step.minutes}
        onChange={(value) =>
          typeof value === 'number' && set({ ...step, minutes: Math.max(1, Math.round(value)) })
        }
      />
      <Checkbox
        label={text('edit.destroys')}
        checked={step.destructive}
        onChange={(event) => set({ ...step, destructive: event.currentTarget.checked })}
      />
      {step.destructive && (
        <MultiSelect
          label={text('evidenceFirst')}
          data={draft.evidenceFirst.map((item) => ({ value: item.id, label: `${item.id} ${item.what}` }))}
          value={step.needsEvidence ?? []}
          onChange={(needed) => set(withField(step, 'needsEvidence', needed))}
        />
      )}
      <details className={classes.fold}>
        <summary>{text('edit.conditions')}</summary>
        <div className={classes.item}>
          <EditConditions draft={draft} step={step} set={set} />
        </div>
      </details>
    </>
  )
}

/** One list of clicks for each product that somebody chose. */
function EditClicks({ step, set }: Pick<StepProps, 'step' | 'set'>) {
  const text = useText('playbooks')
  const clicks = step.howByPlatform ?? {}
  const keep = (next: Partial<Record<Platform, string[]>>) =>
    set(withField(step, 'howByPlatform', Object.keys(next).length === 0 ? undefined : next))
  const chosen = platforms.filter((platform) => clicks[platform] !== undefined)
  return (
    <>
      <MultiSelect
        label={text('edit.clicksFor')}
        data={platforms.map((platform) => ({ value: platform, label: text(`platform.${platform}`) }))}
        value={chosen}
        onChange={(names) =>
          keep(
            Object.fromEntries(
              platforms
                .filter((platform) => names.includes(platform))
                .map((platform) => [platform, clicks[platform] ?? []]),
            ),
          )
        }
      />
      {chosen.map((platform) => (
        <LinesField
          key={platform}
          label={text(`platform.${platform}`)}
          lines={clicks[platform] ?? []}
          onChange={(lines) => keep({ ...clicks, [platform]: lines })}
        />
      ))}
    </>
  )
}

function EditConditions({ draft, step, set }: StepProps) {
  const text = useText('playbooks')
  const others = stepPhases
    .flatMap((phase) => draft.phases[phase])
    .map((one) => ({ value: one.id, label: `${one.id} ${one.title}` }))
  const only = [...(step.onlyIf?.platforms ?? []), ...(step.onlyIf?.traits ?? [])]
  return (
    <>
      <Words
        label={text('onlyIf')}
        value={step.when ?? ''}
        onChange={(when) => set(withField(step, 'when', when))}
      />
      <MultiSelect
        label={text('onlyWith')}
        data={[
          ...platforms.map((one) => ({ value: one, label: text(`platform.${one}`) })),
          ...traits.map((one) => ({ value: one, label: text(`trait.${one}`) })),
        ]}
        value={only}
        onChange={(names) => set(withField(step, 'onlyIf', fitnessOf(names)))}
      />
      <Words
        label={text('edit.waitsFor')}
        value={step.waitsFor?.for ?? ''}
        onChange={(what) =>
          set(
            withField(
              step,
              'waitsFor',
              what === '' ? undefined : { who: step.waitsFor?.who ?? 'owner', for: what },
            ),
          )
        }
      />
      {step.waitsFor && (
        <RoleField
          label={text('edit.waitsForWhom')}
          value={step.waitsFor.who}
          onChange={(who) => set(withField(step, 'waitsFor', { who, for: step.waitsFor?.for ?? '' }))}
        />
      )}
      <Words
        label={text('edit.question')}
        value={step.ask?.question ?? ''}
        onChange={(question) =>
          set(
            withField(
              step,
              'ask',
              question === ''
                ? undefined
                : { yes: step.ask?.yes ?? step.id, no: step.ask?.no ?? step.id, question },
            ),
          )
        }
      />
      {step.ask &&
        (['yes', 'no'] as const).map((answer) => (
          <NativeSelect
            key={answer}
            label={text(`edit.${answer}`)}
            data={others}
            value={step.ask?.[answer] ?? step.id}
            onChange={(event) =>
              step.ask && set(withField(step, 'ask', { ...step.ask, [answer]: event.currentTarget.value }))
            }
          />
        ))}
      <Words
        label={text('watch')}
        value={step.watch ?? ''}
        onChange={(watch) => set(withField(step, 'watch', watch))}
      />
    </>
  )
}

function fitnessOf(names: readonly string[]): Fitness | undefined {
  const ofPlatforms = platforms.filter((one) => names.includes(one))
  const ofTraits = traits.filter((one) => names.includes(one))
  if (ofPlatforms.length + ofTraits.length === 0) return undefined
  return {
    ...(ofPlatforms.length > 0 && { platforms: ofPlatforms }),
    ...(ofTraits.length > 0 && { traits: ofTraits }),
  }
}
