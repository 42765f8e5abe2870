import type * as z from 'zod'
import { severities } from '../../../../../base/incident-words.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm, type FieldBinding } from '../../../../../ui/form.ts'
import { PasswordField, SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { Ticks } from '../../../../../ui/plain/Ticks.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  chatKinds,
  chatLanguages,
  chosenPosts,
  connectChat,
  type ChatConnection,
  type ChatKind,
  type ChatLanguage,
  type ChosenPost,
} from '../../contract.ts'
import classes from '../chat.module.css'

type Severity = (typeof severities)[number]

// Widened, so that the form may hold others.
const firstKind = 'mattermost' as ChatKind // widened
const firstLanguage = 'en' as ChatLanguage // widened
const firstSeverities: readonly Severity[] = ['S1', 'S2']
const firstPosts: readonly ChosenPost[] = chosenPosts

interface ConnectFormProps {
  readonly connection: ChatConnection | null
  readonly onDone: (made: z.output<typeof connectChat.output>) => void
}

/** The server, its bot, and what is said when. It is tried before anything is sent. */
export function ConnectForm({ connection, onDone }: ConnectFormProps) {
  const text = useText('chat')
  const form = useForm({
    schema: connectChat.input,
    initial: {
      kind: connection?.kind ?? firstKind,
      address: '',
      team: connection?.kind === 'mattermost' ? connection.team : '',
      token: '',
      verifier: '',
      language: connection?.language ?? firstLanguage,
      severities: connection?.severities ?? firstSeverities,
      posts: connection?.posts ?? firstPosts,
    },
    send: async ({ severities: when, posts, ...fields }) =>
      call(connectChat, { ...fields, severities: [...when], posts: [...posts] }),
    onDone,
  })
  const { kind } = form.values
  const isKept = connection !== null && connection.kind === kind
  const steps = text(`setup.${kind}`).split('\n')
  return (
    <div className={classes.form}>
      <PlainForm form={form} submitLabel={text(isKept ? 'settings.save' : 'settings.connect')}>
        <SelectField
          label={text('settings.kind')}
          {...form.field('kind')}
          options={chatKinds.map((value) => ({ value, label: text(`kind.${value}`) }))}
        />
        <details open={connection === null}>
          <summary>{text('setup.title')}</summary>
          <ol className={classes.steps}>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
        <ServerFields form={form} kind={kind} isKept={isKept} />
        <SelectField
          label={text('settings.language')}
          {...form.field('language')}
          options={chatLanguages.map((value) => ({ value, label: text(`language.${value}`) }))}
        />
        <Ticks
          legend={text('settings.severities')}
          className={classes.ticks}
          options={severities.map((value) => ({ value, label: text(`severity.${value}`) }))}
          values={form.values.severities}
          onChange={(values) => form.set('severities', values)}
        />
        <Ticks
          legend={text('settings.posts')}
          className={classes.ticks}
          options={chosenPosts.map((value) => ({ value, label: text(`post.${value}`) }))}
          values={form.values.posts}
          onChange={(values) => form.set('posts', values)}
        />
      </PlainForm>
    </div>
  )
}

interface Fields {
  readonly address: string
  readonly team: string
  readonly token: string
  readonly verifier: string
}

interface ServerFieldsProps {
  readonly form: { readonly field: <K extends keyof Fields>(name: K) => FieldBinding<string> }
  readonly kind: ChatKind
  readonly isKept: boolean
}

/** What this server is reached and proved by; what is kept stays where nothing is entered. */
function ServerFields({ form, kind, isKept }: ServerFieldsProps) {
  const text = useText('chat')
  return (
    <>
      {kind !== 'slack' && (
        <TextField
          label={text('settings.address')}
          hint={text(isKept ? 'settings.kept' : 'settings.addressHint')}
          inputMode="url"
          autoComplete="off"
          isOptional={isKept}
          maxLength={500}
          {...form.field('address')}
        />
      )}
      {kind === 'mattermost' && (
        <TextField
          label={text('settings.team')}
          hint={text('settings.teamHint')}
          autoComplete="off"
          maxLength={64}
          {...form.field('team')}
        />
      )}
      <PasswordField
        label={text('settings.token')}
        hint={text(isKept ? 'settings.kept' : `settings.tokenOf.${kind}`)}
        autoComplete="off"
        isOptional={isKept}
        {...form.field('token')}
      />
      {kind !== 'matrix' && (
        <PasswordField
          label={text(`settings.verifierOf.${kind}`)}
          hint={text(isKept ? 'settings.kept' : 'settings.verifierHint')}
          autoComplete="off"
          isOptional={isKept}
          {...form.field('verifier')}
        />
      )}
    </>
  )
}
