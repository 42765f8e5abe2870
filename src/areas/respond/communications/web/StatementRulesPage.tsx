import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import * as z from 'zod'
import { answerKey, useAct, useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import {
  addChatChannel,
  readStatementRules,
  removeChatChannel,
  setStatementRules,
  type RuleBoard,
} from '../contract/recipients.ts'
import { chatKinds, fieldClasses, statementAudiences, ticks } from '../contract/statement-words.ts'
import classes from './parts/statements.module.css'

/** Who has to agree before words leave, what each audience may see, and the rooms of chat tools. */
export function StatementRulesPage() {
  const text = useText('communications')
  const board = useAnswer(readStatementRules, {})
  return (
    <Page title={text('rules.title')} lead={text('rules.lead')}>
      {board.error && !board.data && <ErrorState error={board.error} onRetry={() => void board.refetch()} />}
      {board.isPending && <Loading />}
      {board.data && (
        <Can permission="channel.manage" otherwise={<Notice tone="active">{text('mail.ownerOnly')}</Notice>}>
          <RulesForm key={board.data.revision} board={board.data} />
          <ChatRooms board={board.data} />
        </Can>
      )}
    </Page>
  )
}

function RulesForm({ board }: { readonly board: RuleBoard }) {
  const text = useText('communications')
  const client = useQueryClient()
  const form = useForm({
    schema: z.looseObject({ contact: z.string().max(300) }),
    initial: board.rules,
    send: (rules) => call(setStatementRules, { revision: board.revision, rules }),
    onDone: (next) => {
      client.setQueryData(answerKey(readStatementRules, {}), next)
      showDone(text('rules.saved'))
    },
  })
  const { sharing } = form.values
  return (
    <PlainForm form={form} submitLabel={text('rules.save')}>
      <TextInput
        label={text('rules.contact')}
        description={text('rules.contactHint')}
        maxLength={300}
        {...form.field('contact')}
      />
      {(['inside', 'outside'] as const).map((side) => (
        <fieldset key={side} className={classes.group}>
          <legend>{text(`rules.${side}`)}</legend>
          {ticks.map((tick) => (
            <label key={tick} className={classes.check}>
              <input
                type="checkbox"
                checked={form.values[side].includes(tick)}
                onChange={(event) =>
                  form.set(side, toggled(form.values[side], tick, event.currentTarget.checked))
                }
              />
              {text(`tick.${tick}`)}
            </label>
          ))}
        </fieldset>
      ))}
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={form.values.teamByItself}
          onChange={(event) => form.set('teamByItself', event.currentTarget.checked)}
        />
        {text('rules.teamByItself')}
      </label>
      <SharingTable sharing={sharing} onChange={(next) => form.set('sharing', next)} />
    </PlainForm>
  )
}

interface SharingTableProps {
  readonly sharing: RuleBoard['rules']['sharing']
  readonly onChange: (next: RuleBoard['rules']['sharing']) => void
}

/** What of a case each audience may see. */
function SharingTable({ sharing, onChange }: SharingTableProps) {
  const text = useText('communications')
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption>{text('rules.sharing')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('rules.audience')}</th>
            {fieldClasses.map((what) => (
              <th key={what} scope="col">
                {text(`field.${what}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statementAudiences.map((audience) => (
            <tr key={audience}>
              <th scope="row">{text(`audience.${audience}`)}</th>
              {fieldClasses.map((what) => (
                <td key={what}>
                  <label className={classes.check}>
                    <input
                      type="checkbox"
                      aria-label={`${text(`audience.${audience}`)}: ${text(`field.${what}`)}`}
                      checked={sharing[audience].includes(what)}
                      onChange={(event) =>
                        onChange({
                          ...sharing,
                          [audience]: toggled(sharing[audience], what, event.currentTarget.checked),
                        })
                      }
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function toggled<T>(list: readonly T[], one: T, isOn: boolean): T[] {
  return isOn ? [...list, one] : list.filter((other) => other !== one)
}

function ChatRooms({ board }: { readonly board: RuleBoard }) {
  const text = useText('communications')
  const client = useQueryClient()
  const keep = (next: RuleBoard) => client.setQueryData(answerKey(readStatementRules, {}), next)
  const remove = useAct(removeChatChannel, { onDone: keep })
  const initial: { name: string; kind: (typeof chatKinds)[number]; address: string; token: string } = {
    ...{ name: '', kind: 'slack', address: '', token: '' },
  }
  const form = useForm({
    schema: addChatChannel.input.pick({ name: true, address: true }),
    initial,
    send: (values) => call(addChatChannel, values),
    onDone: (next) => {
      form.reset()
      keep(next)
    },
  })
  return (
    <Section title={text('chat.title')}>
      <p className={classes.dim}>{text('chat.lead')}</p>
      <ul className={classes.rows}>
        {board.channels.map(({ id, name, kind, host }) => (
          <li key={id} className={classes.marks}>
            <strong>{name}</strong> {text(`chat.kind.${kind}`)} · {host}
            <Button
              variant="subtle"
              className={classes.act}
              aria-label={text('chat.removeOf', { name })}
              onClick={() => remove.mutate({ id })}
            >
              {text('chat.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {remove.error && <Notice tone="bad">{remove.error.message}</Notice>}
      <PlainForm form={form} submitLabel={text('chat.add')}>
        <TextInput label={text('chat.name')} maxLength={120} {...form.field('name')} />
        <NativeSelect
          label={text('chat.tool')}
          {...form.field('kind')}
          data={chatKinds.map((value) => ({ value, label: text(`chat.kind.${value}`) }))}
        />
        <TextInput
          label={text('chat.address')}
          description={text(`chat.hint.${form.values.kind}`)}
          autoComplete="off"
          {...form.field('address')}
        />
        {form.values.kind === 'matrix' && (
          <TextInput label={text('chat.token')} autoComplete="off" {...form.field('token')} />
        )}
      </PlainForm>
    </Section>
  )
}
