import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { saveFile } from '../../../../../ui/transfer.ts'
import { words } from '../../content/words.ts'
import { handoutLanguages, listHandouts, makeHandout, type HandoutLanguage } from '../../contract.ts'
import { isStrongEnough, proposeWords } from '../../rules/passphrase.ts'
import { languageOf } from '../language.ts'
import classes from '../handout.module.css'

/** Passphrase first, then the file: what is forgotten cannot be recovered, and that is said before. */
export function MakeCopy() {
  const text = useText('handout')
  const shown = languageOf(useLanguage())
  const [language, setLanguage] = useState<HandoutLanguage>(shown)
  const [proposal, setProposal] = useState(() => proposed(shown))
  const [own, setOwn] = useState<string>()
  const [isKept, setKept] = useState(false)
  const making = useMaking()
  const passphrase = own ?? proposal
  const isStrong = isStrongEnough(passphrase)
  const change = (next: string | undefined) => {
    setOwn(next)
    setKept(false)
    making.forget()
  }
  return (
    <div className={classes.make}>
      <p className={classes.words}>{text('make.lead')}</p>
      <SegmentedControl
        aria-label={text('make.language')}
        data={handoutLanguages.map((value) => ({ value, label: text(`language.${value}`) }))}
        value={language}
        onChange={(value) => setLanguage(languageOf(value))}
        className={classes.start}
      />
      <Passphrase
        proposal={proposal}
        own={own}
        onAgain={() => {
          setProposal(proposed(language))
          change(undefined)
        }}
        onOwn={change}
      />
      <Notice tone="warn" title={text('make.warnTitle')}>
        {text('make.warn')}
      </Notice>
      <Checkbox
        label={text('make.kept')}
        checked={isKept}
        onChange={({ currentTarget }) => setKept(currentTarget.checked)}
      />
      {making.failure !== undefined && <Notice tone="bad">{making.failure}</Notice>}
      <Button
        size="lg"
        className={classes.start}
        disabled={!isKept || !isStrong}
        loading={making.isBusy}
        onClick={() => void making.make(language, passphrase)}
      >
        {text('make.save')}
      </Button>
      {making.code !== undefined && (
        <Notice tone="good" title={text('make.doneTitle', { code: making.code })}>
          {text('make.done')}
        </Notice>
      )}
    </div>
  )
}

interface PassphraseProps {
  readonly proposal: string
  /** What the person typed instead; undefined while the proposal is taken. */
  readonly own: string | undefined
  readonly onAgain: () => void
  readonly onOwn: (own: string | undefined) => void
}

function Passphrase({ proposal, own, onAgain, onOwn }: PassphraseProps) {
  const text = useText('handout')
  if (own === undefined)
    return (
      <div className={classes.phrase}>
        <p className={classes.label}>{text('make.proposal')}</p>
        <p className={classes.secret}>{proposal}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onAgain}>
            {text('make.again')}
          </Button>
          <Button variant="subtle" onClick={() => onOwn('')}>
            {text('make.ownInstead')}
          </Button>
        </div>
      </div>
    )
  const isWeak = own !== '' && !isStrongEnough(own)
  return (
    <div className={classes.phrase}>
      <TextInput
        label={text('make.own')}
        description={text('make.ownHint')}
        value={own}
        autoComplete="off"
        spellCheck={false}
        error={isWeak ? text('make.weak') : undefined}
        onChange={({ currentTarget }) => onOwn(currentTarget.value)}
      />
      <Button variant="subtle" className={classes.start} onClick={() => onOwn(undefined)}>
        {text('make.proposalInstead')}
      </Button>
    </div>
  )
}

function proposed(language: HandoutLanguage): string {
  return proposeWords(words[language], crypto.getRandomValues(new Uint8Array(8)))
}

/** Asks the server for the words, seals them here, and saves the file. */
function useMaking() {
  const text = useText('handout')
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [code, setCode] = useState<string>()
  const make = async (language: HandoutLanguage, passphrase: string) => {
    setBusy(true)
    setFailure(undefined)
    setCode(undefined)
    try {
      // Sealing code and its fallback are large, and needed by this one button.
      const { offlineFile, offlineFileName } = await import('../offline-file.ts')
      const handout = await call(makeHandout, { language })
      saveFile(await offlineFile(handout, passphrase), offlineFileName(handout))
      setCode(handout.code)
      await client.invalidateQueries({ queryKey: answerKey(listHandouts) })
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('make.failed'))
    } finally {
      setBusy(false)
    }
  }
  return { make, isBusy, failure, code, forget: () => setCode(undefined) }
}
