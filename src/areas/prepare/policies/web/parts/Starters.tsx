import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { StarterRule } from '../../content/starter.ts'
import { addHouseRule, listHouseRules } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface StartersProps {
  /** Names that are taken. */
  readonly known: readonly string[]
  readonly onMade: (id: string) => void
}

/** House rules to begin with, in the language of whoever looks; each becomes a draft of the firm's own. */
export function Starters({ known, onMade }: StartersProps) {
  const text = useText('policies')
  const language = useLanguage()
  // Loaded only for those who write rules.
  const { data = [] } = useQuery({
    queryKey: ['house-rule starters', language],
    queryFn: () => startersIn(language),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const add = useAct(addHouseRule, { refreshes: [listHouseRules], onDone: ({ id }) => onMade(id) })
  const left = data.filter(({ name }) => !known.some((one) => one.toLowerCase() === name.toLowerCase()))
  if (left.length === 0) return null
  return (
    <Section title={text('starters.title')}>
      <p className={lines.dim}>{text('starters.lead')}</p>
      {add.error && <ErrorState error={add.error} />}
      <ul className={lines.list}>
        {left.map(({ key, name, content }) => (
          <li key={key}>
            <span className={lines.words}>
              <strong>{name}</strong>
              <span className={lines.dim}>{content.summary}</span>
            </span>
            <Button
              variant="default"
              aria-label={text('starters.takeOf', { name })}
              loading={add.isPending && add.variables.name === name}
              onClick={() => add.mutate({ name, content })}
            >
              {text('starters.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

async function startersIn(language: string): Promise<readonly StarterRule[]> {
  return language === 'de'
    ? (await import('../../content/de.ts')).starters
    : (await import('../../content/en.ts')).starters
}
