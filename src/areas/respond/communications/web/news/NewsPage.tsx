import { Button, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { answerKey, useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm, type Form } from '../../../../../ui/form.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import {
  chooseMyNews,
  digestLanguages,
  mailChoices,
  newsGroups,
  readMyNews,
  type Choices,
  type MyNews,
  type NewsGroup,
} from '../../contract/choices.ts'
import { proposedChoices, wantsDigest } from '../../rules/choices.ts'
import { DigestTimes, LastDigest } from './DigestTimes.tsx'
import { MyNumber } from '../telephone/MyNumber.tsx'
import type { NewsValues } from './news-values.ts'
import classes from './news.module.css'

/** What reaches me, and how. */
export function NewsPage() {
  const text = useText('news')
  const telephone = useText('telephone')
  const answer = useAnswer(readMyNews, {}, { live: { stream: '*', kinds: ['mail.', 'push.'] } })
  return (
    <Page title={text('title')} lead={text('lead')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && (
        <>
          <Ways news={answer.data} />
          {/* A new form where the choice was changed elsewhere. */}
          <NewsForm key={JSON.stringify([answer.data.choices, answer.data.digest])} news={answer.data} />
          <Section title={telephone('mine.title')}>
            <p className={classes.dim}>{text('phoneWhat')}</p>
            <MyNumber />
          </Section>
          <Fixed />
        </>
      )}
    </Page>
  )
}

/** What has to be in order before a choice means anything. */
function Ways({ news: { mailOn, devices } }: { readonly news: MyNews }) {
  const text = useText('news')
  return (
    <>
      {devices === 0 && (
        <Notice tone="warn">
          {text('noDevice')} <To path="/settings/devices">{text('toDevices')}</To>
        </Notice>
      )}
      {!mailOn && <Notice tone="warn">{text('noMail')}</Notice>}
    </>
  )
}

function NewsForm({ news }: { readonly news: MyNews }) {
  const text = useText('news')
  const language = useLanguage()
  const client = useQueryClient()
  const { choices, digest, isChosen } = news
  const initial: NewsValues = {
    choices,
    ...digest,
    weekday: String(digest.weekday),
    hour: String(digest.hour),
    // Whoever never chose reads the summary in the language of this page.
    language: isChosen ? digest.language : (digestLanguages.find((one) => one === language) ?? 'en'),
  }
  const form = useForm({
    schema: chooseMyNews.input.shape.digest.pick({ zone: true }).loose(),
    initial,
    send: ({ choices: chosen, weekday, hour, ...rest }) =>
      call(chooseMyNews, {
        choices: chosen,
        digest: { ...rest, weekday: Number(weekday), hour: Number(hour) },
      }),
    onDone: (next) => {
      client.setQueryData(answerKey(readMyNews, {}), next)
      showDone(text('saved'))
    },
  })
  return (
    <PlainForm
      form={form}
      submitLabel={text('save')}
      besides={
        <Button variant="default" onClick={() => form.set('choices', proposedChoices)}>
          {text('asProposed')}
        </Button>
      }
    >
      <ul className={classes.groups}>
        {newsGroups.map((group) => (
          <Group key={group} group={group} form={form} />
        ))}
      </ul>
      {wantsDigest(form.values.choices) && (
        <Section title={text('digest.title')}>
          <p className={classes.dim}>{text('digest.lead')}</p>
          <DigestTimes form={form} />
          <LastDigest news={news} />
        </Section>
      )}
    </PlainForm>
  )
}

function Group({ group, form }: { readonly group: NewsGroup; readonly form: Form<NewsValues> }) {
  const text = useText('news')
  const { choices } = form.values
  const { push, mail, phone } = choices[group]
  const change = (next: Partial<Choices[NewsGroup]>) =>
    form.set('choices', { ...choices, [group]: { push, mail, phone, ...next } })
  const name = text(`group.${group}.name`)
  return (
    <li className={classes.group}>
      <div className={classes.words}>
        <strong>{name}</strong>
        <span className={classes.dim}>{text(`group.${group}.what`)}</span>
      </div>
      <label className={classes.check}>
        <input
          type="checkbox"
          aria-label={text('pushOf', { name })}
          checked={push}
          onChange={(event) => change({ push: event.currentTarget.checked })}
        />
        {text('push')}
      </label>
      <label className={classes.check}>
        <input
          type="checkbox"
          aria-label={text('phoneOf', { name })}
          checked={phone}
          onChange={(event) => change({ phone: event.currentTarget.checked })}
        />
        {text('phone')}
      </label>
      <NativeSelect
        label={text('mail')}
        aria-label={text('mailOf', { name })}
        value={mail}
        onChange={(event) =>
          change({ mail: mailChoices.find((one) => one === event.currentTarget.value) ?? 'usual' })
        }
        data={mailChoices.map((value) => ({ value, label: text(`mailChoice.${value}`) }))}
      />
      {!push && !phone && (mail === 'never' || mail === 'digest') && (
        <span className={classes.quiet}>{text(mail === 'never' ? 'onlyInbox' : 'onlyDigest')}</span>
      )}
    </li>
  )
}

const fixed = ['call', 'clock', 'signIn', 'second', 'trial'] as const

/** What nobody can turn off, and why. */
function Fixed() {
  const text = useText('news')
  return (
    <Section title={text('fixed.title')}>
      <p className={classes.dim}>{text('fixed.lead')}</p>
      <dl className={classes.fixed}>
        {fixed.map((what) => (
          <div key={what}>
            <dt>{text(`fixed.${what}.name`)}</dt>
            <dd>{text(`fixed.${what}.why`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
