import { useLanguage } from '../../../../../ui/text.ts'
import { controlWords } from '../../content/control-words.ts'
import { evidenceWords } from '../../content/evidence-words.ts'
import type { ChoiceName, ControlState } from '../../contract/words.ts'
import { frameworks } from '../../rules/frameworks.ts'
import { isFramework, isPack } from '../../rules/standing.ts'

export function useWordLanguage(): 'en' | 'de' {
  return useLanguage() === 'de' ? 'de' : 'en'
}

/** What people read of controls, in their language. */
export function useControlWords() {
  const language = useWordLanguage()
  return { language, controls: controlWords(language), ...evidenceWords[language] }
}

export function useChoiceName(): (name: ChoiceName) => string {
  const { packs } = useControlWords()
  return (name) => (isPack(name) ? packs[name] : isFramework(name) ? frameworks[name].name : name)
}

export const tones = {
  against: 'bad',
  no: 'bad',
  open: 'warn',
  lapsed: 'warn',
  said: 'warn',
  partly: 'warn',
  shown: 'good',
  not_applicable: 'quiet',
} as const satisfies Record<ControlState, string>
