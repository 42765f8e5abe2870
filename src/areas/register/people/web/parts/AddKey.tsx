import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { assistantTools } from '../../../../../base/assistant-tools.ts'
import { keyScopes, type KeyScope } from '../../../../../base/permissions.ts'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { createApiKey, listApiKeys } from '../../contract/keys.ts'
import classes from '../people.module.css'
import {
  permissionGroups,
  permissionsIn,
  wordKey,
  type PermissionGroup,
} from '../profiles/permission-groups.ts'

interface AddKeyProps {
  readonly isOpen: boolean
  /** Begins with all that an assistant may read, and ends sooner. */
  readonly isForAssistant: boolean
  readonly onClose: () => void
  readonly onMade: (secret: string) => void
}

const lifetimes = ['90', '365', ''] as const
// Widened, so that the form may hold others.
const noScopes: KeyScope[] = []
// Widened for the same reason.
const firstLifetime = '365' as (typeof lifetimes)[number]
const assistantLifetime: typeof firstLifetime = '90'
const assistantReads = new Set<string>(
  assistantTools.flatMap(({ scopes, isWriting }) => (isWriting ? [] : scopes)),
)
const assistantScopes = keyScopes.filter((scope) => assistantReads.has(scope))
const dayMs = 86_400_000

/** `tenant.read` is part of every profile, so no group of them has it; a key has to be given it. */
function scopesIn(group: PermissionGroup): KeyScope[] {
  const own = new Set<string>(permissionsIn(group))
  return keyScopes.filter((scope) => own.has(scope) || (scope === 'tenant.read' && group === 'people'))
}

/** What the key is for, what it may do, and how long. */
export function AddKey({ isOpen, isForAssistant, onClose, onMade }: AddKeyProps) {
  const text = useText('people')
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={text('keys.add')}
      closeButtonProps={{ 'aria-label': text('close') }}
      size="lg"
    >
      <Add isForAssistant={isForAssistant} onMade={onMade} />
    </Modal>
  )
}

function Add({ isForAssistant, onMade }: Pick<AddKeyProps, 'isForAssistant' | 'onMade'>) {
  const text = useText('people')
  const words = useText('profiles')
  const client = useQueryClient()
  const form = useForm({
    schema: createApiKey.input.omit({ expiresAt: true }).loose(),
    initial: isForAssistant
      ? { name: text('assistants.keyName'), scopes: assistantScopes, days: assistantLifetime }
      : { name: '', scopes: noScopes, days: firstLifetime },
    send: ({ name, scopes, days }) =>
      call(createApiKey, {
        name,
        scopes,
        ...(days && { expiresAt: new Date(Date.now() + Number(days) * dayMs).toISOString() }),
      }),
    onDone: ({ secret }) => {
      void client.invalidateQueries({ queryKey: answerKey(listApiKeys) })
      onMade(secret)
    },
  })
  const { scopes } = form.values
  const toggle = (scope: KeyScope) =>
    form.set('scopes', scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope])
  return (
    <PlainForm form={form} submitLabel={text('keys.addDo')}>
      <TextField
        label={text('keys.name')}
        hint={text('keys.nameHint')}
        maxLength={80}
        {...form.field('name')}
      />
      {permissionGroups
        .filter((group) => scopesIn(group).length > 0)
        .map((group) => (
          <fieldset key={group} className={classes.roles}>
            <legend>{words(`group.${group}`)}</legend>
            {scopesIn(group).map((scope) => (
              <label key={scope}>
                <input
                  type="checkbox"
                  name="scopes"
                  checked={scopes.includes(scope)}
                  onChange={() => toggle(scope)}
                />
                <span>{words(wordKey(scope))}</span>
                <small>
                  <code>{scope}</code>
                </small>
              </label>
            ))}
          </fieldset>
        ))}
      {form.field('scopes').error && <p role="alert">{text('keys.scopesMissing')}</p>}
      <SelectField
        label={text('keys.days')}
        {...form.field('days')}
        options={lifetimes.map((value) => ({ value, label: text(`keys.days${value || 'Forever'}`) }))}
      />
    </PlainForm>
  )
}
