import { Button } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { changePhishingSetup, listRehearsals } from '../../contract/rehearsals.ts'
import type { OwnTemplate } from '../../contract/words.ts'
import { mails as de } from '../../content/de.ts'
import { mails as en } from '../../content/en.ts'
import { shelfFacts } from '../../content/template.ts'
import { planEntry, templateEntry, type Choice } from './entries.ts'
import { MailShown } from './MailShown.tsx'
import type { PartProps } from './part-props.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../phishing.module.css'

/** The shelf, then those that somebody here wrote. */
export function Mails({ setup, ask }: PartProps) {
  const text = useText('phishing')
  const language = useLanguage()
  const { templates, domains, can } = setup
  const isProved = domains.some(({ isVerified }) => isVerified)
  return (
    <Section
      title={text('mails.title')}
      actions={
        can.manage && (
          <Button variant="default" onClick={() => ask(templateEntry(text, undefined))}>
            {text('mails.own')}
          </Button>
        )
      }
    >
      <p className={lines.dim}>{text('mails.lead')}</p>
      {can.manage && !isProved && <p className={lines.dim}>{text('mails.provedFirst')}</p>}
      <ul className={lines.list}>
        {(language === 'de' ? de : en).map((mail) => (
          <Row
            key={mail.key}
            choice={{ ...mail, ...shelfFacts[mail.key], template: mail.key, language: undefined }}
            own={undefined}
            {...{ setup, ask, isProved }}
          />
        ))}
        {templates.map((own) => (
          <Row
            key={own.id}
            choice={{ ...own, template: own.id, senderName: '', sender: '' }}
            {...{ setup, ask, isProved, own }}
          />
        ))}
      </ul>
    </Section>
  )
}

interface RowProps extends PartProps {
  readonly choice: Choice
  readonly own: OwnTemplate | undefined
  readonly isProved: boolean
}

function Row({ choice, own, isProved, setup, ask }: RowProps) {
  const text = useText('phishing')
  const end = useAct(changePhishingSetup, { refreshes: [listRehearsals] })
  const words = [
    text(`difficulty.${choice.difficulty}`),
    choice.page === 'sign_in' ? text('mails.formMark') : '',
    own === undefined ? '' : `${text('mails.ownMark')}, ${text(`language.${own.language}`)}`,
  ]
  return (
    <li>
      <span className={lines.words}>
        <strong>{choice.name}</strong>
        <span className={lines.dim}>{words.filter((word) => word !== '').join(' · ')}</span>
        {end.error && <ErrorState error={end.error} />}
      </span>
      {setup.can.manage && (
        <span className={lines.acts}>
          {isProved && (
            <Button
              aria-label={text('mails.planOf', { name: choice.name })}
              onClick={() => ask(planEntry(text, choice, setup))}
            >
              {text('mails.plan')}
            </Button>
          )}
          {own && (
            <>
              <Button variant="default" onClick={() => ask(templateEntry(text, own))}>
                {text('mails.change')}
              </Button>
              <Button
                variant="subtle"
                loading={end.isPending}
                onClick={() => end.mutate({ change: { do: 'end_template', id: own.id } })}
              >
                {text('mails.end')}
              </Button>
            </>
          )}
        </span>
      )}
      <details className={classes.more}>
        <summary>{text('mails.look')}</summary>
        <MailShown {...choice} />
      </details>
    </li>
  )
}
