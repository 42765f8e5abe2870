import { Button } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { sizeWords } from '../../../../../ui/kit/size-words.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { addMailKey, listMailKeys, readCaseMail, type CaseLetter } from '../../contract.ts'
import classes from '../correspondence.module.css'
import { fingerprintWords } from './fingerprint.ts'

interface LetterViewProps {
  readonly incidentId: string
  readonly letter: CaseLetter
  readonly mayKeep: boolean
}

const tones: Readonly<Record<CaseLetter['signature'], Tone>> = {
  none: 'quiet',
  ours: 'good',
  known: 'good',
  other_known: 'bad',
  stranger: 'warn',
  broken: 'bad',
  doubted: 'warn',
  unchecked: 'warn',
}
const copyTones = { waiting: 'active', reached: 'good', 'not reached': 'bad' } as const

/** One letter: who, when, what is known of it, and its plain words. Nothing in it is live. */
export function LetterView({ incidentId, letter, mayKeep }: LetterViewProps) {
  const text = useText('correspondence')
  const language = useLanguage()
  const { way, at, by, emails, subject, isEncrypted, signature, trouble, files, original, copies } = letter
  return (
    <li className={classes.letter} data-way={way}>
      <div className={classes.head}>
        <strong>{way === 'in' ? by : text('wroteTo', { by, to: emails.join(', ') })}</strong>
        <TimeText at={at} form="absolute" />
      </div>
      {way === 'in' && subject !== '' && <span className={classes.dim}>{subject}</span>}
      <div className={classes.marks}>
        <StateMark
          tone={isEncrypted ? 'good' : 'quiet'}
          word={text(isEncrypted ? 'mark.encrypted' : 'mark.open')}
        />
        {(way === 'in' || signature === 'ours') && trouble === '' && (
          <StateMark tone={tones[signature]} word={text(`signature.${signature}`)} />
        )}
        {copies.map(({ email, state, why }) => (
          <span key={email}>
            <StateMark
              tone={copyTones[state]}
              word={`${text(`copy.${state.replace(' ', '_')}`)}: ${email}`}
            />
            {state !== 'reached' && <span className={classes.dim}> {why}</span>}
          </span>
        ))}
      </div>
      {way === 'in' && trouble === '' && <Signer incidentId={incidentId} letter={letter} mayKeep={mayKeep} />}
      {trouble === '' ? (
        <p className={classes.words}>{letter.text === '' ? text('noWords') : letter.text}</p>
      ) : (
        <Notice tone="warn">{text(`trouble.${trouble}`)}</Notice>
      )}
      {(files.length > 0 || original !== null) && (
        <ul className={classes.files}>
          {files.map(({ id, name, size, sha256 }) => (
            <li key={id}>
              <strong>{name}</strong> · {sizeWords(size, language)} ·{' '}
              <code>SHA-256 {sha256.slice(0, 16)}…</code>
            </li>
          ))}
          {original !== null && (
            <li>
              <To path={`/incidents/${incidentId}`}>{text('sealed', { count: files.length + 1 })}</To>{' '}
              <code>SHA-256 {original.sha256.slice(0, 16)}…</code>
            </li>
          )}
        </ul>
      )}
    </li>
  )
}

/** Who holds the key that signed, and what that is worth. */
function Signer({ letter, mayKeep }: LetterViewProps) {
  const text = useText('correspondence')
  const { signature, signer, emails } = letter
  const keep = useAct(addMailKey, {
    refreshes: [readCaseMail, listMailKeys],
    onDone: () => showDone(text('key.kept')),
  })
  if (signature === 'none') return <p className={classes.dim}>{text('signer.none')}</p>
  if (signature === 'broken' || signature === 'doubted' || signature === 'unchecked')
    return <p className={classes.dim}>{text(`signer.${signature}`)}</p>
  if (signer === null) return null
  const isSender = signer.email === '' || emails.includes(signer.email)
  return (
    <div className={classes.signer}>
      <span>
        {text(`signer.${signature}`, { name: signer.name || signer.email || text('signer.nameless') })}{' '}
        {signature === 'known' && signer.knownSince !== null && (
          <TimeText at={signer.knownSince} form="absolute" />
        )}
      </span>
      {signature !== 'known' && (
        <span className={classes.dim}>
          {text('signer.fingerprint')} <code>{fingerprintWords(signer.fingerprint)}</code>
        </span>
      )}
      {signature === 'stranger' && mayKeep && isSender && (
        <div>
          <Button
            variant="default"
            loading={keep.isPending}
            onClick={() => {
              const email = emails[0]
              keep.mutate({
                what: 'contact',
                certificate: signer.certificate,
                ...(email !== undefined && { email }),
              })
            }}
          >
            {text('key.keep')}
          </Button>
        </div>
      )}
      {keep.error && <ErrorState error={keep.error} />}
    </div>
  )
}
