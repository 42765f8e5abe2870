import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { useText } from '../../../../../ui/text.ts'
import { arrangeTrends, readTrends } from '../../contract/trends.ts'
import { cards as known, type Card } from '../../contract/words.ts'
import classes from '../trends.module.css'

interface ArrangeDialogProps {
  readonly cards: readonly Card[]
  readonly onClose: () => void
}

/** Puts cards up, down or away, by buttons that a keyboard reaches. It is so for everybody. */
export function ArrangeDialog({ cards, onClose }: ArrangeDialogProps) {
  const text = useText('trends')
  const kit = useText('ui')
  const [shown, setShown] = useState<readonly Card[]>(cards)
  const keep = useAct(arrangeTrends, { refreshes: [readTrends], onDone: onClose })
  const hidden = known.filter((card) => !shown.includes(card))
  const move = (card: Card, by: -1 | 1) => {
    const place = shown.indexOf(card)
    const rest = shown.filter((one) => one !== card)
    setShown([...rest.slice(0, place + by), card, ...rest.slice(place + by)])
  }
  const named = (verb: string, card: Card) => `${text(`board.${verb}`)}: ${text(`${card}.title`)}`
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('board.arrange')}
      size="lg"
      closeButtonProps={{ 'aria-label': kit('action.close') }}
    >
      <p>{text('board.lead')}</p>
      <ul className={classes.orders}>
        {shown.map((card, place) => (
          <li key={card}>
            <span>{text(`${card}.title`)}</span>
            <span className={classes.row}>
              <Button
                variant="default"
                disabled={place === 0}
                aria-label={named('up', card)}
                onClick={() => move(card, -1)}
              >
                ↑
              </Button>
              <Button
                variant="default"
                disabled={place === shown.length - 1}
                aria-label={named('down', card)}
                onClick={() => move(card, 1)}
              >
                ↓
              </Button>
              <Button
                variant="subtle"
                disabled={shown.length === 1}
                aria-label={named('hide', card)}
                onClick={() => setShown(shown.filter((one) => one !== card))}
              >
                {text('board.hide')}
              </Button>
            </span>
          </li>
        ))}
        <Hidden cards={hidden} onShow={(card) => setShown([...shown, card])} />
      </ul>
      {keep.error && <ErrorState error={keep.error} />}
      <div className={classes.row}>
        <Button loading={keep.isPending} onClick={() => keep.mutate({ cards: [...shown] })}>
          {text('save')}
        </Button>
        <Button variant="default" onClick={() => setShown(known)}>
          {text('board.usual')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {kit('action.cancel')}
        </Button>
      </div>
    </Modal>
  )
}

interface HiddenProps {
  readonly cards: readonly Card[]
  readonly onShow: (card: Card) => void
}

function Hidden({ cards, onShow }: HiddenProps) {
  const text = useText('trends')
  return cards.map((card) => {
    const name = text(`${card}.title`)
    return (
      <li key={card}>
        <span className={classes.dim}>{name}</span>
        <Button variant="default" aria-label={`${text('board.show')}: ${name}`} onClick={() => onShow(card)}>
          {text('board.show')}
        </Button>
      </li>
    )
  })
}
